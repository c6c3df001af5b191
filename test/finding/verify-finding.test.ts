import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Conflict, openLog } from '../../src/base/index.ts'
import { type FindingVerification, Sweeper, verifyFinding } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { busyLine, leaves, quietLeavers, rides } from '../pattern/busy-line.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
let database: Database
let patterns: Patterns
beforeEach(async () => {
  database = await emptyGraph()
  patterns = new Patterns(database)
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const sweep = () => new Sweeper(database, patterns, openLog('silent')).sweep({ trigger: 'ASKED', by: 'test' })
const load = (records: readonly object[]) => deliver(database, folder, records)
const verify = async (id: string) => (await verifyFinding(database, patterns, id)) as FindingVerification
const finding = async (pattern: string) => {
  const [row] = await database.read('MATCH (f:Finding {pattern: $pattern}) RETURN f.id', { pattern })
  return String(row?.[0])
}

const DAY = '2024-04-08'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const left = (fields: object = {}) => check('left', DAY, 'ALIGHT', { passenger: '1', ...fields })
const rule = (id: string, from: string, alighting: boolean) => ({
  record: 'regime',
  id,
  from,
  alighting,
  basis: 'test',
})
const world = [
  ...line,
  run(DAY),
  passenger(DAY, '1', anna),
  left(),
  rule('open', '2024-01-01', true),
  rule('closed', '2024-03-01', false),
]
const unpermitted = () => finding('UNPERMITTED_ALIGHTING')

test('a finding comes out as it was kept, from what it cites, and falls without each witness', async () => {
  await load(world)
  await sweep()
  const { witnesses, ...rest } = await verify(await unpermitted())
  expect(rest).toEqual({
    finding: await unpermitted(),
    basis: 'EVIDENCE',
    holds: true,
    missing: [],
    differences: [],
    withdrawn: null,
  })
  expect(await witnesses()).toEqual([
    { label: 'Check', key: 'left', line: 'WHAT_HAPPENED', falls: true },
    { label: 'Journey', key: `029/${DAY}#1`, line: 'WHAT_HAPPENED', falls: true },
    { label: 'Regime', key: 'closed', line: 'COMPARED_WITH', falls: true },
  ])
})

test('there is nothing to verify where there is no finding', async () => {
  expect(await verifyFinding(database, patterns, 'none')).toBeUndefined()
})

test('of a pattern that was not swept since its rule changed nothing is said', async () => {
  await load(world)
  await sweep()
  await database.write(tx => tx.run('MATCH (p:Pattern) SET p.fittedVersion = 0'))
  await expect(verify(await unpermitted())).rejects.toThrow(Conflict)
})

test('verifying writes nothing', async () => {
  await load(world)
  await sweep()
  const before = await snapshot(database)
  await (await verify(await unpermitted())).witnesses()
  expect(await snapshot(database)).toEqual(before)
})

describe('what is otherwise is said', () => {
  beforeEach(async () => {
    await load(world)
    await sweep()
  })

  test('of a number, a weight and a line that were kept wrongly', async () => {
    await database.write(tx =>
      tx.run(`MATCH (f:Finding)-[t:CITES]->(:Check)
SET f.score = 0.5, f.figures = '{"acts": 2, "at": 0, "gone": 7}', t.witness = false,
  f.because = ['Left.'] + f.because[1..5] + ['UNPERMITTED_ALIGHTING 0, as of 2024-01-01T00:00:00Z.']`),
    )
    const { holds, differences } = await verify(await unpermitted())
    expect(holds).toBe(true)
    expect(differences).toEqual([
      {
        name: 'RULE',
        kept: 'UNPERMITTED_ALIGHTING 0',
        now: 'UNPERMITTED_ALIGHTING 1, crowdShare 0.5 share of those aboard, crowd 10 persons',
      },
      { name: 'score', kept: '0.5', now: '1' },
      { name: 'acts', kept: '2', now: '1' },
      { name: 'at', kept: '0', now: String(Date.parse('2024-04-09T07:30:00Z')) },
      { name: 'gone', kept: '7', now: null },
      { name: 'WHAT_HAPPENED', kept: 'Left.', now: `Left 029/${DAY} at KENA, 9 Apr 2024 07:30Z.` },
      { name: 'WHAT_HAPPENED Check left', kept: 'cited', now: 'witness' },
    ])
  })

  test('of a fact that was stated anew, and bears it out no more', async () => {
    await load([left({ exception: 'MEDICAL' })])
    const { holds, missing, differences, withdrawn } = await verify(await unpermitted())
    expect({ holds, missing, withdrawn }).toEqual({ holds: false, missing: [], withdrawn: null })
    expect(differences).toMatchObject([{ name: 'source of WHAT_HAPPENED Check left' }])
    await sweep()
    expect(await verify(await unpermitted())).toMatchObject({
      holds: false,
      withdrawn: 'It does not hold any more: check left was stated anew.',
    })
  })

  test('of a fact that is gone', async () => {
    await database.write(tx => tx.run("MATCH (g:Regime {id: 'closed'}) DETACH DELETE g"))
    expect(await verify(await unpermitted())).toMatchObject({ holds: false, missing: ['Regime closed'] })
  })

  test('of another fact that it rests on as well', async () => {
    await load([check('again', DAY, 'ALIGHT', { passenger: '1', at: '2024-04-09T07:40:00Z' })])
    const { holds, differences } = await verify(await unpermitted())
    expect(holds).toBe(true)
    expect(differences.map(({ name, kept, now }) => [name, kept, now])).toContainEqual([
      'WHAT_HAPPENED Check again',
      null,
      'cited',
    ])
  })
})

test('a document that a correction retired is gone', async () => {
  const boris = identity('PETROV', 'BORIS', '1951-11-30')
  const other = '2024-04-10'
  const shows = { documents: [passport('720000071')] }
  await load([...line, run(DAY), run(other), passenger(DAY, '1', anna, shows), passenger(other, '1', boris, shows)])
  await sweep()
  const shared = await finding('SHARED_DOCUMENT')
  expect(await verify(shared)).toMatchObject({ holds: true, missing: [], differences: [] })
  await load([passenger(DAY, '1', anna), passenger(other, '1', boris)])
  const { holds, missing } = await verify(shared)
  expect(holds).toBe(false)
  expect(missing).toContain('Document PASSPORT:RUS:720000071')
  expect(missing.at(-1)).toBe('1 of the 1 things that it is about')
})

describe('where chance is left its part', () => {
  const DAYS = 40
  const alone = (days: readonly number[]) => days.flatMap(day => [rides('a', day), leaves('a', day)])
  const span = { from: '2023-01-01T00:00:00Z', until: '2024-01-01T00:00:00Z' }
  const covered = ['KENA', 'KYBARTAI'].map(station => ({
    record: 'coverage',
    feed: 'CHECKS',
    station,
    complete: true,
    ...span,
  }))

  test('p follows from the journeys that are cited and from what is fitted; q moves with it', async () => {
    await load([...busyLine(DAYS), ...covered, ...alone([3, 8, 15, 33])])
    await sweep()
    const id = await finding('REPEAT_DISEMBARKER')
    const { basis, holds, differences, witnesses } = await verify(id)
    expect({ basis, holds, differences }).toEqual({ basis: 'EVIDENCE', holds: true, differences: [] })
    expect((await witnesses()).filter(({ falls }) => falls === false)).toEqual([])
    await load([leaves('a', 33, { exception: 'MEDICAL' }), leaves('a', 15, { exception: 'MEDICAL' })])
    const now = await verify(id)
    expect(now.differences.map(({ name }) => name)).toEqual(expect.arrayContaining(['pValue', 'score', 'times']))
    await load([leaves('a', 8, { exception: 'MEDICAL' })])
    expect((await verify(id)).holds).toBe(false)
  })

  test('who leaves together is tested from all of the graph, q with it', async () => {
    const past = 200
    const together = [163, 175, 193].flatMap(day => ['a', 'b'].flatMap(name => [rides(name, day), leaves(name, day)]))
    await load([...busyLine(past), ...quietLeavers(past, 8), ...together])
    await sweep()
    const id = await finding('CO_ALIGHTING_GROUP')
    const { basis, holds, differences, witnesses } = await verify(id)
    expect({ basis, holds, differences }).toEqual({ basis: 'GRAPH', holds: true, differences: [] })
    expect((await witnesses()).every(({ falls }) => falls === null)).toBe(true)
    await load(['c', 'd'].flatMap(name => [rides(name, 8), leaves(name, 8)]))
    // One test more: a q that is nearer to its level makes witnesses of what was merely cited.
    const [q, ...others] = (await verify(id)).differences
    expect(q?.name).toBe('qValue')
    expect(others.filter(({ now }) => now !== 'witness')).toEqual([])
  })
})
