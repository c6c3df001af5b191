import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { Detection } from '../../src/pattern/detection/detection.ts'
import { DETECTORS } from '../../src/pattern/detectors/index.ts'
import type { Projection } from '../../src/pattern/projection/projection.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'
import { deliver, scratch } from '../delivery.ts'
import { Chance } from '../reads/chance.ts'
import { decideSome } from '../reads/decide-some.ts'
import { emptyGraph } from '../test-graph.ts'
import { everythingSaid } from './detected.ts'
import { RandomWorld } from './random-world.ts'

const DELIVERIES = 7
const LINES = 14
/** Milliseconds that one history may take. */
const LONG = 300_000

/**
 * After so many random histories of deliveries in any order, corrections and decisions, what detectors say that were told of
 * each change is what those say that read everything from nothing, claim for claim and fact for fact. To search longer:
 * `HISTORY_SEED=100 HISTORIES=1000 npm test -- test/pattern/incremental`.
 */
export function histories(atLeast: { readonly seed: number; readonly count: number }): void {
  const first = Number(process.env.HISTORY_SEED ?? atLeast.seed)
  const count = Number(process.env.HISTORIES ?? atLeast.count)
  const said = new Map<string, number>()
  const folder = scratch()
  afterAll(() => rmSync(folder, { recursive: true }))

  describe('what follows each change is what a sweep from nothing says', () => {
    test.each(Array.from({ length: count }, (_, i) => first + i))(
      'in history %i',
      async seed => {
        const database = await emptyGraph()
        try {
          for (const [pattern, claims] of await follow(database, folder, seed))
            said.set(pattern, (said.get(pattern) ?? 0) + claims)
        } finally {
          await database.close()
        }
      },
      LONG,
    )

    test('and something was said of most patterns', () => {
      const silent = DETECTORS.map(({ rule }) => rule.pattern).filter(pattern => !said.get(pattern))
      expect(silent.length).toBeLessThanOrEqual(DETECTORS.length / 2)
    })
  })
}

/** One history; how many claims there were of each pattern. */
async function follow(database: Database, folder: string, seed: number): Promise<Map<string, number>> {
  const chance = new Chance(seed)
  const world = new RandomWorld(chance)
  const kept = new Detection(DETECTORS, database)
  const said = new Map<string, number>()
  const frame = world.frame()
  let projection: Projection | undefined
  for (let nth = 0; nth < DELIVERIES; nth++) {
    // What lines name may come after them.
    const own = nth === 1 || chance.is(0.2) ? frame : nth === 0 ? frame.slice(0, -2) : []
    // A list that comes by itself touches nothing else of who is on it.
    const isArrival = nth > 1 && chance.is(0.5)
    await deliver(database, folder, isArrival ? world.arrival() : [...world.lines(LINES), ...own])
    if (chance.is(isArrival ? 0.1 : 0.3)) await decideSome(database, seed + nth)
    if (chance.is(0.2)) continue
    const current = await currentProjection(database, projection)
    projection = current.projection
    kept.touch(current.projection, current.touched)
    await kept.settle()
    const now = await everythingSaid(database, kept)
    expect(now).toEqual(await saidFromNothing(database, kept))
    for (const line of now)
      said.set(line.split(' ', 1)[0] as string, (said.get(line.split(' ', 1)[0] as string) ?? 0) + 1)
  }
  return said
}

/** What detectors say that read all anew, and go by what the others were fitted to. */
async function saidFromNothing(database: Database, kept: Detection): Promise<string[]> {
  const { projection } = await currentProjection(database, undefined)
  const anew = new Detection(DETECTORS, database)
  anew.touch(projection, 'all')
  anew.goBy(kept.epochs)
  await anew.settle()
  return everythingSaid(database, anew)
}
