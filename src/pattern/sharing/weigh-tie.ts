import { areTwo, differenceBy } from '../holders-apart.ts'
import type { Projection } from '../projection/projection.ts'
import { sameHousehold } from '../terms/household.ts'
import { childrenOn } from './children.ts'
import type { Compared } from './compare-holders.ts'
import type { Held } from './holders.ts'

/** From here on two are one person as likely as not. */
const LIKELY_ONE = 0.5
/** P is taken to be no nearer to 0 or 1 than this. */
const CLAMP = 1e-4
/** How a document ties its holders. */
export interface Weighed {
  readonly weight: number
  /** For each holder the place of the first who is they as likely as not. */
  readonly of: readonly number[]
}

/** By pairs of places, whether the holders are of one household. */
export function households(projection: Projection, { holders }: Held): boolean[][] {
  return holders.map(({ person }) => holders.map(other => sameHousehold(projection, person, other.person)))
}

/**
 * How a document ties its holders: by the two of them who are the most surely two persons, of no household and not a child
 * in the passport of a parent. Undefined where there are no such two.
 * @param childUnder years
 */
export function tieOf(
  projection: Projection,
  compared: Compared,
  household: readonly (readonly boolean[])[],
  childUnder: number,
): Weighed | undefined {
  const children = childrenOn(projection, compared, childUnder)
  const apart = compared.pairs.filter(
    pair =>
      areTwo(pair.apart, LIKELY_ONE) &&
      !children.has(pair.left) &&
      !children.has(pair.right) &&
      !household[pair.left]?.[pair.right],
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
