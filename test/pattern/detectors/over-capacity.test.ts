import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { takeEffect } from '../../../src/person/decide/take-effect.ts'
import { pairOf } from '../../../src/person/decided/ruling.ts'
import { check, identity, line, passenger, passport, run } from '../../builders.ts'
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

const DAY = '2024-04-08'
const NEXT = '2024-04-09'
const RUN = `029/${DAY}`
const NAMES = ['IVANOVA', 'PETROV', 'ZHUK', 'KOROLEV']
const who = (i: number) =>
  identity(NAMES[i] as string, ['ANNA', 'OLEG', 'IHAR', 'PAVEL'][i] as string, `19${60 + i}-01-0${i + 1}`)
const aboard = (i: number, fields: object = {}) =>
  passenger(DAY, `${i}`, who(i), {
    stage: 'BOARDED',
    ticket: { from: 'MOSKVA', to: 'KALININGRAD' },
    documents: [passport(`70000000${i}`)],
    ...fields,
  })
const cap = (capacity: number, fields: object = {}) => ({
  record: 'regime',
  id: 'cap',
  from: '2022-08-01',
  capacity,
  basis: 'test',
  ...fields,
})
const seats = (capacity: number) => run(DAY, { capacity })
/** Who was aboard is told in no order. */
const found = async () =>
  (await detected(database, 'OVER_CAPACITY')).map(one => ({ ...one, evidence: [...one.evidence].sort() }))

test('one person too many aboard', async () => {
  await deliver(database, folder, [...line, run(DAY), cap(2), aboard(0), aboard(1), aboard(2)])
  const [one, ...others] = await found()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    subjects: [`TrainRun ${RUN}`],
    anchor: '',
    score: 1,
    p: null,
    figures: { lines: 3, persons: 3, distinct: 3, capacity: 2 },
    evidence: ['COMPARED_WITH Regime cap!', ...[0, 1, 2].map(i => `WHAT_HAPPENED Journey ${RUN}#${i}!`)],
    explanation: {
      whatHappened: `3 persons, 3 lines of the list, aboard ${RUN} between MOSKVA and KENA.`,
      comparedWith: 'Dated rule cap allows 2 persons from 2022-08-01 on.',
      howUnusual: '1 too many.',
      uncertain: ['3 lines boarded by the list alone, seen by no check.'],
    },
  })
  expect(one?.explanation.evidence.map(({ margin }) => margin)).toEqual([1, 1, 1, 1])
})

test('where two are too many nobody is a witness by themselves', async () => {
  await deliver(database, folder, [...line, seats(2), ...[0, 1, 2, 3].map(i => aboard(i))])
  expect(await found()).toMatchObject([
    {
      score: 1,
      evidence: [`COMPARED_WITH TrainRun ${RUN}!`, ...[0, 1, 2, 3].map(i => `WHAT_HAPPENED Journey ${RUN}#${i}`)],
    },
  ])
})

test.each<[string, object[], number]>([
  ['as many as allowed', [seats(3)], 0],
  ['the run allows fewer than the rule', [seats(2), cap(300)], 1],
  ['the rule allows fewer than the run', [seats(300), cap(2)], 1],
  ['no number is stated', [run(DAY)], 0],
  ['a rule of another train', [run(DAY), cap(2, { trains: ['147'] })], 0],
  ['a rule that ended the day before', [run(DAY), cap(2, { until: '2024-04-08', stations: ['KENA'] })], 0],
  ['crew', [seats(2), aboard(2, { role: 'CREW' })], 0],
  ['a line that is only declared', [seats(2), aboard(2, { stage: 'DECLARED' })], 0],
  [
    'a declared line that a check saw',
    [seats(2), aboard(2, { stage: 'DECLARED' }), check('in', DAY, 'ENTRY', { passenger: '2' })],
    1,
  ],
  [
    'one leaves where another boards',
    [
      seats(2),
      aboard(1, { ticket: { from: 'MOSKVA', to: 'KENA' } }),
      aboard(2, { ticket: { from: 'KENA', to: 'KALININGRAD' } }),
    ],
    0,
  ],
  [
    'whose ticket ends earlier is seen aboard after',
    [
      seats(2),
      aboard(1, { ticket: { from: 'MOSKVA', to: 'KENA' } }),
      aboard(2, { ticket: { from: 'KENA', to: 'KALININGRAD' } }),
      check('out', DAY, 'EXIT', { passenger: '1', station: 'KYBARTAI', at: `${NEXT}T11:00:00Z` }),
    ],
    1,
  ],
])('%s', async (_, more, count) => {
  await deliver(database, folder, [...line, run(DAY), aboard(0), aboard(1), aboard(2), ...more])
  const findings = await found()
  expect(findings).toHaveLength(count)
  for (const { score } of findings) expect(score).toBe(1)
})

test('a duplicated list is information', async () => {
  await deliver(database, folder, [...line, seats(2), aboard(0), aboard(1), { ...aboard(1), ref: '1b' }])
  expect(await found()).toMatchObject([
    {
      score: 0,
      figures: { lines: 3, persons: 2, distinct: 2, capacity: 2 },
      explanation: {
        guards: [{ name: 'DUPLICATED_LIST', holds: true }, { name: 'SPLIT_IDENTITIES', holds: false }, {}],
      },
    },
  ])
})

test('two who showed one document may be one: information', async () => {
  await deliver(database, folder, [
    ...line,
    seats(2),
    aboard(0),
    aboard(1),
    aboard(2, { documents: [passport('700000001')] }),
  ])
  expect(await found()).toMatchObject([
    {
      score: 0,
      figures: { lines: 3, persons: 3, distinct: 2, capacity: 2 },
      explanation: { guards: [{ holds: false }, { name: 'SPLIT_IDENTITIES', holds: true }, {}] },
    },
  ])
})

test('corrections of lists, runs and rules are judged at once', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, [...line, run(DAY), aboard(0), aboard(1), aboard(2)])
  expect(await now('OVER_CAPACITY')).toEqual([])
  await deliver(database, folder, [cap(2)])
  expect(await now('OVER_CAPACITY')).toHaveLength(1)
  await deliver(database, folder, [aboard(2, { stage: 'DECLARED' })])
  expect(await now('OVER_CAPACITY')).toEqual([])
  await deliver(database, folder, [seats(1)])
  expect(await now('OVER_CAPACITY')).toMatchObject([{ score: 1, figures: { persons: 2, capacity: 1 } }])
  expect(await now('OVER_CAPACITY')).toEqual(await detected(database, 'OVER_CAPACITY'))
})

test('who made the journeys of a train with too many lines is counted anew, and of no other', async () => {
  const now = keptDetection(database)
  const twice = (i: number) =>
    passenger(NEXT, `${i}`, who(i), { stage: 'BOARDED', documents: [passport(`70000000${i}`)] })
  await deliver(database, folder, [...line, seats(1), aboard(0), aboard(1), run(NEXT), twice(0), twice(1)])
  expect(await now('OVER_CAPACITY')).toMatchObject([{ score: 1, figures: { lines: 2, persons: 2 } }])
  const rows = await database.read('MATCH (i:Identity)-[:IS]->() RETURN i.id ORDER BY i.id', {})
  const [one, ...others] = rows.map(([id]) => String(id)) as [string, ...string[]]
  const pairs = others.map(other => ({ ...pairOf(one, other), verdict: 'CONFIRMED' as const }))
  const decided = { by: 'olga', purpose: null, note: 'seen', kind: 'REJECT' as const, pairs }
  await database.write(tx => takeEffect(tx, decided))
  expect(await now('OVER_CAPACITY')).toMatchObject([{ score: 0, figures: { lines: 2, persons: 1 } }])
  expect(await now('OVER_CAPACITY')).toEqual(await detected(database, 'OVER_CAPACITY'))
})
