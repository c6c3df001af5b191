import type { Projection } from '../projection/projection.ts'
import { journeysMadeBy } from './units.ts'
import { untilTouched } from './until-touched.ts'

/** Bookings that make a household of two, and with one surname of both. */
const BOOKINGS = 2

/**
 * Whether two persons are of one household: they have two common bookings, or one common booking and surnames of one family,
 * masculine and feminine forms taken as one. O(journeys of both) the first time that it is asked after an update has touched
 * them.
 */
export function sameHousehold(projection: Projection, a: number, b: number): boolean {
  const common = inCommon(bookingsOf(projection, a), bookingsOf(projection, b))
  return common >= BOOKINGS || (common > 0 && ofOneFamily(projection, a, b))
}

/** Who of some persons has a booking in common with one of them, and may be of one household. */
export function sharingBookings(projection: Projection, persons: Iterable<number>): (person: number) => Set<number> {
  const among = new Map<number, number[]>()
  for (const person of persons)
    for (const booking of bookingsOf(projection, person)) {
      const own = among.get(booking)
      if (own) own.push(person)
      else among.set(booking, [person])
    }
  return person => new Set([...bookingsOf(projection, person)].flatMap(booking => among.get(booking) ?? []))
}

/** How many two sets have in common, counted no further than is asked for. */
function inCommon(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  let common = 0
  for (const booking of few) if (many.has(booking) && ++common === BOOKINGS) break
  return common
}

const bookingsOf = untilTouched(
  'person',
  (projection, person): Set<number> => addBookings(new Set(), projection, journeysMadeBy(projection, person)),
  addBookings,
)

function addBookings(bookings: Set<number>, { journeys }: Projection, made: readonly number[]): Set<number> {
  const { booking } = journeys.journeys.columns
  for (const journey of made) if ((booking[journey] as number) >= 0) bookings.add(booking[journey] as number)
  return bookings
}

function ofOneFamily({ people }: Projection, a: number, b: number): boolean {
  const { family } = people.identities.columns
  const ours = new Set<number>()
  for (const identity of people.identitiesOf(a)) ours.add(family[identity] as number)
  ours.delete(0)
  for (const identity of people.identitiesOf(b)) if (ours.has(family[identity] as number)) return true
  return false
}
