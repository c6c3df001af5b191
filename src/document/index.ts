export { DOCUMENT_TYPES, type DocumentType } from './document-type.ts'
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
