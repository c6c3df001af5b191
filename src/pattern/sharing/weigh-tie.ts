import { differenceBy, type Pair } from '../holders-apart.ts'
import type { Projection } from '../projection/projection.ts'
import { childrenOn } from './children.ts'
import { bookingsOf, commonBookings } from './common-bookings.ts'
import type { Compared } from './compare-holders.ts'
import type { Held } from './holders.ts'

/** From here on two are one person as likely as not. */
const LIKELY_ONE = 0.5
/** P is taken to be no nearer to 0 or 1 than this. */
const CLAMP = 1e-4
/** Bookings in common that make a household; with a family name in common one does. */
const HOUSEHOLD = 2

/** How a document ties its holders. */
export interface Weighed {
  readonly weight: number
  /** For each holder the place of the first who is they as likely as not. */
  readonly of: readonly number[]
}

/** By pairs of places, how many bookings the holders have in common. */
export function bookingsInCommon(projection: Projection, { holders }: Held): number[][] {
  const bookings = holders.map(({ person }) => bookingsOf(projection, person))
  return bookings.map(own => bookings.map(other => commonBookings(own, other)))
}

/**
 * How a document ties its holders: by the two of them who are the most surely two persons, of no household and not a child
 * in the passport of a parent. Undefined where there are no such two.
 * @param childUnder years
 */
export function tieOf(
  projection: Projection,
  compared: Compared,
  common: readonly (readonly number[])[],
  childUnder: number,
): Weighed | undefined {
  const children = childrenOn(projection, compared, childUnder)
  const isHousehold = ({ left, right, apart }: Pair) => {
    const bookings = common[left]?.[right] ?? 0
    const family = apart.relation === 'ONE_FAMILY' || apart.relation === 'PARENT_AND_CHILD'
    return bookings >= HOUSEHOLD || (bookings > 0 && family)
  }
  const apart = compared.pairs.filter(
    pair => pair.apart.p < LIKELY_ONE && !children.has(pair.left) && !children.has(pair.right) && !isHousehold(pair),
  )
  if (apart.length === 0) return undefined
  const places = compared.held.holders.map((_, place) => place)
  const weight = Math.max(...apart.map(({ apart: { p } }) => logOdds(p)))
  return { weight, of: differenceBy(compared.pairs, places, LIKELY_ONE).of }
}

function logOdds(p: number): number {
  const clamped = Math.min(1 - CLAMP, Math.max(CLAMP, p))
  return Math.log((1 - clamped) / clamped)
}
