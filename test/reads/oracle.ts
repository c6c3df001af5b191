import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { AskedWorld, type Way } from './asked-world.ts'
import type { Selection } from './operations/selection.ts'
import { selections, smallest } from './operations.ts'

/** Milliseconds that a long search may take. */
const SEARCH = 3_600_000

/** Every way of asking the service must give the same answers. */
const WAYS: readonly Way[] = [
  // A shape that was not asked before: small statements, executed by graphql-js.
  { name: 'cut', ask: async (service, { text, variables }) => [await service.ask(text, variables)] },
  // The same asked again: one statement, its rows made the answer at once.
  {
    name: 'whole',
    ask: async (service, { text, variables }) => {
      await service.api.reads.warmth.settled()
      return [await service.ask(text, variables)]
    },
  },
]

/**
 * The service's answers to `runs` random operations over each of so many random worlds are those that a naive reading of
 * the schema's promises gives, whichever way they are asked. To search longer:
 * `ORACLE_SEED=7 ORACLE_WORLDS=20 ORACLE_RUNS=1000 npm test -- test/reads`.
 */
export function oracle(atLeast: { seed: number; worlds: number; runs: number }): void {
  const first = Number(process.env.ORACLE_SEED ?? atLeast.seed)
  const worlds = Number(process.env.ORACLE_WORLDS ?? atLeast.worlds)
  const runs = Number(process.env.ORACLE_RUNS ?? atLeast.runs)
  describe.each(Array.from({ length: worlds }, (_, i) => first + i))('in world %i', seed => {
    let asked: AskedWorld
    const ofEverything: string[] = []

    const open = async () => {
      asked = await AskedWorld.open(seed)
      for (const way of WAYS) ofEverything.push(...(await asked.differencesInEverything(way)))
    }
    beforeAll(open, SEARCH)
    afterAll(() => asked.close())

    test('everything is shown as it is stored, and every list whole, in every order', () => {
      expect(ofEverything).toEqual([])
    })

    test('there are the fewer persons the less strictly they are taken', () => {
      const [strict = 0, reviewed = 0, probable = 0] = asked.persons
      expect(strict).toBeGreaterThan(reviewed)
      expect(reviewed).toBeGreaterThan(probable)
    })

    const ask = async () => {
      const wrongIn = (selected: readonly Selection[]) => asked.differencesIn(selected, WAYS)
      const property = fc.asyncProperty(selections(), async selected => (await wrongIn(selected)).length === 0)
      const { counterexample, numRuns } = await fc.check(property, { seed, numRuns: runs, endOnFailure: true })
      if (!counterexample) return
      const least = await smallest(counterexample[0], async selected => (await wrongIn(selected)).length > 0)
      throw new Error([`Operation ${numRuns} of world ${seed}, made smaller:`, ...(await wrongIn(least))].join('\n'))
    }
    test('random operations are answered as the schema promises', ask, SEARCH)

    test('and most of them were read whole when they were asked again', () => {
      const { whole, cut } = asked.statements
      expect(whole).toBeGreaterThan(runs)
      expect(cut).toBeGreaterThan(runs)
    })
  })
}
