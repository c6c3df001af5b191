import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { numbers, shuffled, someDays, type Written, withCorrections, withLooseChecks } from '../some-days.ts'
import { emptyGraph } from '../test-graph.ts'

let database: Database
const folder = scratch()
const written = withLooseChecks(withCorrections(someDays(), numbers(7)), numbers(8))

async function graphOf(files: readonly (readonly Written[])[]): Promise<string[]> {
  await database.close()
  database = await emptyGraph()
  for (const records of files) await deliver(database, folder, records)
  expect(await database.read('RETURN COUNT { (:Ready) }', {})).toEqual([[0]])
  return snapshot(database)
}

let expected: string[]

beforeAll(async () => {
  database = await emptyGraph()
  expected = await graphOf([written])
}, 120_000)
afterAll(() => database.close())

test('the days hold what the shuffle must survive: corrections, loose checks, papers for runs of other days', async () => {
  const [row] = await database.read(
    'RETURN COUNT { (:Record) } > 20, COUNT { (:RetiredDocument) } > 10, COUNT { (k:Check) WHERE k.looseOn IS NOT NULL } > 10, COUNT { (:ParkedRecord) } > 10',
    {},
  )
  expect(row).toEqual([true, true, true, true])
})

test.each([11, 12, 13])(
  'shuffled over files (seed %i) they give the same graph, node for node',
  async seed => {
    const random = numbers(seed)
    const lines = shuffled(written, random)
    const cuts = Array.from({ length: 4 }, () => Math.floor(random() * lines.length)).sort((a, b) => a - b)
    const files = [0, ...cuts]
      .map((from, i) => lines.slice(from, cuts[i] ?? lines.length))
      .filter(file => file.length > 0)
    expect(await graphOf(files)).toEqual(expected)
  },
  120_000,
)
