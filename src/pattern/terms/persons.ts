import type { Projection } from '../projection/projection.ts'

/** Rows of persons in the order of their ids, which does not depend on what was read first. */
export const byId = ({ people }: Projection, persons: readonly number[]): number[] =>
  [...persons].sort((a, b) => ((people.ids[a] as string) < (people.ids[b] as string) ? -1 : 1))

/** More rows than there are persons. */
const ROWS = 2 ** 26

/** One number for two persons, whichever is named first. */
export const pairNumber = (a: number, b: number) => Math.min(a, b) * ROWS + Math.max(a, b)

/** Every two of some persons, the earlier first. */
export function* pairsOf(persons: readonly number[]): Iterable<readonly [number, number]> {
  for (const [i, one] of persons.entries()) for (const other of persons.slice(i + 1)) yield [one, other]
}
