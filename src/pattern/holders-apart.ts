import type { Apart } from '../person/index.ts'

/** Below this probability, documents left out of account, two persons are taken to be two. */
export const SURELY_TWO = 0.05

/** That somebody showed a document, with what is compared of them. */
interface Use {
  readonly portrait?: string | null
}

/** How far two are one person, by what their portraits say without documents. */
export type Compare = (left: string, right: string) => Apart

/** How many persons are surely others, and the two of different persons that are the most alike. */
export interface Difference {
  readonly persons: number
  /** For each of those compared the first of those who may be the same person as they: its place. */
  readonly of: readonly number[]
  readonly nearest: Apart | undefined
}

/** The most alike portraits of two. */
export interface Pair {
  readonly left: number
  readonly right: number
  readonly apart: Apart
}

/** Two persons of the graph may still be one: their document is what the matcher would have to go by. */
export function differenceOf(uses: readonly (readonly Use[])[], compare: Compare): Difference {
  return differenceBy(
    pairsApart(uses, compare),
    uses.map((_, i) => i),
  )
}

/**
 * The same of those in these places, whose portraits were compared before.
 * @param level probability below which two are taken to be two
 */
export function differenceBy(pairs: readonly Pair[], places: readonly number[], level = SURELY_TWO): Difference {
  const of = new Map(places.map(place => [place, place]))
  const known = pairs.filter(({ left, right }) => of.has(left) && of.has(right))
  const two = known.filter(({ apart }) => areTwo(apart, level))
  const groupsOf = ({ left, right }: Pair) => [of.get(left) as number, of.get(right) as number] as const
  const unite = (pair: Pair) => {
    const groups = groupsOf(pair)
    for (const [place, own] of of) if (groups.includes(own)) of.set(place, Math.min(...groups))
  }
  for (const pair of known) if (pair.apart.p >= level) unite(pair)
  // Who says so little that it fits two of them makes no one person of these.
  for (const pair of known) {
    const groups = groupsOf(pair)
    const parted = two.some(other => groupsOf(other).every(group => groups.includes(group)))
    if (pair.apart.p < level && pair.apart.withinError && !parted) unite(pair)
  }
  const nearest = two.reduce<Apart | undefined>(
    (most, { apart }) => (most && most.p >= apart.p ? most : apart),
    undefined,
  )
  return { persons: new Set(of.values()).size, of: places.map(place => of.get(place) as number), nearest }
}

/** Whether two are taken to be two: less probably one than this, and not by what may be slips. */
export const areTwo = ({ p, withinError }: Apart, level: number) => p < level && !withinError

/**
 * So many of those who showed a document are compared with each other, the others count as persons of their own: a number
 * that thousands show is filled in where there is none, and to compare them all takes minutes.
 */
export const COMPARED_AT_MOST = 40

/**
 * Any two of the first {@link COMPARED_AT_MOST}, by those of their portraits that are the most alike; two without portraits
 * are left out.
 */
export function pairsApart(uses: readonly (readonly Use[])[], compare: Compare): Pair[] {
  const portraits = uses
    .slice(0, COMPARED_AT_MOST)
    .map(use => [...new Set(use.flatMap(({ portrait }) => portrait ?? []))])
  return portraits.flatMap((theirs, right) =>
    portraits.slice(0, right).flatMap((ours, left): Pair[] => {
      const compared = ours.flatMap(one => theirs.map(other => compare(one, other)))
      const [first, ...rest] = compared
      if (!first) return []
      return [{ left, right, apart: rest.reduce(moreAlike, first) }]
    }),
  )
}

const moreAlike = (best: Apart, other: Apart) => {
  if (best.withinError !== other.withinError) return best.withinError ? best : other
  return other.p > best.p ? other : best
}

export const RELATIONS: Readonly<Record<Apart['relation'], string>> = {
  RENEWED: 'Perhaps one person: a passport or card of the one replaces that of the other.',
  PARENT_AND_CHILD: 'Perhaps a child on the document of a parent: of one family name, a generation apart.',
  ONE_FAMILY: 'Perhaps of one family: of one family name.',
  OTHERS: 'Different persons, by all that is stated beside the document.',
}

/** The difference in words: what the most alike of them are to each other, and what tells them apart. */
export function spoken({ nearest }: Difference): string[] {
  return nearest ? [RELATIONS[nearest.relation], `Without the document: ${nearest.because}.`] : []
}
