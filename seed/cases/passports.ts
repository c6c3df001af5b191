import { dayOf, dayText } from '../base/calendar.ts'
import type { DocumentKey, DocumentRecord, IdentityFields } from '../base/records.ts'
import type { Traveller } from '../big/population.ts'

const TEN_YEARS = 3652
const LONG_AGO = dayOf('2019-05-01')
/** What numbers of second and third passports begin with; nobody else's do. */
const LETTERS = { RUS: ['4', '3'], BLR: ['MK', 'MT'], OTHERS: ['LK', 'LT'] } as const

/** Another passport of somebody: the n-th beside the usual one, from this state or another. */
export function otherPassport({ index, nationality }: Traveller, n: 0 | 1, issuer = nationality): DocumentKey {
  const letters = issuer === 'RUS' ? LETTERS.RUS[n] : issuer === 'BLR' ? LETTERS.BLR[n] : LETTERS.OTHERS[n]
  const digits = letters.length === 1 ? 8 : 7
  return {
    type: 'PASSPORT',
    issuer,
    number: letters + String((index * 7919 + 4321) % 10 ** digits).padStart(digits, '0'),
  }
}

/** What its issuer states of a passport: good for ten years. */
export function passportRecord(
  { type, issuer, number }: DocumentKey,
  holder: IdentityFields & { readonly surnameAtBirth?: string },
  { issuedOn = LONG_AGO, replaces, lostAt }: { issuedOn?: number; replaces?: DocumentKey; lostAt?: string } = {},
): DocumentRecord {
  return {
    record: 'document',
    type,
    issuer,
    number,
    holder,
    issuedOn: dayText(issuedOn),
    expiresOn: dayText(issuedOn + TEN_YEARS),
    ...(lostAt ? { status: 'LOST', statusAt: lostAt } : {}),
    ...(replaces ? { replaces: { type: replaces.type, issuer: replaces.issuer, number: replaces.number } } : {}),
  }
}
