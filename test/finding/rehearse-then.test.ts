import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from '@jest/globals'
import { openLog } from '../../src/base/index.ts'
import { rehearseSweep, Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { PATTERN_NAMES, type PatternName, Patterns } from '../../src/pattern/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  await database?.close()
  database = await emptyGraph()
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const DAY = '2024-04-08'
const NEXT = '2024-04-09'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const frtd = { type: 'FRTD', issuer: 'LTU', number: 'F1234567' }
const closed = { record: 'regime', id: 'closed', from: '2024-03-01', alighting: false, basis: 'test' }
const ground = [...line, run(DAY), passenger(DAY, '1', anna, { documents: [passport('711111111'), frtd] })]
const left = (fields: object = {}) => check('left', DAY, 'ALIGHT', { passenger: '1', ...fields })
const entry = check('in', DAY, 'ENTRY', { passenger: '1' })
const exit = (time: string) =>
  check('out', DAY, 'EXIT', { passenger: '1', station: 'KYBARTAI', at: `${NEXT}T${time}:00Z` })

/** Delivers; the instant by which it had been received, and nothing later. */
async function delivered(...records: readonly object[]): Promise<number> {
  await sleep(5)
  await deliver(database, folder, records)
  const [row] = await database.read('MATCH (d:Delivery) RETURN max(d.receivedAt)', {})
  return Number(row?.[0])
}

const rehearse = (
  asKnownAt: number,
  patterns: readonly PatternName[] = ['UNPERMITTED_ALIGHTING'],
  values: Readonly<Record<string, number>> = {},
) => {
  const parameters = Object.entries(values).map(([name, value]) => ({
    pattern: patterns[0] as PatternName,
    name,
    value,
  }))
  return rehearseSweep(database, new Patterns(database), { patterns, asKnownAt, parameters })
}

const alighted = {
  pattern: 'UNPERMITTED_ALIGHTING',
  kind: 'RAISED',
  score: 1,
  subjects: [
    ['Person', expect.any(String)],
    ['Journey', `029/${DAY}#1`],
  ],
}

test('what was raised on the facts of a day is raised as known then, whatever was corrected later', async () => {
  const listed = await delivered(...ground, closed)
  const seen = await delivered(left())
  const moved = await delivered(left({ at: `${NEXT}T07:45:00Z` }))
  const never = await delivered(left({ kind: 'ENTRY' }))
  expect(await rehearse(listed - 1)).toEqual([])
  expect(await rehearse(listed)).toEqual([])
  expect(await rehearse(seen)).toMatchObject([{ ...alighted, says: expect.stringContaining('9 Apr 2024 07:30Z') }])
  expect(await rehearse(moved)).toMatchObject([{ ...alighted, says: expect.stringContaining('9 Apr 2024 07:45Z') }])
  expect(await rehearse(never)).toEqual([])
})

test('a rule that came later was not known, and one that was eased since was', async () => {
  const cap = { record: 'regime', id: 'cap', from: '2022-08-01', capacity: 1, basis: 'test' }
  const boarded = (ref: string, who: ReturnType<typeof identity>) =>
    passenger(DAY, ref, who, { stage: 'BOARDED', ticket: { from: 'MOSKVA', to: 'KALININGRAD' } })
  const before = await delivered(
    ...line,
    run(DAY),
    boarded('1', anna),
    boarded('2', identity('PETROV', 'OLEG', '1961-01-02')),
  )
  const ruled = await delivered(cap)
  const eased = await delivered({ ...cap, capacity: 3 })
  expect(await rehearse(before, ['OVER_CAPACITY'])).toEqual([])
  expect(await rehearse(ruled, ['OVER_CAPACITY'])).toMatchObject([
    { kind: 'RAISED', subjects: [['TrainRun', `029/${DAY}`]] },
  ])
  expect(await rehearse(eased, ['OVER_CAPACITY'])).toEqual([])
})

test('a future instant is all that is known, and nothing is written', async () => {
  await delivered(...ground, closed, left())
  const found = await rehearse(Date.parse('2100-01-01'), PATTERN_NAMES)
  expect(found).toMatchObject([alighted])
  expect(found).toEqual(
    await rehearseSweep(database, new Patterns(database), { patterns: PATTERN_NAMES, parameters: [] }),
  )
  const [row] = await database.read('RETURN COUNT { (:Finding) }, COUNT { (:Sweep) }', {})
  expect(row).toEqual([0, 0])
})

test('findings that are kept are not what it is compared with', async () => {
  const seen = await delivered(...ground, closed, left())
  await new Sweeper(database, new Patterns(database), openLog('silent')).sweep({ trigger: 'ASKED', by: 'test' })
  expect(await rehearse(seen)).toMatchObject([alighted])
})

test('who was listed under another name was whoever the list names now', async () => {
  const slip = await delivered(
    ...ground,
    closed,
    left(),
    passenger(DAY, '1', identity('IVANOVVA', 'ANNA', '1984-03-09'), { documents: [passport('711111111'), frtd] }),
  )
  const right = await delivered(...ground.slice(-1))
  const found = await rehearse(slip)
  expect(found).toMatchObject([alighted])
  expect(found).toEqual(await rehearse(right))
})

test('other values are compared with those in force on the same facts', async () => {
  const late = await delivered(...ground, entry, exit('15:00'))
  await delivered(exit('13:00'))
  const transit: readonly PatternName[] = ['TRANSIT_OVERRUN', 'UNPERMITTED_ALIGHTING']
  const overrun = { pattern: 'TRANSIT_OVERRUN', subjects: alighted.subjects }
  expect(await rehearse(late, transit)).toMatchObject([{ ...overrun, kind: 'RAISED' }])
  expect(await rehearse(late, transit, { frtdHours: 8 })).toMatchObject([
    { ...overrun, kind: 'WITHDRAWN', score: null, says: 'The facts, by these parameters, do not bear it out.' },
  ])
  expect(await rehearse(late, transit, { frtdHours: 7 })).toMatchObject([{ ...overrun, kind: 'CHANGED' }])
  expect(await rehearse(late, transit, { frtdHours: 6 })).toEqual([])
  expect(await rehearse(Date.now(), transit)).toEqual([])
  expect(await rehearse(Date.now(), transit, { frtdHours: 1 })).toMatchObject([{ ...overrun, kind: 'RAISED' }])
})

test('a paper that was reported stolen since was good then', async () => {
  const stated = (fields: object) => ({ record: 'document', ...frtd, holder: anna, ...fields })
  const good = await delivered(...ground, entry, stated({ expiresOn: '2030-01-01' }))
  const stolen = await delivered(
    stated({ expiresOn: '2030-01-01', status: 'STOLEN', statusAt: '2024-04-01T00:00:00Z' }),
  )
  const found = await delivered(stated({ expiresOn: '2030-01-01', status: 'VALID' }))
  expect(await rehearse(good, ['DOCUMENT_NOT_VALID'])).toEqual([])
  expect(await rehearse(stolen, ['DOCUMENT_NOT_VALID'])).toMatchObject([{ kind: 'RAISED' }])
  expect(await rehearse(found, ['DOCUMENT_NOT_VALID'])).toEqual([])
})
