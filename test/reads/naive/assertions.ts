import { COMPARED } from '../../../src/person/identity.ts'
import { linkFrom } from '../../../src/person/link.ts'
import type { Copy, CopyNode } from '../copy.ts'
import { type About, instant, thing } from './about.ts'
import { apartByFacts } from './facts-apart.ts'
import { isRejected } from './grouping.ts'

const idOf = ({ properties }: CopyNode): string => properties.id
const least = (nodes: readonly CopyNode[]) => [...nodes].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))

/** Two that are alike: how much, and whose portraits were compared. */
interface Likeness {
  readonly p: number
  readonly auto: boolean
  readonly properties: CopyNode['properties']
  readonly ours: CopyNode
  readonly theirs: CopyNode
}

const portraitOf = (copy: Copy, identity: CopyNode) => copy.out(identity, 'COMPARED_AS', 'Portrait')[0]
const homeOf = (copy: Copy, identity: CopyNode) => copy.out(identity, 'IS', 'Person')[0]

function likeness(copy: Copy, one: CopyNode, other: CopyNode): Likeness | undefined {
  const [ours, theirs] = [portraitOf(copy, one), portraitOf(copy, other)]
  if (!ours || !theirs) return undefined
  if (ours === theirs) {
    const { p } = ours.properties
    return p === undefined ? undefined : { p, auto: true, properties: ours.properties, ours, theirs }
  }
  const like = [...copy.ties(ours, 'LIKE'), ...copy.tiesInto(ours, 'LIKE')].find(({ from, to }) =>
    [from, to].includes(theirs),
  )
  if (!like) return undefined
  const { p, auto } = like.properties as { p: number; auto: boolean }
  return { p, auto, properties: like.properties, ours, theirs }
}

export const columnsOf = ({ properties }: CopyNode) =>
  ['id', ...COMPARED, 'papers'].map(name => properties[name] ?? null)

/** The first document for which both portraits were compared. */
export function common(a: CopyNode, b: CopyNode, copy: Copy): string[] {
  const blocks = (of: CopyNode) => copy.out(of, 'BLOCKED_BY', 'Block').map(({ properties }) => String(properties.id))
  const both = blocks(a).filter(id => id.startsWith('d:') && blocks(b).includes(id))
  return both
    .sort((x, y) => (x < y ? -1 : 1))
    .slice(0, 1)
    .map(id => id.slice(2))
}

interface Decided {
  readonly by: string
  readonly at: number
}

/** How a likeness is put into words is the matcher's own affair and not a way of reading: that is taken from there. */
function worded(copy: Copy, status: string, identity: CopyNode, like: Likeness | undefined, decided?: Decided) {
  const own = portraitOf(copy, identity)
  const liked = like
    ? ([
        like.p,
        like.properties.levels,
        like.properties.bits,
        columnsOf(like.theirs),
        like.ours === like.theirs ? [] : common(like.ours, like.theirs, copy),
      ] as const)
    : null
  const link = linkFrom(status, own ? columnsOf(own) : [], liked as never, decided?.by ?? null, decided?.at ?? null)
  return { ...link, decidedAt: instant(link.decidedAt) }
}

function decision(copy: Copy, type: string, one: CopyNode, other: CopyNode): Decided | undefined {
  const ties = [...copy.ties(one, type), ...copy.tiesInto(one, type)]
  return ties.find(({ from, to }) => [from, to].includes(other))?.properties as Decided | undefined
}

const ORDER = ['CONFIRMED', 'AUTO', 'PROBABLE']

/** A tree over a person's identities, surest first; those of one portrait and one home are spoken of by the least. */
export function assertions(person: CopyNode, { copy, persons, strictness }: About) {
  const identities = least(persons.identitiesOf(person))
  const isFirst = (one: CopyNode) =>
    identities.find(
      other => portraitOf(copy, other) === portraitOf(copy, one) && homeOf(copy, other) === homeOf(copy, one),
    ) === one
  const ties = identities.flatMap((identity, i) =>
    identities.slice(i + 1).flatMap(other => {
      const like = likeness(copy, identity, other)
      const human = decision(copy, 'CONFIRMED_WITH', identity, other)
      const tie = { identity, other, like, ids: `${idOf(identity)}|${idOf(other)}` }
      const found = human ? [{ ...tie, human, status: 'CONFIRMED', score: 1 }] : []
      if (!like || strictness === 'STRICT') return found
      const oneHome = homeOf(copy, identity) === homeOf(copy, other)
      const counts = like.ours === like.theirs ? isFirst(identity) && oneHome : isFirst(identity) && isFirst(other)
      if (!counts || oneHome !== like.auto || !(oneHome || strictness === 'PROBABLE')) return found
      return [...found, { ...tie, human: undefined, status: oneHome ? 'AUTO' : 'PROBABLE', score: like.p }]
    }),
  )
  const inOrder = ties.sort(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.score - a.score || (a.ids < b.ids ? -1 : 1),
  )
  const group = new Map(identities.map(one => [one, idOf(one)]))
  return inOrder.flatMap(({ identity, other, status, like, human }) => {
    const [ours, theirs] = [group.get(identity), group.get(other)]
    if (ours === theirs) return []
    for (const [one, of] of group) if (of === theirs) group.set(one, ours as string)
    const link = worded(copy, status, identity, like, human)
    return [{ identity: thing('Identity', identity), other: thing('Identity', other), link }]
  })
}

/** Persons that an identity may be, and those that it is not by a human's word. */
export function mayBe(identity: CopyNode, about: About) {
  const { copy, persons } = about
  const [own] = persons.of(identity)
  const others = persons.all.filter(person => person !== own)
  const found = others.flatMap(person => {
    const members = least(persons.identitiesOf(person))
    const likes = members
      .flatMap(other => {
        const like = likeness(copy, identity, other)
        return like ? [{ ...like, joined: like.auto && homeOf(copy, other) === homeOf(copy, identity) }] : []
      })
      .sort((a, b) => b.p - a.p || Number(b.joined) - Number(a.joined) || (idOf(a.theirs) < idOf(b.theirs) ? -1 : 1))
    const rejected = members
      .flatMap(other => decision(copy, 'REJECTED_WITH', identity, other) ?? [])
      .sort((a, b) => b.at - a.at || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    const [like, human] = [likes[0], rejected[0]]
    if (!like && !human) return []
    const status = human ? 'REJECTED' : like?.joined ? 'AUTO' : 'PROBABLE'
    const at = like ? [0, -like.p, idOf(person)] : [1, -(human?.at ?? 0), human?.by ?? '', idOf(person)]
    const link = worded(copy, status, identity, like, human)
    return [{ at, row: { person: thing('Person', person), link, heldBack: own ? heldBack(own, person, about) : null } }]
  })
  const compare = (a: (string | number)[], b: (string | number)[]): number =>
    a.map((part, i) => (part < (b[i] ?? 0) ? -1 : part > (b[i] ?? 0) ? 1 : 0)).find(order => order !== 0) ?? 0
  return found.sort((a, b) => compare(a.at, b.at)).map(({ row }) => row)
}

function heldBack(one: CopyNode, other: CopyNode, { copy, persons }: About): string | null {
  const pairs = persons.identitiesOf(one).flatMap(a => persons.identitiesOf(other).map(b => [a, b] as const))
  if (pairs.some(([a, b]) => isRejected(copy, a, b))) return 'a human rejected it'
  const facts = pairs.flatMap(([a, b]) => apartByFacts(copy, a, b) ?? [])
  return facts.sort()[0] ?? null
}
