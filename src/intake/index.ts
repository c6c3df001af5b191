export { fillEmptyGraph } from './fill.ts'
export { type LoadOptions, loadDelivery, type Summary, type UnreadFile } from './load-delivery.ts'
export { checkedName, removeLeftSpools, Spool } from './spool.ts'
