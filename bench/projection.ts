import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Database, migrate, openGraphServer, standpoint } from '../src/graph/index.ts'
import { loadDelivery } from '../src/intake/index.ts'
import { repeatDisembarkers } from '../src/pattern/disembarking/repeat-disembarkers.ts'
import { Projection } from '../src/pattern/projection/projection.ts'
import { readSnapshot } from '../src/pattern/projection/snapshot/read-snapshot.ts'
import { writeSnapshot } from '../src/pattern/projection/snapshot/write-snapshot.ts'
import { currentProjection } from '../src/pattern/projection/update.ts'

const READINGS = 3
/** Journeys of a graph that is read once: it takes minutes. */
const LARGE = 2_000_000
const LISTS = 60
/** The first lists are planned, which happens once a server. */
const COLD = 10
const PASSENGERS = 300

/**
 * How long the projection of a graph takes to be read, its snapshot to be written and read, and what each table costs a
 * journey: `projection <home> [world]`, the home holding a graph into which a world was loaded. With the world's folder also how long it takes to take in a list of 300
 * of the world's own passengers on a run to come, which is recorded in the graph for that.
 */
export async function benchProjection([home, world]: readonly string[]): Promise<void> {
  if (!home) throw new Error('projection: expected <home> [world folder], the world loaded into the home before')
  const server = await openGraphServer({ home, database: 'neo4j', progress: print })
  const database = await Database.open(server.address)
  try {
    print(
      `${cpus()[0]?.model} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    )
    let projection: Projection | undefined
    for (let nth = 1; nth <= READINGS; nth++) {
      projection = undefined
      const started = performance.now()
      projection = await Projection.read(database, await standpoint(database))
      print(`reading ${nth}: ${seconds(started)} s`)
      if (projection.counts.Journey > LARGE) break
    }
    if (projection) {
      tell(projection)
      await benchSnapshot(projection)
    }
    if (projection && world) await benchUpdates(database, projection, join(world, '60-passengers.ndjson'))
  } finally {
    await database.close()
    await server.close()
  }
}

function tell(projection: Projection): void {
  const { counts, bytes } = projection
  print(
    Object.entries(counts)
      .map(([label, count]) => `${count} ${label}`)
      .join(', '),
  )
  const { heapUsed, rss } = process.memoryUsage()
  print(
    `${megabytes(bytes)} MB of columns, ${Math.round(bytes / counts.Journey)} bytes a journey; ${megabytes(heapUsed)} MB heap, ${megabytes(rss)} MB resident`,
  )
  for (const [name, table] of projection.tables)
    print(
      `  ${name.padEnd(24)} ${String(table.length).padStart(10)} rows ${(table.bytes / counts.Journey).toFixed(1)} bytes a journey`,
    )
  const started = performance.now()
  const rows = repeatDisembarkers(projection, { station: 'KENA' })
  print(`repeatDisembarkers at KENA: ${rows.length} persons, ${seconds(started)} s`)
}

async function benchSnapshot(projection: Projection): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'alight-bench-'))
  const path = join(folder, 'snapshot')
  try {
    for (let nth = 1; nth <= READINGS; nth++) {
      const writing = performance.now()
      await writeSnapshot(path, projection)
      const wrote = seconds(writing)
      const reading = performance.now()
      const back = await readSnapshot(path, async () => {})
      print(
        `snapshot ${nth}: ${wrote} s to write ${megabytes(statSync(path).size)} MB, ${seconds(reading)} s to read them`,
      )
      if (back.counts.Journey !== projection.counts.Journey) throw new Error('expected all journeys in the snapshot')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchUpdates(database: Database, read: Projection, list: string): Promise<void> {
  await migrate(database)
  const travellers = await sample(list)
  const folder = mkdtempSync(join(tmpdir(), 'alight-bench-'))
  try {
    let projection: Projection | undefined = read
    const took: number[] = []
    for (let nth = 0; nth < LISTS; nth++) {
      const date = new Date(Date.UTC(2028, 0, 1 + nth)).toISOString().slice(0, 10)
      const run = `029/${date}`
      const calls = [
        { seq: 1, station: 'KENA', depart: `${date}T20:20:00Z`, kind: 'BORDER', boarding: false, alighting: false },
      ]
      const lines = travellers.slice((nth * 7) % 1_000).slice(0, PASSENGERS)
      const named = lines.map((line, i) => ({ ...line, run, ref: `P${i}`, ticket: undefined }))
      const path = join(folder, `${nth}.ndjson`)
      const records = [{ record: 'run', run, train: '029', originDate: date, calls }, ...named]
      writeFileSync(path, records.map(record => JSON.stringify(record)).join('\n'))
      await loadDelivery(database, folder, [path])
      const started = performance.now()
      const current = await currentProjection(database, projection)
      took.push(performance.now() - started)
      if (nth > 0 && current.touched === 'all') throw new Error('expected an update, all was read anew')
      projection = current.projection
    }
    const warm = took.slice(COLD).sort((a, b) => a - b)
    const at = (share: number) => (warm[Math.floor(share * (warm.length - 1))] as number).toFixed(1)
    print(`taking in a list of ${PASSENGERS}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every tenth line of a passenger list, as far as they are needed. */
async function sample(path: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  let nth = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (nth++ % 10 === 0) found.push(JSON.parse(line))
    if (found.length >= 1_000 + PASSENGERS) break
  }
  return found
}

const print = (line: string) => void process.stdout.write(`${line}\n`)
const seconds = (started: number) => ((performance.now() - started) / 1_000).toFixed(1)
const megabytes = (bytes: number) => Math.round(bytes / 1e6)
