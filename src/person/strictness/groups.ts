import { clustersOf } from '../cluster/cluster.ts'
import type { CannotLink, Decision, Likeness } from '../cluster/facts.ts'

/** Members of one person that would be persons of their own otherwise; its id is that of the least, and they are in order. */
export interface Group {
  readonly id: string
  readonly members: readonly string[]
}

/**
 * STRICT: the identities that standing decisions of humans make one person, directly or through others; what one of them
 * rejected stays apart. Groups of two or more, by id.
 */
export function confirmedGroups(decisions: readonly Decision[]): Group[] {
  const identities = new Set(decisions.flatMap(({ left, right }) => [left, right]))
  return several({ identities: [...identities], likenesses: [], decisions, cannotLinks: [] })
}

/**
 * PROBABLE: the REVIEWED persons that the matcher holds likely to be one, directly or through others: the likeliest pairs
 * first, and none between groups that a human, or a fact, keeps apart. Groups of two or more, by id.
 * @param likenesses of two persons
 * @param apart persons that cannot be one
 */
export function probableGroups(likenesses: readonly Omit<Likeness, 'auto'>[], apart: readonly CannotLink[]): Group[] {
  const persons = new Set(likenesses.flatMap(({ left, right }) => [left, right]))
  const likely = likenesses.map(pair => ({ ...pair, auto: true }))
  return several({ identities: [...persons], likenesses: likely, decisions: [], cannotLinks: apart })
}

function several(facts: Parameters<typeof clustersOf>[0]): Group[] {
  const { clusters } = clustersOf(facts)
  const groups = clusters.filter(({ members }) => members.length > 1).map(({ id, members }) => ({ id, members }))
  return groups.sort((a, b) => (a.id < b.id ? -1 : 1))
}
