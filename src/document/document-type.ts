/** What kind of paper a document is, as deliveries and questions name it. */
export const DOCUMENT_TYPES = [
  'PASSPORT',
  'ID_CARD',
  'RESIDENCE_PERMIT',
  'RESIDENCE_CARD',
  'LONG_STAY_VISA',
  'SHORT_STAY_VISA',
  'FTD',
  'FRTD',
  'OTHER',
] as const

export type DocumentType = (typeof DOCUMENT_TYPES)[number]
