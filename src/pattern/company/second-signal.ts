import { CONTACT_KINDS } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { leavingAt } from './leavings.ts'
import { passengerJourneys } from './presences.ts'

/** What else may tie two who share trains. */
export type Signal = 'STOP' | 'CONTACT' | 'SERIAL'

const AGENT = CONTACT_KINDS.indexOf('AGENT') + 1
/** A contact of more bookings is an agency's, a hotel's or an employer's. */
const MOST_BOOKINGS = 50
/** Documents of one series are neighbours within so many numbers. */
const NEIGHBOURS = 25

/** Whether two persons left one run at one listed stop, gave one contact, or show documents numbered side by side. */
export function secondSignals(projection: Projection, a: number, b: number): Signal[] {
  const signals: Signal[] = []
  if (overlap(stopsOf(projection, a), stopsOf(projection, b))) signals.push('STOP')
  if (overlap(contactsOf(projection, a), contactsOf(projection, b))) signals.push('CONTACT')
  if (haveNeighbours(projection, a, b)) signals.push('SERIAL')
  return signals
}

const overlap = (ours: ReadonlySet<number>, theirs: ReadonlySet<number>) => !ours.isDisjointFrom(theirs)

/** Calls at which a person left. */
const stopsOf = (projection: Projection, person: number) =>
  new Set(
    passengerJourneys(projection, person)
      .map(journey => leavingAt(projection, journey))
      .filter(call => call >= 0),
  )

function contactsOf(projection: Projection, person: number): Set<number> {
  const { bookings, given, contacts } = projection.bookings
  const { booking } = projection.journeys.journeys.columns
  const found = new Set<number>()
  for (const journey of passengerJourneys(projection, person)) {
    const own = booking[journey] as number
    if (own < 0) continue
    const first = bookings.columns.first[own] as number
    for (let g = first; g < first + (bookings.columns.count[own] as number); g++) {
      const contact = given.columns.contact[g] as number
      if (contacts.columns.kind[contact] !== AGENT && (contacts.columns.df[contact] as number) <= MOST_BOOKINGS)
        found.add(contact)
    }
  }
  return found
}

function haveNeighbours(projection: Projection, a: number, b: number): boolean {
  const { type, issuer, series, number } = projection.documents.documents.columns
  const theirs = documentsShown(projection, b)
  return documentsShown(projection, a).some(one =>
    theirs.some(
      other =>
        one !== other &&
        type[one] === type[other] &&
        issuer[one] === issuer[other] &&
        series[one] === series[other] &&
        Math.abs((number[one] as number) - (number[other] as number)) <= NEIGHBOURS,
    ),
  )
}

/** Rows of the documents that a person showed, each once. */
export function documentsShown(projection: Projection, person: number): number[] {
  const { presentations } = projection.journeys.journeys.columns
  const { document } = projection.journeys.presentations.columns
  const shown = new Set<number>()
  for (const journey of passengerJourneys(projection, person))
    for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++)
      shown.add(document[p] as number)
  return [...shown]
}
