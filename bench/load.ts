import { readFileSync, rmSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { GraphAddress } from '../src/base/index.ts'
import { Database, migrate, openGraphServer } from '../src/graph/index.ts'
import { alightLoad, type Measured } from './alight-load.ts'
import { loadByHand } from './load-by-hand.ts'
import { largeWorld, newHome } from './world.ts'

/**
 * Loads a world of `persons` × 2 years (110,000 unless told) into an empty managed Neo4j with `alight load`, and then the
 * same passenger lists and checks into another with hand-written `MERGE` statements. Then the whole world with
 * `alight load --bulk`, and how much of that the import proper takes: no way through the driver can be faster.
 */
export async function benchLoad([persons = '110000']: readonly string[]): Promise<void> {
  const world = await largeWorld(Number(persons))
  const lines = (name: string) => readFileSync(join(world, name), 'latin1').split('\n').length - 1
  const journeys = lines('60-passengers.ndjson')
  const checks = lines('70-checks.ndjson')
  print(
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  )
  print(`${journeys} journeys, ${checks} checks, Node ${process.versions.node}`)
  const paths = (...names: readonly string[]) => names.map(name => join(world, `${name}.ndjson`))
  const ours = await inEmptyGraph(async home => {
    const ground = await alightLoad(home, paths('10-stations', '20-trains', '30-regimes', '40-runs', '50-documents'))
    const lists = await alightLoad(home, paths('60-passengers'))
    print(row('alight load: passenger lists', journeys, 'journeys', lists))
    const seen = await alightLoad(home, paths('70-checks'))
    print(row('alight load: checks', checks, 'checks', seen))
    const rest = await alightLoad(home, paths('80-movements', '90-coverage'))
    const parts = [ground, lists, seen, rest]
    const whole = {
      seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
      resident: Math.max(...parts.map(({ resident }) => resident)),
    }
    print(row('alight load: the whole world', journeys, 'journeys', whole))
    return { listsAndChecks: lists.seconds + seen.seconds, whole }
  })
  const byHand = await inEmptyGraph(async (home, address) => {
    await alightLoad(home, paths('10-stations', '20-trains', '30-regimes', '40-runs'))
    return loadByHand(address, ...(paths('60-passengers', '70-checks') as [string, string]))
  })
  print(row('MERGE by hand: the same lists and checks', journeys, 'journeys', { seconds: byHand, resident: 0 }))
  print(`lists and checks: alight load takes ${(ours.listsAndChecks / byHand).toFixed(2)} of the time of MERGE by hand`)
  await benchBulk(world, journeys, ours.whole)
}

/** The bulk load of a world, from the start of the process to its end: two starts of Java and all indexes count. */
async function benchBulk(world: string, journeys: number, batches: Pick<Measured, 'seconds'>): Promise<void> {
  const home = newHome()
  try {
    const bulk = await alightLoad(home, ['--bulk', world])
    print(row('alight load --bulk: the whole world', journeys, 'journeys', bulk))
    const [, nodes, ties, seconds] = /imported (\d+) nodes and (\d+) ties in ([\d.]+) s/.exec(bulk.said) ?? []
    const rows = Number(nodes) + Number(ties)
    print(
      `of it neo4j-admin import: ${nodes} nodes and ${ties} ties in ${seconds} s, ${Math.round(rows / Number(seconds))} rows/s, ` +
        `${Math.round(journeys / Number(seconds))} journeys/s, ${bulk.importer} MB resident at most`,
    )
    print(
      `the whole world: --bulk takes ${(bulk.seconds / batches.seconds).toFixed(2)} of the time of driver batches, ` +
        `${(bulk.seconds / Number(seconds)).toFixed(2)} of that of the import proper`,
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function row(
  what: string,
  count: number,
  noun: string,
  { seconds, resident }: Pick<Measured, 'seconds' | 'resident'>,
): string {
  const memory = resident > 0 ? `, ${resident} MB resident at most` : ''
  return `${what}: ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} ${noun}/s${memory}`
}

/** A managed Neo4j of its own, empty but for its constraints; it is thrown away afterwards. */
async function inEmptyGraph<T>(act: (home: string, address: GraphAddress) => Promise<T>): Promise<T> {
  const home = newHome()
  const server = await openGraphServer({ home, database: 'neo4j', progress: print })
  try {
    const database = await Database.open(server.address)
    await migrate(database)
    await database.close()
    return await act(home, server.address)
  } finally {
    await server.close()
    rmSync(home, { recursive: true, force: true })
  }
}
