import { dayText } from '../base/calendar.ts'
import type { Basis, DocumentRecord, DocumentType } from '../base/records.ts'
import type { Traveller } from './population.ts'

const LETTERS: Partial<Record<Basis, string>> = {
  RESIDENCE_PERMIT: 'LT',
  RESIDENCE_CARD: 'LR',
  LONG_STAY_VISA: 'LD',
  SHORT_STAY_VISA: 'LC',
  FTD: 'T',
}

const spread = (index: number, digits: number) => String((index * 7919 + 1234) % 10 ** digits).padStart(digits, '0')

/** The passport of a traveller: numbers are spread, and no two are equal. */
export function passportOf({ index, nationality }: Traveller) {
  const number = nationality === 'BLR' ? `MP${spread(index, 7)}` : `6${spread(index, 8)}`
  return { type: 'PASSPORT' as const, issuer: nationality, number }
}

/** Permit, visa or FTD of a traveller; an FRTD is new for every trip. */
export function paperOf({ index, basis }: Traveller) {
  const letters = LETTERS[basis]
  return letters && { type: basis as DocumentType, issuer: 'LTU', number: `${letters}9${spread(index, 7)}` }
}

/** What the issuer states of a permit, visa or FTD; of passports and FRTDs a large world states nothing. */
export function paperRecord(traveller: Traveller): DocumentRecord | undefined {
  const paper = paperOf(traveller)
  if (!paper) return undefined
  const { surname, givenNames, dateOfBirth, sex, nationality, index, basis } = traveller
  const issued = 18_628 + ((index * 37) % 700)
  return {
    record: 'document',
    ...paper,
    holder: { surname, givenNames, dateOfBirth, sex, nationality },
    issuedOn: dayText(issued),
    expiresOn: dayText(issued + (basis === 'FTD' ? 1095 : 1825)),
    authority: basis.startsWith('RESIDENCE') ? 'Migration office LTU' : 'Embassy Moscow',
    issuedFor: passportOf(traveller),
    ...(basis === 'FTD' ? { transitHours: 24 } : {}),
  }
}
