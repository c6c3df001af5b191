import { DisjointSets } from '../cluster/disjoint.ts'
import { documentsInCommon, type Liked, likingColumns, linkFrom, portraitColumns } from '../link.ts'
import type { Strictness, Ways } from './ways.ts'

/** That two identities, given by id, are one person. */
export interface Assertion {
  readonly identity: string
  readonly other: string
  readonly link: ReturnType<typeof linkFrom>
}

/** All that may hold a person x together: who sat for which portrait, the portraits, what ties these, what humans confirmed. */
export const assertionsExpression = ({ identitiesOf, personId }: Ways) => `[
    COLLECT { ${identitiesOf('x', 'one')}
      MATCH (one)-[:IS]->(oneHome:Person)
      MATCH (one)-[:COMPARED_AS]->(q)
      RETURN [one.id, q.id, oneHome.id] },
    COLLECT { ${identitiesOf('x', 'one', SITS)}
      WITH DISTINCT q
      RETURN [${likingColumns('q')}, ${portraitColumns('q')}] },
    COLLECT { ${identitiesOf('x', 'one', SITS)}
      WITH DISTINCT x, q
      MATCH (q)-[k:LIKE]->(r) WHERE EXISTS { MATCH (r)<-[:COMPARED_AS]-(o:Identity) WHERE ${personId('o')} = x.id }
      RETURN [q.id, r.id, k.auto, ${likingColumns('k')}, ${documentsInCommon}] },
    COLLECT { ${identitiesOf('x', 'one')}
      MATCH (one)-[t:CONFIRMED_WITH]->(o:Identity) WHERE ${personId('o')} = x.id
      RETURN [one.id, o.id, t.by, t.at] ORDER BY t.at DESC, t.by }
  ]`

const SITS = '-[:COMPARED_AS]->(q)'

export type Held = readonly [
  sitters: readonly (readonly [identity: string, portrait: string, home: string])[],
  portraits: readonly (readonly [p: number | null, levels: number[], bits: number[], columns: unknown[]])[],
  likenesses: readonly (readonly [
    left: string,
    right: string,
    auto: boolean,
    p: number,
    levels: number[],
    bits: number[],
    documents: string[],
  ])[],
  confirmed: readonly (readonly [left: string, right: string, by: string | null, at: number | null])[],
]

/** The assertions that make a person one, a tree over its identities: what humans confirmed, then the surest first. */
export const assertionsOf =
  (strictness: Strictness) =>
  (held: Held): Assertion[] => {
    const comparisons = new Comparisons(held)
    const ties = [...confirmed(held, comparisons), ...(strictness === 'STRICT' ? [] : likenesses(held, comparisons))]
    const counted = ties.filter(({ link }) => strictness === 'PROBABLE' || link.status !== 'PROBABLE')
    const sets = new DisjointSets()
    return counted.sort(surestFirst).filter(({ identity, other }) => {
      const isNew = sets.root(identity) !== sets.root(other)
      sets.join(identity, other)
      return isNew
    })
  }

const ORDER = ['CONFIRMED', 'AUTO', 'PROBABLE']

function surestFirst(a: Assertion, b: Assertion): number {
  const score = ({ link }: Assertion) => (link.status === 'CONFIRMED' ? 1 : (link.score ?? 0))
  const ends = ({ identity, other }: Assertion) => `${identity}|${other}`
  return (
    ORDER.indexOf(a.link.status) - ORDER.indexOf(b.link.status) || score(b) - score(a) || (ends(a) < ends(b) ? -1 : 1)
  )
}

function confirmed([, , , ties]: Held, comparisons: Comparisons): Assertion[] {
  return ties.map(([left, right, by, at]) => comparisons.assertion(left, right, 'CONFIRMED', by, at))
}

/** Those of one home by what the matcher was sure of, those of two by what it holds likely. */
function likenesses([sitters, , likes]: Held, comparisons: Comparisons): Assertion[] {
  const seats = Map.groupBy(sitters, ([, portrait]) => portrait)
  const firsts = new Map(
    [...seats].map(([portrait, sat]) => {
      const byHome = Map.groupBy(sat, ([, , home]) => home)
      return [portrait, [...byHome.values()].map(own => own.reduce((a, b) => (a[0] < b[0] ? a : b)))] as const
    }),
  )
  const within = sitters.flatMap(([identity, portrait, home]) => {
    const first = firsts.get(portrait)?.find(one => one[2] === home)
    return first && first[0] !== identity ? [comparisons.assertion(first[0], identity, 'AUTO')] : []
  })
  const across = likes.flatMap(([left, right, auto]) =>
    (firsts.get(left) ?? []).flatMap(([one, , home]) =>
      (firsts.get(right) ?? [])
        .filter(([, , other]) => (home === other) === auto)
        .map(([other]) => comparisons.assertion(one, other, auto ? 'AUTO' : 'PROBABLE')),
    ),
  )
  return [...within, ...across]
}

/** What was compared of a person's identities. */
class Comparisons {
  readonly #portraitOf: ReadonlyMap<string, string>
  readonly #likings: ReadonlyMap<string, Liked>
  readonly #columns: ReadonlyMap<string, unknown[]>

  constructor([sitters, portraits, likes]: Held) {
    this.#portraitOf = new Map(sitters.map(([identity, portrait]) => [identity, portrait]))
    this.#columns = new Map(portraits.map(([, , , columns]) => [String(columns[0]), columns]))
    const own = portraits.flatMap(([p, levels, bits, columns]): [string, Liked][] =>
      p === null ? [] : [[`${columns[0]}|${columns[0]}`, [p, levels, bits, columns, []]]],
    )
    const ofTwo = likes.flatMap(([left, right, , p, levels, bits, documents]): [string, Liked][] => [
      [`${left}|${right}`, [p, levels, bits, this.#of(right), documents]],
      [`${right}|${left}`, [p, levels, bits, this.#of(left), documents]],
    ])
    this.#likings = new Map([...own, ...ofTwo])
  }

  assertion(one: string, two: string, status: string, by: string | null = null, at: number | null = null): Assertion {
    const [identity, other] = one < two ? [one, two] : [two, one]
    const [ours, theirs] = [this.#portraitOf.get(identity) ?? '', this.#portraitOf.get(other) ?? '']
    const liked = this.#likings.get(`${ours}|${theirs}`) ?? null
    return { identity, other, link: linkFrom(status, this.#of(ours), liked, by, at) }
  }

  #of(portrait: string): unknown[] {
    return this.#columns.get(portrait) ?? []
  }
}
