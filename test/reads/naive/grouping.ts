import type { Copy, CopyNode } from '../copy.ts'
import { apartByFacts } from './facts-apart.ts'

export type Strictness = 'STRICT' | 'REVIEWED' | 'PROBABLE'

/** Who is one person. */
export interface Persons {
  readonly all: readonly CopyNode[]
  readonly identitiesOf: (person: CopyNode) => readonly CopyNode[]
  /** One, or none where the identity belongs to nobody. */
  readonly of: (identity: CopyNode) => CopyNode[]
}

export function personsUnder(strictness: Strictness, copy: Copy): Persons {
  if (strictness === 'REVIEWED')
    return {
      all: copy.all('Person'),
      identitiesOf: person => copy.into(person, 'IS', 'Identity'),
      of: identity => copy.out(identity, 'IS', 'Person'),
    }
  const groups = strictness === 'STRICT' ? confirmed(copy) : likely(copy)
  const persons = groups.map(identities => [person(identities), identities] as const)
  const identitiesOf = new Map(persons)
  const of = new Map(persons.flatMap(([one, identities]) => identities.map(identity => [identity, one] as const)))
  return {
    all: persons.map(([one]) => one),
    identitiesOf: one => identitiesOf.get(one) ?? [],
    of: identity => [of.get(identity)].flatMap(one => one ?? []),
  }
}

/** Its id is the least of its identities'; its name the one most often stated, of equally frequent ones the first in order. */
function person(identities: readonly CopyNode[]): CopyNode {
  const names = identities.map(({ properties: { surname, givenNames } }) =>
    givenNames ? `${surname} ${givenNames}` : surname,
  )
  const times = (name: string) => names.filter(other => other === name).length
  const [displayName] = [...names].sort((a, b) => times(b) - times(a) || (a < b ? -1 : 1))
  const [id] = identities.map(({ properties }) => properties.id as string).sort()
  return { labels: ['Person'], properties: { id, displayName } }
}

const idOf = ({ properties }: CopyNode): string => properties.id

/** Groups of things, joined one pair after the other unless that would bring together what is apart. */
function joined<T>(things: readonly T[], pairs: readonly (readonly [T, T])[], apart: (a: T, b: T) => boolean): T[][] {
  let groups = things.map(thing => [thing])
  for (const [a, b] of pairs) {
    const [ours, theirs] = [a, b].map(one => groups.find(group => group.includes(one)) as T[]) as [T[], T[]]
    if (ours === theirs || ours.some(one => theirs.some(other => apart(one, other)))) continue
    groups = [...groups.filter(group => group !== ours && group !== theirs), [...ours, ...theirs]]
  }
  return groups
}

export const isRejected = (copy: Copy, a: CopyNode, b: CopyNode) =>
  copy.out(a, 'REJECTED_WITH', 'Identity').includes(b) || copy.out(b, 'REJECTED_WITH', 'Identity').includes(a)

function confirmed(copy: Copy): CopyNode[][] {
  const identities = copy.all('Identity')
  const pairs = identities.flatMap(one =>
    copy.out(one, 'CONFIRMED_WITH', 'Identity').map(other => {
      return [one, other].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)) as [CopyNode, CopyNode]
    }),
  )
  const inOrder = pairs.sort(([a, b], [c, d]) => (idOf(a) + idOf(b) < idOf(c) + idOf(d) ? -1 : 1))
  return joined(identities, inOrder, (a, b) => isRejected(copy, a, b))
}

function likely(copy: Copy): CopyNode[][] {
  const persons = copy.all('Person')
  const sitters = (portrait: CopyNode) =>
    copy.into(portrait, 'COMPARED_AS', 'Identity').flatMap(identity => copy.out(identity, 'IS', 'Person'))
  const pairs = copy.all('Portrait').flatMap(portrait =>
    copy
      .ties(portrait, 'LIKE')
      .filter(({ properties }) => !properties.auto)
      .flatMap(({ to, properties: { p } }) =>
        sitters(portrait).flatMap(one =>
          sitters(to).map(other => {
            const pair = [one, other].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)) as [CopyNode, CopyNode]
            return { pair, p: Number(p), ids: pair.map(idOf).join('|') }
          }),
        ),
      ),
  )
  const inOrder = pairs.sort((a, b) => b.p - a.p || (a.ids < b.ids ? -1 : 1)).map(({ pair }) => pair)
  const identitiesOf = (one: CopyNode) => copy.into(one, 'IS', 'Identity')
  const isApart = (one: CopyNode, other: CopyNode) =>
    identitiesOf(one).some(a =>
      identitiesOf(other).some(b => isRejected(copy, a, b) || apartByFacts(copy, a, b) !== undefined),
    )
  return joined(persons, inOrder, isApart).map(group => group.flatMap(identitiesOf))
}
