import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { Service } from './service.ts'

let service: Service
const folder = scratch()

const ivan = identity('IVANOV', 'SERGEI', '1980-01-02')
const olga = identity('ZHUK', 'OLGA', '1991-03-04')
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'A1' }
const permitRecord = { record: 'document', ...permit, holder: ivan, expiresOn: '2025-01-01', status: 'VALID' }

/** Delivered one after another: each is known from its own instant on. */
const deliveries = [
  [...line, run('2023-05-01')],
  [passenger('2023-05-01', 'P1', olga, { documents: [passport('999')], booking: { ref: 'B1' } })],
  [check('c1', '2023-05-01', 'ALIGHT', { passenger: 'P1' })],
  [passenger('2023-05-01', 'P1', ivan, { documents: [passport('111'), permit] }), { record: 'train' }],
  [permitRecord],
  [
    { ...permitRecord, status: 'REVOKED' },
    { ...check('c1', '2023-05-01', 'ALIGHT', { passenger: 'P1' }), station: 'VILNIUS' },
  ],
  [check('c9', '2023-05-09', 'ALIGHT', { passenger: 'P1' })],
]

let received: string[]

beforeAll(async () => {
  service = await Service.open([])
  for (const records of deliveries) {
    await deliver(service.database, folder, records)
    await sleep(5)
  }
  const { data } = await service.ask('{ sources(orderBy: RECEIVED_ASC) { nodes { receivedAt } } }')
  received = data.sources.nodes.map(({ receivedAt }: { receivedAt: string }) => receivedAt)
})
afterAll(() => service.close())

/** Asks as known when so many deliveries had come. */
async function askThen(count: number, query: string) {
  const { data, errors } = await service.ask(`query ($known: DateTime) ${query}`, { known: received[count - 1] })
  expect(errors).toBeUndefined()
  return data
}

const JOURNEY = `{ journey(run: "029/2023-05-01", ref: "P1", asKnownAt: $known) {
  identity { surname } documents { number } booking { ref } alightedAt { station { code } } checks { checkId call { station { code } } }
} }`

describe('a journey as known on a day', () => {
  test('is what had been stated by then, whatever was corrected since', async () => {
    expect(await askThen(1, JOURNEY)).toEqual({ journey: null })
    expect((await askThen(2, JOURNEY)).journey).toEqual({
      identity: { surname: 'ZHUK' },
      documents: [{ number: '999' }],
      booking: { ref: 'B1' },
      alightedAt: null,
      checks: [],
    })
    const atKena = {
      alightedAt: { station: { code: 'KENA' } },
      checks: [{ checkId: 'c1', call: { station: { code: 'KENA' } } }],
    }
    expect((await askThen(3, JOURNEY)).journey).toMatchObject({ identity: { surname: 'ZHUK' }, ...atKena })
    expect((await askThen(5, JOURNEY)).journey).toEqual({
      identity: { surname: 'IVANOV' },
      documents: [{ number: '111' }, { number: 'A1' }],
      booking: null,
      ...atKena,
    })
    const atVilnius = { station: { code: 'VILNIUS' } }
    expect((await askThen(6, JOURNEY)).journey).toMatchObject({
      alightedAt: atVilnius,
      checks: [{ checkId: 'c1', call: atVilnius }],
    })
  })

  test('now, it is the same as at the last delivery', async () => {
    const now = await service.ask(JOURNEY.replace(', asKnownAt: $known', ''))
    expect(now.data).toEqual(await askThen(7, JOURNEY))
  })
})

describe('a document as known on a day', () => {
  const DOCUMENT = `{ document(type: RESIDENCE_PERMIT, issuer: "LTU", number: "A1", asKnownAt: $known) {
    number status expiresOn holders { nodes { displayName } edges { journeys } } presentations { nodes { __typename } totalCount }
  } }`

  test('is nothing, then a number on a list, then what its issuer says, then what it says later', async () => {
    expect(await askThen(3, DOCUMENT)).toEqual({ document: null })
    const shown = { presentations: { nodes: [{ __typename: 'Journey' }], totalCount: 1 } }
    const holders = { holders: { nodes: [{ displayName: 'IVANOV SERGEI' }], edges: [{ journeys: 1 }] } }
    expect((await askThen(4, DOCUMENT)).document).toEqual({
      number: 'A1',
      status: null,
      expiresOn: null,
      ...holders,
      ...shown,
    })
    expect((await askThen(5, DOCUMENT)).document).toEqual({
      number: 'A1',
      status: 'VALID',
      expiresOn: '2025-01-01',
      ...holders,
      ...shown,
    })
    expect((await askThen(6, DOCUMENT)).document).toMatchObject({ status: 'REVOKED' })
  })

  test('lists hold what was known then, and what was retired since', async () => {
    const list = '{ documents(asKnownAt: $known) { totalCount nodes { number } } }'
    expect((await askThen(1, list)).documents).toEqual({ totalCount: 0, nodes: [] })
    expect((await askThen(2, list)).documents).toEqual({ totalCount: 1, nodes: [{ number: '999' }] })
    expect((await askThen(4, list)).documents.nodes).toEqual([{ number: '111' }, { number: 'A1' }])
    const revoked = '{ documents(filter: {statuses: [REVOKED]}, asKnownAt: $known) { totalCount } }'
    expect((await askThen(5, revoked)).documents.totalCount).toBe(0)
    expect((await askThen(6, revoked)).documents.totalCount).toBe(1)
  })
})

describe('persons as known on a day', () => {
  const PERSONS =
    '{ persons(asKnownAt: $known) { nodes { displayName identities { surname } documents { totalCount } journeys { totalCount nodes { ref } } } } }'

  test('are those whom something had named', async () => {
    expect((await askThen(3, PERSONS)).persons.nodes).toEqual([])
    expect((await askThen(4, PERSONS)).persons.nodes).toEqual([
      {
        displayName: 'IVANOV SERGEI',
        identities: [{ surname: 'IVANOV' }],
        documents: { totalCount: 2 },
        journeys: { totalCount: 1, nodes: [{ ref: 'P1' }] },
      },
    ])
  })

  test('a passenger list too', async () => {
    const list =
      '{ trainRun(run: "029/2023-05-01", asKnownAt: $known) { onBoard journeys { totalCount nodes { ref identity { surname } } } } }'
    expect((await askThen(1, list)).trainRun).toEqual({ onBoard: 0, journeys: { totalCount: 0, nodes: [] } })
    expect((await askThen(3, list)).trainRun).toEqual({
      onBoard: 1,
      journeys: { totalCount: 1, nodes: [{ ref: 'P1', identity: { surname: 'ZHUK' } }] },
    })
  })
})

describe('sources', () => {
  test('every fact says where it is written, and what was stated before', async () => {
    const { data, errors } = await service.ask(`{ journey(run: "029/2023-05-01", ref: "P1") {
      source { line delivery { number } text }
      history { current source { line text delivery { number name } } }
    } }`)
    expect(errors).toBeUndefined()
    expect(data.journey.source).toMatchObject({ line: 1, delivery: { number: 4 } })
    expect(JSON.parse(data.journey.source.text)).toMatchObject({ identity: { surname: 'IVANOV' } })
    expect(data.journey.history.map((one: { current: boolean }) => one.current)).toEqual([true, false])
    expect(data.journey.history[1].source).toMatchObject({ line: 1, delivery: { number: 2 } })
    expect(JSON.parse(data.journey.history[1].source.text)).toMatchObject({ identity: { surname: 'ZHUK' } })
  })

  test('on a day, the history is what had been stated by then, and says what still holds', async () => {
    const query =
      '{ journey(run: "029/2023-05-01", ref: "P1", asKnownAt: $known) { history { current source { delivery { number } } } } }'
    const stated = async (count: number) =>
      (await askThen(count, query)).journey.history.map(
        ({ current, source }: { current: boolean; source: { delivery: { number: number } } }) => [
          current,
          source.delivery.number,
        ],
      )
    expect(await stated(2)).toEqual([[false, 2]])
    expect(await stated(7)).toEqual([
      [true, 4],
      [false, 2],
    ])
  })

  test('deliveries say what became of their lines, and why lines were refused', async () => {
    const { data, errors } = await service.ask(`{
      sources(filter: {withRefused: true}) { totalCount nodes {
        number complete recorded unchanged parked refused refusals { nodes { line field expected came } }
      } }
      waiting: sources(filter: {withParked: true}) { nodes { number parkedRecords { nodes { key } } } }
    }`)
    expect(errors).toBeUndefined()
    expect(data.sources).toEqual({
      totalCount: 1,
      nodes: [
        {
          number: 4,
          ...{ complete: true, recorded: 1, unchanged: 0, parked: 0, refused: 1 },
          refusals: { nodes: [{ line: 2, field: 'number', expected: 'a train number such as 029', came: 'nothing' }] },
        },
      ],
    })
    expect(data.waiting.nodes).toEqual([{ number: 7, parkedRecords: { nodes: [{ key: 'c9' }] } }])
  })

  test('what is parked says what it waits for and since when', async () => {
    const { data, errors } = await service.ask(
      '{ parked(filter: {kinds: [CHECK], waitsFor: "029/2023-05-09"}) { totalCount nodes { kind key field waitsFor since source { line delivery { number receivedAt } text } } } census { parked refused } }',
    )
    expect(errors).toBeUndefined()
    const [parked] = data.parked.nodes
    expect(parked).toMatchObject({ kind: 'CHECK', key: 'c9', field: 'run', waitsFor: 'TrainRun 029/2023-05-09' })
    expect(parked.since).toBe(parked.source.delivery.receivedAt)
    expect(JSON.parse(parked.source.text)).toMatchObject({ id: 'c9' })
    expect(data.census).toEqual({ parked: 1, refused: 1 })
  })
})
