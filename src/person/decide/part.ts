import type { Transaction } from '../../graph/index.ts'
import { splitAtWeakest } from '../cluster/cluster.ts'
import type { Pair } from '../decided/record-decision.ts'
import { pairOf } from '../decided/ruling.ts'
import { cannotLinksOf } from '../resolve/cannot-links.ts'
import { clustered, groupsOf } from '../resolve/group.ts'
import { componentAround } from './join.ts'

const rejected = (one: string, other: string): Pair => ({ ...pairOf(one, other), verdict: 'REJECTED' })

/** Keeps each identity of one side apart from each of the other. */
export const keepApart = (side: readonly string[], other: readonly string[]): Pair[] =>
  side.flatMap(one => other.map(two => rejected(one, two)))

/** Makes identities a person of their own: kept apart from the rest, and each confirmed to be one with the first. */
export function partFrom(named: readonly string[], rest: readonly string[]): Pair[] {
  const [first, ...others] = [...named].sort()
  const together = others.map((other): Pair => ({ ...pairOf(first as string, other), verdict: 'CONFIRMED' }))
  return [...keepApart(named, rest), ...together]
}

/**
 * Cuts the weakest join by which an identity's person holds together, and what humans had confirmed across the cut;
 * undefined where nothing can be cut, for all identities state the same.
 */
export async function cutWeakest(tx: Transaction, identity: string): Promise<Pair[] | undefined> {
  const component = await componentAround(tx, [identity])
  const { clusters, membersOf } = clustered(component, await cannotLinksOf(tx, groupsOf(component)))
  const own = clusters.find(({ members }) => members.some(unit => membersOf(unit).some(({ id }) => id === identity)))
  const split = own && splitAtWeakest(own)
  if (!split) return undefined
  const [first, second] = split.parts.map(units => new Set(units.flatMap(unit => membersOf(unit).map(({ id }) => id))))
  const across = component.decided.filter(
    ({ left, right, verdict }) =>
      verdict === 'CONFIRMED' && ((first?.has(left) && second?.has(right)) || (first?.has(right) && second?.has(left))),
  )
  const cut = [split.cut, ...across].map(({ left, right }) => rejected(left, right))
  return [...new Map(cut.map(pair => [`${pair.left}|${pair.right}`, pair])).values()]
}
