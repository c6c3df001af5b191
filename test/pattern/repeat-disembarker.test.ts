import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { NotFound } from '../../src/base/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { check, identity, line, passenger, passport, run, station } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const DAYS = ['2023-05-01', '2023-05-08', '2023-05-15', '2023-05-22', '2023-05-29', '2023-06-05']
const day = (i: number) => DAYS[i] as string
const instant = (date: string, time: string) => Date.parse(date) + 86_400_000 + Date.parse(`1970-01-01T${time}:00Z`)
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const boris = identity('PETROV', 'BORIS', '1979-11-02')
const complete = (fields: object) => ({ record: 'coverage', feed: 'CHECKS', complete: true, ...fields })

/** Anna aboard on each of the days, and what else is told. */
const journeys = (days: readonly string[], ...more: object[]) => [
  ...line,
  ...days.map(date => run(date)),
  ...days.map(date => passenger(date, '1', anna)),
  ...more,
]
const left = (date: string, fields: object = {}) => check(`left-${date}`, date, 'ALIGHT', { passenger: '1', ...fields })

async function ask(input: object = {}) {
  const rows = await new Patterns(database).repeatDisembarkers({ station: 'KENA', ...input })
  return rows.map(({ person: _, rate, shrunkenRate: __, expected: ___, pValue: ____, ...row }) => ({
    ...row,
    rate: Number(rate.toFixed(4)),
  }))
}

test('leavings are counted among the journeys whose end is known', async () => {
  await deliver(database, folder, [
    ...journeys(DAYS, left(day(0)), left(day(1))),
    complete({ run: `029/${day(2)}` }),
    check('exit', day(3), 'EXIT', { passenger: '1', station: 'KYBARTAI' }),
  ])
  expect(await ask()).toEqual([
    {
      times: 2,
      journeys: 4,
      rate: 0.5,
      calls: [`029/${day(0)}@KENA`, `029/${day(1)}@KENA`],
      first: instant(day(0), '07:30'),
      last: instant(day(1), '07:30'),
    },
  ])
  expect(await ask({ atLeast: 3 })).toEqual([])
  expect(await ask({ station: 'KYBARTAI' })).toEqual([])
})

test('the interval holds the planned instant of the call', async () => {
  await deliver(database, folder, journeys(DAYS, ...DAYS.map(date => left(date))))
  const departs = instant(day(1), '07:50')
  expect(await ask({ from: departs, to: instant(day(3), '07:50') })).toMatchObject([{ times: 2, journeys: 2 }])
  expect(await ask({ from: departs + 1, to: instant(day(3), '07:50') + 1 })).toMatchObject([{ times: 2 }])
  expect(await ask({ from: departs + 1, to: instant(day(3), '07:50') })).toEqual([])
})

test('an exception takes the journey out, a later EXIT or TRANSIT makes it a journey aboard, crew never count', async () => {
  await deliver(database, folder, [
    ...journeys(DAYS.slice(0, 4), left(day(0)), left(day(1)), left(day(2)), left(day(3), { exception: 'MEDICAL' })),
    check('exit', day(2), 'EXIT', { passenger: '1', station: 'KYBARTAI', at: `2023-05-16T11:00:00Z` }),
    // Before the leaving: no contradiction.
    check('transit', day(1), 'TRANSIT', { passenger: '1', at: '2023-05-09T07:00:00Z' }),
    ...DAYS.slice(0, 4).map(date => passenger(date, '2', boris, { role: 'CREW' })),
    ...DAYS.slice(0, 4).map(date => check(`crew-${date}`, date, 'ALIGHT', { passenger: '2' })),
  ])
  expect(await ask({ atLeast: 1 })).toMatchObject([{ times: 2, journeys: 3 }])
})

test('a journey that was stated otherwise before counts once, under whoever makes it now', async () => {
  await deliver(database, folder, [
    ...line,
    ...DAYS.slice(0, 3).map(date => run(date)),
    passenger(day(0), '1', anna, { role: 'TRANSIT' }),
    ...DAYS.slice(1, 3).map(date => passenger(date, '1', boris)),
    ...DAYS.slice(0, 3).map(date => left(date)),
  ])
  await deliver(
    database,
    folder,
    DAYS.slice(0, 3).map(date => passenger(date, '1', anna)),
  )
  expect(await ask({ atLeast: 1 })).toMatchObject([{ times: 3, journeys: 3 }])
})

test('only journeys with a document of the types asked for count', async () => {
  await deliver(database, folder, [
    ...line,
    ...DAYS.map(date => run(date)),
    ...DAYS.map((date, i) => passenger(date, '1', anna, { documents: [passport('123456789'), permit].slice(i % 2) })),
    ...DAYS.map(date => left(date)),
  ])
  expect(await ask()).toMatchObject([{ times: 6 }])
  expect(await ask({ documentTypes: ['PASSPORT'] })).toMatchObject([{ times: 3 }])
  expect(await ask({ documentTypes: ['RESIDENCE_PERMIT', 'FTD'] })).toMatchObject([{ times: 6 }])
  expect(await ask({ documentTypes: ['FRTD'] })).toEqual([])
  expect(await ask({ documentTypes: [] })).toMatchObject([{ times: 6 }])
})
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '77' }

test('a call outside the timetable counts as one, at the instant of its first sighting', async () => {
  const at = ['2023-05-02T09:00:00Z', '2023-05-09T09:00:00Z']
  await deliver(database, folder, [
    ...journeys(DAYS.slice(0, 3)),
    ...at.map((seen, i) => check(`v${i}`, day(i), 'ALIGHT', { passenger: '1', station: 'VILNIUS', at: seen })),
  ])
  expect(await ask({ station: 'VILNIUS', from: Date.parse(at[0] as string) })).toMatchObject([
    { times: 2, journeys: 2 },
  ])
  expect(await ask({ station: 'VILNIUS', from: Date.parse(at[0] as string) + 1 })).toEqual([])
})

describe('completeness of checks', () => {
  const spans = { from: '2023-05-02T00:00:00Z', until: '2023-05-03T00:00:00Z' }
  const told: [string, object[], number][] = [
    ['nothing said', [], 2],
    ['of the run', [complete({ run: `029/${day(0)}` })], 3],
    ['of the run, for another feed', [{ ...complete({ run: `029/${day(0)}` }), feed: 'MOVEMENTS' }], 2],
    ['of one border stop', [complete({ run: `029/${day(0)}`, station: 'KENA' })], 2],
    ['of both border stops', ['KENA', 'KYBARTAI'].map(s => complete({ run: `029/${day(0)}`, station: s })), 3],
    ['of both stations in a span', ['KENA', 'KYBARTAI'].map(s => complete({ station: s, ...spans })), 3],
    ['of a span that is over', ['KENA', 'KYBARTAI'].map(s => complete({ station: s, until: spans.from })), 2],
    [
      'of the run, and of a border stop that it was not',
      [complete({ run: `029/${day(0)}` }), complete({ station: 'KYBARTAI', ...spans, complete: false })],
      2,
    ],
    [
      'of both stops, and of the run that it was not',
      [
        ...['KENA', 'KYBARTAI'].map(s => complete({ station: s, ...spans })),
        complete({ run: `029/${day(0)}`, complete: false }),
      ],
      2,
    ],
  ]
  test.each(told)('%s', async (_, coverage, expected) => {
    await deliver(database, folder, journeys(DAYS.slice(0, 3), left(day(1)), left(day(2)), ...coverage))
    expect(await ask()).toMatchObject([{ times: 2, journeys: expected }])
  })
})

test('2 of 2 never leads, and the rate asked for is the one drawn to the peers', async () => {
  const peers = Array.from({ length: 40 }, (_, i) =>
    identity(`PEER${String.fromCharCode(65 + (i % 26), 65 + i)}`, 'IGOR', '1970-01-01'),
  )
  await deliver(database, folder, [
    ...line,
    ...DAYS.map(date => run(date)),
    ...DAYS.slice(0, 2).map(date => passenger(date, '1', anna)),
    ...DAYS.map(date => passenger(date, '2', boris)),
    ...DAYS.flatMap(date => peers.map((peer, i) => passenger(date, `p${i}`, peer))),
    ...DAYS.map(date => complete({ run: `029/${date}` })),
    ...DAYS.slice(0, 2).map(date => left(date)),
    ...DAYS.slice(0, 5).map(date => check(`b-${date}`, date, 'ALIGHT', { passenger: '2' })),
  ])
  const rows = await new Patterns(database).repeatDisembarkers({ station: 'KENA' })
  expect(rows.map(({ times, journeys }) => [times, journeys])).toEqual([
    [5, 6],
    [2, 2],
  ])
  const [first, second] = rows as [(typeof rows)[0], (typeof rows)[0]]
  expect(first.pValue).toBeLessThan(second.pValue)
  expect(second.rate).toBe(1)
  expect(second.shrunkenRate).toBeLessThan(first.shrunkenRate)
  // Of 240 journeys of the others none ended there, so that 1 of 242 is what is expected of each of six.
  expect(first.expected).toBeCloseTo(6 / 242, 12)
  const above = await new Patterns(database).repeatDisembarkers({ station: 'KENA', minRate: first.shrunkenRate })
  expect(above).toEqual([first])
})

test('an unknown station is named, with the nearest known ones', async () => {
  await deliver(database, folder, [...line, station('KAUNAS')])
  const patterns = new Patterns(database)
  await expect(patterns.repeatDisembarkers({ station: 'KENNA' })).rejects.toThrow(
    new NotFound('No station has the code KENNA: the nearest known codes are KENA, KAUNAS, MOSKVA'),
  )
  await expect(patterns.repeatDisembarkers({ station: 'KENA', atLeast: 0 })).rejects.toThrow('atLeast')
  await expect(patterns.repeatDisembarkers({ station: 'KENA', minRate: 2 })).rejects.toThrow('minRate')
})

test('askers share one reading of the graph, of which what changed is read again once more was recorded', async () => {
  await deliver(database, folder, journeys(DAYS.slice(0, 2), left(day(0))))
  const patterns = new Patterns(database)
  const before = database.statements
  const answers = await Promise.all([1, 2, 3].map(atLeast => patterns.repeatDisembarkers({ station: 'KENA', atLeast })))
  expect(answers.map(rows => rows.length)).toEqual([1, 0, 0])
  // Each asks how far the graph has come, twice; then once each: stations, regimes, what was said of completeness, which
  // runs there are, these; a page of persons, and that there are no others, no documents and no bookings.
  expect(database.statements - before).toBe(3 * 2 + 5 + 4)
  const kept = await patterns.repeatDisembarkers({ station: 'KENA', atLeast: 1 })
  expect(kept).toBe(answers[0])
  await deliver(database, folder, [left(day(1))])
  const delivered = database.statements
  expect(await patterns.repeatDisembarkers({ station: 'KENA' })).toMatchObject([{ times: 2 }])
  // How far the graph has come, twice; what has changed; the one run that did.
  expect(database.statements - delivered).toBe(4)
})
