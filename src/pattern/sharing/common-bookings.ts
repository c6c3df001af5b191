import type { Projection } from '../projection/projection.ts'
import { journeysOf } from '../terms/units.ts'

/** In how many bookings each of some persons is. */
export function bookingsOf(projection: Projection, person: number): Set<number> {
  const { booking } = projection.journeys.journeys.columns
  const bookings = new Set<number>()
  for (const identity of projection.people.identitiesOf(person))
    for (const journey of journeysOf(projection, identity))
      if ((booking[journey] as number) >= 0) bookings.add(booking[journey] as number)
  return bookings
}

/** How many bookings two persons, by theirs, have in common. */
export const commonBookings = (left: ReadonlySet<number>, right: ReadonlySet<number>) => left.intersection(right).size
