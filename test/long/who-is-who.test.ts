import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import type { PatternName } from '../../src/pattern/pattern-name.ts'
import { scratch } from '../delivery.ts'
import { detected } from '../pattern/detected.ts'
import { emptyGraph } from '../test-graph.ts'

/** The stories of the small world about who is who are found, their decoys are not, and nothing else is (see seed/README.md). */

const SMALL = fileURLToPath(new URL('../../seed/small', import.meta.url))
const LONG = 900_000
const folder = scratch()
let database: Database

beforeAll(async () => {
  database = await emptyGraph()
  await loadDelivery(database, folder, [SMALL])
}, LONG)
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** Surnames of persons, ids of the rest. */
async function subjectsOf(pattern: PatternName): Promise<string[]> {
  const found = await detected(database, pattern)
  const subjects = found.map(one => one.subjects.map(subject => subject.split(' ')) as [string, string][])
  const rows = await database.read('UNWIND $ids AS id MATCH (p:Person {id: id})<-[:IS]-(i) RETURN id, min(i.surname)', {
    ids: subjects.flat().map(([, id]) => id),
  })
  const names = new Map(rows as [string, string][])
  return subjects
    .map(own =>
      own
        .map(([, id]) => names.get(id) ?? id)
        .sort()
        .join(' '),
    )
    .sort()
}

test.each<[PatternName, string[]]>([
  [
    'SHARED_DOCUMENT',
    [
      'FTD:LTU:T4003991',
      'LONG_STAY_VISA:LTU:LD0489103',
      'RESIDENCE_PERMIT:LTU:LT1579334',
      'RESIDENCE_PERMIT:LVA:LT4746262',
    ],
  ],
  ['SHARED_DOCUMENT_RING', ['Iakovleva Karatkevich Kudriavtsev Poliakov']],
  ['IMPOSSIBLE_PRESENCE', ['RESIDENCE_PERMIT:LTU:LT1579334']],
  ['MULTIPLE_IDENTITIES', ['Ilin']],
])(
  '%s',
  async (pattern, subjects) => {
    expect(await subjectsOf(pattern)).toEqual(subjects)
  },
  LONG,
)
