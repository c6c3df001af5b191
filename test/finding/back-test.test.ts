import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from '@jest/globals'
import { rehearseSweep, type SweepChange } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { PATTERN_NAMES, Patterns } from '../../src/pattern/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { numbers, shuffled, someDays, type Written, withCorrections } from '../some-days.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

/** What is there from the first day on: the frame, documents as they were first stated, and a first line of every passenger. */
function groundOf(lines: readonly Written[]): ReadonlySet<Written> {
  const firsts = Map.groupBy(
    lines.filter(({ record }) => record === 'passenger'),
    ({ run, ref }) => `${run}#${ref}`,
  )
  const frame = lines.filter(({ record }) => ['station', 'train', 'run'].includes(record))
  return new Set([...frame, ...firsts.values().map(([one]) => one as Written)])
}

const found = (database: Database, asKnownAt?: number) =>
  rehearseSweep(database, new Patterns(database), {
    patterns: PATTERN_NAMES,
    parameters: [],
    ...(asKnownAt === undefined ? {} : { asKnownAt }),
  })

/** Persons are as they are resolved today, and a finding bears the name of whom it is about. */
const unnamed = (changes: readonly SweepChange[]) =>
  changes
    .map(({ pattern, kind, score, subjects, says }) => {
      const about = subjects.map(([label, key]) => (label === 'Person' ? label : key))
      return JSON.stringify([pattern, kind, about, says, score])
    })
    .sort()

test('all that a sweep would have raised after each delivery is what is raised as known then', async () => {
  const database = await emptyGraph()
  try {
    const written = withCorrections(someDays(), numbers(5), true)
    const ground = groundOf(written)
    await deliver(database, folder, [...ground])
    const rest = shuffled(
      written.filter(line => !ground.has(line)),
      numbers(6),
    )
    const seen: { at: number; changes: SweepChange[] }[] = []
    for (let from = 0; from < rest.length; from += Math.ceil(rest.length / 3)) {
      await sleep(5)
      await deliver(database, folder, rest.slice(from, from + Math.ceil(rest.length / 3)))
      const [row] = await database.read('MATCH (d:Delivery) RETURN max(d.receivedAt)', {})
      seen.push({ at: Number(row?.[0]), changes: await found(database) })
    }
    for (const { at, changes } of seen) {
      expect(unnamed(await found(database, at))).toEqual(unnamed(changes))
      expect(new Set(changes.map(({ pattern }) => pattern)).size).toBeGreaterThan(1)
    }
  } finally {
    await database.close()
  }
}, 300_000)
