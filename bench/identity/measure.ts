import { stream } from '../../seed/base/random.ts'

/** How well a grouping agrees with the truth. */
export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** B³: the same, each identity counting once however many a person has. */
  readonly bPrecision: number
  readonly bRecall: number
  /** Share of persons whose group is theirs, whole and alone. */
  readonly exact: number
}

/** Compares groups with the truth: for each identity, its group and its person. */
export function qualityOf(groups: readonly (string | number)[], persons: readonly number[]): Quality {
  const both = counts(groups.map((group, i) => `${group}|${persons[i]}`))
  const byGroup = counts(groups)
  const byPerson = counts(persons)
  const pairsIn = (sizes: ReadonlyMap<unknown, number>) =>
    [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const [right, made, true_] = [pairsIn(both), pairsIn(byGroup), pairsIn(byPerson)]
  const precision = made === 0 ? 1 : right / made
  const recall = true_ === 0 ? 1 : right / true_
  let [purity, completeness, exact] = [0, 0, 0]
  for (const [i, group] of groups.entries()) {
    const shared = both.get(`${group}|${persons[i]}`) as number
    const [inGroup, ofPerson] = [byGroup.get(group) as number, byPerson.get(persons[i] as number) as number]
    purity += shared / inGroup
    completeness += shared / ofPerson
    if (shared === inGroup && shared === ofPerson) exact += 1 / ofPerson
  }
  return {
    precision,
    recall,
    f1: harmonic(precision, recall),
    bPrecision: purity / groups.length,
    bRecall: completeness / groups.length,
    exact: exact / byPerson.size,
  }
}

const harmonic = (a: number, b: number) => (a + b === 0 ? 0 : (2 * a * b) / (a + b))

function counts<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}

/** Pairs of identities of one person. */
export function truePairs(persons: readonly number[]): number {
  return [...counts(persons).values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
}

const RESAMPLES = 2_000

/** Mean over the seeds, and between which two it lies in 95 of 100 draws of as many seeds from these (bootstrap). */
export function interval(values: readonly number[]): string {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const random = stream(values.length, 'bootstrap')
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => random.pick(values)))).sort(
    (a, b) => a - b,
  )
  const at = (share: number) => (means[Math.floor(share * RESAMPLES)] as number).toFixed(4)
  return `${mean(values).toFixed(4)} [${at(0.025)}–${at(0.975)}]`
}
