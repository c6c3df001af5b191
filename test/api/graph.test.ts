import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Api } from '../../src/api/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'
import { testApi } from './service.ts'

let database: Database
let api: Api

const DAYS = ['2023-05-01', '2023-05-02', '2023-05-03']
const PERSONS = 110

const two = (n: number) => String(n).padStart(3, '0')

beforeAll(async () => {
  database = await emptyGraph()
  const people = Array.from({ length: PERSONS }, (_, n) => n)
  const letters = 'BCDFGHKLMNPRSTVZ'
  const surname = (n: number) => `${letters[n % 16]}A${letters[(n >> 4) % 16]}ENKO`
  // Nobody of like name is born on one day with another: they would be one person.
  const born = (n: number) => `19${10 + (n % 80)}-0${1 + 3 * Math.floor(n / 80)}-02`
  await deliver(database, scratch(), [
    ...line,
    ...DAYS.map(day => run(day)),
    ...people.flatMap(n =>
      DAYS.slice(0, 1 + (n % 3)).map(day =>
        passenger(day, `P${two(n)}`, identity(surname(n), 'OLGA', born(n)), {
          documents: [passport(`7${two(n)}`)],
        }),
      ),
    ),
    {
      record: 'document',
      ...{ type: 'FRTD', issuer: 'LTU', number: 'SYN1' },
      holder: identity(surname(1), 'OLGA', '1911-01-02'),
      issuedFor: passport('7001'),
      authorises: ['029/2023-05-03', '029/2023-05-01'],
    },
    check('c1', '2023-05-01', 'ALIGHT', { passenger: 'P001', basis: 'FRTD', document: passport('7001') }),
    check('c2', '2023-05-02', 'ENTRY', { document: passport('99999') }),
  ])
  api = await testApi(database)
})

afterAll(async () => {
  await api.close()
  await database.close()
})

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question
  data: any
  errors: { message: string; path?: string[]; extensions: { code: string } }[]
  statements: number
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { reads } = api
  const count = () => reads.statements.whole + reads.statements.cut
  const before = count()
  const response = await api.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } })
  const { data, errors } = response.json()
  const statements = count() - before
  // What this question warms is warm for the next one, whichever is faster.
  await reads.warmth.settled()
  return { data, errors, statements }
}

describe('a person', () => {
  test('is found by its own id and by that of any identity', async () => {
    const { data } = await ask('{ persons(first: 1) { nodes { id displayName identities { id } } } }')
    const [person] = data.persons.nodes
    for (const id of [person.id, ...person.identities.map((i: { id: string }) => i.id)]) {
      const found = await ask('query ($id: ID!) { person(id: $id) { id displayName } }', { id })
      expect(found.data.person).toEqual({ id: person.id, displayName: person.displayName })
    }
  })

  test('has journeys with what was seen', async () => {
    const { data } = await ask(`{
      journey(run: "029/2023-05-01", ref: "P001") {
        person { journeys(filter: { alightedAt: "KENA" }) { totalCount nodes { ref alightedAt { station { code names { en } } arrive } checks { checkId at kind basis document { number } call { station { code } } } boardedAt { id } } } }
      }
    }`)
    expect(data.journey.person.journeys).toEqual({
      totalCount: 1,
      nodes: [
        {
          ref: 'P001',
          alightedAt: { station: { code: 'KENA', names: { en: 'KENA' } }, arrive: '2023-05-02T07:20:00Z' },
          checks: [
            {
              checkId: 'c1',
              at: '2023-05-02T07:30:00Z',
              kind: 'ALIGHT',
              basis: 'FRTD',
              document: { number: '7001' },
              call: { station: { code: 'KENA' } },
            },
          ],
          boardedAt: null,
        },
      ],
    })
  })
})

describe('lists', () => {
  test('are walked by cursor without gap or repeat, in both directions', async () => {
    for (const orderBy of ['NAME_ASC', 'NAME_DESC']) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const { data }: Answer = await ask(
          'query ($after: String, $orderBy: PersonOrder) { persons(first: 7, after: $after, orderBy: $orderBy) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }',
          { after, orderBy },
        )
        expect(data.persons.pageInfo.hasPreviousPage).toBe(after !== null)
        seen.push(...data.persons.nodes.map(({ id }: { id: string }) => id))
        after = data.persons.pageInfo.hasNextPage ? data.persons.pageInfo.endCursor : null
        expect(data.persons.totalCount).toBe(PERSONS)
      } while (after)
      expect(new Set(seen).size).toBe(PERSONS)
      expect(seen.length).toBe(PERSONS)
    }
  })

  test('a page of 10 and a page of 100 persons take the same number of statements: one, once it was asked', async () => {
    const query = `query ($first: Int) { persons(first: $first) { totalCount nodes {
      displayName identities { surname } documents { nodes { type number holders { totalCount } } }
      journeys { totalCount nodes { ref run { run train { name } } documents { number } alightedAt { station { code } } checks { kind } } } } } }`
    const ten = await ask(query, { first: 10 })
    const hundred = await ask(query, { first: 100 })
    const tenAgain = await ask(query, { first: 10 })
    expect(ten.data.persons.nodes).toHaveLength(10)
    expect(hundred.data.persons.nodes).toHaveLength(100)
    // One for each: persons, their count, identities, documents, holders' count, journeys, their count, run, train,
    // the journeys' documents, call, station, checks.
    expect(ten.statements).toBe(13)
    expect([hundred.statements, tenAgain.statements]).toEqual([1, 1])
    expect(tenAgain.data).toEqual(ten.data)
  })

  test('count only where the count is asked for', async () => {
    expect((await ask('{ persons { nodes { id } } }')).statements).toBe(1)
    expect((await ask('{ persons { totalCount } }')).statements).toBe(1)
    expect((await ask('{ persons { totalCount nodes { identities { sex } } } }')).statements).toBe(3)
  })

  test('are narrowed by their filters', async () => {
    const count = async (field: string) => Object.values((await ask(`{ ${field} { totalCount } }`)).data)[0]
    expect(await count('persons(filter: { minJourneys: 3 })')).toEqual({ totalCount: 36 })
    expect(await count('persons(filter: { dateOfBirth: "1911" })')).toEqual({ totalCount: 2 })
    expect(await count('persons(filter: { name: "babenko" })')).toEqual({ totalCount: 1 })
    expect(await count('documents(filter: { numberStartsWith: "70", issuer: "RUS", types: [PASSPORT] })')).toEqual({
      totalCount: 100,
    })
    expect(await count('trainRuns(filter: { train: "029", from: "2023-05-02", to: "2023-05-03" })')).toEqual({
      totalCount: 1,
    })
  })

  test('the same field twice with other arguments gives both answers', async () => {
    const { data } = await ask(
      '{ station(code: "KENA") { early: calls(first: 1) { nodes { arrive } } late: calls(first: 1, orderBy: AT_DESC) { nodes { arrive } } } }',
    )
    expect(data.station).toEqual({
      early: { nodes: [{ arrive: '2023-05-02T07:20:00Z' }] },
      late: { nodes: [{ arrive: '2023-05-04T07:20:00Z' }] },
    })
  })
})

describe('nodes', () => {
  test('of every kind are found by their id, in the order asked', async () => {
    const { data } = await ask(`{
      station(code: "KENA") { id calls(first: 1) { nodes { id run { id train { id } } } } }
      journey(run: "029/2023-05-01", ref: "P001") { id identity { id } person { id } checks { id } documents { id } }
    }`)
    const { station, journey } = data
    const [call] = station.calls.nodes
    const ids = [
      station.id,
      call.id,
      call.run.id,
      call.run.train.id,
      journey.id,
      journey.identity.id,
      journey.person.id,
      journey.checks[0].id,
      journey.documents[0].id,
    ]
    const found = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids })
    expect(found.data.nodes.map((n: { id: string }) => n.id)).toEqual(ids)
    expect(found.data.nodes.map((n: { __typename: string }) => n.__typename)).toEqual([
      'Station',
      'Call',
      'TrainRun',
      'Train',
      'Journey',
      'Identity',
      'Person',
      'Check',
      'Document',
    ])
  })

  test('a document shown at a journey and at a check has both as presentations', async () => {
    const { data } = await ask(
      '{ document(type: PASSPORT, issuer: "RUS", number: "70-01") { number presentations { totalCount nodes { __typename ... on Journey { ref } ... on Check { checkId } } } holders { edges { journeys identities node { displayName } } } } }',
    )
    expect(data.document).toMatchObject({
      number: '7001',
      presentations: { totalCount: 3 },
      holders: { edges: [{ journeys: 2, identities: 1 }] },
    })
  })

  test('a permit names the runs that it authorises, the earlier first', async () => {
    const { data } = await ask(
      '{ document(type: FRTD, issuer: "LTU", number: "SYN1") { authorises { run } issuedFor { number } } }',
    )
    expect(data.document).toEqual({
      authorises: [{ run: '029/2023-05-01' }, { run: '029/2023-05-03' }],
      issuedFor: { number: '7001' },
    })
  })

  test('journeys are sorted by ref or by departure, wherever they are listed', async () => {
    const { data } = await ask(`{
      trainRun(run: "029/2023-05-01") { journeys(first: 2, orderBy: DEPARTS_DESC) { nodes { ref } } }
      journey(run: "029/2023-05-02", ref: "P001") {
        person { journeys(first: 2, orderBy: REF_DESC) { nodes { ref run { run } } } }
      }
    }`)
    expect(data.trainRun.journeys.nodes).toEqual([{ ref: 'P109' }, { ref: 'P108' }])
    expect(data.journey.person.journeys.nodes).toEqual([
      { ref: 'P001', run: { run: '029/2023-05-02' } },
      { ref: 'P001', run: { run: '029/2023-05-01' } },
    ])
  })

  test('somebody seen by a document alone made a journey without a name', async () => {
    const query =
      '{ journey(run: "029/2023-05-02", ref: "check:c2") { ref person { id } documents { number } checks { checkId } } }'
    const { data } = await ask(query)
    expect(data.journey).toEqual({
      ref: 'check:c2',
      person: null,
      documents: [{ number: '99999' }],
      checks: [{ checkId: 'c2' }],
    })
    // Asked again it is read whole, which brings nothing but what is asked.
    await api.reads.warmth.settled()
    expect((await ask(query)).data).toEqual(data)
  })

  test('the census counts them', async () => {
    const before = database.statements
    const { data } = await ask(
      '{ census { persons identities documents journeys checks runs stations findings parked refused } }',
    )
    const journeys = DAYS.reduce(
      (sum, _, day) => sum + Array.from({ length: PERSONS }, (__, n) => n).filter(n => n % 3 >= day).length,
      1,
    )
    expect(data.census).toEqual({
      persons: PERSONS,
      identities: PERSONS + 1,
      documents: PERSONS + 2,
      journeys,
      checks: 2,
      runs: 3,
      stations: 5,
      findings: 0,
      parked: 0,
      refused: 0,
    })
    expect(database.statements - before).toBe(1)
  })
})

test('health, readiness and metrics answer', async () => {
  expect((await api.app.inject('/healthz')).json()).toEqual({ status: 'alive' })
  expect((await api.app.inject('/readyz')).json()).toEqual({ status: 'ready' })
  expect((await api.app.inject('/metrics')).body).toContain('alight_graphql_operation_seconds')
})
