import type { Place } from '../../graph/index.ts'
import { clustersOf } from '../cluster/cluster.ts'
import { DisjointSets } from '../cluster/disjoint.ts'
import type { CannotLink, Likeness } from '../cluster/facts.ts'
import type { Component, Member, Sure } from './component.ts'

/** A person as it should be: its id is that of its smallest identity. */
export interface Resolved {
  readonly id: string
  readonly members: readonly Member[]
}

/** Of more identities that facts set apart, each is weighed against its neighbour only: somebody's attempt, not travel. */
const MOST_APART = 200

/** The identities that likenesses, or a common portrait, may make one person: what cannot be asked of others. */
export function groupsOf({ members, sure }: Component): Member[][] {
  const sets = new DisjointSets()
  for (const { left, right } of sure) sets.join(left, right)
  return [...Map.groupBy(members, ({ portrait }) => sets.root(portrait)).values()]
}

/**
 * Who is one person. Identities of one portrait are one to begin with, so they are taken as one; where facts set some of
 * them apart, these are taken by themselves.
 */
export function resolved({ members, sure }: Component, cannotLinks: readonly CannotLink[]): Resolved[] {
  const byId = new Map(members.map(member => [member.id, member]))
  const inner = cannotLinks.filter(({ left, right }) => byId.get(left)?.portrait === byId.get(right)?.portrait)
  const alone = new Set(inner.flatMap(({ left, right }) => [left, right]))
  const units = new Map<string, Member[]>()
  const unitOf = new Map<string, string>()
  const unitsOf = new Map<Place, string[]>()
  for (const [portrait, sat] of Map.groupBy(members, member => member.portrait)) {
    const parts = [...Map.groupBy(sat, ({ id }) => (alone.has(id) ? id : '')).values()].map(sortedById)
    for (const part of parts) {
      const id = part[0]?.id as string
      units.set(id, part)
      for (const member of part) unitOf.set(member.id, id)
    }
    unitsOf.set(portrait, parts.map(([first]) => first?.id as string).sort())
  }
  const { clusters } = clustersOf({
    identities: [...units.keys()],
    likenesses: [...[...unitsOf.values()].flatMap(withinPortrait), ...sure.flatMap(like => across(like, unitsOf))],
    decisions: [],
    cannotLinks: cannotLinks.map(({ left, right, because }) => ({
      left: unitOf.get(left) as string,
      right: unitOf.get(right) as string,
      because,
    })),
  })
  return clusters.map(({ id, members: own }) => ({ id, members: own.flatMap(unit => units.get(unit) as Member[]) }))
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
