import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { check, identity, line, passenger, run } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { emptyGraph } from '../../test-graph.ts'
import { detected, keptDetection } from '../detected.ts'
import { fullTrain } from '../full-train.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const DAY = '2024-04-08'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const regime = (id: string, fields: object) => ({ record: 'regime', id, from: '2020-01-01', basis: 'test', ...fields })
const frtd = { type: 'FRTD', issuer: 'LTU', number: 'T1' }
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'R1' }
const left = (fields: object = {}) => check('left', DAY, 'ALIGHT', { passenger: '1', ...fields })
const world = (...more: object[]) => [...line, run(DAY), passenger(DAY, '1', anna, { documents: [permit] }), ...more]
const found = () => detected(database, 'UNPERMITTED_ALIGHTING')

test('a dated rule forbids, and is cited', async () => {
  await deliver(database, folder, world(left(), regime('closed', { stations: ['KENA'], alighting: false })))
  expect(await found()).toMatchObject([
    {
      subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`],
      score: 1,
      p: null,
      evidence: ['WHAT_HAPPENED Check left!', `WHAT_HAPPENED Journey 029/${DAY}#1!`, 'COMPARED_WITH Regime closed'],
      explanation: {
        whatHappened: `Left 029/${DAY} at KENA, 9 Apr 2024 07:30Z.`,
        comparedWith: 'Dated rule closed forbade it from 2020-01-01 on.',
      },
    },
  ])
})

test('a rule is a witness where nothing else forbids, a check where it is the only one', async () => {
  const evidence = async () => (await found())[0]?.evidence
  const closed = regime('closed', { from: '2021-01-01', stations: ['KENA'], alighting: false })
  const journey = `WHAT_HAPPENED Journey 029/${DAY}#1!`
  await deliver(database, folder, world(left(), closed, regime('open', { alighting: true })))
  expect(await evidence()).toEqual(['WHAT_HAPPENED Check left!', journey, 'COMPARED_WITH Regime closed!'])
  await deliver(database, folder, [check('later', DAY, 'ALIGHT', { passenger: '1', at: '2024-04-09T07:40:00Z' })])
  expect(await evidence()).toEqual([
    'WHAT_HAPPENED Check left',
    'WHAT_HAPPENED Check later',
    journey,
    'COMPARED_WITH Regime closed!',
  ])
})

test.each<[string, object[], number]>([
  ['without a rule the timetable decides', [left()], 1],
  [
    'of two rules the later holds',
    [left(), regime('a', { alighting: false }), regime('b', { from: '2021-01-01', alighting: true })],
    0,
  ],
  [
    'of two from one day the one that ends first holds',
    [left(), regime('a', { alighting: false, until: '2024-12-31' }), regime('b', { alighting: true })],
    1,
  ],
  [
    'a rule of another train says nothing',
    [left(), regime('a', { alighting: true }), regime('b', { from: '2021-01-01', trains: ['147'], alighting: false })],
    0,
  ],
  ['a rule that has ended says nothing', [left(), regime('a', { alighting: true, until: '2024-04-08' })], 1],
  ['an exception permits it', [left({ exception: 'MEDICAL' })], 0],
  [
    'a later EXIT contradicts it',
    [left(), check('exit', DAY, 'EXIT', { passenger: '1', station: 'KYBARTAI', at: '2024-04-09T11:00:00Z' })],
    0,
  ],
  [
    'boarding is judged by its own rule',
    [check('b', DAY, 'BOARD', { passenger: '1' }), regime('a', { alighting: true, boarding: false })],
    1,
  ],
  ['outside Lithuania nothing is judged', [left({ station: 'KALININGRAD' }), regime('a', { alighting: false })], 0],
])('%s', async (_, more, count) => {
  await deliver(database, folder, world(...more))
  expect(await found()).toHaveLength(count)
})

test('leaving on an FRTD alone is never allowed, with a permit beside it the rule of the day holds', async () => {
  const open = regime('open', { alighting: true, boarding: true })
  await deliver(database, folder, [...line, run(DAY), open, left(), passenger(DAY, '1', anna, { documents: [frtd] })])
  expect(await found()).toMatchObject([{ evidence: ['WHAT_HAPPENED Check left!', expect.stringContaining('Journey')] }])
  await deliver(database, folder, [passenger(DAY, '1', anna, { documents: [frtd, permit] })])
  expect(await found()).toEqual([])
})

test('crew are not judged', async () => {
  await deliver(database, folder, [...line, run(DAY), left(), passenger(DAY, '1', anna, { role: 'CREW' })])
  expect(await found()).toEqual([])
})

test('a rule that comes late is judged by at once, a corrected check again', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, world(left(), regime('open', { alighting: true })))
  expect(await now('UNPERMITTED_ALIGHTING')).toEqual([])
  await deliver(database, folder, [regime('closed', { from: '2024-03-01', stations: ['KENA'], alighting: false })])
  expect(await now('UNPERMITTED_ALIGHTING')).toHaveLength(1)
  await deliver(database, folder, [left({ exception: 'HUMANITARIAN' })])
  expect(await now('UNPERMITTED_ALIGHTING')).toEqual([])
})

test.each([
  [20, 10, 0],
  [21, 10, 10],
  [18, 9, 9],
])(
  'of %i aboard %i leave where nobody may: a train that was emptied is nobody’s breach, %i findings',
  async (...asked) => {
    const [aboard, leavers, findings] = asked
    await deliver(database, folder, [
      regime('closed', { stations: ['KENA'], alighting: false }),
      ...fullTrain(DAY, aboard, leavers),
    ])
    const all = await found()
    expect(all).toHaveLength(findings)
    for (const { explanation } of all)
      expect(explanation.guards.at(-1)).toEqual({
        name: 'EVACUATION',
        holds: false,
        says: 'Most of those aboard did not do the same.',
      })
  },
)
