import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { NotFound } from '../../src/base/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { expansion } from '../../src/link/expansion.ts'
import {
  expand,
  type NodeKind,
  type OpenedTie,
  openingStatements,
  type Thing,
  type TiePlace,
} from '../../src/link/index.ts'
import { Groupings, type WhoIsWho } from '../../src/person/index.ts'
import type { PlainTie } from './plain-graph.ts'
import { KINDS, randomLinks } from './random-links.ts'

let database: Database | undefined
afterEach(async () => {
  await database?.close()
  database = undefined
})

/** Milliseconds that one graph may take. */
const LONG = 300_000
/** Things of each kind that are opened of one graph. */
const SOME = 12

const reviewed = (graph: Database) => new Groupings((text, given) => graph.read(text, given)).of('REVIEWED')

interface Row {
  readonly kind: string
  readonly backwards: boolean
  readonly thing: Thing
  readonly count: number
  readonly first: number | null
  readonly last: number | null
}

/** The ties of a thing as they follow from all facts. */
function tiesOf({ kind, key }: Thing, ties: readonly PlainTie[], from: number, to: number): Row[] {
  const isThis = ([k, id]: readonly [NodeKind, string]) => k === kind && id === key
  const isWithin = ({ at }: PlainTie) =>
    (from === -Infinity && to === Infinity) || (at !== null && at >= from && at < to)
  const own = ties
    .filter(isWithin)
    .flatMap(tie => [
      ...(isThis(tie.from) ? [{ tie, other: tie.to, backwards: false }] : []),
      ...(isThis(tie.to) && !tie.kind.startsWith('SHARED_') ? [{ tie, other: tie.from, backwards: true }] : []),
    ])
  const byTie = Map.groupBy(own, ({ tie, other, backwards }) => `${tie.kind} ${backwards} ${other.join(' ')}`)
  return [...byTie.values()].map(facts => {
    const [{ tie, other, backwards }] = facts as [(typeof facts)[number]]
    const times = facts.flatMap(({ tie: { at } }) => (at === null ? [] : [at]))
    return {
      kind: tie.kind,
      backwards,
      thing: { kind: other[0], key: other[1] },
      count: new Set((times.length > 0 ? facts.filter(one => one.tie.at !== null) : facts).map(one => one.tie.fact))
        .size,
      first: times.length > 0 ? Math.min(...times) : null,
      last: times.length > 0 ? Math.max(...times) : null,
    }
  })
}

const row = ({ kind, isBackwards, thing, count, first, last }: OpenedTie): Row => ({
  kind,
  backwards: isBackwards,
  thing,
  count,
  first,
  last,
})

const byName = (rows: readonly Row[]) => rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** All pages of a thing's ties. */
async function pagesOf(graph: Database, who: WhoIsWho, thing: Thing, size: number): Promise<OpenedTie[]> {
  const shown: OpenedTie[] = []
  for (let after: TiePlace | undefined, more = true; more; ) {
    const page = await expand(graph, who, { thing }, { size, after })
    expect(page.completeness.isComplete).toBe(true)
    shown.push(...page.ties)
    after = page.ties.at(-1)?.place
    more = page.hasMore
    if (!more) expect(shown).toHaveLength(page.total)
  }
  return shown
}

describe('what expand shows is what the facts say, and all of it', () => {
  test.each([1, 2, 3])(
    'in random graph %i',
    async seed => {
      const { database: graph, graph: plain } = await randomLinks(seed)
      database = graph
      const who = await reviewed(graph)
      const ties = plain.ties()
      const span = [Date.parse('2023-05-01T18:00:00Z'), Date.parse('2023-05-09T09:00:00Z')] as const
      let compared = 0
      for (const kind of KINDS)
        for (const { id } of plain.of(kind).slice(0, SOME)) {
          const thing = { kind, key: id }
          const all = tiesOf(thing, ties, -Infinity, Infinity)
          const shown = await pagesOf(graph, who, thing, kind === 'PERSON' ? 3 : 500)
          expect(byName(shown.map(row))).toEqual(byName(all))
          const lasts = shown.map(({ last }) => last ?? -Infinity)
          expect(lasts).toEqual(lasts.toSorted((a, b) => b - a))

          const counts = await expansion(graph, who, { thing })
          expect(counts.every(({ isExact }) => isExact)).toBe(true)
          for (const { kind: tie, to, isBackwards, atLeast } of counts)
            expect([tie, to, isBackwards, atLeast]).toEqual([
              tie,
              to,
              isBackwards,
              all.filter(one => one.kind === tie && one.thing.kind === to && one.backwards === isBackwards).length,
            ])
          const [from, to] = span
          const within = await expand(graph, who, { thing, from, to }, { size: 500 })
          expect(byName(within.ties.map(row))).toEqual(byName(tiesOf(thing, ties, from, to)))
          compared += all.length
        }
      expect(compared).toBeGreaterThan(100)
    },
    LONG,
  )
})

test('what is cut says so: every tie that is shown is right, and stretches of time together are all', async () => {
  const { database: graph, graph: plain } = await randomLinks(7)
  database = graph
  const who = await reviewed(graph)
  const ties = plain.ties()
  let cut = 0
  for (const { id } of plain.of('STATION')) {
    const thing: Thing = { kind: 'STATION', key: id }
    for (const kinds of [['AT'], ['ALIGHTED_AT'], ['BOARDED_AT']] as const) {
      const all = tiesOf(thing, ties, -Infinity, Infinity).filter(({ kind }) => kind === kinds[0])
      const seen = new Set<string>()
      for (let to: number | undefined, more = true; more; ) {
        const page = await expand(graph, who, { thing, kinds, to }, { size: 500, read: 4 })
        const { isComplete, resume, reason } = page.completeness
        for (const tie of page.ties) {
          seen.add(tie.thing.key)
          expect(tie.isExact).toBe(isComplete || kinds[0] === 'AT')
        }
        if (!isComplete) cut++
        expect(reason).toBe(isComplete ? null : 'BUDGET')
        more = resume !== null
        to = resume ?? undefined
      }
      expect([...seen].sort()).toEqual(all.map(one => one.thing.key).sort())
    }
  }
  expect(cut).toBeGreaterThan(0)
})

test('a lower bound is never more than there is, and says that it is one', async () => {
  const { database: graph, graph: plain } = await randomLinks(8)
  database = graph
  const who = await reviewed(graph)
  const ties = plain.ties()
  let bounds = 0
  for (const { id } of plain.of('PERSON')) {
    const thing: Thing = { kind: 'PERSON', key: id }
    const all = tiesOf(thing, ties, -Infinity, Infinity)
    for (const { kind, to, atLeast, isExact } of await expansion(graph, who, { thing }, 3)) {
      const real = all.filter(one => one.kind === kind && one.thing.kind === to).length
      if (isExact) expect(atLeast).toBe(real)
      else {
        expect(atLeast).toBeLessThanOrEqual(real)
        bounds++
      }
    }
  }
  expect(bounds).toBeGreaterThan(0)
})

test(
  'a thing is opened by one statement, the same whatever is asked of it, which the server has planned beforehand',
  async () => {
    const { database: graph, graph: plain } = await randomLinks(9)
    database = graph
    const who = await reviewed(graph)
    const thing: Thing = { kind: 'PERSON', key: plain.of('PERSON')[0]?.id as string }
    const read = jest.spyOn(graph, 'read')
    const [first] = (await expand(graph, who, { thing }, { size: 1 })).ties
    await expand(graph, who, { thing, kinds: ['HELD'], from: 1 }, { size: 5, after: first?.place })
    await expansion(graph, who, { thing })
    await expansion(graph, who, { thing, kinds: ['TRAVELLED', 'IS'], to: 1 })
    const texts = read.mock.calls.map(([text]) => text)
    const [page, , count] = texts
    expect(texts).toEqual([page, page, count, count])
    const planned = openingStatements().filter(({ text }) => text === page || text === count)
    expect(planned).toHaveLength(2)
    for (const { text, parameters } of planned)
      expect(await graph.read(text, { ...parameters, keys: ['nobody'] })).toEqual([])
  },
  LONG,
)

test('a thing that is not there is told by name', async () => {
  const { database: graph } = await randomLinks(9)
  database = graph
  const thing: Thing = { kind: 'DOCUMENT', key: 'PASSPORT|RUS|nobody' }
  await expect(expand(graph, await reviewed(graph), { thing }, { size: 5 })).rejects.toThrow(NotFound)
})

test('a span that holds nothing is refused, whatever is asked of it', async () => {
  const { database: graph, graph: plain } = await randomLinks(9)
  database = graph
  const thing: Thing = { kind: 'PERSON', key: plain.of('PERSON')[0]?.id as string }
  const never = { thing, from: 2, to: 1 }
  const who = await reviewed(graph)
  await expect(expand(graph, who, never, { size: 5 })).rejects.toThrow('to: expected an instant after from')
  await expect(expansion(graph, who, never)).rejects.toThrow('to: expected an instant after from')
})
