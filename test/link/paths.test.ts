import { afterEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { paths, type Thing, type TieKind } from '../../src/link/index.ts'
import { Groupings } from '../../src/person/index.ts'
import { Chance } from '../reads/chance.ts'
import type { PlainTie } from './plain-graph.ts'
import { randomLinks } from './random-links.ts'

let database: Database | undefined
afterEach(async () => {
  await database?.close()
  database = undefined
})

/** Milliseconds that one graph may take. */
const LONG = 300_000
const KINDS: readonly TieKind[] = ['HELD', 'BOOKED_IN', 'REACHED_BY', 'ALIGHTED_AT', 'ISSUED_FOR', 'REPLACES']

const reviewed = (graph: Database) => new Groupings((text, given) => graph.read(text, given)).of('REVIEWED')
const nameOf = ({ kind, key }: Thing) => `${kind} ${key}`

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>

function neighboursOf(ties: readonly PlainTie[], kinds: readonly TieKind[]): Neighbours {
  const neighbours = new Map<string, Set<string>>()
  const join = (one: string, other: string) => neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other))
  for (const { kind, from, to } of ties) {
    if (!kinds.includes(kind)) continue
    join(from.join(' '), to.join(' '))
    join(to.join(' '), from.join(' '))
  }
  return neighbours
}

interface Plain {
  readonly names: readonly string[]
  readonly length: number
}

/** Every simple path, by going on from its start until there is nowhere to go. */
function everyPath(neighbours: Neighbours, from: string, to: string, maxHops: number): Plain[] {
  const found: Plain[] = []
  const goOn = (names: readonly string[], length: number) => {
    const last = names.at(-1) as string
    if (last === to) {
      found.push({ names, length })
      return
    }
    if (names.length > maxHops) return
    for (const next of neighbours.get(last) ?? []) {
      if (names.includes(next)) continue
      const passed = next.startsWith('PERSON ') ? 1 : Math.max(1, Math.log2(neighbours.get(next)?.size ?? 1))
      goOn([...names, next], next === to ? length : length + passed)
    }
  }
  goOn([from], 1)
  return found.sort(
    (a, b) =>
      (Math.abs(a.length - b.length) < 1e-9 ? 0 : a.length - b.length) ||
      a.names.length - b.names.length ||
      (a.names.join('\n') < b.names.join('\n') ? -1 : 1),
  )
}

describe('paths are the shortest that there are', () => {
  test.each([1, 2])(
    'in random graph %i',
    async seed => {
      const { database: graph, graph: plain } = await randomLinks(seed)
      database = graph
      const who = await reviewed(graph)
      const neighbours = neighboursOf(plain.ties(), KINDS)
      const things = ['PERSON', 'DOCUMENT', 'BOOKING'].flatMap(kind =>
        plain.of(kind as 'PERSON').map(({ id }): Thing => ({ kind: kind as 'PERSON', key: id })),
      )
      const chance = new Chance(seed)
      let longer = 0
      for (let i = 0; i < 12; i++) {
        const [from, to] = [chance.one(things), chance.one(things)]
        if (nameOf(from) === nameOf(to)) continue
        const maxHops = chance.between(1, 5)
        const all = everyPath(neighbours, nameOf(from), nameOf(to), maxHops)
        const between = { from, to, maxHops, kinds: KINDS, through: [], avoiding: [], skip: 0, first: 4 }
        const found = await paths(graph, who, between)
        expect(found.cut).toBeNull()
        expect(found.paths.map(path => path.things.map(nameOf))).toEqual(all.slice(0, 4).map(({ names }) => names))
        for (const [n, { length, hops, things: passed }] of found.paths.entries()) {
          expect(length).toBeCloseTo(all[n]?.length as number, 9)
          expect(hops).toHaveLength(passed.length - 1)
          expect(hops.every(ties => ties.length > 0 && ties.every(({ evidence }) => evidence.length > 0))).toBe(true)
        }
        const [first] = all
        const [, way] = first?.names ?? []
        if (!first || first.names.length < 3 || !way) continue
        longer++
        const [kind, key] = [way.slice(0, way.indexOf(' ')), way.slice(way.indexOf(' ') + 1)]
        const passed = [{ kind, key } as Thing]
        const through = await paths(graph, who, { ...between, through: maxHops > 1 ? passed : [] })
        expect(through.paths.map(path => path.things.map(nameOf))).toEqual(
          all
            .filter(({ names }) => names.includes(way))
            .slice(0, 4)
            .map(({ names }) => names),
        )
        const around = await paths(graph, who, { ...between, avoiding: passed })
        expect(around.paths.map(path => path.things.map(nameOf))).toEqual(
          all
            .filter(({ names }) => !names.includes(way))
            .slice(0, 4)
            .map(({ names }) => names),
        )
      }
      expect(longer).toBeGreaterThan(2)
    },
    LONG,
  )
})

test('a search that ends early says so, and a hub is named instead of passed', async () => {
  const { database: graph, graph: plain } = await randomLinks(3)
  database = graph
  const who = await reviewed(graph)
  const [one, other] = plain.of('PERSON').map(({ id }): Thing => ({ kind: 'PERSON', key: id }))
  const between = {
    from: one as Thing,
    to: other as Thing,
    maxHops: 4,
    kinds: KINDS,
    through: [],
    avoiding: [],
    skip: 0,
    first: 5,
  }
  const hub = { things: 500, facts: 5_000 }
  const cut = await paths(graph, who, between, { ties: 1, milliseconds: 5_000, hub })
  expect(cut.cut).toBe('BUDGET')
  expect(cut.searchedHops).toBeLessThan(4)
  const late = await paths(graph, who, between, { ties: 100_000, milliseconds: 0, hub })
  expect(late).toMatchObject({ cut: 'TIMEOUT', paths: [], searchedHops: 0 })
  const small = await paths(graph, who, between, {
    ties: 100_000,
    milliseconds: 5_000,
    hub: { things: 1, facts: 5_000 },
  })
  const hubs = new Set(small.hubs.map(nameOf))
  expect(hubs.size).toBeGreaterThan(0)
  for (const { things } of small.paths)
    for (const thing of things.slice(1, -1)) expect(hubs).not.toContain(nameOf(thing))
})

test('a hub is come to from the other end, whichever way is asked', async () => {
  const { database: graph, graph: plain } = await randomLinks(3)
  database = graph
  const who = await reviewed(graph)
  const station: Thing = { kind: 'STATION', key: 'KENA' }
  const call = plain.of('CALL').find(({ station: at }) => at === 'KENA')
  const ends = [station, { kind: 'CALL', key: call?.id as string } as Thing] as const
  const kinds: TieKind[] = ['AT']
  const between = { maxHops: 4, kinds, through: [], avoiding: [], skip: 0, first: 5 }
  const reach = { ties: 100_000, milliseconds: 5_000, hub: { things: 1, facts: 5_000 } }
  for (const [from, to] of [ends, ends.toReversed() as [Thing, Thing]]) {
    const found = await paths(graph, who, { ...between, from, to }, reach)
    expect(found.paths.map(({ things }) => things.map(nameOf))).toEqual([[nameOf(from), nameOf(to)]])
    expect(found.cut).toBeNull()
  }
  const hubs = await paths(
    graph,
    who,
    { ...between, from: station, to: { kind: 'STATION', key: 'MOSKVA' } },
    { ...reach, hub: { things: 0, facts: 5_000 } },
  )
  expect(hubs).toMatchObject({ paths: [], cut: 'BUDGET', searchedHops: 0 })
})

test('refuses more hops than are looked for', async () => {
  const { database: graph, graph: plain } = await randomLinks(3)
  database = graph
  const [one, other] = plain.of('PERSON').map(({ id }): Thing => ({ kind: 'PERSON', key: id }))
  const asked = {
    from: one as Thing,
    to: other as Thing,
    maxHops: 9,
    through: [],
    avoiding: [],
    skip: 0,
    first: 5,
  }
  await expect(paths(graph, await reviewed(graph), asked)).rejects.toThrow('maxHops: expected 1 to 8, got 9')
})
