import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PLANTED_PATTERNS, writeWorld } from '../../seed/index.ts'
import { openLog } from '../../src/base/index.ts'
import { type FindingVerification, Sweeper, verifyFinding } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const LONG = 900_000
/** Of each pattern: enough to see each way in which it is found. */
const MOST = 60
const folder = scratch()
let database: Database
let patterns: Patterns

beforeAll(async () => {
  database = await emptyGraph()
  patterns = new Patterns(database)
  await writeWorld({ persons: 2_500, years: 1, seed: 1, cases: PLANTED_PATTERNS, noise: { rate: 0.01 }, out: folder })
  await loadDelivery(database, folder, [folder])
  await new Sweeper(database, patterns, openLog('silent')).sweep({ trigger: 'ASKED', by: 'test' })
}, LONG)
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

test(
  'whatever is found in a world with planted cases follows from what is cited, and falls without each witness',
  async () => {
    const rows = (await database.read('MATCH (f:Finding) RETURN f.pattern, f.id ORDER BY f.id', {})) as string[][]
    const byPattern = Map.groupBy(rows, ([pattern]) => pattern)
    expect(byPattern.size).toBeGreaterThan(10)
    for (const [pattern, id] of [...byPattern.values()].flatMap(own => own.slice(0, MOST))) {
      const found = (await verifyFinding(database, patterns, id as string)) as FindingVerification
      const { holds, missing, differences } = found
      const needless = (await found.witnesses()).filter(({ falls }) => falls === false)
      expect({ pattern, id, holds, missing, differences, needless }).toEqual({
        ...{ pattern, id, holds: true, missing: [], differences: [], needless: [] },
      })
    }
  },
  LONG,
)
