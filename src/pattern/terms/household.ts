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

/** How many numbers two lists in order have in common, counted no further than is asked for. O(both). */
function inCommon(one: Int32Array, other: Int32Array): number {
  let common = 0
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [left, right] = [one[i] as number, other[j] as number]
    if (left === right && ++common === BOOKINGS) break
    if (left <= right) i++
    if (right <= left) j++
  }
  return common
}

/** Rows of the bookings of a person, in order, each once: asked of many, so that they take little room. */
const bookingsOf = untilTouched(
  'person',
  (projection, person) => withBookings(new Int32Array(0), projection, journeysMadeBy(projection, person)),
  withBookings,
)

function withBookings(before: Int32Array, { journeys }: Projection, made: readonly number[]): Int32Array {
  const { booking } = journeys.journeys.columns
  const booked = made.map(journey => booking[journey] as number).filter(row => row >= 0)
  return booked.length === 0 ? before : Int32Array.from(new Set([...before, ...booked])).sort()
}

function ofOneFamily({ people }: Projection, a: number, b: number): boolean {
  const { family } = people.identities.columns
  const ours = new Set<number>()
  for (const identity of people.identitiesOf(a)) ours.add(family[identity] as number)
  ours.delete(0)
  for (const identity of people.identitiesOf(b)) if (ours.has(family[identity] as number)) return true
  return false
}
