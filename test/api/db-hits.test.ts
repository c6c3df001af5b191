import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver'
import { identity, line, passenger, passport, run } from '../builders.ts'
import { testAddress } from '../test-graph.ts'
import { globalId, Service } from './service.ts'

/**
 * What operations cost in the graph: hits in the store, exact and the same on every machine. A budget is a tenth above
 * what was measured; an operation that exceeds its own has lost an index or reads more than it shows.
 */
const budgets = JSON.parse(readFileSync(new URL('db-hits.json', import.meta.url), 'utf8')) as Record<
  string,
  { query: string; hits: number }
>

const RUNS = 240
const FULL = 200
const day = (nth: number) => new Date(Date.UTC(2023, 0, 1 + nth)).toISOString().slice(0, 10)

/** 240 runs through Kena and 30 through Vilnius; one run with many passengers, one with thirty. */
function world(): unknown[] {
  const runs = Array.from({ length: RUNS }, (_, nth) => run(day(nth)))
  const list = (nth: number, size: number) =>
    Array.from({ length: size }, (_, i) =>
      passenger(day(nth), `P${String(i).padStart(3, '0')}`, identity(`NAME${i}`, 'A', '1980-01-01'), {
        documents: [passport(`1000${String(i).padStart(5, '0')}`)],
      }),
    )
  const vilnius = Array.from({ length: 30 }, (_, nth) => {
    const passing = run(day(RUNS + nth))
    const calls = passing.calls.map(call => (call.station === 'KENA' ? { ...call, station: 'VILNIUS' } : call))
    return { ...passing, calls }
  })
  return [...line, ...runs, ...vilnius, ...list(0, FULL), ...list(1, 30), ...list(2, 30)]
}

let service: Service
let driver: Driver
beforeAll(async () => {
  service = await Service.open(world())
  const { uri, username, password } = testAddress()
  driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true })
  await service.database.command('CALL db.prepareForReplanning')
})
afterAll(async () => {
  await driver.close()
  await service.close()
})

const hitsOf = ({ dbHits, children }: ProfiledPlan): number =>
  dbHits + children.reduce((sum, child) => sum + hitsOf(child), 0)

const integers = (values: unknown): unknown =>
  JSON.parse(JSON.stringify(values), (_, value) => (Number.isInteger(value) ? neo4j.int(value) : value))

/** The hits of an operation's statements when it is asked warm. */
async function hits(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  await service.ask(query, variables)
  await service.api.reads.warmth.settled()
  const read = jest.spyOn(service.database, 'read')
  const { errors } = await service.ask(query, variables)
  expect(errors).toBeUndefined()
  const statements = read.mock.calls.map(([text, parameters]) => [text, parameters] as const)
  read.mockRestore()
  expect(statements).toHaveLength(1)
  let sum = 0
  for (const [text, parameters] of statements) {
    const session = driver.session()
    const { summary } = await session.run(`PROFILE ${text}`, integers(parameters) as Record<string, unknown>)
    await session.close()
    sum += hitsOf(summary.profile as ProfiledPlan)
  }
  return sum
}

const cursor = async () =>
  (await service.ask('{ persons(first: 100) { pageInfo { endCursor } } }')).data.persons.pageInfo.endCursor

describe('an operation keeps to its budget', () => {
  test.each(Object.entries(budgets))('%s', async (_, { query, hits: budget }) => {
    const variables = {
      id: globalId(
        'Identity',
        (await service.database.read('MATCH (i:Identity {surname: "NAME7"}) RETURN i.id', {}))[0]?.[0] as string,
      ),
      run: `029/${day(0)}`,
      code: 'KENA',
      after: await cursor(),
    }
    const asked = Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}:`)))
    expect(await hits(query, asked)).toBeLessThanOrEqual(budget)
  })
})

describe('a page of a hub costs its own size, however large the hub is', () => {
  const calls = budgets["a station's calls"]?.query as string
  const back = budgets["a station's calls, the latest first"]?.query as string

  test("a station's calls: 240 and 30", async () => {
    for (const query of [calls, back])
      expect(await hits(query, { code: 'KENA' })).toBe(await hits(query, { code: 'VILNIUS' }))
  })

  test("a run's journeys: 200 and 30", async () => {
    const query =
      'query ($run: String!) { trainRun(run: $run) { journeys(first: 20) { nodes { ref } pageInfo { hasNextPage } } } }'
    expect(await hits(query, { run: `029/${day(0)}` })).toBe(await hits(query, { run: `029/${day(1)}` }))
  })

  test('a deep page and the first', async () => {
    const query = 'query ($after: String) { persons(first: 20, after: $after) { nodes { displayName } } }'
    const first = await hits(query)
    // The row of the cursor itself is read too.
    expect((await hits(query, { after: await cursor() })) - first).toBeLessThanOrEqual(5)
  })
})

describe('a page of findings costs its own size, however many score alike', () => {
  const patterns = { TICKET_MISMATCH: 400, OVER_CAPACITY: 40 }
  beforeAll(async () => {
    await service.database.command(
      `UNWIND $rows AS row UNWIND range(1, row[1]) AS nth
CREATE (:Finding {id: row[0] + '/' + nth, pattern: row[0], state: 'PENDING_REVIEW', score: 1.0, raisedAt: 0})`,
      { rows: Object.entries(patterns) },
    )
    await service.database.command('CALL db.prepareForReplanning')
  })

  const page = (args: string) => `query { findings(first: 20${args}) { nodes { id score } } }`
  const ofPattern = (pattern: string, more = '') => page(`, filter: { patterns: [${pattern}]${more} }`)
  const WAITING = ', states: [PENDING_REVIEW]'

  test.each([
    ['of one pattern', ''],
    ['of one pattern that wait for review', WAITING],
    ['of one pattern in one of two states', ', states: [PENDING_REVIEW, CONFIRMED]'],
  ])('%s: 400 and 40', async (_, more) => {
    expect(await hits(ofPattern('TICKET_MISMATCH', more))).toBe(await hits(ofPattern('OVER_CAPACITY', more)))
  })

  test.each([
    ['of all', ''],
    ['that wait for review', ', filter: { states: [PENDING_REVIEW] }'],
    ['the latest first', ', orderBy: RAISED_DESC'],
    ['the earliest first', ', orderBy: RAISED_ASC'],
  ])('%s: a few hits a row', async (_, args) => {
    expect(await hits(page(args))).toBeLessThanOrEqual(5 * 20)
  })

  test('and holds the same findings whichever index it goes along', async () => {
    const ids = async (query: string) =>
      (await service.ask(query)).data.findings.nodes.map(({ id }: { id: string }) => id)
    const both = ', states: [PENDING_REVIEW, CONFIRMED]'
    const [along, beside] = [
      await ids(ofPattern('OVER_CAPACITY', WAITING)),
      await ids(ofPattern('OVER_CAPACITY', both)),
    ]
    expect(along).toHaveLength(20)
    expect(beside).toEqual(along)
    expect(await ids(ofPattern('OVER_CAPACITY, SHARED_DOCUMENT', WAITING))).toEqual(along)
    expect(await ids(ofPattern('OVER_CAPACITY', ', states: [CONFIRMED]'))).toEqual([])
  })
})
