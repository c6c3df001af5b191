import { type MrzFields, mrzSlips, numberShape } from '../../document/index.ts'
import type { Bookings } from './bookings.ts'
import { Cursor } from './cursor.ts'
import { type Documents, NO_DAY } from './documents.ts'
import { familyOf } from './family.ts'
import type { People } from './people.ts'
import { numberOfWord, type Stated } from './stated.ts'

const DAY = 86_400_000

/** Writes persons, each with all its identities. */
export function writePersons(people: People, text: string): void {
  const cursor = new Cursor(text)
  while (!cursor.ended) {
    const place = cursor.number()
    const id = cursor.word()
    while (!cursor.endsLine()) {
      const identity = people.identity(cursor.number())
      people.state(identity, statedAt(cursor))
      people.assign(identity, place)
    }
    people.call(place, id)
  }
}

/** Tells persons' numbers and ids apart from their identities. */
export function namesIn(texts: readonly string[]): Map<number, string> {
  const names = new Map<number, string>()
  for (const text of texts) {
    const cursor = new Cursor(text)
    while (!cursor.ended) {
      names.set(cursor.number(), cursor.word())
      while (!cursor.endsLine()) {
        cursor.number()
        statedAt(cursor)
      }
    }
  }
  return names
}

/** An identity as it is read: the number of its person, null for nobody's, and what it states. */
export interface Owned {
  readonly person: number | null
  readonly stated: Stated
}

/** Whose identities are and what they state, by their numbers. */
export function ownersIn(texts: readonly string[]): Map<number, Owned> {
  const owners = new Map<number, Owned>()
  for (const text of texts) {
    const cursor = new Cursor(text)
    while (!cursor.ended) {
      const place = cursor.number()
      const person = cursor.number()
      owners.set(place, { person: Number.isNaN(person) ? null : person, stated: statedAt(cursor) })
      cursor.endsLine()
    }
  }
  return owners
}

/** What an identity states (see `stated` of `read/kinds.ts`). */
function statedAt(cursor: Cursor): Stated {
  const [surname, given, birth, rest] = [cursor.word(), cursor.word(), cursor.word(), cursor.word()]
  return {
    surname: numberOfWord(surname),
    given: numberOfWord(given),
    birth: numberOfWord(birth),
    compared: numberOfWord(`${surname}\t${given}\t${birth}\t${rest}`),
    family: familyOf(surname),
  }
}

/** Writes what is said of documents; returns their rows. */
export function writeDocuments(documents: Documents, text: string): number[] {
  const cursor = new Cursor(text)
  const rows: number[] = []
  while (!cursor.ended) {
    const row = documents.row(cursor.number())
    documents.forget(row)
    const { columns } = documents.documents
    columns.type[row] = cursor.number()
    const [, issuer = '', number = ''] = cursor.word().split(':')
    columns.issuer[row] = documents.issuers.number(issuer)
    const [, series = '', digits = ''] = /^(.*?)(\d{0,15})$/.exec(numberShape(number)) ?? []
    columns.series[row] = documents.series.number(series)
    columns.number[row] = digits === '' ? Number.NaN : Number(digits)
    columns.digits[row] = digits.length
    const expiresOn = cursor.word()
    columns.expiresOn[row] = dayOf(expiresOn)
    rows.push(row)
    if (!cursor.endsLine()) writeStated(documents, row, cursor, { number, expiresOn })
  }
  return rows
}

/** What an issuer stated of a document. */
function writeStated(documents: Documents, row: number, cursor: Cursor, fields: Omit<MrzFields, 'birth'>): void {
  const stated = documents.state(row)
  const { columns } = documents.stated
  columns.issuedOn[stated] = dayOf(cursor.word())
  columns.validFrom[stated] = dayOf(cursor.word())
  columns.status[stated] = cursor.number()
  columns.statusAt[stated] = cursor.number()
  const authority = cursor.word()
  if (authority !== '') columns.authority[stated] = documents.authorities.number(authority)
  const hours = cursor.word()
  if (hours !== '') columns.transitHours[stated] = Number(hours)
  for (const name of ['issuedFor', 'replaces'] as const) {
    const place = cursor.number()
    if (!Number.isNaN(place)) documents.relate(stated, name, documents.row(place))
  }
  const birth = cursor.word()
  columns.birth[stated] = dayOf(birth)
  columns.biometric[stated] = cursor.number()
  const mrz = cursor.word().split(' ').slice(0, -1)
  columns.slips[stated] = mrzSlips(mrz, { ...fields, birth })
  const runs: string[] = []
  while (!cursor.endsLine()) runs.push(cursor.word())
  if (runs.length > 0) documents.authorises.set(row, runs.sort())
}

/** Writes which contacts bookings gave; returns the bookings' numbers. */
export function writeBookings(bookings: Bookings, text: string): number[] {
  const cursor = new Cursor(text)
  const places: number[] = []
  while (!cursor.ended) {
    const place = cursor.number()
    const contacts: [number, number][] = []
    while (!cursor.endsLine()) contacts.push([cursor.number(), cursor.number()])
    if (contacts.length > 0) bookings.give(bookings.row(place), contacts)
    else if (bookings.find(place) >= 0) bookings.give(bookings.find(place), contacts)
    places.push(place)
  }
  return places
}

/** Days since 1970; NO_DAY for an empty text. */
const dayOf = (date: string) => (date === '' ? NO_DAY : Date.parse(date) / DAY)
