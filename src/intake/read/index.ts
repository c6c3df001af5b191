export { type DeliveryFile, filesOf, inspect } from './files.ts'
export { type BadLine, type GoodLine, onRun, type ReadLine, readRecords, type SoughtLine } from './read-records.ts'
export { RefusedLines } from './refused.ts'
