import { rmSync } from 'node:fs'
import { afterAll, beforeEach, expect, test } from '@jest/globals'
import { openLog } from '../../src/base/index.ts'
import { rehearseSweep, type SweepChange, Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { type PatternName, Patterns } from '../../src/pattern/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { busyLine, leaves, quietLeavers, rides } from '../pattern/busy-line.ts'
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

const DAYS = 100
const TOGETHER = [63, 75, 93] as const
const patterns: readonly PatternName[] = ['CO_ALIGHTING_GROUP']
const leave = (names: string) =>
  [...names].flatMap(name => TOGETHER.flatMap(day => [rides(name, day), leaves(name, day)]))

const sweeper = () => new Sweeper(database, new Patterns(database), openLog('silent'))
const rehearse = (asked: Partial<Parameters<typeof rehearseSweep>[2]> = {}) =>
  rehearseSweep(database, new Patterns(database), { patterns, parameters: [], ...asked })
const kinds = (changes: readonly SweepChange[]) => changes.map(({ kind }) => kind)

test('what is ordinary is learnt anew where that is asked for, as by the sweep that is rehearsed', async () => {
  await deliver(database, folder, [...busyLine(DAYS), ...quietLeavers(DAYS - 30, 8), ...leave('ab')])
  await sweeper().sweep({ trigger: 'ASKED', by: 'test', patterns })
  // More leave, alone: how unusual it is has changed, and nothing that is cited has.
  await deliver(database, folder, quietLeavers(DAYS, 8))
  expect(kinds(await rehearse())).toEqual([])
  expect(kinds(await rehearse({ refit: true }))).toEqual(['CHANGED'])
  const { swept } = await sweeper().sweep({ trigger: 'ASKED', by: 'test', patterns, refit: true })
  expect(swept).toMatchObject([{ raised: 0, changed: 1, withdrawn: 0 }])
  expect(await rehearse({ refit: true })).toEqual([])
})

test('a finding that would be withdrawn is told with what it is about', async () => {
  await deliver(database, folder, [...busyLine(DAYS), ...quietLeavers(DAYS, 8), ...leave('ab')])
  await sweeper().sweep({ trigger: 'ASKED', by: 'test', patterns })
  const rows = await database.read('MATCH (:Finding)-[t:ABOUT]->(p:Person) RETURN p.id ORDER BY t.nth', {})
  const parameters = [{ pattern: 'CO_ALIGHTING_GROUP' as const, name: 'atLeast', value: 4 }]
  expect(await rehearse({ parameters })).toMatchObject([
    { kind: 'WITHDRAWN', subjects: rows.map(([id]) => ['Person', id]) },
  ])
  expect(rows).toHaveLength(2)
})
