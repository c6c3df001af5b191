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
const NEXT = '2024-04-09'
const JOURNEY = `029/${DAY}#1`
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const ticket = { from: 'MOSKVA', to: 'KALININGRAD' }
const closed = { record: 'regime', id: 'closed', from: '2024-03-01', alighting: false, boarding: false, basis: 'test' }
const made = (fields: object = {}) => passenger(DAY, '1', anna, { ticket, ...fields })
const left = (fields: object = {}) => check('left', DAY, 'ALIGHT', { passenger: '1', ...fields })
const boarded = (fields: object = {}) => check('boarded', DAY, 'BOARD', { passenger: '1', ...fields })
const world = (...more: object[]) => [...line, run(DAY), made(), ...more]
const found = () => detected(database, 'TICKET_MISMATCH')

test('leaving before the end of the ticket is information where no rule forbids it', async () => {
  await deliver(database, folder, world(left()))
  const [one, ...others] = await found()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    subjects: [expect.stringMatching(/^Person /), `Journey ${JOURNEY}`],
    score: 0,
    p: null,
    figures: { acts: 1, at: Date.parse(`${NEXT}T07:30:00Z`), short: 2 },
    evidence: ['WHAT_HAPPENED Check left!', `WHAT_HAPPENED Journey ${JOURNEY}!`],
    explanation: {
      whatHappened: `Left 029/${DAY} at KENA, 9 Apr 2024 07:30Z.`,
      comparedWith: 'Ticket from MOSKVA to KALININGRAD. No dated rule forbade it then: information.',
      howUnusual: 'So did 1 of 1 journey of the run.',
    },
  })
  expect(one?.explanation.evidence[0]?.margin).toBe(2)
})

test('where a rule forbade it, it is a breach, and the rule is cited', async () => {
  await deliver(database, folder, world(left(), closed))
  expect(await found()).toMatchObject([
    {
      score: 1,
      evidence: ['WHAT_HAPPENED Check left!', `WHAT_HAPPENED Journey ${JOURNEY}!`, 'COMPARED_WITH Regime closed'],
    },
  ])
})

test('an exception makes it information again', async () => {
  await deliver(database, folder, world(left({ exception: 'MEDICAL' }), closed))
  expect(await found()).toMatchObject([
    { score: 0, explanation: { guards: [{ name: 'EXCEPTION', holds: true }, {}, {}, {}] } },
  ])
})

test('boarding and leaving off the ticket are one finding of the journey, which either check bears', async () => {
  const later = { station: 'KYBARTAI', at: `${NEXT}T11:00:00Z` }
  await deliver(database, folder, world(boarded(), left(later)))
  expect(await found()).toMatchObject([
    {
      figures: { acts: 2, short: 1 },
      evidence: ['WHAT_HAPPENED Check boarded', 'WHAT_HAPPENED Check left', `WHAT_HAPPENED Journey ${JOURNEY}!`],
    },
  ])
})

test.each<[string, object[]]>([
  ['leaving where the ticket ends', [made({ ticket: { from: 'MOSKVA', to: 'KENA' } }), left()]],
  ['boarding where the ticket begins', [made({ ticket: { from: 'KENA', to: 'KALININGRAD' } }), boarded()]],
  ['no check at all: absence never counts', []],
  ['no ticket', [passenger(DAY, '1', anna), left()]],
  ['crew', [made({ role: 'CREW' }), left()]],
  [
    'leaving that a later EXIT contradicts',
    [left(), check('out', DAY, 'EXIT', { passenger: '1', station: 'KYBARTAI', at: `${NEXT}T11:00:00Z` })],
  ],
  [
    'boarding of whoever was aboard before',
    [check('in', DAY, 'ENTRY', { passenger: '1' }), boarded({ station: 'KYBARTAI', at: `${NEXT}T11:00:00Z` })],
  ],
  [
    'a train put on another way before',
    [left(), { record: 'movement', run: `029/${DAY}`, kind: 'ROUTE_CHANGED', at: `${NEXT}T07:30:00Z` }],
  ],
  [
    'a second ticket on the booking from there',
    [
      made({ booking: { ref: 'B' } }),
      left(),
      { ...run('2024-04-10') },
      passenger('2024-04-10', '1', anna, { booking: { ref: 'B' }, ticket: { from: 'KENA', to: 'KALININGRAD' } }),
    ],
  ],
])('nothing is found of %s', async (_, more) => {
  await deliver(database, folder, world(...more))
  expect(await found()).toEqual([])
})

test('a train put on another way after somebody left explains nothing', async () => {
  const changed = { record: 'movement', run: `029/${DAY}`, kind: 'ROUTE_CHANGED', at: `${NEXT}T07:30:01Z` }
  await deliver(database, folder, world(left(), changed))
  expect(await found()).toHaveLength(1)
})

test('a second ticket of another booking, or to elsewhere, explains nothing', async () => {
  const other = (ref: string, fields: Record<string, unknown>) => passenger('2024-04-10', ref, anna, fields)
  await deliver(
    database,
    folder,
    world(
      made({ booking: { ref: 'B' } }),
      left(),
      run('2024-04-10'),
      other('1', { booking: { ref: 'C' }, ticket: { from: 'KENA', to: 'KALININGRAD' } }),
      other('2', { booking: { ref: 'B' }, ticket: { from: 'KYBARTAI', to: 'KALININGRAD' } }),
    ),
  )
  expect(await found()).toHaveLength(1)
})

test.each([
  [20, 10, 0],
  [21, 10, 10],
  [18, 9, 9],
])('of %i aboard %i leave at one call: %i findings', async (aboard, leavers, findings) => {
  await deliver(database, folder, fullTrain(DAY, aboard, leavers))
  expect(await found()).toHaveLength(findings)
})

test('corrections, late tickets and late rules are judged at once', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, world(left()))
  expect(await now('TICKET_MISMATCH')).toMatchObject([{ score: 0 }])
  await deliver(database, folder, [closed])
  expect(await now('TICKET_MISMATCH')).toMatchObject([{ score: 1 }])
  await deliver(database, folder, [left({ station: 'KALININGRAD', at: `${NEXT}T13:30:00Z` })])
  expect(await now('TICKET_MISMATCH')).toEqual([])
  await deliver(database, folder, [left(), made({ booking: { ref: 'B' } })])
  expect(await now('TICKET_MISMATCH')).toHaveLength(1)
  await deliver(database, folder, [
    run('2024-04-10'),
    passenger('2024-04-10', '1', anna, { booking: { ref: 'B' }, ticket: { from: 'KENA', to: 'KALININGRAD' } }),
  ])
  expect(await now('TICKET_MISMATCH')).toEqual(await found())
  expect(await now('TICKET_MISMATCH')).toEqual([])
})
