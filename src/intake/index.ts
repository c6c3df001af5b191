export { type ExportedList, exportList } from './export-list.ts'
export { fillEmptyGraph } from './fill.ts'
export { type LoadOptions, loadDelivery, type Summary } from './load-delivery.ts'
