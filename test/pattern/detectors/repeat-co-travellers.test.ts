import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { countTail } from '../../../src/pattern/chance/count-tail.ts'
import { identity } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { emptyGraph } from '../../test-graph.ts'
import { busyLine, dayAfter, leaves, rides } from '../busy-line.ts'
import { detected, keptDetection } from '../detected.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const DAYS = 140
/** Days on odd weekdays, far apart. */
const TOGETHER = [3, 15, 33, 59, 78, 100, 124] as const
const found = () => detected(database, 'REPEAT_CO_TRAVELLERS')
const ride = (names: string, days: readonly number[], fields: object = {}) =>
  [...names].flatMap(name => days.map(day => rides(name, day, fields)))
const load = (...records: object[]) => deliver(database, folder, [...busyLine(DAYS), ...records])

test('two who share trains and nothing else are found, each journey cited', async () => {
  await load(...ride('ab', TOGETHER))
  const [one, ...others] = await found()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    subjects: [expect.stringMatching(/^Person /), expect.stringMatching(/^Person /)],
    anchor: '',
    figures: { times: 7 },
  })
  // Once more each, on one of their 7 runs with 4 aboard each; up to day 124 there were 118 others with 2.
  const expected = 28 / (28 + 2 * 118)
  expect(one?.figures.expected).toBeCloseTo(expected, 12)
  expect(one?.p).toBeCloseTo(countTail(7, expected), 20)
  const journeys = TOGETHER.flatMap(day => ['a', 'b'].map(name => `WHAT_HAPPENED Journey 029/${dayAfter(day)}#${name}`))
  expect([...(one?.evidence ?? [])].sort()).toEqual(journeys.sort())
  // Every two of three runs of two, and of seven runs of four.
  expect((one?.q as number) / (one?.p as number)).toBeCloseTo((DAYS - 7) * 1 + 7 * 6, 9)
  expect(one?.explanation).toMatchObject({
    howUnusual: '7 times together, 0.11 expected of the habits of both.',
    guards: [
      { name: 'HOUSEHOLD', holds: false },
      { name: 'CROWD', holds: false },
      { name: 'RHYTHM', holds: false },
      { name: 'CREW', holds: false },
    ],
  })
})

test('three or four runs need a second signal, five do not', async () => {
  await load(
    ...ride('ab', TOGETHER.slice(0, 4)),
    ...ride(
      'cd',
      TOGETHER.slice(0, 5).map(day => day + 1),
    ),
  )
  expect((await found()).map(({ figures }) => figures.times)).toEqual([5])
  await deliver(database, folder, [leaves('a', 3), leaves('b', 3)])
  const all = await found()
  expect(all.map(({ figures }) => figures.times).sort()).toEqual([4, 5])
  expect(all.find(({ figures }) => figures.times === 4)?.explanation.guards.at(-1)).toEqual({
    name: 'CHANCE',
    holds: false,
    says: 'So few runs are told from chance by a second signal: they left one train at one stop.',
  })
})

test.each<[string, object[]]>([
  [
    'two common bookings make a household',
    [
      ...ride('ab', TOGETHER.slice(2)),
      ...ride('ab', [3], { booking: { ref: 'X1' } }),
      ...ride('ab', [15], { booking: { ref: 'X2' } }),
    ],
  ],
  [
    'one common booking does for husband and wife',
    TOGETHER.flatMap((day, i) => [
      {
        ...rides('a', day),
        identity: identity('KOZLOV', 'IVAN', '1970-02-02'),
        ...(i === 0 ? { booking: { ref: 'X1' } } : {}),
      },
      {
        ...rides('b', day),
        identity: identity('KOZLOVA', 'VERA', '1973-05-05'),
        ...(i === 0 ? { booking: { ref: 'X1' } } : {}),
      },
    ]),
  ],
  ['crew are left out', [...ride('a', TOGETHER), ...ride('b', TOGETHER, { role: 'CREW' })]],
  ['two are too few', ride('ab', TOGETHER.slice(0, 2))],
  [
    'runs out and back on one booking of each count once',
    ['a', 'b'].flatMap(name =>
      [0, 1].flatMap(trip =>
        [0, 4].map(back => rides(name, 20 + 30 * trip + back, { booking: { ref: `${name}${trip}` } })),
      ),
    ),
  ],
  [
    'habit explains what both do every week',
    [
      ...ride(
        'a',
        Array.from({ length: 18 }, (_, i) => 3 + 7 * i),
      ),
      ...ride(
        'b',
        [0, 1, 3, 6, 10, 16].map(week => 3 + 7 * week),
      ),
    ],
  ],
  [
    'who both travel every other week meet always, which is one chance',
    ride(
      'ab',
      Array.from({ length: 9 }, (_, i) => 3 + 14 * i),
    ),
  ],
  [
    'somebody who shares as many with one of them makes a crowd',
    [
      ...ride('ab', TOGETHER),
      ...ride(
        'ac',
        TOGETHER.map(day => day + 1),
      ),
    ],
  ],
])('%s', async (_, records) => {
  await load(...records)
  expect(await found()).toEqual([])
})

test('one common booking of strangers is no household', async () => {
  await load(...ride('ab', TOGETHER.slice(1)), ...ride('ab', [3], { booking: { ref: 'X1' } }))
  expect(await found()).toHaveLength(1)
})

test('a group that makes no crowd but its own is one finding', async () => {
  await deliver(database, folder, [
    ...busyLine(2 * DAYS),
    ...ride('abc', [...TOGETHER, 144, 161, 175, 205, 216, 237, 268]),
  ])
  const [group, ...others] = await found()
  expect(others).toEqual([])
  expect(group?.subjects).toHaveLength(3)
  expect(group?.figures.times).toBe(14)
  // Its habits are not freed of each other.
  expect(group?.figures.expected).toBeGreaterThan(1)
  expect(group?.evidence).toHaveLength(42)
})

test('late journeys raise it, a correction takes it back', async () => {
  const now = keptDetection(database)
  await load(...ride('ab', TOGETHER.slice(0, 3)))
  expect(await now('REPEAT_CO_TRAVELLERS')).toEqual([])
  await deliver(database, folder, ride('ab', TOGETHER.slice(3)))
  expect(await now('REPEAT_CO_TRAVELLERS')).toMatchObject([{ figures: { times: 7 } }])
  await deliver(
    database,
    folder,
    ride(
      'c',
      TOGETHER.map(day => day + 1),
    ),
  )
  await deliver(
    database,
    folder,
    ride(
      'a',
      TOGETHER.map(day => day + 1),
    ),
  )
  expect(await now('REPEAT_CO_TRAVELLERS')).toEqual([])
  await deliver(
    database,
    folder,
    ride(
      'c',
      TOGETHER.map(day => day + 1),
      { role: 'CREW' },
    ),
  )
  expect(await now('REPEAT_CO_TRAVELLERS')).toMatchObject([{ figures: { times: 7 } }])
})
