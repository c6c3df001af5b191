import { rmSync } from 'node:fs'
import { afterAll, expect, test } from '@jest/globals'
import { openLog } from '../../src/base/index.ts'
import { rehearseSweep, reviewFinding, Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { PATTERN_NAMES, Patterns } from '../../src/pattern/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { RandomWorld } from '../pattern/random-world.ts'
import { Chance } from '../reads/chance.ts'
import { decideSome } from '../reads/decide-some.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

const FIRST = Number(process.env.HISTORY_SEED ?? 1)
const HISTORIES = Number(process.env.HISTORIES ?? 3)
const DELIVERIES = 6
const LINES = 14
/** Milliseconds that one history may take. */
const LONG = 300_000

test.each(Array.from({ length: HISTORIES }, (_, i) => FIRST + i))(
  'findings that followed each delivery, decision and review of history %i are those of a sweep from nothing',
  async seed => {
    const database = await emptyGraph()
    try {
      expect(await follow(database, seed)).toBeGreaterThan(0)
    } finally {
      await database.close()
    }
  },
  LONG,
)

/** One history, followed by one sweeper all along; how many findings there are in the end. */
async function follow(database: Database, seed: number): Promise<number> {
  const chance = new Chance(seed)
  const world = new RandomWorld(chance)
  const sweeper = new Sweeper(database, new Patterns(database), openLog('silent'))
  for (let nth = 0; nth < DELIVERIES; nth++) {
    await deliver(database, folder, [...world.lines(LINES), ...(nth < 2 ? world.frame() : [])])
    if (chance.is(0.3)) await decideSome(database, seed + nth)
    if (nth === 2 || chance.is(0.4)) await reviewSome(database, chance)
    await sweeper.sweep({ trigger: 'DELIVERY', by: 'test' })
    // By somebody who knows of nothing but the graph.
    const rest = await rehearseSweep(database, new Patterns(database), { patterns: PATTERN_NAMES, parameters: [] })
    expect(rest).toEqual([])
  }
  const [row] = await database.read('MATCH (f:Finding) RETURN count(f)', {})
  return Number(row?.[0])
}

/** Somebody else says something of a finding: the sweeper has to hear of it. */
async function reviewSome(database: Database, chance: Chance): Promise<void> {
  const rows = await database.read("MATCH (f:Finding) WHERE f.state <> 'WITHDRAWN' RETURN f.id ORDER BY f.id", {})
  if (rows.length === 0) return
  const finding = String(chance.one(rows)[0])
  const state = chance.is(0.5) ? 'DISMISSED' : 'CONFIRMED'
  await reviewFinding(database, { finding, state, note: 'seen', by: 'test', purpose: 'test' })
}
