import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { Random } from '../../seed/base/random.ts'
import { openApi } from '../../src/api/index.ts'
import { openLog } from '../../src/base/index.ts'
import { Database, migrate, openGraphServer } from '../../src/graph/index.ts'
import { prepareSearch } from '../../src/link/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { timesTable } from '../detect/times.ts'
import { machineOf } from '../machine.ts'
import { positive, wholeNumber } from '../options.ts'
import { openWorldGraph } from '../reads/graph.ts'
import { alone, inTurn, quantile } from '../reads/measure.ts'
import { markdown } from '../reads/table.ts'
import type { LinkCase, LinkGraph } from './case.ts'
import { fillWithCrowd } from './crowd.ts'
import { searchCases } from './search/cases.ts'
import { tieCases } from './ties/cases.ts'

/** The ways of linking that are measured: each draws its cases from the graph. */
const GROUPS: Readonly<Record<string, (graph: LinkGraph) => Promise<LinkCase[]>>> = {
  search: searchCases,
  ties: tieCases,
}

interface Options {
  readonly world: number
  readonly persons: number
  readonly seconds: number
  readonly groups: readonly string[]
}

const SEED = 7

/**
 * `npm run bench -- links [home] [--world N] [--persons N] [--seconds S] [--groups …]`: how long questions that link take,
 * and what plain Cypher takes for them. The home holds a graph into which a world was loaded; without, one of `world`
 * persons × 2 years is made and kept. Persons who never travel are added until there are `--persons`, and stay.
 */
export async function benchLinks(args: readonly string[]): Promise<void> {
  const command = new Command('bench -- links')
    .argument('[home]', 'of a graph into which a world was loaded; without, one is made')
    .option('--world <number>', 'persons of the world that is made', wholeNumber, 110_000)
    .option('--persons <number>', 'in the graph at least', wholeNumber, 1_000_000)
    .option('--seconds <number>', 'of each measurement', positive, 5)
    .option('--groups <names...>', `of ${Object.keys(GROUPS).join(', ')}`, Object.keys(GROUPS))
    .parse([...args], { from: 'user' })
  const [home] = command.processedArgs as [string | undefined]
  const options = command.opts<Options>()
  const server = home
    ? await openGraphServer({ home, database: 'neo4j', progress: print })
    : await openWorldGraph(options.world, print)
  const database = await Database.open(server.address)
  try {
    await migrate(database)
    await prepareSearch(database)
    await fillWithCrowd(database, options.persons, new Random(SEED), print)
    await benchGraph(database, options)
  } finally {
    await database.close()
    await server.close()
  }
}

async function benchGraph(database: Database, { seconds, groups }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'alight-bench-'))
  const patterns = new Patterns(database)
  const api = await openApi({
    database,
    patterns,
    log: openLog('silent'),
    uploads: { home: folder, limit: 2 ** 20 },
  })
  try {
    const [persons] = await database.read('MATCH (p:Person) RETURN count(p)', {})
    print(`${await machineOf(database)}; ${persons} persons`)
    for (const name of groups) {
      const cases = await GROUPS[name]?.({ database, api, random: new Random(SEED) })
      if (!cases) throw new Error(`--groups: expected some of ${Object.keys(GROUPS).join(', ')}, got ${name}`)
      print(`\n### ${name}\n\n${await tableOf(cases, seconds)}`)
    }
  } finally {
    await api.close()
    await patterns.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function tableOf(cases: readonly LinkCase[], seconds: number): Promise<string> {
  const rows = []
  const ratios: string[][] = []
  for (const { what, ours, byHand } of cases) {
    const [own, hand] = [inTurn(ours), inTurn(byHand)]
    await alone(own, seconds)
    const took = await alone(own, seconds)
    const tookByHand = await alone(hand, seconds)
    rows.push({ what, took }, { what: '… by hand', took: tookByHand })
    const ratio = (share: number) => (quantile(tookByHand, share) / quantile(took, share)).toPrecision(2)
    ratios.push([what, ratio(0.5), ratio(0.95)])
  }
  return `${timesTable(rows)}\n\n${markdown(['what', 'by hand / ours, p50', 'p95'], ratios)}`
}

const print = (line: string) => void process.stdout.write(`${line}\n`)
