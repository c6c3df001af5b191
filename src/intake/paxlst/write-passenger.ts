import { DOCUMENT_TYPES, type DocumentType } from '../../document/index.ts'
import type { ListedPassenger } from '../../journey/index.ts'
import { codeOf, documentCodeOf, ROLES } from './codes.ts'
import { dayOfBirth, dayOfExpiry, writtenDay } from './dates.ts'
import type { Elements } from './segment.ts'

export type Tagged = readonly [tag: string, elements: Elements]

/** The segments of one passenger; `stationOf` gives the station of a call, `latestBirth` is that of the reader. */
export function writtenPassenger(
  passenger: ListedPassenger,
  stationOf: (call: string) => string,
  latestBirth: string,
): Tagged[] {
  const { ref, role, seat, identity, documents, booking, ticketedFrom, ticketedTo } = passenger
  const { surname, givenNames, dateOfBirth, sex, nationality, placeOfBirth, countryOfBirth } = identity
  const birth = dateOfBirth && writtenDay(dateOfBirth, value => dayOfBirth(value, '', latestBirth))
  return [
    ['NAD', [[codeOf(ROLES, role ?? 'PASSENGER')], [], [], [surname ?? '', givenNames ?? '']]],
    ...given(sex, 'ATT', sex => [['2'], [], [sex]]),
    ...given(birth, 'DTM', birth => [['329', ...birth]]),
    ...given(ticketedFrom, 'LOC', call => [['178'], [stationOf(call)]]),
    ...given(ticketedTo, 'LOC', call => [['179'], [stationOf(call)]]),
    ...given(placeOfBirth ?? countryOfBirth, 'LOC', () => [
      ['180'],
      [countryOfBirth ?? '', '', '', placeOfBirth ?? ''],
    ]),
    ...given(nationality, 'NAT', nationality => [['2'], [nationality]]),
    ...given(booking, 'RFF', ({ ref }) => [['AVF', ref]]),
    ...given(seat, 'RFF', seat => [['SEA', seat]]),
    ['RFF', [['ABO', ref]]],
    ...[...documents].sort(inOrder).flatMap(writtenDocument),
  ]
}

function given<T>(value: T | null | undefined, tag: string, elements: (value: NonNullable<T>) => Elements): Tagged[] {
  return value === null || value === undefined || value === '' ? [] : [[tag, elements(value)]]
}

type Shown = ListedPassenger['documents'][number]

function writtenDocument({ type, number, issuer, expiresOn }: Shown): Tagged[] {
  return [
    ['DOC', [[documentCodeOf(type)], [number]]],
    ...given(expiresOn, 'DTM', day => [['36', ...writtenDay(day, value => dayOfExpiry(value, ''))]]),
    ['LOC', [['91'], [issuer]]],
  ]
}

/** The passport before what goes with it, as carriers list them. */
function inOrder(a: Shown, b: Shown): number {
  const rank = ({ type }: Shown) => DOCUMENT_TYPES.indexOf(type as DocumentType)
  return rank(a) - rank(b) || (a.issuer + a.number < b.issuer + b.number ? -1 : 1)
}

/** What of a passenger a list cannot say, each with how often it occurs. */
export function notCarried({ identity, coach, booking, contacts, capture, role, stage }: ListedPassenger) {
  const counts: Record<string, number> = {
    'names in Cyrillic': Number(Boolean(identity.surnameCyrillic ?? identity.givenNamesCyrillic)),
    'surnames at birth': Number(Boolean(identity.surnameAtBirth)),
    coaches: Number(coach !== null),
    'times of purchase': Number((booking?.purchasedAt ?? null) !== null),
    'sales channels': Number((booking?.channel ?? null) !== null),
    contacts,
    'captures other than CARRIER': Number(capture !== 'CARRIER'),
    'roles that nobody stated (written as PASSENGER)': Number(role === null),
    'stages that nobody stated (written as DECLARED)': Number(stage === null),
  }
  return counts
}
