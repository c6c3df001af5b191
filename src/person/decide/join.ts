import { placesOf, type Transaction } from '../../graph/index.ts'
import type { CannotLink } from '../cluster/facts.ts'
import type { Pair } from '../decided/record-decision.ts'
import { pairOf } from '../decided/ruling.ts'
import { cannotLinksOf } from '../resolve/cannot-links.ts'
import { type Component, componentOf, portraitsOfIdentities } from '../resolve/component.ts'

/** What a decision lays down, and what it sets aside thereby. */
export interface LaidDown {
  readonly pairs: readonly Pair[]
  /** Facts and earlier decisions that would have kept the identities apart. */
  readonly broken: readonly CannotLink[]
}

/**
 * Confirms the pairs of `tree`, which make one person of several sides. So that they do, every pair across the sides that
 * facts or earlier decisions keep apart is confirmed too: a human has seen it, and it is told.
 */
export async function joinSides(
  tx: Transaction,
  tree: readonly (readonly [string, string])[],
  sides: readonly (readonly string[])[],
): Promise<LaidDown> {
  const component = await componentAround(tx, sides.flat())
  const side = new Map(sides.flatMap((ids, i) => ids.map(id => [id, i] as const)))
  const members = component.members.filter(({ id }) => side.has(id))
  const facts = await cannotLinksOf(tx, [members])
  const rejected = component.decided
    .filter(({ verdict }) => verdict === 'REJECTED')
    .map(({ left, right, decision }) => ({ left, right, because: `rejected by decision ${decision}` }))
  const broken = [...facts, ...rejected]
    .map(link => ({ ...link, ...pairOf(link.left, link.right) }))
    .filter(({ left, right }) => side.has(left) && side.has(right) && side.get(left) !== side.get(right))
    .sort((a, b) => (`${a.left}|${a.right}|${a.because}` < `${b.left}|${b.right}|${b.because}` ? -1 : 1))
  const pairs = [...tree.map(([one, other]) => pairOf(one, other)), ...broken]
  return {
    pairs: [...new Map(pairs.map(({ left, right }) => [`${left}|${right}`, confirmed(left, right)])).values()],
    broken: [...new Map(broken.map(link => [`${link.left}|${link.right}|${link.because}`, link])).values()],
  }
}

const confirmed = (left: string, right: string): Pair => ({ left, right, verdict: 'CONFIRMED' })

/** All that decides about these identities. */
export async function componentAround(tx: Transaction, identities: readonly string[]): Promise<Component> {
  const places = await placesOf(tx, 'Identity', identities)
  return componentOf(tx, await portraitsOfIdentities(tx, places.values()))
}

/** An identity and all that humans confirmed to be one with it: they go where it goes. */
export async function confirmedWith(tx: Transaction, identity: string): Promise<string[]> {
  const { decided } = await componentAround(tx, [identity])
  const found = new Set([identity])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { left, right, verdict } of decided)
      if (verdict === 'CONFIRMED' && (found.has(left) || found.has(right))) found.add(left).add(right)
  }
  return [...found]
}
