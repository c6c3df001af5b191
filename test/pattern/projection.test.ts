import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Database, noteChange, standpoint } from '../../src/graph/index.ts'
import { Projection } from '../../src/pattern/projection/projection.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'
import { identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { numbers, shuffled, someDays, type Written, withCorrections, withLooseChecks } from '../some-days.ts'
import { emptyGraph } from '../test-graph.ts'
import { dump } from './dump.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

/** Kept current from one delivery to the next, by whoever asks. */
class Kept {
  projection: Projection | undefined

  async update() {
    const { projection, touched } = await currentProjection(database, this.projection)
    const same = this.projection === projection
    this.projection = projection
    return { projection, touched, same }
  }
}

const anew = async () => dump(await Projection.read(database, await standpoint(database)))

/** What else a history may hold: rules, words on completeness, stations and contacts that are stated otherwise later. */
const more: Written[] = [
  {
    record: 'coverage',
    feed: 'CHECKS',
    station: 'KENA',
    from: '2023-12-27T00:00:00Z',
    until: '2023-12-29T00:00:00Z',
    complete: true,
  },
  {
    record: 'coverage',
    feed: 'CHECKS',
    station: 'KENA',
    from: '2023-12-27T00:00:00Z',
    until: '2023-12-29T00:00:00Z',
    complete: false,
  },
  { record: 'coverage', feed: 'CHECKS', from: '2024-01-01T00:00:00Z', complete: true },
  { record: 'regime', id: 'late', from: '2024-01-01', stations: ['KENA'], alighting: false, basis: 'a test' },
  { record: 'regime', id: 'late', from: '2024-01-02', stations: ['KENA'], alighting: false, basis: 'a test' },
]

const contacts = (records: readonly Written[], random: () => number) =>
  records.map(record => {
    if (record.record !== 'passenger' || !record.booking || random() > 0.3) return record
    const kind = random() < 0.5 ? 'PHONE' : 'CARD'
    return { ...record, booking: { ...record.booking, contacts: [{ kind, value: String(Math.floor(random() * 40)) }] } }
  })

/** Moves an identity to another's person, or to one of its own, as a decision would. */
async function decide(random: () => number): Promise<void> {
  const ids = (await database.read('MATCH (i:Identity)-[:IS]->() RETURN i.id ORDER BY i.id', {})).flat() as string[]
  const one = () => ids[Math.floor(random() * ids.length)]
  await database.write(async tx => {
    const rows = await tx.run(
      random() < 0.5
        ? `MATCH (i:Identity {id: $one})-[l:IS]->(before), (:Identity {id: $other})-[:IS]->(p)
           WHERE before.id <> i.id
           DELETE l CREATE (i)-[:IS {status: 'CONFIRMED'}]->(p) RETURN elementId(i)`
        : `MATCH (i:Identity {id: $one})-[l:IS]->()
           SET l.status = 'PROBABLE' RETURN elementId(i)`,
      { one: one(), other: one() },
    )
    noteChange(tx, { identities: rows.map(([moved]) => moved as string) })
  })
}

const kindsInAll = new Set<string | undefined>()

test.each([1, 2, 3])(
  'kept current through a history in any order it has the content of one that is read anew (seed %i)',
  async seed => {
    const random = numbers(seed)
    const days = withLooseChecks(withCorrections(contacts(someDays(), random), random), random)
    const lines = shuffled([...days, ...more], random)
    const kept = new Kept()
    const cuts = Array.from({ length: 7 }, () => Math.floor(random() * lines.length)).sort((a, b) => a - b)
    const updated: boolean[] = []
    for (const [i, from] of [0, ...cuts].entries()) {
      await deliver(database, folder, lines.slice(from, cuts[i] ?? lines.length))
      if (random() < 0.3) continue
      if (random() < 0.7) await decide(random)
      const { projection, same } = await kept.update()
      updated.push(same)
      const said = dump(projection)
      expect(said).toEqual(await anew())
      for (const line of said) kindsInAll.add((JSON.parse(line) as string[])[0])
    }
    const { projection } = await kept.update()
    expect(dump(projection)).toEqual(await anew())
    expect(updated).toContain(true)
    const kinds = new Set(dump(projection).map(line => (JSON.parse(line) as string[])[0]))
    kinds.delete('co-shown')
    expect([...kinds].sort().join(' ')).toBe('booking document identity journey person regime run span stated station')
    expect(projection.counts.Journey).toBe(54)
  },
  300_000,
)

const boris = identity('PETROV', 'BORIS', '1979-11-02')
const list = (ref: string, fields: object = {}) =>
  passenger('2023-05-01', ref, boris, { documents: [passport(`10000000${ref}`)], ...fields })

test('and several had shown the same papers in one of them', () => {
  expect(kindsInAll).toContain('co-shown')
})

test('rows that were read again are packed before they are a third of all', async () => {
  const kept = new Kept()
  await deliver(database, folder, [...line, run('2023-05-01'), run('2023-05-08')])
  await deliver(
    database,
    folder,
    ['1', '2', '3'].map(ref => list(ref)),
  )
  await kept.update()
  for (const coach of ['01', '02', '03', '04']) {
    await deliver(database, folder, [list('1', { ticket: { from: 'MOSKVA', to: 'KENA', coach } })])
    const { projection, same } = await kept.update()
    expect(same).toBe(true)
    expect(projection.journeys.journeys.length).toBe(3)
    expect(dump(projection)).toEqual(await anew())
  }
})

test('an update says what it touched, and nothing where nothing changed', async () => {
  const kept = new Kept()
  await deliver(database, folder, [...line, run('2023-05-01'), run('2023-05-08'), list('1')])
  expect((await kept.update()).touched).toBe('all')
  await deliver(database, folder, [passenger('2023-05-08', '1', identity('IVANOVA', 'ANNA', '1984-03-09'))])
  const { projection, touched } = await kept.update()
  if (touched === 'all') throw new Error('expected an update, all was read anew')
  const { rail, people } = projection
  expect([...touched.runs].map(r => rail.ids.all[r])).toEqual(['029/2023-05-08'])
  expect(touched.identities.size).toBe(1)
  const [anna] = touched.identities
  expect([...touched.persons]).toEqual([people.identities.columns.person[anna as number]])
  expect(touched.documents.size).toBe(0)
  const { touched: nothing } = await kept.update()
  expect(nothing).toEqual({
    runs: new Set(),
    identities: new Set(),
    moved: new Set(),
    persons: new Set(),
    documents: new Set(),
    coShown: new Set(),
    stated: new Set(),
    kinds: new Set(),
  })
})

test('where changes are not known any more all is read anew', async () => {
  const kept = new Kept()
  await deliver(database, folder, [...line, run('2023-05-01')])
  await kept.update()
  await deliver(database, folder, [list('1')])
  await deliver(database, folder, [list('2')])
  await database.write(tx =>
    tx.run('MATCH (n:Change) WITH max(n.number) AS last MATCH (n:Change) WHERE n.number < last DELETE n'),
  )
  const { same, touched, projection } = await kept.update()
  expect([same, touched]).toEqual([false, 'all'])
  expect(dump(projection)).toEqual(await anew())
})
