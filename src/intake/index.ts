export { type BulkOptions, bulkLoad } from './bulk/bulk-load.ts'
export { fillEmptyGraph } from './fill.ts'
export { type LoadOptions, loadDelivery, type Summary } from './load-delivery.ts'
