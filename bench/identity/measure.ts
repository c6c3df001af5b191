/** How well a grouping agrees with the truth. */
export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** B³ F1: the same, each identity counting once however many a person has. */
  readonly bCubed: number
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
    bCubed: harmonic(purity / groups.length, completeness / groups.length),
    exact: exact / byPerson.size,
  }
}

const harmonic = (a: number, b: number) => (a + b === 0 ? 0 : (2 * a * b) / (a + b))

function counts<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}

/** Mean, and the smallest and largest over the seeds. */
export function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return `${mean.toFixed(4)} [${Math.min(...values).toFixed(4)}–${Math.max(...values).toFixed(4)}]`
}
