import { expect, test } from '@jest/globals'
import { openLog } from '../../src/base/index.ts'
import { mergePersons, splitPerson, type Taken, type Terms } from '../../src/decision/index.ts'
import { Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { RandomWorld } from '../pattern/random-world.ts'
import { Chance } from '../reads/chance.ts'
import { emptyGraph } from '../test-graph.ts'

const DECISIONS = 6
const LINES = 60

const termsOf = (database: Database, patterns: Patterns): Terms => ({
  database,
  patterns,
  by: 'olga',
  purpose: null,
  dryRun: true,
  withAnswers: false,
  withFindings: true,
})

/** What sweeps did with findings since an event. */
async function eventsSince(database: Database, number: number): Promise<string[]> {
  const rows = await database.read(
    'MATCH (e:FindingEvent)-[:IN_LIFE_OF]->(f) WHERE e.number > $number RETURN e.kind, f.id',
    { number },
  )
  return rows.map(row => row.join(' ')).sort()
}

async function lastEvent(database: Database): Promise<number> {
  const [[number] = []] = await database.read('MATCH (e:FindingEvent) RETURN max(e.number)', {})
  return Number(number ?? 0)
}

/** Some persons to be joined, or one to be told apart; undefined where there are none. */
async function drawn(
  database: Database,
  chance: Chance,
  terms: Terms,
): Promise<((dry: boolean) => Promise<Taken>) | undefined> {
  const rows = (await database.read(
    'MATCH (p:Person)<-[:IS]-(i) WITH p, i ORDER BY i.id RETURN p.id, collect(i.id) ORDER BY p.id',
    {},
  )) as [string, string[]][]
  const many = rows.filter(([, identities]) => identities.length > 1)
  const note = 'seen'
  if (many.length > 0 && chance.is(0.5)) {
    const [person, identities] = chance.one(many)
    return dryRun =>
      splitPerson({ ...terms, dryRun }, { person, identities: [chance.one(identities.slice(0, 1))], note })
  }
  const persons = [...new Set([chance.one(rows)[0], chance.one(rows)[0]])]
  return persons.length < 2 ? undefined : dryRun => mergePersons({ ...terms, dryRun }, { persons, note })
}

test('what a decision says will become of findings, by a dry run or done, is what the next sweep does', async () => {
  const folder = scratch()
  const found = new Map<string, number>()
  for (const seed of [1, 2, 3]) {
    const database = await emptyGraph()
    const patterns = new Patterns(database)
    const sweeper = new Sweeper(database, patterns, openLog('silent'))
    const terms = termsOf(database, patterns)
    try {
      const chance = new Chance(seed)
      const world = new RandomWorld(chance)
      await deliver(database, folder, [...world.frame(), ...world.lists(), ...world.lines(LINES)])
      await sweeper.sweep({ trigger: 'ASKED', by: 'local' })
      for (let nth = 0; nth < DECISIONS; nth++) {
        const act = await drawn(database, chance, terms)
        if (!act) continue
        const foretold = (await act(true)).effect.findings
        const before = await lastEvent(database)
        const done = (await act(false)).effect.findings
        expect(done.map(({ subjects: _, ...change }) => change)).toEqual(
          foretold.map(({ subjects: _, ...change }) => change),
        )
        // A dry run leaves out whom there is not yet, and names nobody else in their place.
        for (const [i, { subjects }] of foretold.entries())
          expect(done[i]?.subjects).toEqual(expect.arrayContaining([...subjects]))
        await sweeper.sweep({ trigger: 'ASKED', by: 'local' })
        expect(foretold.map(({ kind, finding }) => `${kind} ${finding}`).sort()).toEqual(
          await eventsSince(database, before),
        )
        for (const { kind } of foretold) found.set(kind, (found.get(kind) ?? 0) + 1)
      }
    } finally {
      await database.close()
    }
  }
  for (const kind of ['RAISED', 'CHANGED', 'WITHDRAWN']) expect(found.get(kind)).toBeGreaterThan(0)
}, 600_000)

test('of a graph that was never swept nothing is told', async () => {
  const database = await emptyGraph()
  const patterns = new Patterns(database)
  try {
    const world = new RandomWorld(new Chance(9))
    await deliver(database, scratch(), [...world.frame(), ...world.lists()])
    const [[one], [other]] = (await database.read('MATCH (p:Person) RETURN p.id ORDER BY p.id LIMIT 2', {})) as [
      [string],
      [string],
    ]
    const terms = termsOf(database, patterns)
    const { effect } = await mergePersons(terms, { persons: [one, other], note: 'seen' })
    expect(effect.findings).toEqual([])
  } finally {
    await database.close()
  }
})
