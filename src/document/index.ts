export { documentFragments } from './fields.ts'
export {
  type DocumentFact,
  type DocumentKey,
  documentId,
  documentNumber,
  ensureDocuments,
  type NamedDocuments,
  recordDocuments,
  type ShownDocument,
} from './store.ts'
