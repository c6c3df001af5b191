import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Database, openGraphServer } from '../../src/graph/index.ts'
import { loadDelivery, type Summary } from '../../src/intake/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { readLine, scratch, snapshot } from '../delivery.ts'
import { alight, end, newHome, ROOT } from '../service.ts'
import { DISTRIBUTION, emptyGraph } from '../test-graph.ts'

const ivan = identity('IVANOV', 'SERGEI', '1980-01-02')
const sergej = identity('IVANOV', 'SERGEJ', '1980-01-02')
const anna = identity('ORLOVA', 'ANNA', '1991-03-04')
const ticket = { from: 'MOSKVA', to: 'KALININGRAD' }
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'LR-1 2' }
const seller = { kind: 'AGENT', value: 'A1' }

/** What the rows of an import cannot say by themselves, and what they must say to the letter. */
const special: readonly (readonly unknown[])[] = [
  [
    // Checks and journeys before what they name; one waits for a run that never comes.
    check('early', '2023-05-01', 'BOARD', { passenger: 'P1', station: 'MOSKVA', capture: 'MRZ' }),
    check('never', '2023-07-01', 'ENTRY', { passenger: 'P1' }),
    passenger('2023-05-01', 'P1', ivan, { documents: [passport('111')], ticket, booking: { ref: 'B1' } }),
    'no JSON\u0001\u0003',
    { record: 'train', number: '030', 'two\nlines': 1 },
    { record: 'regime', id: 'r1', from: '2023-01-01', basis: 'over\n"two"\tlines', stations: [] },
    {
      record: 'regime',
      id: 'r2',
      from: '2023-01-01',
      basis: 'over\ntwo lines',
      documents: { refused: ['A "B"', 'C'] },
    },
  ],
  [
    ...line,
    run('2023-05-01'),
    run('2023-05-02', { capacity: 7 }),
    {
      ...permit,
      record: 'document',
      holder: sergej,
      issuedFor: passport('111'),
      authorises: ['029/2023-05-01'],
      mrz: ['A<B', 'C'],
    },
    { ...passport('333'), record: 'document', holder: anna, expiresOn: '2030-01-01', replaces: passport('222') },
    // The same person by another spelling on one document; a second holder of one document; a shared contact.
    passenger('2023-05-02', 'P1', sergej, {
      documents: [passport('111'), { ...permit, expiresOn: '2027-01-01' }],
      ticket,
    }),
    passenger('2023-05-02', 'P2', anna, {
      documents: [{ ...permit, expiresOn: '2028-01-01' }],
      booking: { ref: 'B1', contacts: [seller] },
    }),
    passenger('2023-05-02', 'P3', identity('-', 'O\'NEIL \\ "X"', '1980'), {
      ticket: { from: 'VILNIUS', to: 'KALININGRAD', coach: ' 7 ' },
    }),
    passenger('2023-05-02', 'P4', anna, { booking: { ref: 'B2', contacts: [seller, seller] } }),
    // A document without a record, shown with two dates; a record after its holder was seen.
    passenger('2023-05-02', 'P5', anna, { documents: [{ ...passport('444'), expiresOn: '2027-01-01' }] }),
    passenger('2023-05-01', 'P5', anna, { documents: [{ ...passport('444'), expiresOn: '2026-01-01' }] }),
    { ...passport('555'), record: 'document', holder: ivan },
    passenger('2023-05-01', 'P6', ivan, { documents: [passport('666')] }),
    { ...passport('666'), record: 'document', holder: ivan },
    // Two checks of one instant and capture that contradict each other; the better capture; a stop outside the timetable.
    check('c1', '2023-05-02', 'ALIGHT', { passenger: 'P1' }),
    check('c2', '2023-05-02', 'ALIGHT', { passenger: 'P1', station: 'KYBARTAI' }),
    check('c3', '2023-05-02', 'ALIGHT', { passenger: 'P2', capture: 'CHIP', at: '2023-05-03T01:00:00Z' }),
    check('c4', '2023-05-02', 'ALIGHT', { passenger: 'P2', capture: 'MANUAL', station: 'VILNIUS' }),
    check('c5', '2023-05-02', 'ENTRY', { passenger: 'P3', identity: anna, document: passport('777') }),
    // Loose checks: by document, by person, by nobody.
    check('loose1', '2023-05-02', 'EXIT', { document: permit }),
    check('loose2', '2023-05-01', 'ALIGHT', { identity: ivan, station: 'VILNIUS' }),
    check('loose3', '2023-05-01', 'ALIGHT', { document: passport('999') }),
    { record: 'movement', run: '029/2023-05-02', station: 'KENA', kind: 'ARRIVED', at: '2023-05-03T07:30:00Z', km: 12 },
    {
      record: 'movement',
      run: '029/2023-05-02',
      station: 'KENA',
      kind: 'ARRIVED',
      at: '2023-05-03T07:20:00Z',
      km: 12.5,
    },
    { record: 'movement', run: '029/2023-05-02', station: 'VILNIUS', kind: 'DEPARTED', at: '2023-05-03T08:00:00Z' },
    { record: 'coverage', run: '029/2023-05-02', feed: 'CHECKS', complete: true },
  ],
  [
    // Stated again: the same, otherwise, and what others hang on.
    passenger('2023-05-02', 'P2', anna, { documents: [passport('222')], ticket }),
    run('2023-05-02', { capacity: 9 }),
    check('c5', '2023-05-02', 'ENTRY', { passenger: 'P3', basis: 'FTD' }),
    check('c3', '2023-05-02', 'ALIGHT', { passenger: 'P2', capture: 'CHIP', at: '2023-05-03T01:00:00Z' }),
    { ...permit, record: 'document', holder: anna, status: 'LOST' },
  ],
]

function write(files: readonly (readonly unknown[])[]): string {
  const folder = scratch()
  for (const [i, records] of files.entries()) {
    const lines = records.map(record => (typeof record === 'string' ? record : JSON.stringify(record)))
    writeFileSync(join(folder, `${i}.ndjson`), lines.join('\n'))
  }
  return folder
}

const DELIVERIES =
  'MATCH (d:Delivery) RETURN d.number, d.id, d.name, d.through, d.recorded, d.unchanged, d.parked, d.refused, d.complete, COLLECT { MATCH (r:Refusal)-[:IN]->(d) RETURN [r.line, r.field, r.expected, r.came] ORDER BY r.line, r.field } ORDER BY d.number'

/** Everything that a load leaves, deliveries and refusals included. */
async function graphOf(database: Database): Promise<unknown> {
  const deliveries = await database.read(DELIVERIES, {})
  return {
    deliveries,
    counter: await database.read("MATCH (c:Counter) WHERE c.name <> 'change' RETURN c.name, c.value", {}),
    graph: await snapshot(database),
  }
}

interface Ended {
  readonly code: number | null
  readonly said: string
}

function outcomeOf(child: ChildProcess): Promise<Ended> {
  let said = ''
  for (const output of [child.stdout, child.stderr]) output?.on('data', chunk => (said += String(chunk)))
  return new Promise(resolve => child.once('close', code => resolve({ code, said })))
}

const load = (home: string, ...args: string[]) => outcomeOf(alight(home, ['load', '--json', ...args]))

async function inHome<T>(home: string, act: (database: Database) => Promise<T>): Promise<T> {
  const server = await openGraphServer({ home, database: 'neo4j', distribution: DISTRIBUTION })
  const database = await Database.open(server.address)
  try {
    return await act(database)
  } finally {
    await database.close()
    await server.close()
  }
}

const small = join(ROOT, 'seed/small')
const homes = { small: newHome(), special: newHome() }
const specialFolder = write(special)
const expected: Record<string, { graph: unknown; summary: Summary }> = {}

async function ordinarily(folder: string): Promise<{ graph: unknown; summary: Summary }> {
  const database = await emptyGraph()
  const summary = await loadDelivery(database, scratch(), [folder])
  const graph = await graphOf(database)
  await database.close()
  return { summary, graph }
}

beforeAll(async () => {
  expected.special = await ordinarily(specialFolder)
  expected.small = await ordinarily(small)
}, 600_000)
afterAll(() => {
  for (const home of Object.values(homes)) rmSync(home, { recursive: true, force: true })
})

const summaryIn = ({ said }: Ended) => JSON.parse(said.split('\n').find(text => text.startsWith('{')) ?? '{}')

describe('what depends on other statements, comes early, is refused or is hard to write', () => {
  test('gives the graph, the deliveries and the summary of the ordinary load', async () => {
    const ended = await load(homes.special, '--bulk', specialFolder)
    expect([ended.code, summaryIn(ended)]).toEqual([2, expected.special?.summary])
    const found = await inHome(homes.special, async database => {
      const [number] = (await database.read('MATCH (k:Check {id: "c4"}) RETURN k.delivery, k.line', {}))[0] as number[]
      expect(
        await database.read('RETURN COUNT { (:Ready) }, COUNT { (:Record) } > 3, COUNT { (:ParkedRecord) }', {}),
      ).toEqual([[0, true, 1]])
      const said = await readLine(database, number as number, 1)
      expect(JSON.parse(said as string)).toMatchObject({ record: 'station', code: 'MOSKVA' })
      return graphOf(database)
    })
    expect(found).toEqual(expected.special?.graph)
    expect(readdirSync(join(homes.special, 'refused')).length).toBe(2)
  }, 600_000)

  test('the same files again, loaded ordinarily, change nothing; --bulk again is refused in one line', async () => {
    await inHome(homes.special, async database => {
      expect(summaryIn(await load(homes.special, specialFolder))).toMatchObject({ recorded: 0 })
      const again = await load(homes.special, '--bulk', small)
      expect(again.code).toBe(1)
      expect(again.said).toContain(
        'alight: --bulk: expected an empty graph, this one holds data; load without --bulk, or set ALIGHT_HOME',
      )
      expect(await graphOf(database)).toEqual(expected.special?.graph)
    })
  }, 600_000)
})

test('beside a running service it says so and does nothing', async () => {
  await inHome(homes.small, async database => {
    const { code, said } = await load(homes.small, '--bulk', small)
    expect(code).toBe(1)
    expect(said).toContain(`alight: Home already in use: a service or a load runs on ${homes.small}; stop it,`)
    expect(await database.read('RETURN COUNT { (:Delivery) }', {})).toEqual([[0]])
  })
}, 600_000)

const imports = (home: string) => readdirSync(home).filter(name => name.startsWith('bulk-'))

test('killed while it imports, the same command ends in the same graph', async () => {
  const home = homes.small
  const child = alight(home, ['load', '--bulk', small])
  while (child.exitCode === null && !imports(home).some(name => existsSync(join(home, name, 'importer'))))
    await sleep(5)
  expect(child.exitCode).toBe(null)
  await end(child, 'SIGKILL')
  expect(imports(home).length).toBe(1)
  const ended = await load(home, '--bulk', small)
  expect([ended.code, summaryIn(ended)]).toEqual([0, expected.small?.summary])
  expect(imports(home)).toEqual([])
  expect(await inHome(home, graphOf)).toEqual(expected.small?.graph)
}, 600_000)

test('a configured Neo4j is refused', async () => {
  const child = alight(homes.small, ['load', '--bulk', small], { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'x' })
  expect(await outcomeOf(child)).toEqual({
    code: 1,
    said: 'alight: --bulk: expected the managed server, NEO4J_URI names another; unset it, or load without --bulk\n',
  })
})
