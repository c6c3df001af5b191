export { DOCUMENT_TYPES, type DocumentType } from './document-type.ts'
export { documentFragments, documentNamed } from './fields.ts'
export { MRZ_FIELDS, type MrzFields, mrzSlips } from './mrz.ts'
export { numberShape } from './number-shape.ts'
export {
  DOCUMENT,
  type DocumentFact,
  type DocumentKey,
  documentId,
  documentLabels,
  documentNumber,
  documentRow,
  ensureDocuments,
  later,
  type NamedDocuments,
  namedByDocuments,
  recordDocuments,
  retireDocuments,
  type ShownDocument,
} from './store.ts'
