export { documentFragments } from './fields.ts'
export {
  type DocumentFact,
  type DocumentKey,
  documentId,
  documentNumber,
  ensureDocuments,
  recordDocuments,
  type ShownDocument,
} from './store.ts'
