import type { Projection } from '../projection/projection.ts'
import { journeysOf } from './units.ts'

/** Bookings that make a household of two, and with one surname of both. */
const BOOKINGS = 2

/**
 * Whether two persons are of one household: they have two common bookings, or one common booking and surnames of one family,
 * masculine and feminine forms taken as one. O(journeys of both).
 */
export function sameHousehold(projection: Projection, a: number, b: number): boolean {
  const ours = bookingsOf(projection, a)
  let common = 0
  for (const booking of bookingsOf(projection, b)) if (ours.has(booking)) common++
  return common >= BOOKINGS || (common > 0 && ofOneFamily(projection, a, b))
}

function bookingsOf(projection: Projection, person: number): Set<number> {
  const { booking } = projection.journeys.journeys.columns
  const bookings = new Set<number>()
  for (const identity of projection.people.identitiesOf(person))
    for (const journey of journeysOf(projection, identity))
      if ((booking[journey] as number) >= 0) bookings.add(booking[journey] as number)
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
