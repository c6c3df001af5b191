import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openLog } from '../../src/base/index.ts'
import { createWebhook, reviewFinding, Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns, RULES } from '../../src/pattern/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { busyLine, leaves, rides } from '../pattern/busy-line.ts'
import { emptyGraph } from '../test-graph.ts'

type Event = readonly [kind: string, isTold: boolean, pattern: string, finding: string, score: number, state: string]

const eventsAfter = async (database: Database, number: number) =>
  (await database.read(
    `MATCH (e:FindingEvent)-[:IN_LIFE_OF]->(f) WHERE e.number > $number
RETURN e.kind, e.announced, f.pattern, f.id, f.score, f.state ORDER BY e.number`,
    { number },
  )) as unknown as Event[]

const lastEvent = async (database: Database) =>
  Number((await database.read('MATCH (e:FindingEvent) RETURN coalesce(max(e.number), 0)', {}))[0]?.[0])

const statistical: readonly string[] = RULES.filter(({ standard }) => standard === 'STATISTICAL').map(
  rule => rule.pattern,
)
const SPENT = JSON.stringify({ batches: 100_000, spent: [] })

const DAYS = 40
const LEAVES = [3, 8, 15, 33]

/** Somebody who leaves at Kena again and again, and one who does once: nobody may there. The checks come late. */
const late = [...LEAVES.map(day => leaves('a', day)), leaves('b', 12)]
const before = [
  ...busyLine(DAYS),
  ...['KENA', 'KYBARTAI'].map(station => ({
    record: 'coverage',
    feed: 'CHECKS',
    station,
    complete: true,
    from: '2023-01-01T00:00:00Z',
    until: '2024-01-01T00:00:00Z',
  })),
  ...LEAVES.map(day => rides('a', day)),
  rides('b', 12),
  // Few leave otherwise, and it is learnt how few.
  leaves('stranger0', 0),
  leaves('stranger1', 5),
]

let database: Database
let sweep: (trigger: 'START' | 'DELIVERY' | 'ASKED') => Promise<unknown>

beforeEach(async () => {
  database = await emptyGraph()
  const sweeper = new Sweeper(database, new Patterns(database), openLog('silent'))
  sweep = trigger => sweeper.sweep({ trigger, by: 'local' })
  await deliver(database, scratch(), before)
  await sweep('START')
})
afterEach(() => database.close())

const spendAll = () =>
  database.write(tx => tx.run("MATCH (p:Pattern {standard: 'STATISTICAL'}) SET p.ledger = $spent", { spent: SPENT }))

/** What was raised after the late checks had come. */
async function raised(): Promise<readonly Event[]> {
  const last = await lastEvent(database)
  await deliver(database, scratch(), late)
  await sweep('DELIVERY')
  return (await eventsAfter(database, last)).filter(([kind]) => kind === 'RAISED')
}

const untoldOf = (events: readonly Event[]) =>
  events.filter(([, isTold, , , score]) => !isTold && score > 0).map(([, , , finding]) => finding)

const toldAfter = async (number: number) =>
  (await eventsAfter(database, number)).filter(([kind]) => kind === 'TOLD').map(([, , , finding]) => finding)

test('what a delivery brings is told at once where it is unusual beside what deliveries brought', async () => {
  const told = (await raised()).map(([, isTold, pattern]) => [pattern, isTold])
  expect(told).toEqual(
    expect.arrayContaining([
      ['REPEAT_DISEMBARKER', true],
      ['UNPERMITTED_ALIGHTING', true],
    ]),
  )
  const [[ledger] = []] = await database.read("MATCH (p:Pattern {id: 'REPEAT_DISEMBARKER'}) RETURN p.ledger", {})
  expect(JSON.parse(String(ledger))).toMatchObject({
    batches: 1,
    spent: [[1, expect.any(Number), 1, expect.any(Number)]],
  })
})

test('what the ledger leaves no room for the next sweep of all tells, once', async () => {
  await spendAll()
  const all = await raised()
  for (const [, isTold, pattern, , score] of all)
    expect([pattern, isTold]).toEqual([pattern, score > 0 && !statistical.includes(pattern)])
  const untold = untoldOf(all)
  expect(all.filter(([, , pattern, id]) => untold.includes(id) && pattern === 'REPEAT_DISEMBARKER')).toHaveLength(1)
  const then = await lastEvent(database)
  for (const _ of [1, 2]) {
    await sweep('ASKED')
    const told = (await eventsAfter(database, then)).filter(([kind]) => kind === 'TOLD')
    expect(told.map(([, isTold, , finding]) => [isTold, finding])).toEqual(untold.map(finding => [true, finding]))
  }
  const [[left, ledgers] = []] = await database.read(
    `RETURN COUNT { MATCH (f:Finding) WHERE f.untold IS NOT NULL },
  COLLECT { MATCH (p:Pattern) WHERE p.ledger IS NOT NULL RETURN p.ledger }`,
    {},
  )
  expect([left, new Set(ledgers as string[])]).toEqual([0, new Set(['{"batches":0,"spent":[]}'])])
})

test('what was taken back, or judged, before a sweep of all is not told any more', async () => {
  await spendAll()
  const [, , , finding = ''] = (await raised()).find(([, , pattern]) => pattern === 'REPEAT_DISEMBARKER') ?? []
  await reviewFinding(database, { finding, state: 'DISMISSED', note: 'a nurse', by: 'olga', purpose: null })
  const then = await lastEvent(database)
  await sweep('ASKED')
  expect(await toldAfter(then)).not.toContain(finding)
})

test('a service that has just started tests everything, and tells the rest with the next delivery', async () => {
  await spendAll()
  const untold = untoldOf(await raised())
  const then = await lastEvent(database)
  const another = new Sweeper(database, new Patterns(database), openLog('silent'))
  await another.sweep({ trigger: 'DELIVERY', by: 'local' })
  expect(untold.length).toBeGreaterThan(0)
  expect(await toldAfter(then)).toEqual(untold)
})

test('what is told late is sent as what it is: raised', async () => {
  const secret = Buffer.alloc(32, 7).toString('base64')
  const webhook = { url: 'https://example.org/', patterns: ['REPEAT_DISEMBARKER' as const], secret, by: 'olga' }
  await createWebhook(database, webhook, { hosts: ['example.org'] })
  await spendAll()
  await raised()
  const due = () => database.read('MATCH (d:Dispatch) RETURN d.kind, d.state', {})
  expect(await due()).toEqual([])
  await sweep('ASKED')
  expect(await due()).toEqual([['RAISED', 'DUE']])
})
