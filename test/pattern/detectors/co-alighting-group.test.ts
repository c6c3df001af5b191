import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { countTail } from '../../../src/pattern/chance/count-tail.ts'
import { passenger } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { emptyGraph } from '../../test-graph.ts'
import { busyLine, dayAfter, leaves, quietLeavers, rides, stranger } from '../busy-line.ts'
import { detected, keptDetection } from '../detected.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const DAYS = 200
/** Late enough for a past that shows how few leave. */
const TOGETHER = [163, 175, 193] as const
const found = () => detected(database, 'CO_ALIGHTING_GROUP')
const leave = (names: string, days: readonly number[], fields: object = {}, seen: object = {}) =>
  [...names].flatMap(name => days.flatMap(day => [rides(name, day, fields), leaves(name, day, seen)]))
const load = (...records: object[]) =>
  deliver(database, folder, [...busyLine(DAYS), ...quietLeavers(DAYS, 8), ...records])

test('two who leave together again and again are found, each leaving cited', async () => {
  await load(...leave('ab', TOGETHER), ...leave('cd', [8]))
  const [one, ...others] = await found()
  expect(others).toEqual([])
  // Once more each, where the leavers on their 3 runs are 6 of all up to day 193: 6 of theirs, 2 of day 8, 96 on quiet days.
  const expected = 6 / (6 + 2 + 96)
  expect(one).toMatchObject({ anchor: 'KENA', figures: { times: 3 } })
  expect(one?.figures.expected).toBeCloseTo(expected, 12)
  expect(one?.p).toBeCloseTo(countTail(3, expected), 12)
  // Two leavers of a run are a test: three runs of a and b, one of c and d.
  expect((one?.q as number) / (one?.p as number)).toBeCloseTo(4, 9)
  expect([...(one?.evidence ?? [])].sort()).toEqual(
    TOGETHER.flatMap(day =>
      ['a', 'b'].flatMap(name => [
        `WHAT_HAPPENED Journey 029/${dayAfter(day)}#${name}`,
        `WHAT_HAPPENED Check ${name}${day}`,
      ]),
    ).sort(),
  )
})

test.each<[string, object[], number]>([
  ['once is no group', leave('ab', [3]), 0],
  [
    'a household is none',
    leave('ab', TOGETHER).map((record, i) =>
      'identity' in record ? { ...record, booking: { ref: `X${Math.floor(i / 2) % 3}` } } : record,
    ),
    0,
  ],
  ['of more than two every two are told of as one', leave('abc', TOGETHER), 1],
  ['who leave every other week tell something new once', leave('ab', [109, 123, 137, 151, 165, 179, 193]), 0],
  [
    'who left twice with one of a group of three makes no crowd of it',
    [...leave('abc', TOGETHER), ...leave('ad', [167, 186])],
    1,
  ],
  [
    'an outsider who leaves as often with one of them makes a crowd',
    [...leave('ab', TOGETHER), ...leave('ac', [165, 177, 195])],
    0,
  ],
  ['leavings by exception are not counted', leave('ab', TOGETHER, {}, { exception: 'MEDICAL' }), 0],
  [
    'where nobody is known to have left nothing is',
    TOGETHER.flatMap(day => ['a', 'b'].map(name => rides(name, day))),
    0,
  ],
])('%s', async (_, records, count) => {
  await load(...records)
  expect(await found()).toHaveLength(count)
})

test('a booking of ten is a tour, of nine it is none', async () => {
  const tour = { booking: { ref: 'TOUR' } }
  const others = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const { who, papers } = stranger(60 + i)
      return passenger(dayAfter(199), `tour${i}`, who, { ...papers, ...tour })
    })
  await load(...leave('ab', TOGETHER), ...leave('a', [199], tour), ...leave('b', [199]), ...others(8))
  expect(await found()).toMatchObject([{ figures: { times: 4 } }])
  await deliver(database, folder, others(9))
  expect(await found()).toMatchObject([{ figures: { times: 3 } }])
})

test('a check that comes late raises it, a correction takes it back', async () => {
  const now = keptDetection(database)
  await load(...leave('ab', [163]), rides('a', 175), rides('b', 175), leaves('a', 175))
  expect(await now('CO_ALIGHTING_GROUP')).toEqual([])
  await deliver(database, folder, [leaves('b', 175)])
  expect(await now('CO_ALIGHTING_GROUP')).toMatchObject([{ figures: { times: 2 } }])
  await deliver(database, folder, leave('ab', [193]))
  expect(await now('CO_ALIGHTING_GROUP')).toMatchObject([{ figures: { times: 3 } }])
  await deliver(database, folder, leave('ab', [193], {}, { exception: 'MEDICAL' }))
  expect(await now('CO_ALIGHTING_GROUP')).toMatchObject([{ figures: { times: 2 } }])
  await deliver(database, folder, [leaves('b', 163, { exception: 'MEDICAL' })])
  expect(await now('CO_ALIGHTING_GROUP')).toEqual([])
})
