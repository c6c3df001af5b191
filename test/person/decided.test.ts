import { rmSync } from 'node:fs'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Database } from '../../src/graph/index.ts'
import { takeEffect } from '../../src/person/decide/take-effect.ts'
import type { Pair } from '../../src/person/decided/record-decision.ts'
import { inForce, pairOf, type Ruling } from '../../src/person/decided/ruling.ts'
import { resolveWaiting } from '../../src/person/index.ts'
import { startOver } from '../../src/person/resolve/version/start-over.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { numbers, shuffled, type Written } from '../some-days.ts'
import { emptyGraph } from '../test-graph.ts'

const ruling = (left: string, right: string, verdict: Ruling['verdict'], decision: number): Ruling => ({
  left,
  right,
  verdict,
  decision,
})

describe('rulings in force', () => {
  const held = (...rulings: Ruling[]) => inForce(rulings).map(({ decision }) => decision)

  test('of two on one pair the later holds, whatever each says', () => {
    const [yes, no] = [ruling('a', 'b', 'CONFIRMED', 1), ruling('a', 'b', 'REJECTED', 2)]
    expect(held(yes, no)).toEqual([2])
    expect(held({ ...yes, decision: 3 }, no)).toEqual([3])
    expect(held(yes, { ...yes, decision: 4 })).toEqual([4])
  })

  test('a ruling that contradicts what follows from later ones does not hold', () => {
    const chain = [ruling('a', 'b', 'CONFIRMED', 2), ruling('b', 'c', 'CONFIRMED', 3)]
    expect(held(ruling('a', 'c', 'REJECTED', 1), ...chain)).toEqual([3, 2])
    expect(held(ruling('a', 'c', 'REJECTED', 4), ...chain)).toEqual([4, 3])
  })

  test('none contradict each other, each that does not hold is contradicted by later ones, in any order', () => {
    const id = fc.constantFrom(...'abcdef')
    const pair = fc.tuple(id, id).filter(([l, r]) => l !== r)
    const world = fc.array(fc.tuple(pair, fc.constantFrom('CONFIRMED' as const, 'REJECTED' as const)), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), (given, keys) => {
        const rulings = given.map(([[l, r], verdict], i) => ({ ...pairOf(l, r), verdict, decision: i + 1 }))
        const mixed = rulings.map(one => [keys.next().value as number, one] as const).sort(([a], [b]) => a - b)
        const found = inForce(rulings)
        expect(inForce(mixed.map(([, one]) => one))).toEqual(found)
        const reached = (from: string, among: readonly Ruling[]) => {
          const seen = new Set([from])
          for (let grown = true; grown; ) {
            const size = seen.size
            for (const { left, right, verdict } of among)
              if (verdict === 'CONFIRMED' && (seen.has(left) || seen.has(right))) seen.add(left).add(right)
            grown = seen.size > size
          }
          return seen
        }
        for (const { left, right, verdict } of found)
          if (verdict === 'REJECTED') expect(reached(left, found).has(right)).toBe(false)
        for (const out of rulings.filter(one => !found.includes(one))) {
          const later = found.filter(({ decision }) => decision > out.decision)
          const apart = later.some(({ left, right, verdict }) => {
            const [ours, theirs] = [reached(out.left, later), reached(out.right, later)]
            const between = (ours.has(left) && theirs.has(right)) || (ours.has(right) && theirs.has(left))
            return verdict === 'REJECTED' && between
          })
          const one = reached(out.left, later).has(out.right)
          expect(out.verdict === 'CONFIRMED' ? apart || one : one || apart).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

let database: Database
const folder = scratch()
const DAYS = ['2023-05-01', '2023-05-02', '2023-05-03']
const ground = [...line, ...DAYS.map(day => run(day))]

beforeEach(async () => {
  await database?.close()
  database = await emptyGraph()
}, 120_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

const decide = (pairs: readonly Pair[], by = 'olga') =>
  database.write(tx => takeEffect(tx, { kind: 'CONFIRM', by, purpose: null, note: 'seen', pairs }))
const undo = (undoes: number) =>
  database.write(tx => takeEffect(tx, { kind: 'UNDO', by: 'olga', purpose: null, note: 'wrong', pairs: [], undoes }))

/** As if nobody had ever been resolved: what was stated and what was decided is all that is left. */
async function fromScratch(): Promise<string[]> {
  await database.command('MATCH ()-[t:IS|CONFIRMED_WITH|REJECTED_WITH]->() DELETE t')
  await database.command('MATCH (p:Person) DELETE p')
  await startOver(database)
  await resolveWaiting(database, async () => {})
  return snapshot(database)
}

async function persons(): Promise<string[][]> {
  const rows = await database.read('MATCH (p:Person)<-[:IS]-(i:Identity) RETURN p.id, i.surname', {})
  const byPerson = Map.groupBy(rows as [string, string][], ([person]) => person)
  return [...byPerson.values()].map(own => own.map(([, surname]) => surname).sort()).sort()
}

const idOf = async (surname: string) =>
  String((await database.read('MATCH (i:Identity {surname: $surname}) RETURN i.id', { surname }))[0]?.[0])
const between = async (one: string, other: string, verdict: Ruling['verdict']): Promise<Pair> => ({
  ...pairOf(await idOf(one), await idOf(other)),
  verdict,
})

const [monday = '', tuesday = ''] = DAYS
const born = '1984-03-07'
const ivanov = passenger(monday, 'P1', identity('IVANOV', 'SERGEI', born), { documents: [passport('709448936')] })
const ivanou = passenger(tuesday, 'P1', identity('IVANOU', 'SIARHEI', born), { documents: [passport('709448936')] })
const orlova = passenger(tuesday, 'P2', identity('ORLOVA', 'OLGA', '1991-11-30'))

test('a decision about an identity that a correction takes away binds again when it comes back', async () => {
  await deliver(database, folder, [...ground, ivanov, ivanou, orlova])
  expect(await persons()).toEqual([['IVANOU', 'IVANOV'], ['ORLOVA']])
  await decide([await between('IVANOU', 'IVANOV', 'REJECTED'), await between('IVANOV', 'ORLOVA', 'CONFIRMED')])
  const decided = [['IVANOU'], ['IVANOV', 'ORLOVA']]
  expect(await persons()).toEqual(decided)
  await deliver(database, folder, [{ ...ivanov, identity: identity('ZHUK', 'PETR', '1970-01-01') }])
  expect(await persons()).toEqual([['IVANOU'], ['ORLOVA'], ['ZHUK']])
  expect(await database.read('MATCH ()-[t:CONFIRMED_WITH|REJECTED_WITH]->() RETURN count(t)', {})).toEqual([[0]])
  expect(await fromScratch()).toEqual(await snapshot(database))
  await deliver(database, folder, [{ ...ivanov, capture: 'MRZ' }])
  expect(await persons()).toEqual(decided)
  expect(await fromScratch()).toEqual(await snapshot(database))
}, 120_000)

test('the link says who confirmed it, and is the matcher’s again when that is undone', async () => {
  await deliver(database, folder, [...ground, ivanov, ivanou])
  const links = () =>
    database.read(
      'MATCH (i)-[l:IS]->() RETURN i.surname, l.status, l.decidedBy, l.decidedAt > 0 ORDER BY i.surname',
      {},
    )
  await decide([await between('IVANOU', 'IVANOV', 'CONFIRMED')])
  expect(await links()).toEqual([
    ['IVANOU', 'CONFIRMED', 'olga', true],
    ['IVANOV', 'CONFIRMED', 'olga', true],
  ])
  await undo(1)
  expect(await links()).toEqual([
    ['IVANOU', 'AUTO', null, null],
    ['IVANOV', 'AUTO', null, null],
  ])
}, 120_000)

/** Names, births and papers that agree and disagree in all ways, on a few days. */
function tangle(random: () => number): Written[] {
  const oneOf = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T
  const lines = DAYS.flatMap(day =>
    Array.from({ length: 7 }, (_, i) => {
      const surname = oneOf(['IVANOV', 'IVANOVAS', 'IVANOU', 'PETROV'])
      const who = { ...identity(surname, oneOf(['SERGEI', 'SIARHEI']), oneOf([born, '1984', '1984-03-17'])), sex: 'M' }
      const permit = { type: 'FRTD', issuer: 'LTU', number: `F${i}` }
      const documents = [
        ...(random() < 0.6 ? [passport(oneOf(['709448936', '709448986', '712345670']))] : []),
        ...(random() < 0.4 ? [permit] : []),
      ]
      return passenger(day, `P${i}`, who, { documents })
    }),
  )
  const corrected = lines.filter(() => random() < 0.3).map(one => ({ ...one, identity: oneOf(lines).identity }))
  const checks = lines
    .filter(() => random() < 0.6)
    .map(({ ref }, i) => check(`k${i}`, oneOf(DAYS), oneOf(['BOARD', 'ENTRY']), { passenger: ref, capture: 'CHIP' }))
  return [...lines, ...corrected, ...checks, ...corrected.filter(() => random() < 0.5)] as Written[]
}

/** Some pairs of identities that are there, ruled at random. */
async function somePairs(random: () => number): Promise<Pair[]> {
  const ids = (await database.read('MATCH (i:Identity) RETURN i.id ORDER BY i.surname, i.id', {})).flat() as string[]
  const oneOf = () => ids[Math.floor(random() * ids.length)] as string
  const drawn = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pairOf(oneOf(), oneOf()))
  const pairs = new Map(
    drawn.filter(({ left, right }) => left !== right).map(pair => [Object.values(pair).join(), pair]),
  )
  return [...pairs.values()].map(pair => ({ ...pair, verdict: random() < 0.5 ? 'CONFIRMED' : 'REJECTED' }))
}

describe('whatever is decided among deliveries', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'the persons are those of resolving everything from nothing, and an undo leaves what was there before (seed %i)',
    async seed => {
      const random = numbers(seed)
      await deliver(database, folder, ground)
      const lines = shuffled(tangle(random), random)
      const parts = 4
      const standing: number[] = []
      for (let part = 0; part < parts; part++) {
        const [from, to] = [part, part + 1].map(n => Math.floor((n * lines.length) / parts))
        await deliver(database, folder, lines.slice(from, to))
        for (let n = 0; n < 3; n++) {
          const before = await answered()
          const { number } = await decide(await somePairs(random))
          expect(await disobeyed()).toEqual([])
          if (random() < 0.5) standing.push(number)
          else {
            await undo(number)
            expect(await answered()).toEqual(before)
          }
        }
        if (random() < 0.5 && standing.length > 0) await undo(standing.shift() as number)
      }
      const ends = await snapshot(database)
      expect(await fromScratch()).toEqual(ends)
      expect(await database.read('MATCH ()-[t:CONFIRMED_WITH|REJECTED_WITH]->() RETURN count(t) > 0', {})).toEqual([
        [true],
      ])
    },
    120_000,
  )
})

/** Pairs that are one person although a human said no, or are not although one said yes. */
const disobeyed = () =>
  database.read(
    `MATCH (p)<-[:IS]-(i:Identity)-[t:CONFIRMED_WITH|REJECTED_WITH]->(o)-[:IS]->(other)
WHERE (type(t) = 'CONFIRMED_WITH') <> (p = other)
RETURN i.id, type(t), o.id`,
    {},
  )

/** Persons, their names, whose they are and why; and the ties that decisions lay down. */
async function answered(): Promise<unknown> {
  return database.read(
    `MATCH (i:Identity)-[l:IS]->(p:Person)
RETURN i.id, p.id, p.displayName, l.status, l.decidedBy, l.decidedAt,
  COLLECT { MATCH (i)-[t:CONFIRMED_WITH|REJECTED_WITH]-(o) WITH t, o ORDER BY o.id RETURN [type(t), t.decision, o.id] }
ORDER BY i.id`,
    {},
  )
}
