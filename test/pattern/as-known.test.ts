import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from '@jest/globals'
import { rehearseSweep } from '../../src/finding/index.ts'
import { type Database, standpoint } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { Projection } from '../../src/pattern/projection/projection.ts'
import { deliver, scratch } from '../delivery.ts'
import { Chance } from '../reads/chance.ts'
import { emptyGraph } from '../test-graph.ts'
import { dump, dumpNamed } from './dump.ts'
import { RandomWorld } from './random-world.ts'

const DELIVERIES = 5
const LINES = 14
/** Milliseconds that one history may take. */
const LONG = 300_000

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

const ofNow = async (database: Database) => Projection.read(database, await standpoint(database))
const ofThen = async (database: Database, delivery: number) =>
  Projection.readAsKnown(database, await standpoint(database), delivery)

/** A pattern that does not turn on who is one person: it is told as of today. */
const BY_JOURNEY = ['UNPERMITTED_ALIGHTING'] as const

/** What would be found of journeys, in words; persons left out. */
async function found(database: Database, asKnownAt?: number): Promise<string[]> {
  const asked = { patterns: BY_JOURNEY, parameters: [], ...(asKnownAt === undefined ? {} : { asKnownAt }) }
  const changes = await rehearseSweep(database, new Patterns(database), asked)
  return changes
    .map(({ pattern, kind, subjects, says, score }) =>
      JSON.stringify([pattern, kind, subjects.filter(([label]) => label !== 'Person'), says, score]),
    )
    .sort()
}

/** What was seen when a delivery had just been received. */
interface Seen {
  readonly delivery: number
  readonly receivedAt: number
  readonly lines: readonly string[]
  readonly found: readonly string[]
}

async function see(database: Database): Promise<Seen> {
  const [row] = await database.read('MATCH (d:Delivery) RETURN max(d.number), max(d.receivedAt)', {})
  const [delivery, receivedAt] = row as [number, number]
  return { delivery, receivedAt, lines: await dumpNamed(database, await ofNow(database)), found: await found(database) }
}

/**
 * After so many random histories what was seen after each delivery is what is read as known then, line for line, but for who
 * is who. Every list and the frame come first, and checks name their passengers: what waited counts as known from when it
 * came, and other checks are where they are placed today. To search longer: `HISTORY_SEED=100 HISTORIES=1000 npm test --
 * test/pattern/as-known`.
 */
const first = Number(process.env.HISTORY_SEED ?? 1)
const count = Number(process.env.HISTORIES ?? 6)

const heard = new Set<string>()

describe('what is known as of a delivery is what was seen when it had been received', () => {
  test.each(Array.from({ length: count }, (_, i) => first + i))(
    'in history %i',
    async seed => {
      const database = await emptyGraph()
      try {
        const world = new RandomWorld(new Chance(seed))
        await deliver(database, folder, [...world.frame(), ...world.lists()])
        const seen: Seen[] = []
        for (let nth = 0; nth < DELIVERIES; nth++) {
          await sleep(5)
          await deliver(database, folder, world.lines(LINES).map(naming))
          seen.push(await see(database))
        }
        await sleep(5)
        await deliver(database, folder, world.lines(LINES))
        for (const before of seen) await expectAsSeen(database, before)
        const { delivery } = await see(database)
        expect(dump(await ofThen(database, delivery))).toEqual(dump(await ofNow(database)))
        expect(dump(await ofThen(database, 0))).toEqual([])
      } finally {
        await database.close()
      }
    },
    LONG,
  )

  test('and there was something to find of each pattern', () => {
    expect([...heard].sort()).toEqual([...BY_JOURNEY].sort())
  })
})

async function expectAsSeen(database: Database, seen: Seen): Promise<void> {
  const lines = await dumpNamed(database, await ofThen(database, seen.delivery))
  expect(lines.flatMap(asToday)).toEqual(seen.lines.flatMap(asToday))
  expect(await found(database, seen.receivedAt)).toEqual(seen.found)
  for (const one of seen.found) heard.add((JSON.parse(one) as [string])[0])
}

/** A check that names its passenger. */
const naming = (line: Record<string, unknown>) =>
  line.record === 'check' ? { passenger: String(1 + (Number(String(line.id).slice(1)) % 5)), ...line } : line

/** A line but for who is who, and who holds a document: these are as today. */
function asToday(line: string): string[] {
  const [kind, thing, ...rest] = JSON.parse(line) as [string, string, ...unknown[]]
  if (kind === 'person' || kind === 'co-shown') return []
  if (kind === 'identity') {
    const [, made, read, stated] = rest as [unknown, unknown[], unknown[], unknown]
    return made.length + read.length === 0 ? [] : [JSON.stringify([thing, made, read, stated])]
  }
  if (kind !== 'stated') return [line]
  const [{ birth: _, ...row }, ...others] = rest as [Record<string, unknown>, ...unknown[]]
  return [JSON.stringify([thing, row, others])]
}
