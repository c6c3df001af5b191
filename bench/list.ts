import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Database, migrate, openGraphServer } from '../src/graph/index.ts'
import { loadDelivery } from '../src/intake/index.ts'

const LISTS = 200
const PASSENGERS = 300

type Line = Record<string, unknown>

/**
 * How long one passenger list of 300 takes to be recorded in a graph that is there: `list <home> <world>`, the home
 * holding a graph into which the world was loaded. The passengers are the world's own, on runs of a year to come.
 */
export async function benchList([home, world]: readonly string[]): Promise<void> {
  if (!home || !world) throw new Error('list: expected <home> <world folder>, the world loaded into the home before')
  const travellers = await sample(join(world, '60-passengers.ndjson'))
  const folder = mkdtempSync(join(tmpdir(), 'alight-bench-'))
  const server = await openGraphServer({ home, database: 'neo4j', progress: line => process.stdout.write(`${line}\n`) })
  const database = await Database.open(server.address)
  try {
    await migrate(database)
    const [row] = await database.read('MATCH (j:Journey) RETURN count(j)', {})
    const took: number[] = []
    for (let nth = 0; nth < LISTS; nth++) {
      const day = new Date(Date.UTC(2027, 0, 1 + nth)).toISOString().slice(0, 10)
      await load(database, folder, `${nth}-run`, [runOn(day)])
      const list = travellers.slice((nth * 7) % 1_000).slice(0, PASSENGERS)
      const lines = list.map((line, i) => ({
        ...line,
        run: `029/${day}`,
        ref: `P${i}`,
        ticket: undefined,
        booking: undefined,
      }))
      const started = performance.now()
      await load(database, folder, `${nth}-list`, lines)
      took.push(performance.now() - started)
    }
    // The first lists are planned, which happens once a server.
    const warm = took.slice(20).sort((a, b) => a - b)
    const at = (share: number) => `${Math.round(warm[Math.floor(share * (warm.length - 1))] as number)} ms`
    process.stdout.write(
      `a list of ${PASSENGERS} in a graph of ${row?.[0]} journeys: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}; first ${Math.round(took[0] as number)} ms\n`,
    )
  } finally {
    await database.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function load(database: Database, folder: string, name: string, records: readonly Line[]): Promise<void> {
  const path = join(folder, `${name}.ndjson`)
  writeFileSync(path, records.map(record => JSON.stringify(record)).join('\n'))
  const { recorded } = await loadDelivery(database, folder, [path])
  if (recorded !== records.length) throw new Error(`${name}: expected ${records.length} recorded, got ${recorded}`)
}

/** Every hundredth line of a passenger list, as far as they are needed. */
async function sample(path: string): Promise<Line[]> {
  const found: Line[] = []
  let nth = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (nth++ % 100 === 0) found.push(JSON.parse(line) as Line)
    if (found.length >= 1_000 + PASSENGERS) break
  }
  return found
}

const runOn = (day: string): Line => ({
  record: 'run',
  run: `029/${day}`,
  train: '029',
  originDate: day,
  calls: [
    { seq: 1, station: 'MOSKVA', depart: `${day}T18:24:00Z`, kind: 'COMMERCIAL', boarding: true, alighting: false },
    { seq: 2, station: 'KENA', arrive: `${day}T20:20:00Z`, kind: 'BORDER', boarding: false, alighting: false },
  ],
})
