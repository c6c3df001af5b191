import { dayOf, dayText } from '../base/calendar.ts'
import type { Basis, DocumentKey, DocumentRecord, DocumentType } from '../base/records.ts'
import type { Traveller } from './population.ts'

const LETTERS: Partial<Record<Basis, string>> = {
  RESIDENCE_PERMIT: 'LT',
  RESIDENCE_CARD: 'LR',
  LONG_STAY_VISA: 'LD',
  SHORT_STAY_VISA: 'LC',
  FTD: 'T',
}

/** Issued within a year from here on, for three or five years: nothing shown in the first two years of a world has expired. */
const FIRST_ISSUED = dayOf('2022-01-01')

/** Numbers of so many digits, no two alike and none in sequence. */
const spread = (index: number, digits: number) => String((index * 7919 + 1234) % 10 ** digits).padStart(digits, '0')

/** The passport of a traveller. */
export function passportOf({ index, nationality }: Traveller): DocumentKey {
  const number = nationality === 'BLR' ? `MP${spread(index, 7)}` : `6${spread(index, 8)}`
  return { type: 'PASSPORT', issuer: nationality, number }
}

/** Permit, visa or FTD of a traveller. */
export function paperOf({ index, basis }: Traveller): DocumentKey | undefined {
  const letters = LETTERS[basis]
  if (!letters) return undefined
  return { type: basis as DocumentType, issuer: 'LTU', number: `${letters}9${spread(index, 7)}` }
}

/** An FRTD, new for every trip. */
export function frtdOf(trip: number): DocumentKey {
  return { type: 'FRTD', issuer: 'LTU', number: `F9${String(trip).padStart(8, '0')}` }
}

/**
 * What the issuer states of a permit, visa or FTD; of passports and FRTDs a large world states nothing. An FTD may not
 * outlive its passport (Reg. 693/2003 Art 6(3)): where that is renewed, which one the FTD goes with is left out.
 */
export function paperRecord(traveller: Traveller, isPassportRenewed: boolean): DocumentRecord | undefined {
  const paper = paperOf(traveller)
  if (!paper) return undefined
  const { surname, givenNames, dateOfBirth, sex, nationality, index, basis } = traveller
  const issued = FIRST_ISSUED + ((index * 37) % 365)
  return {
    record: 'document',
    ...paper,
    holder: { surname, givenNames, dateOfBirth, sex, nationality },
    issuedOn: dayText(issued),
    expiresOn: dayText(issued + (basis === 'FTD' ? 1095 : 1825)),
    authority: basis.startsWith('RESIDENCE') ? 'Migration office LTU' : 'Embassy Moscow',
    ...(basis === 'FTD' && isPassportRenewed ? {} : { issuedFor: passportOf(traveller) }),
    ...(basis === 'FTD' ? { transitHours: 24 } : {}),
  }
}
