import { DisjointSets } from '../cluster/disjoint.ts'

export type Verdict = 'CONFIRMED' | 'REJECTED'

/** Two identities, the smaller id first, of which a decision says whether they are one person. */
export interface Ruling {
  readonly left: string
  readonly right: string
  readonly verdict: Verdict
  /** Number of the decision: the later, the greater. */
  readonly decision: number
}

/** The pair with its smaller id on the left. */
export const pairOf = (one: string, other: string) =>
  one < other ? { left: one, right: other } : { left: other, right: one }

/**
 * The rulings that are in force. Each holds unless later ones say otherwise, by its own pair or by what follows from them
 * (whoever is one with a third is not two): so no two in force contradict each other. Of several on one pair that say the
 * same the latest is in force. In what order they are given makes no difference.
 */
export function inForce<R extends Ruling>(rulings: readonly R[]): R[] {
  const sets = new DisjointSets()
  const held = new Map<string, R>()
  for (const ruling of [...rulings].sort(latestFirst)) {
    const { left, right, verdict } = ruling
    const pair = `${left}|${right}`
    const contradicted =
      verdict === 'CONFIRMED' ? sets.apart(left, right) !== null : sets.root(left) === sets.root(right)
    if (contradicted || held.has(pair)) continue
    if (verdict === 'CONFIRMED') sets.join(left, right)
    else sets.keepApart(left, right, 'a human rejected it')
    held.set(pair, ruling)
  }
  return [...held.values()]
}

/** Within one decision what keeps apart comes first. */
const latestFirst = (a: Ruling, b: Ruling) =>
  b.decision - a.decision ||
  Number(a.verdict === 'CONFIRMED') - Number(b.verdict === 'CONFIRMED') ||
  (`${a.left}|${a.right}` < `${b.left}|${b.right}` ? -1 : 1)
