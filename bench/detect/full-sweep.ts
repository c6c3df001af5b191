import type { Swept } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Detection } from '../../src/pattern/detection/detection.ts'
import { DETECTORS } from '../../src/pattern/detectors/index.ts'
import type { PatternName } from '../../src/pattern/index.ts'
import type { Projection } from '../../src/pattern/projection/projection.ts'
import { markdown } from '../reads/table.ts'
import { shown, sum, timed } from './times.ts'

/** Milliseconds that one pattern takes, all tested from nothing. */
export interface FullTest {
  readonly pattern: PatternName
  readonly units: number
  readonly claims: number
  readonly passing: number
  readonly fitted: number
  /** What claims are weighed by in the graph included. */
  readonly tested: number
  /** Of it waiting for the graph. */
  readonly read: number
  readonly judged: number
}

export const wholeOf = ({ fitted, tested, judged }: FullTest): number => fitted + tested + judged

/** Tests a projection from nothing, pattern after pattern, by detectors of their own; nothing is written. */
export async function testAll(database: Database, projection: Projection): Promise<FullTest[]> {
  let read = 0
  const watched = {
    read: async (...asked: Parameters<Database['read']>) => {
      const { value, took } = await timed(() => database.read(...asked))
      read += took
      return value
    },
  }
  const detection = new Detection(DETECTORS, watched)
  detection.touch(projection, 'all')
  const tests: FullTest[] = []
  for (const pattern of detection.patterns) {
    let units = 0
    const fitting = await timed(() => detection.refit([pattern]))
    read = 0
    const count = (_: PatternName, tested: number) => {
      units = tested
    }
    const testing = await timed(() => detection.settle(count, [pattern]))
    const judging = await timed(() => detection.verdicts(pattern))
    const passing = judging.value.filter(({ passes }) => passes).length
    tests.push({
      pattern,
      units,
      claims: judging.value.length,
      passing,
      fitted: fitting.took,
      tested: testing.took,
      read,
      judged: judging.took,
    })
  }
  return tests
}

const HEADS = ['pattern', 'units', 'claims', 'passing', 'fit ms', 'test ms', 'of it graph', 'judge ms', 'µs a journey']
const WRITTEN = ['raised', 'written ms']

/** What a sweep from nothing took by pattern, and what the sweep by the service then wrote, as a Markdown table. */
export function sweepTable(tests: readonly FullTest[], swept: readonly Swept[], journeys: number): string {
  const perJourney = (ms: number) => ((1_000 * ms) / journeys).toFixed(2)
  const cells = (name: string, some: readonly FullTest[], own: readonly Swept[]) => [
    name,
    ...(['units', 'claims', 'passing'] as const).map(column => String(sum(some.map(test => test[column])))),
    ...(['fitted', 'tested', 'read', 'judged'] as const).map(column => shown(sum(some.map(test => test[column])))),
    perJourney(sum(some.map(wholeOf))),
    String(sum(own.map(({ raised }) => raised))),
    String(sum(own.map(({ took }) => took))),
  ]
  const rows = tests.map(test =>
    cells(
      test.pattern,
      [test],
      swept.filter(({ pattern }) => pattern === test.pattern),
    ),
  )
  return markdown([...HEADS, ...WRITTEN], [...rows, cells('all', tests, swept)])
}
