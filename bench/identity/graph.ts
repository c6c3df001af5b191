import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { ensureDocuments } from '../../src/document/index.ts'
import { Database, openGraphServer, type Place, type Transaction } from '../../src/graph/index.ts'
import { recordIdentities, resolveIdentities } from '../../src/person/index.ts'
import { alightLoad } from '../alight-load.ts'
import { largeWorld, newHome } from '../world.ts'
import { type Identity, identitiesOf } from './ours.ts'
import { seededWorld } from './seeded.ts'

/** Identities that arrive as one transaction, as those of a batch of passenger lists do. */
const BATCH = 1_000
/** Batches that are not measured: the server's compiler works for as long as these, and caches fill. */
const WARM = 20
/** Clock ticks a second of /proc, on every Linux that Node runs on. */
const TICKS = 100

/**
 * How fast identities that arrive are resolved in a graph of `persons` and two years: of persons known and unknown, half
 * each, at 2 % noise. Elapsed, and as processor time of client and server together, which other work on the machine
 * changes less; and which statements take it.
 */
export async function benchGraph(persons: number, arriving: number): Promise<void> {
  const home = newHome()
  try {
    const loaded = await alightLoad(home, ['--bulk', await largeWorld(persons)])
    print(`${persons} persons loaded by --bulk in ${loaded.seconds.toFixed(0)} s`)
    const server = await openGraphServer({ home, database: 'neo4j', progress: print })
    const database = await Database.open(server.address)
    try {
      await arrive(database, home, await arrivals(persons, arriving))
    } finally {
      await database.close()
      await server.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** Identities of the same persons with other slips, and of others. */
async function arrivals(persons: number, count: number): Promise<Identity[]> {
  const noise = { rate: 0.02 }
  const known = identitiesOf(await seededWorld({ persons: Math.min(persons, count), years: 1, seed: 1, noise }))
  const others = identitiesOf(await seededWorld({ persons: count, years: 1, seed: 901, noise }))
  return known.slice(0, count / 2).flatMap((identity, i) => [identity, others[i] ?? identity])
}

async function arrive(database: Database, home: string, identities: readonly Identity[]): Promise<void> {
  const took = new Map<string, number>()
  let [elapsed, client, server, resolved] = [0, 0, 0, 0]
  for (let at = 0; at < identities.length; at += BATCH) {
    const batch = identities.slice(at, at + BATCH)
    const places = await recorded(database, batch)
    const before = [performance.now(), clientSeconds(), serverSeconds(home)] as const
    const warm = at >= WARM * BATCH
    await database.write(tx => resolveIdentities(warm ? timed(tx, took) : tx, places))
    if (!warm) continue
    elapsed += (performance.now() - before[0]) / 1000
    client += clientSeconds() - before[1]
    server += serverSeconds(home) - before[2]
    resolved += places.length
  }
  const [load = 0] = loadavg()
  print(
    `${resolved} identities resolved: ${Math.round(resolved / elapsed)}/s elapsed (load ${load.toFixed(1)}), ${Math.round(resolved / (client + server))} a second of one core`,
  )
  const each = (seconds: number) => Math.round((1e6 * seconds) / resolved)
  print(
    `an identity: client ${each(client)} µs, server ${each(server)} µs; client resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  for (const [name, seconds] of [...took].sort((a, b) => b[1] - a[1]).slice(0, 12))
    print(`${((100 * seconds) / elapsed).toFixed(1).padStart(5)} % ${name}`)
}

async function recorded(database: Database, batch: readonly Identity[]): Promise<Place[]> {
  return database.write(async tx => {
    const documents = await ensureDocuments(
      tx,
      batch.flatMap(({ told }) => told.documents),
    )
    const places = await recordIdentities(tx, batch, documents)
    return [...places.values()]
  })
}

/** The transaction, noting how long each statement takes. */
function timed(tx: Transaction, took: Map<string, number>): Transaction {
  return {
    notes: tx.notes,
    async run(statement, parameters) {
      const started = performance.now()
      const rows = await tx.run(statement, parameters)
      const name = statement.slice(3, statement.indexOf('\n'))
      took.set(name, (took.get(name) ?? 0) + (performance.now() - started) / 1000)
      return rows
    },
  }
}

/** Processor time of this process so far. */
function clientSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Processor time of the server of this home so far. */
function serverSeconds(home: string): number {
  const pids = readdirSync('/proc').filter(
    name => /^\d+$/.test(name) && text(name, 'cmdline').includes(`--home-dir=${home}`),
  )
  const ticks = pids.map(pid => text(pid, 'stat').split(') ')[1]?.split(' ') ?? [])
  return ticks.reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0) / TICKS
}

function text(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
