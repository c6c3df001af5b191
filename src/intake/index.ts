export { readLines } from './excerpt.ts'
export { type HistoricStatement, intakeFragments, type Source } from './fields.ts'
export { fillEmptyGraph } from './fill.ts'
export { type LoadOptions, loadDelivery, type Summary } from './load-delivery.ts'
