import { messageOf } from '../../src/base/index.ts'
import { BASELINES } from '../../src/evaluation/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { quantile } from '../reads/measure.ts'
import { markdown } from '../reads/table.ts'
import { type FullTest, wholeOf } from './full-sweep.ts'
import { shown, type Times, timed } from './times.ts'

/** A statement is run as often as this, unless once takes longer than so many milliseconds. */
const TIMES = 5
const LONG = 10_000

interface Ran {
  readonly took: readonly number[]
  /** How many rows it has, or why it did not come to its end. */
  readonly outcome: string
}

const HEADS = [
  'pattern',
  'plain Cypher',
  'its rows',
  'Cypher ms',
  'full test ms',
  'test / Cypher',
  'after a list, p50 ms',
  'list / Cypher',
]

/**
 * What one plain statement takes for a pattern over the whole graph, beside our test of everything and our test after a
 * list, as a Markdown table. The statement's answer has no model of the ordinary, no explanation and no evidence.
 */
export async function besideCypher(
  database: Database,
  tests: readonly FullTest[],
  afterList: readonly Times[],
  timeout: number,
): Promise<string> {
  const rows: string[][] = []
  for (const { pattern, name, statement } of BASELINES) {
    const { took, outcome } = await run(database, statement, timeout)
    const cypher = quantile(took, 0.5)
    const test = tests.find(one => one.pattern === pattern)
    const list = afterList.find(({ what }) => what.endsWith(` ${pattern}`))
    const [whole, delta] = [test && wholeOf(test), list && quantile(list.took, 0.5)]
    rows.push([pattern, name, outcome, shown(cypher), ...beside(whole, cypher), ...beside(delta, cypher)])
  }
  return markdown(HEADS, rows)
}

const beside = (ms: number | undefined, cypher: number): string[] =>
  ms === undefined ? ['–', '–'] : [shown(ms), (ms / cypher).toPrecision(2)]

async function run(database: Database, statement: string, timeout: number): Promise<Ran> {
  const took: number[] = []
  let outcome = ''
  do {
    const { value, took: ms } = await timed(() => rowsOf(database, statement, timeout))
    took.push(ms)
    outcome = value
  } while (took.length < TIMES && Math.max(...took) < LONG)
  return { took, outcome }
}

/** Its rows are counted where they are: sending them is not what is compared. */
async function rowsOf(database: Database, statement: string, timeout: number): Promise<string> {
  try {
    const counted = `CALL () { ${statement} }\nRETURN count(*), sum(score), sum(size(keys))`
    const [row] = await database.read(counted, {}, { timeout })
    return String(row?.[0])
  } catch (error) {
    return `gave up: ${messageOf(error).slice(0, 60)}`
  }
}
