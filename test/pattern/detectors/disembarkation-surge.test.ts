import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { countTail } from '../../../src/pattern/chance/count-tail.ts'
import { check, line, passenger, run } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { emptyGraph } from '../../test-graph.ts'
import { dayAfter, stranger } from '../busy-line.ts'
import { keptDetection } from '../detected.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const WEEKS = 14
const SURGE = 12
/** A train a week, which is at Kena on a Tuesday. */
const dayOf = (week: number) => dayAfter(7 * week)
const leave = (week: number, count: number, from = 0, fields: object = {}) =>
  Array.from({ length: count }, (_, i) => {
    const { who, papers } = stranger(from + i)
    const ref = `p${from + i}`
    return [
      passenger(dayOf(week), ref, who, papers),
      check(`${week}-${ref}`, dayOf(week), 'ALIGHT', { passenger: ref, ...fields }),
    ]
  }).flat()
const world = [
  ...line,
  ...Array.from({ length: WEEKS }, (_, week) => [
    run(dayOf(week)),
    ...leave(week, 2),
    ...[20, 21, 22, 23].map(nth => passenger(dayOf(week), `on${nth}`, stranger(nth).who, stranger(nth).papers)),
  ]).flat(),
]

test('a week of many is raised with the runs and leavings of it, and falls with them', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, [...world, ...leave(SURGE, 7, 40)])
  const [surge, ...others] = await now('DISEMBARKATION_SURGE')
  expect(others).toEqual([])
  expect(surge).toMatchObject({
    subjects: ['Station KENA'],
    anchor: '2023-W13',
    p: countTail(9, 2),
    figures: { left: 9, expected: 2, dispersion: 1, days: 0 },
    explanation: {
      whatHappened: '9 left at KENA in the week of 27 Mar 2023, westbound, on 1 run.',
      comparedWith: 'The 11 weeks before it under the same rules, without a season, westbound.',
      howUnusual: '2 expected, dispersion 1.',
      uncertain: ['There is no season of earlier years under these rules.'],
    },
  })
  expect(surge?.evidence[0]).toBe(`WHAT_HAPPENED TrainRun 029/${dayOf(SURGE)}!`)
  expect(surge?.evidence).toHaveLength(10)
  // Exceptions are no leavings: what is left is an ordinary week.
  await deliver(
    database,
    folder,
    leave(SURGE, 7, 40, { exception: 'OTHER' }).filter(({ record }) => record === 'check'),
  )
  expect(await now('DISEMBARKATION_SURGE')).toEqual([])
})

test('incomplete weeks are missing from what it is compared with, and it says so of the week itself', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, [...world, ...leave(SURGE, 7, 40)])
  const incomplete = (week: number) => ({
    record: 'coverage',
    run: `029/${dayOf(week)}`,
    station: 'KENA',
    feed: 'CHECKS',
    complete: false,
  })
  await deliver(database, folder, [incomplete(SURGE), incomplete(SURGE - 1), incomplete(SURGE - 2)])
  expect(await now('DISEMBARKATION_SURGE')).toMatchObject([
    {
      explanation: {
        comparedWith: 'The 9 weeks before it under the same rules, without a season, westbound.',
        uncertain: [
          'Checks of this week are incomplete: more may have left.',
          'There is no season of earlier years under these rules.',
        ],
      },
    },
  ])
  await deliver(
    database,
    folder,
    Array.from({ length: SURGE }, (_, week) => incomplete(week)),
  )
  expect(await now('DISEMBARKATION_SURGE')).toEqual([])
})

test('no comparison crosses a change of the rules', async () => {
  const now = keptDetection(database)
  const open = {
    record: 'regime',
    id: 'open',
    from: dayOf(SURGE - 3),
    stations: ['KENA'],
    alighting: true,
    basis: 'a test',
  }
  await deliver(database, folder, [...world, ...leave(SURGE, 7, 40)])
  expect(await now('DISEMBARKATION_SURGE')).toHaveLength(1)
  await deliver(database, folder, [open])
  expect(await now('DISEMBARKATION_SURGE')).toEqual([])
})
