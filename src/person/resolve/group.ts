import type { Place } from '../../graph/index.ts'
import { clustersOf } from '../cluster/cluster.ts'
import { DisjointSets } from '../cluster/disjoint.ts'
import type { CannotLink, Cluster, Likeness } from '../cluster/facts.ts'
import type { Component, Member, Sure } from './component.ts'

/** A person as it should be: its id is that of its smallest identity. */
export interface Resolved {
  readonly id: string
  readonly members: readonly Member[]
  /**
   * All whom likenesses and common portraits bring together are of it, and humans said nothing about any of them: so no
   * fact keeps two of them apart, and whoever comes and is like one of them is one with all.
   */
  readonly whole: boolean
}

/** Of more identities that facts set apart, each is weighed against its neighbour only: somebody's attempt, not travel. */
const MOST_APART = 200

/** The identities that likenesses, a common portrait or a human may make one person: what cannot be asked of others. */
export function groupsOf({ members, sure, decided }: Component): Member[][] {
  const portraitOf = new Map(members.map(({ id, portrait }) => [id, portrait]))
  const sets = new DisjointSets()
  for (const { left, right } of sure) sets.join(left, right)
  for (const { left, right, verdict } of decided)
    if (verdict === 'CONFIRMED') sets.join(portraitOf.get(left) as Place, portraitOf.get(right) as Place)
  return [...Map.groupBy(members, ({ portrait }) => sets.root(portrait)).values()]
}

/** Who is one person. */
export function resolved(
  component: Component,
  groups: readonly (readonly Member[])[],
  cannotLinks: readonly CannotLink[],
): Resolved[] {
  const { clusters, membersOf } = clustered(component, cannotLinks)
  const sizeOf = new Map(groups.flatMap(group => group.map(({ id }) => [id, group.length] as const)))
  return clusters.map(({ id, members: units }) => {
    const members = units.flatMap(membersOf)
    return { id, members, whole: members.length === sizeOf.get(id) && !members.some(({ ruled }) => ruled) }
  })
}

/** An identity that is of a person with another id than before. */
export interface Move {
  readonly identity: string
  readonly from: string
  readonly to: string
}

export const movesOf = (persons: readonly Resolved[]): Move[] =>
  persons.flatMap(({ id, members }) =>
    members.flatMap(({ id: identity, personId: from }) =>
      from !== null && from !== id ? [{ identity, from, to: id }] : [],
    ),
  )

/** Persons as clusters of units, each named by its smallest identity, and the identities of a unit in their order. */
export interface Clustered {
  readonly clusters: readonly Cluster[]
  readonly membersOf: (unit: string) => readonly Member[]
}

/**
 * Identities of one portrait are one to begin with, so they are taken as one unit; where facts set some of them apart,
 * these are taken by themselves, and where humans decided of some, those of whom the same was decided are a unit.
 */
export function clustered({ members, sure, decided }: Component, cannotLinks: readonly CannotLink[]): Clustered {
  const byId = new Map(members.map(member => [member.id, member]))
  const inner = cannotLinks.filter(({ left, right }) => byId.get(left)?.portrait === byId.get(right)?.portrait)
  const alone = new Set(inner.flatMap(({ left, right }) => [left, right]))
  const judged = judgements(decided)
  const units = new Map<string, Member[]>()
  const unitOf = new Map<string, string>()
  const unitsOf = new Map<Place, string[]>()
  for (const [portrait, sat] of Map.groupBy(members, member => member.portrait)) {
    const alike = ({ id }: Member) => (alone.has(id) ? id : (judged.get(id) ?? ''))
    const parts = [...Map.groupBy(sat, alike).values()].map(sortedById)
    for (const part of parts) {
      const id = part[0]?.id as string
      units.set(id, part)
      for (const member of part) unitOf.set(member.id, id)
    }
    unitsOf.set(portrait, parts.map(([first]) => first?.id as string).sort())
  }
  const ofUnits = <T extends { left: string; right: string }>(pairs: readonly T[]) =>
    pairs.map(pair => ({ ...pair, left: unitOf.get(pair.left) as string, right: unitOf.get(pair.right) as string }))
  const { clusters } = clustersOf({
    identities: [...units.keys()],
    likenesses: [...[...unitsOf.values()].flatMap(withinPortrait), ...sure.flatMap(like => across(like, unitsOf))],
    // All are in force, and so contradict each other nowhere: which was the last does not matter.
    decisions: ofUnits(decided).map(pair => ({ ...pair, decidedAt: '' })),
    cannotLinks: ofUnits(cannotLinks),
  })
  return { clusters, membersOf: unit => units.get(unit) ?? [] }
}

/** For each identity of whom humans decided, in one text what they decided of it. */
function judgements(decided: Component['decided']): ReadonlyMap<string, string> {
  const said = decided.flatMap(({ left, right, verdict }) => [
    { id: left, text: `${verdict} ${right}` },
    { id: right, text: `${verdict} ${left}` },
  ])
  const byId = Map.groupBy(said, ({ id }) => id)
  return new Map(
    [...byId].map(([id, own]) => [
      id,
      own
        .map(({ text }) => text)
        .sort()
        .join(),
    ]),
  )
}

const sortedById = (members: readonly Member[]) => [...members].sort((a, b) => (a.id < b.id ? -1 : 1))

/** Parts of one portrait state the same, which is surest of all. */
function withinPortrait(units: readonly string[]): Likeness[] {
  return units.flatMap((left, i) =>
    units.slice(i + 1, units.length > MOST_APART ? i + 2 : undefined).map(right => ({ left, right, p: 1, auto: true })),
  )
}

function across({ left, right, p }: Sure, unitsOf: ReadonlyMap<Place, readonly string[]>): Likeness[] {
  const [ours, theirs] = [unitsOf.get(left) ?? [], unitsOf.get(right) ?? []]
  if (ours.length * theirs.length > MOST_APART ** 2)
    return [{ left: ours[0] as string, right: theirs[0] as string, p, auto: true }]
  return ours.flatMap(a => theirs.map(b => ({ left: a, right: b, p, auto: true })))
}
