import type { Projection } from '../projection/projection.ts'
import { journeysOf } from './units.ts'

/** Bookings that make a household of two, and with one surname of both. */
const BOOKINGS = 2

/** Who is of one household, as of one state of the facts: of each person that is asked about the bookings are kept. */
export class Households {
  readonly #projection: Projection
  readonly #bookings = new Map<number, ReadonlySet<number>>()

  constructor(projection: Projection) {
    this.#projection = projection
  }

  /**
   * Whether two persons are of one household: they have two common bookings, or one common booking and surnames of one
   * family, masculine and feminine forms taken as one. O(journeys of both), the first time.
   */
  same(a: number, b: number): boolean {
    const common = this.#bookingsOf(a).intersection(this.#bookingsOf(b)).size
    return common >= BOOKINGS || (common > 0 && ofOneFamily(this.#projection, a, b))
  }

  #bookingsOf(person: number): ReadonlySet<number> {
    const known = this.#bookings.get(person)
    if (known) return known
    const bookings = bookingsOf(this.#projection, person)
    this.#bookings.set(person, bookings)
    return bookings
  }
}

/** Whether two persons are of one household: see {@link Households}. */
export const sameHousehold = (projection: Projection, a: number, b: number): boolean =>
  new Households(projection).same(a, b)

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
