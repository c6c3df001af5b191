import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startOf } from '../src/base/index.ts'
import { end, newHome, ROOT, type Service, serverOf, startService } from './service.ts'

/** The two commands of the README, as far as a process can tell: a start on nothing, questions, a hard stop, a start again. */

const expected = JSON.parse(readFileSync(join(ROOT, 'seed/expected.json'), 'utf8'))
let home: string
let service: Service

beforeAll(async () => {
  home = newHome()
  service = await startService(home)
}, 180_000)

afterAll(async () => {
  await end(service.process, 'SIGTERM')
  rmSync(home, { recursive: true, force: true })
})

/** All nodes of a connection, page by page. */
async function all<Row>(field: string, query: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = null; ; ) {
    const data: Record<string, { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string } }> =
      await service.ask(query, { after })
    const { nodes, pageInfo } = data[field] as (typeof data)[string]
    rows.push(...nodes)
    if (!pageInfo.hasNextPage) return rows
    after = pageInfo.endCursor
  }
}

interface Identity {
  readonly surname: string
  readonly givenNames: string
  readonly dateOfBirth: string
}
const byName = (identities: readonly Identity[]) =>
  identities
    .map(({ surname, givenNames, dateOfBirth }) => [surname, givenNames, dateOfBirth].join(' '))
    .filter((name, i, names) => names.indexOf(name) === i)
    .sort()

interface RepeatRow {
  readonly person: { readonly identities: Identity[] }
  readonly calls: readonly (string | { run: { run: string }; station: { code: string } })[]
  readonly first: string
  readonly last: string
  readonly pValue: number
  readonly expected: number
  readonly rate: number
}

test('who keeps getting off at Kena: exactly the rows that were worked out beforehand', async () => {
  const rows = await all<RepeatRow>(
    'repeatDisembarkers',
    `query ($after: String) {
      repeatDisembarkers(input: { station: "KENA", atLeast: 2 }, first: 20, after: $after) {
        nodes {
          person { identities { surname givenNames dateOfBirth } }
          times journeys rate expected pValue first last
          calls { run { run } station { code } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  )
  const exact = (row: RepeatRow) => ({
    ...row,
    person: byName(row.person.identities),
    calls: row.calls.map(call => (typeof call === 'string' ? call : `${call.run.run}@${call.station.code}`)),
    first: Date.parse(row.first),
    last: Date.parse(row.last),
    // Two ways of adding up the same numbers differ in the last digits only.
    rate: row.rate.toPrecision(12),
    expected: row.expected.toPrecision(12),
    pValue: row.pValue.toPrecision(10),
  })
  const found: ReturnType<typeof exact>[] = rows.map(exact)
  const wanted: ReturnType<typeof exact>[] = expected.repeatDisembarkers.rows.map(exact)
  // Households that did all alike are equally unusual: among themselves they may stand in any order.
  const inOneOrder = (given: typeof found) => given.toSorted((a, b) => (a.person.join() < b.person.join() ? -1 : 1))
  expect(inOneOrder(found)).toEqual(inOneOrder(wanted))
  expect(found.map(({ pValue, expected, rate }) => [pValue, expected, rate])).toEqual(
    wanted.map(({ pValue, expected, rate }) => [pValue, expected, rate]),
  )
})

interface SharedRow {
  readonly document: object
  readonly persons: readonly { readonly identities: Identity[] }[]
}

test('which documents were shown by more than one person: exactly those rows', async () => {
  const rows = await all<SharedRow>(
    'sharedDocuments',
    `query ($after: String) {
      sharedDocuments(first: 3, after: $after) {
        nodes {
          document { type issuer number }
          persons { identities { surname givenNames dateOfBirth } }
          presentations sameRun overlapping spellingOnly
        }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  )
  const found = rows.map(row => ({ ...row, persons: row.persons.map(({ identities }) => byName(identities)).sort() }))
  const wanted = (expected.sharedDocuments.rows as { persons: Identity[][] }[]).map(row => ({
    ...row,
    persons: row.persons.map(byName).sort(),
  }))
  expect(found).toEqual(wanted)
})

test('when its Neo4j is killed under it, it starts another and answers again at the same address', async () => {
  const killed = serverOf(home)
  process.kill(killed, 'SIGKILL')
  const question = '{ census { persons } }'
  let answer: unknown
  for (const deadline = Date.now() + 90_000; !answer && Date.now() < deadline; await sleep(500))
    answer = await service.ask(question).catch(() => undefined)
  expect(answer).toEqual({ census: { persons: 400 } })
  expect(serverOf(home)).not.toBe(killed)
}, 120_000)

test('killed together with its Neo4j, it comes up with all that was there, and is not filled again', async () => {
  const census = '{ census { persons identities documents journeys checks runs stations parked refused } }'
  const before = await service.ask(census)
  await end(service.process, 'SIGKILL')
  process.kill(serverOf(home), 'SIGKILL')
  service = await startService(home)
  expect(await service.ask(census)).toEqual(before)
  expect(before).toMatchObject({ census: { persons: 400, parked: 0, refused: 0 } })
}, 180_000)

test('told to stop, it takes its Neo4j down and ends with 0', async () => {
  const neo4j = serverOf(home)
  expect(startOf(neo4j)).toBeDefined()
  expect(await end(service.process, 'SIGTERM')).toBe(0)
  expect(startOf(neo4j)).toBeUndefined()
})
