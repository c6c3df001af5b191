import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run, station, train } from '../../builders.ts'
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

const DAY = '2024-04-11'
const NEXT = '2024-04-12'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const boris = identity('PETROV', 'BORIS', '1979-11-02')
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '1234567' }
/** Another train of the same day that calls at the same hours. */
const other = { ...run(DAY), run: `147/${DAY}`, train: '147' }
const world = (...more: object[]) => [...line, train('147'), run(DAY), run(NEXT), other, ...more]
const aboard = (who: Record<string, unknown>, fields: object = {}) =>
  passenger(DAY, '1', who, { documents: [permit], ...fields })
/** Both of one person or of two, on two trains of one day. */
const onBoth = (left: Record<string, unknown>, right: Record<string, unknown>) => [
  aboard(left),
  aboard(right, { run: `147/${DAY}` }),
]
const at = (id: string, code: string, time: string, fields: object = {}) =>
  check(id, DAY, 'ENTRY', { passenger: '1', station: code, at: `${NEXT}T${time}Z`, ...fields })
const on147 = { run: `147/${DAY}` }
const found = () => detected(database, 'IMPOSSIBLE_PRESENCE')

test('sooner at Kybartai than one can travel from Kena', async () => {
  await deliver(
    database,
    folder,
    world(aboard(anna), at('kena', 'KENA', '07:30:00'), at('kyb', 'KYBARTAI', '08:24:00')),
  )
  expect(await found()).toMatchObject([
    {
      subjects: [expect.stringMatching(/^Person /)],
      score: 1,
      p: null,
      figures: { apart: 1, aboard: 0 },
      evidence: ['WHAT_HAPPENED Check kena!', 'WHAT_HAPPENED Check kyb!', `WHAT_HAPPENED Journey 029/${DAY}#1!`],
      explanation: {
        whatHappened: `KENA 12 Apr 2024 07:30Z (029/${DAY}) and KYBARTAI 12 Apr 2024 08:24Z (029/${DAY}), 184 km: 54 min apart, at least 85 min away.`,
        uncertain: [],
      },
    },
  ])
})

test.each<[string, object[], number]>([
  ['the allowance is half an hour', [at('a', 'KENA', '07:30:00'), at('b', 'KYBARTAI', '08:26:00')], 0],
  ['a clock three hours slow', [at('a', 'KENA', '07:30:00'), at('b', 'KYBARTAI', '08:05:00')], 0],
  ['a clock an hour fast, at the first', [at('a', 'KENA', '08:30:00'), at('b', 'KYBARTAI', '08:50:00')], 0],
  [
    'a clock that the train itself contradicts is no excuse',
    [
      at('a', 'KENA', '07:30:00'),
      at('b', 'KYBARTAI', '08:05:00'),
      { record: 'movement', run: `029/${DAY}`, station: 'KYBARTAI', kind: 'ARRIVED', at: `${NEXT}T08:00:00Z` },
      { record: 'movement', run: `029/${DAY}`, station: 'KYBARTAI', kind: 'DEPARTED', at: `${NEXT}T08:10:00Z` },
    ],
    1,
  ],
  [
    'ten checks of a run in one second',
    [
      at('a', 'KENA', '07:30:00'),
      at('b', 'KYBARTAI', '08:24:00'),
      ...Array.from({ length: 9 }, (_, i) => at(`batch${i}`, 'KYBARTAI', '08:24:00.500', { passenger: `2${i}` })),
      ...Array.from({ length: 9 }, (_, i) =>
        passenger(DAY, `2${i}`, identity(`ORLOV${'ABCDEFGHI'[i]}`, 'GLEB', `196${i}-02-03`)),
      ),
    ],
    0,
  ],
  [
    'nine are no batch',
    [
      at('a', 'KENA', '07:30:00'),
      at('b', 'KYBARTAI', '08:24:00'),
      ...Array.from({ length: 8 }, (_, i) => at(`batch${i}`, 'KYBARTAI', '08:24:00.500', { passenger: `2${i}` })),
      ...Array.from({ length: 8 }, (_, i) =>
        passenger(DAY, `2${i}`, identity(`ORLOV${'ABCDEFGHI'[i]}`, 'GLEB', `196${i}-02-03`)),
      ),
    ],
    1,
  ],
  [
    'one digit of a date',
    [
      at('a', 'KENA', '07:30:00'),
      at('b', 'KYBARTAI', '11:00:00'),
      passenger(NEXT, '1', anna, { documents: [permit] }),
      at('c', 'KENA', '07:31:00', { run: `029/${NEXT}` }),
      at('d', 'KYBARTAI', '11:00:00', { run: `029/${NEXT}`, at: '2024-04-13T11:00:00Z' }),
    ],
    0,
  ],
  [
    'without coordinates: less than 0.8 of the fastest planned run, three hours',
    [station('KENA', { borderCrossing: true }), at('a', 'KENA', '07:30:00'), at('b', 'KYBARTAI', '09:23:00')],
    1,
  ],
  [
    'without coordinates: more',
    [station('KENA', { borderCrossing: true }), at('a', 'KENA', '07:30:00'), at('b', 'KYBARTAI', '09:25:00')],
    0,
  ],
])('%s', async (_, records, count) => {
  await deliver(database, folder, world(aboard(anna), ...records))
  expect(await found()).toHaveLength(count)
})

test('one permit with two persons at once is found of the document, a person on two trains of the person', async () => {
  const checks = [
    at('a', 'KENA', '07:30:00'),
    at('b', 'KYBARTAI', '11:00:00'),
    at('c', 'KENA', '07:40:00', on147),
    at('d', 'KYBARTAI', '11:10:00', on147),
  ]
  await deliver(database, folder, world(...onBoth(anna, boris), ...checks))
  expect(await found()).toMatchObject([
    {
      subjects: ['Document RESIDENCE_PERMIT:LTU:1234567'],
      figures: { apart: 0, aboard: 1, beyond: 170 },
      explanation: {
        whatHappened: `RESIDENCE_PERMIT of LTU: aboard two runs for 200 min: KENA 12 Apr 2024 07:30Z (029/${DAY}) to KYBARTAI 12 Apr 2024 11:00Z (029/${DAY}), and KENA 12 Apr 2024 07:40Z (147/${DAY}) to KYBARTAI 12 Apr 2024 11:10Z (147/${DAY}).`,
      },
    },
  ])
  await deliver(database, folder, onBoth(anna, anna))
  expect((await found()).map(({ subjects }) => subjects)).toEqual([[expect.stringMatching(/^Person /)]])
})

test('half an hour aboard two trains is a change of trains', async () => {
  const seen = (end: string) => [
    at('a', 'KENA', '07:30:00'),
    at('b', 'KYBARTAI', end),
    at('c', 'KYBARTAI', '10:55:00', on147),
  ]
  await deliver(database, folder, world(...onBoth(anna, anna), ...seen('11:25:00')))
  expect(await found()).toEqual([])
  await deliver(database, folder, [at('b', 'KYBARTAI', '11:26:00')])
  expect(await found()).toMatchObject([{ figures: { aboard: 1, beyond: 1 } }])
})

test('what comes later is compared with the last check that can be trusted', async () => {
  const now = keptDetection(database)
  // A clock three hours slow: Kybartai stands last, and is left out.
  await deliver(
    database,
    folder,
    world(aboard(anna), at('kena', 'KENA', '07:30:00'), at('kyb', 'KYBARTAI', '08:05:00')),
  )
  expect(await now('IMPOSSIBLE_PRESENCE')).toEqual([])
  await deliver(database, folder, [aboard(anna, on147), at('kal', 'KALININGRAD', '08:50:00', on147)])
  expect(await now('IMPOSSIBLE_PRESENCE')).toMatchObject([{ figures: { apart: 1 } }])
})

test('what comes late is compared with where others’ tickets were shown too', async () => {
  const now = keptDetection(database)
  const later = '2024-04-20'
  await deliver(
    database,
    folder,
    world(
      run(later),
      passenger(later, '1', anna, { documents: [permit] }),
      check('later', later, 'ENTRY', { passenger: '1' }),
      aboard(boris, { documents: [passport('722222222')] }),
      at('kyb', 'KYBARTAI', '11:00:00', { identity: anna, document: permit }),
    ),
  )
  expect(await now('IMPOSSIBLE_PRESENCE')).toEqual([])
  await deliver(database, folder, [aboard(anna, on147), at('kena', 'KENA', '10:55:00', on147)])
  expect(await now('IMPOSSIBLE_PRESENCE')).toMatchObject([{ figures: { apart: 1 } }])
})

test('a corrected check takes it back, a station that moves has all tested again', async () => {
  const now = keptDetection(database)
  const soon = at('b', 'KYBARTAI', '08:24:00')
  await deliver(database, folder, world(aboard(anna), at('a', 'KENA', '07:30:00'), soon))
  expect(await now('IMPOSSIBLE_PRESENCE')).toHaveLength(1)
  await deliver(database, folder, [at('b', 'KYBARTAI', '11:00:00')])
  expect(await now('IMPOSSIBLE_PRESENCE')).toEqual([])
  await deliver(database, folder, [soon])
  expect(await now('IMPOSSIBLE_PRESENCE')).toHaveLength(1)
  await deliver(database, folder, [station('KYBARTAI', { latitude: 54.64, longitude: 25.5, borderCrossing: true })])
  expect(await now('IMPOSSIBLE_PRESENCE')).toEqual([])
})
