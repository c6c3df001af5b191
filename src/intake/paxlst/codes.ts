import type { DocumentType } from '../../document/index.ts'

/** The codes of a passenger list and what they are called here; those of rail papers and cards are our profile's own. */

/** NAD: who travels. The first code of a role is the one that is written. */
export const ROLES: Readonly<Record<string, string>> = { FL: 'PASSENGER', DDU: 'TRANSIT', FM: 'CREW', DDT: 'CREW' }

/** DOC; any other code stands for OTHER, as which ZZZ (mutually defined) is written. */
const DOCUMENTS: Readonly<Record<string, DocumentType>> = {
  P: 'PASSPORT',
  I: 'ID_CARD',
  IR: 'RESIDENCE_PERMIT',
  RC: 'RESIDENCE_CARD',
  VC: 'SHORT_STAY_VISA',
  VD: 'LONG_STAY_VISA',
  FT: 'FTD',
  FR: 'FRTD',
  ZZZ: 'OTHER',
}

export const documentTypeOf = (code: string): DocumentType =>
  Object.hasOwn(DOCUMENTS, code) ? (DOCUMENTS[code] as DocumentType) : 'OTHER'

export const codeOf = (codes: Readonly<Record<string, string>>, word: string): string =>
  Object.keys(codes).find(code => codes[code] === word) ?? ''

export const documentCodeOf = (type: string): string => codeOf(DOCUMENTS, type)

/** The segments that fields of a passenger come from, so that a refusal can be followed into the file. */
const SEGMENTS: readonly (readonly [field: RegExp, segment: string])[] = [
  [/^identity\.(surname|givenNames)$/, 'NAD'],
  [/^identity\.dateOfBirth$/, 'DTM+329'],
  [/^identity\.sex$/, 'ATT+2'],
  [/^identity\.nationality$/, 'NAT+2'],
  [/^identity\.(place|country)OfBirth$/, 'LOC+180'],
  [/^documents\.\d+\.(type|number)$/, 'DOC'],
  [/^documents\.\d+\.issuer$/, 'LOC+91'],
  [/^documents\.\d+\.expiresOn$/, 'DTM+36'],
  [/^ticket\.from$/, 'LOC+178'],
  [/^ticket\.to$/, 'LOC+179'],
  [/^ticket\.seat$/, 'RFF+SEA'],
  [/^booking\.ref$/, 'RFF+AVF'],
  [/^ref$/, 'RFF+ABO'],
]

/** The segment that a passenger's field comes from. */
export const segmentOf = (field: string): string | undefined => SEGMENTS.find(([of]) => of.test(field))?.[1]
