import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { ringsOf, strongest, type Tie } from '../../../src/pattern/sharing/rings.ts'
import { identity, line, passenger, passport, run } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { emptyGraph } from '../../test-graph.ts'
import { detected, keptDetection } from '../detected.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const DAYS = ['2023-05-01', '2023-05-08', '2023-05-15', '2023-05-22'] as const
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const boris = identity('PETROV', 'BORIS', '1979-11-02')
const vera = identity('SIDOROVA', 'VERA', '1990-01-02')
const first = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '1234567' }
const second = { type: 'LONG_STAY_VISA', issuer: 'LTU', number: '7654321' }
const world = (...more: object[]) => [...line, ...DAYS.map(date => run(date)), ...more]
const aboard = (i: number, ref: string, who: object, documents: object[], booking?: string) =>
  passenger(DAYS[i] as string, ref, who as Record<string, unknown>, {
    documents,
    ...(booking ? { booking: { ref: booking } } : {}),
  })
const found = () => detected(database, 'SHARED_DOCUMENT_RING')
/** Anna and Boris show one paper, Boris and Vera another. */
const ring = [
  aboard(0, '1', anna, [first]),
  aboard(1, '1', boris, [first]),
  aboard(2, '1', boris, [second]),
  aboard(3, '1', vera, [second]),
]

test('three persons tied by two documents; without either they fall apart', async () => {
  await deliver(database, folder, world(...ring))
  const [one, ...more] = await found()
  expect(more).toEqual([])
  expect(one?.subjects).toEqual([1, 2, 3].map(() => expect.stringMatching(/^Person /)))
  expect(one?.subjects).toEqual([...(one?.subjects ?? [])].sort())
  expect(one?.score).toBeCloseTo(2 * Math.log(9_999), 9)
  expect(one?.figures).toMatchObject({ persons: 3, documents: 2 })
  expect([...(one?.evidence ?? [])].sort()).toEqual(
    [
      'WHAT_HAPPENED Document LONG_STAY_VISA:LTU:7654321!',
      'WHAT_HAPPENED Document RESIDENCE_PERMIT:LTU:1234567!',
      ...DAYS.map(day => `WHAT_HAPPENED Journey 029/${day}#1!`),
    ].sort(),
  )
  expect(one?.explanation.whatHappened).toMatch(
    /^3 persons tied by 2 documents, shown from 1 May 2023 to 22 May 2023: LONG_STAY_VISA of LTU by [ABC], [ABC]; RESIDENCE_PERMIT of LTU by [ABC], [ABC]\.$/,
  )
  expect(one?.explanation.uncertain).toEqual(['It rests on 2 of its 2 documents: without one of them it falls apart.'])
})

test.each<[string, object[]]>([
  ['two persons are no ring', [...ring.slice(0, 3), aboard(3, '1', anna, [second])]],
  ['one document is no ring', ring.map((record, i) => ({ ...record, ref: '1', documents: [i < 4 ? first : second] }))],
  [
    'two documents that share nobody',
    [
      ...ring.slice(0, 2),
      aboard(2, '1', vera, [second]),
      aboard(3, '1', identity('ORLOV', 'GLEB', '1961-02-03'), [second]),
    ],
  ],
  [
    'a household of two bookings',
    [
      aboard(0, '1', anna, [first], 'B1'),
      aboard(0, '2', boris, [first], 'B1'),
      aboard(1, '1', anna, [first], 'B2'),
      aboard(1, '2', boris, [first], 'B2'),
      ...ring.slice(2),
    ],
  ],
  [
    'a household of one booking and one family name',
    [
      aboard(0, '1', anna, [first], 'B1'),
      aboard(0, '2', identity('IVANOV', 'BORIS', '1979-11-02'), [first], 'B1'),
      aboard(2, '1', identity('IVANOV', 'BORIS', '1979-11-02'), [second]),
      aboard(3, '1', vera, [second]),
    ],
  ],
  [
    'a child in the passports of both parents',
    [
      aboard(0, '1', anna, [passport('700000001')]),
      aboard(0, '2', identity('IVANOV', 'GLEB', '2012-05-05'), [passport('700000001')]),
      aboard(1, '1', identity('IVANOV', 'BORIS', '1979-11-02'), [passport('711111111')]),
      aboard(1, '2', identity('IVANOV', 'GLEB', '2012-05-05'), [passport('711111111')]),
    ],
  ],
])('%s', async (_, records) => {
  await deliver(database, folder, world(...records))
  expect(await found()).toEqual([])
})

test('a corrected line breaks it, a late one closes it again', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, world(...ring))
  expect(await now('SHARED_DOCUMENT_RING')).toHaveLength(1)
  await deliver(database, folder, [aboard(3, '1', vera, [])])
  expect(await now('SHARED_DOCUMENT_RING')).toEqual([])
  await deliver(database, folder, [aboard(3, '2', anna, [second]), aboard(2, '2', vera, [first])])
  expect(await now('SHARED_DOCUMENT_RING')).toEqual(await found())
  expect(await found()).toMatchObject([{ figures: { persons: 3, documents: 2 } }])
})

const tie = (document: number, holders: number[], weight = 9, same = holders.map(one => [one])): Tie => ({
  document,
  weight,
  holders,
  same,
})

test('those who are one as likely as not are counted once', () => {
  const apart = [tie(1, [10, 11]), tie(2, [11, 12])]
  expect(ringsOf(apart)).toMatchObject([{ size: 3, score: 18 }])
  expect(ringsOf([...apart, tie(3, [10, 12], 9, [[10, 12]])])).toEqual([])
})

test('the strongest that is left, whatever the order of its ties', () => {
  const ties = [
    tie(1, [10, 11], 1),
    tie(2, [11, 12], 2),
    tie(3, [12, 13], 3),
    tie(4, [20, 21], 50),
    tie(5, [21, 22], 1),
  ]
  expect(strongest(ties)).toBe(51)
  expect(strongest(ties.slice(0, 3))).toBe(6)
  expect(
    ringsOf([...ties].reverse())
      .map(({ score }) => score)
      .sort(),
  ).toEqual(
    ringsOf(ties)
      .map(({ score }) => score)
      .sort(),
  )
  expect(strongest(ties.slice(0, 1))).toBe(0)
})
