export { DOCUMENT_TYPES, type DocumentType } from './document-type.ts'
export { documentFragments } from './fields.ts'
export {
  type DocumentFact,
  type DocumentKey,
  documentId,
  documentNumber,
  ensureDocuments,
  type NamedDocuments,
  namedByDocuments,
  recordDocuments,
  retireDocuments,
  type ShownDocument,
} from './store.ts'
