import { DisjointSets } from './disjoint.ts'
import type { CannotLink, Cluster, Clusters, Decision, Facts, Join, Likeness, ProbableLink } from './facts.ts'

const PROBABLE = 0.5

/**
 * Who is one person, as a pure function of facts: pairs that a human confirmed are joined first, then AUTO pairs by
 * falling probability, then by id; a pair is joined when nothing keeps the two clusters apart. What a human rejected
 * keeps apart whatever else is said; a confirmation outweighs the facts that the matcher must heed. In what order
 * identities, pairs and decisions are given makes no difference.
 */
export function clustersOf({ identities, likenesses, decisions, cannotLinks }: Facts): Clusters {
  const known = new Set(identities)
  const among = <T extends Pair>(pairs: readonly T[]) =>
    pairs.filter(({ left, right }) => known.has(left) && known.has(right) && left !== right)
  const standing = latest(among(decisions))
  const rejected = standing.filter(({ verdict }) => verdict === 'REJECTED')
  const confirmed = standing.filter(({ verdict }) => verdict === 'CONFIRMED')
  const sets = new DisjointSets()
  const joins: Join[] = []
  for (const { left, right } of rejected.sort(byPair)) sets.keepApart(left, right, 'a human rejected it')
  for (const pair of confirmed.sort(byPair)) join(sets, joins, { ...pair, p: 1, by: 'CONFIRMED' })
  for (const { left, right, because } of among(cannotLinks).map(ordered).sort(byCannotLink))
    sets.keepApart(left, right, because)
  const pairs = strongest(among(likenesses))
  for (const pair of pairs) if (pair.auto) join(sets, joins, { ...pair, by: 'AUTO' })
  return {
    clusters: gather([...known].sort(), sets, joins),
    probable: probableLinks(pairs, sets, smallest(known, sets)),
  }
}

/**
 * One cluster in two parts, without its weakest join: the smallest identity's part, and the other. A human's confirmation
 * is stronger than what the matcher joined; of equals the join that was made last is the weakest.
 */
export function splitAtWeakest({
  members,
  joins,
}: Cluster): { cut: Join; parts: readonly [string[], string[]] } | null {
  const byHuman = ({ by }: Join) => Number(by === 'CONFIRMED')
  const cut = [...joins].sort((a, b) => byHuman(a) - byHuman(b) || a.p - b.p || byPair(b, a))[0]
  if (!cut) return null
  const sets = new DisjointSets()
  for (const other of joins) if (other !== cut) sets.join(other.left, other.right)
  const first = sets.root(members[0] as string)
  const inFirst = (member: string) => sets.root(member) === first
  return { cut, parts: [members.filter(inFirst), members.filter(member => !inFirst(member))] }
}

type Pair = { readonly left: string; readonly right: string }

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byPair = (a: Pair, b: Pair) => compare(a.left, b.left) || compare(a.right, b.right)
const byCannotLink = (a: CannotLink, b: CannotLink) => byPair(a, b) || compare(a.because, b.because)

/** The pair with its smaller id on the left. */
const ordered = <T extends Pair>(pair: T): T =>
  pair.left <= pair.right ? pair : { ...pair, left: pair.right, right: pair.left }

/** Of the decisions on each pair the last; of two of one instant the rejection. */
function latest(decisions: readonly Decision[]): Decision[] {
  const standing = new Map<string, Decision>()
  for (const decision of decisions.map(ordered)) {
    const key = `${decision.left}|${decision.right}`
    const other = standing.get(key)
    const later = !other || decision.decidedAt > other.decidedAt
    if (later || (decision.decidedAt === other.decidedAt && decision.verdict === 'REJECTED'))
      standing.set(key, decision)
  }
  return [...standing.values()]
}

/** Each pair once, as probable as its strongest statement, the strongest first. */
function strongest(likenesses: readonly Likeness[]): Likeness[] {
  const sorted = likenesses.map(ordered).sort((a, b) => b.p - a.p || byPair(a, b) || Number(b.auto) - Number(a.auto))
  const seen = new Set<string>()
  return sorted.filter(({ left, right }) => {
    const key = `${left}|${right}`
    return !seen.has(key) && seen.add(key)
  })
}

function join(sets: DisjointSets, joins: Join[], { left, right, p, by }: Join): void {
  if (sets.root(left) === sets.root(right) || sets.apart(left, right) !== null) return
  sets.join(left, right)
  joins.push({ left, right, p, by })
}

function gather(identities: readonly string[], sets: DisjointSets, joins: readonly Join[]): Cluster[] {
  const members = Map.groupBy(identities, identity => sets.root(identity))
  const joined = Map.groupBy(joins, ({ left }) => sets.root(left))
  return [...members].map(([root, own]) => ({ id: own[0] as string, members: own, joins: joined.get(root) ?? [] }))
}

/** The smallest identity of each identity's cluster. */
function smallest(identities: ReadonlySet<string>, sets: DisjointSets): (identity: string) => string {
  const ids = new Map<string, string>()
  for (const identity of [...identities].sort())
    if (!ids.has(sets.root(identity))) ids.set(sets.root(identity), identity)
  return identity => ids.get(sets.root(identity)) as string
}

/** For each identity the other persons that it may be, by its strongest pair with each; what a human rejected is settled. */
function probableLinks(
  pairs: readonly Likeness[],
  sets: DisjointSets,
  personOf: (identity: string) => string,
): ProbableLink[] {
  const links = new Map<string, ProbableLink>()
  for (const { left, right, p } of pairs) {
    if (p < PROBABLE || sets.root(left) === sets.root(right)) continue
    const heldBack = sets.apart(left, right)
    if (heldBack === 'a human rejected it') continue
    for (const [identity, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const key = `${identity}|${personOf(other)}`
      if (!links.has(key)) links.set(key, { identity, person: personOf(other), p, heldBack })
    }
  }
  return [...links.values()].sort((a, b) => compare(a.identity, b.identity) || compare(a.person, b.person))
}
