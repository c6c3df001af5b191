import type { Projection } from '../projection/projection.ts'
import { journeysOf } from './units.ts'

/** Bookings that make a household of two, and with one surname of both. */
const BOOKINGS = 2

/** Who is of one household: of each person that is asked about the bookings are kept until an update touches them. */
class Households {
  readonly #projection: Projection
  readonly #bookings = new Map<number, { readonly at: number; readonly bookings: ReadonlySet<number> }>()

  constructor(projection: Projection) {
    this.#projection = projection
  }

  /**
   * Whether two persons are of one household: they have two common bookings, or one common booking and surnames of one
   * family, masculine and feminine forms taken as one. O(journeys of both), the first time.
   */
  same(a: number, b: number): boolean {
    const common = inCommon(this.#bookingsOf(a), this.#bookingsOf(b))
    return common >= BOOKINGS || (common > 0 && ofOneFamily(this.#projection, a, b))
  }

  #bookingsOf(person: number): ReadonlySet<number> {
    const { touches } = this.#projection
    const known = this.#bookings.get(person)
    if (known && known.at >= touches.ofPerson(person)) return known.bookings
    const bookings = bookingsOf(this.#projection, person)
    this.#bookings.set(person, { at: touches.now, bookings })
    return bookings
  }
}

const kept = new WeakMap<Projection, Households>()

/** Whether two persons are of one household: see {@link Households}. */
export function sameHousehold(projection: Projection, a: number, b: number): boolean {
  let households = kept.get(projection)
  if (!households) {
    households = new Households(projection)
    kept.set(projection, households)
  }
  return households.same(a, b)
}

/** How many two sets have in common, counted no further than is asked for. */
function inCommon(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  let common = 0
  for (const booking of few) if (many.has(booking) && ++common === BOOKINGS) break
  return common
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
