import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { Random } from '../../seed/base/random.ts'
import { openApi } from '../../src/api/index.ts'
import { openLog } from '../../src/base/index.ts'
import { Sweeper } from '../../src/finding/index.ts'
import { Database, migrate, openGraphServer } from '../../src/graph/index.ts'
import { Patterns, Snapshot } from '../../src/pattern/index.ts'
import { machineOf } from '../machine.ts'
import { positive, wholeNumber } from '../options.ts'
import { markdown } from '../reads/table.ts'
import { followLists, type Service, stepsOf } from './deliveries.ts'
import { benchReading } from './first-reading.ts'
import { forgetFindings } from './forget.ts'
import { type FullTest, sweepTable, testAll, wholeOf } from './full-sweep.ts'
import { besideCypher } from './plain-cypher.ts'
import { type Asked, askAboutFindings } from './questions.ts'
import { reliefTrains } from './relief-trains.ts'
import { detectTargets } from './targets.ts'
import { memory, shown, sum, type Times, timed, timesTable } from './times.ts'
import { plantedHome } from './world.ts'

interface Options {
  readonly persons: number
  readonly years: number
  readonly lists: number
  readonly seconds: number
  readonly timeout: number
  readonly anew?: boolean
}

const SEED = 7

/**
 * `npm run bench -- detect [home] [--persons N --years Y] [--lists N] [--seconds S] [--timeout S] [--anew]`: how long the
 * detectors take over a graph: the first reading, a full sweep, lists of 300 that arrive, questions about findings; and
 * plain Cypher beside them. The home holds a graph into which a world was loaded; without, one is made and kept. Lists and
 * findings are recorded in it. Everything shares the machine with Neo4j, so ratios travel further than figures.
 */
export async function benchDetect(args: readonly string[]): Promise<void> {
  const command = new Command('bench -- detect')
    .argument('[home]', 'of a graph into which a world was loaded as NDJSON; without, one is made')
    .option('--persons <number>', 'of the world that is made', wholeNumber, 110_000)
    .option('--years <number>', 'of the world that is made', wholeNumber, 2)
    .option('--lists <number>', 'passenger lists that arrive', wholeNumber, 200)
    .option('--seconds <number>', 'of each question', positive, 10)
    .option('--timeout <seconds>', 'that a plain statement may take', wholeNumber, 600)
    .option('--anew', 'findings that are in the home are deleted before')
    .parse([...args], { from: 'user' })
  const [given] = command.processedArgs as [string | undefined]
  const options = command.opts<Options>()
  const home = given ?? (await plantedHome(options.persons, options.years, print))
  const server = await openGraphServer({ home, database: 'neo4j', progress: print })
  const folder = mkdtempSync(join(tmpdir(), 'alight-bench-'))
  const database = await Database.open(server.address)
  try {
    await migrate(database)
    // Findings of a home that is ours are of no use to anybody else.
    if (options.anew || given === undefined) await forgetFindings(database)
    await benchGraph(database, folder, options)
  } finally {
    await database.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchGraph(database: Database, folder: string, options: Options): Promise<void> {
  print(await machineOf(database))
  print('\n### First reading\n')
  const { tests, journeys } = await testedFromNothing(database, folder)
  const log = openLog('silent')
  const patterns = new Patterns(database, new Snapshot(folder, log))
  const sweeper = new Sweeper(database, patterns, log)
  const api = await openApi({ database, patterns, sweeper, log, uploads: { home: folder, limit: 2 ** 20 } })
  try {
    const service: Service = { database, patterns, sweeper, folder }
    const sweep = await sweptByService(service, tests, journeys)
    const random = new Random(SEED)
    print(`\n### ${options.lists} lists of 300 arrive, the first ones apart\n`)
    const reliefs = await reliefTrains({ database, api }, options.lists, random)
    const steps = stepsOf(await followLists(service, reliefs))
    print(`${timesTable(steps)}\n${memory()}`)
    print('\n### Questions about findings, in process\n')
    const asked = await askAboutFindings({ database, api }, options.seconds, random)
    print(askedTable(asked))
    print('\n### Beside plain Cypher\n')
    print(await besideCypher(database, tests, steps, options.timeout * 1_000))
    const through = steps.find(({ what }) => what.startsWith('**through'))
    print(
      `\n${detectTargets(
        through,
        [fromNothing(tests), sweep],
        asked.map(({ ours }) => ours),
      )}`,
    )
  } finally {
    await api.close()
    await patterns.close()
  }
}

/** The first reading and a test of everything; the projection is let go of afterwards, so that the service's is the only one. */
async function testedFromNothing(database: Database, folder: string) {
  const projection = await benchReading(database, folder, print)
  const tests = await testAll(database, projection)
  return { tests, journeys: projection.counts.Journey }
}

const fromNothing = (tests: readonly FullTest[]): Times => ({
  what: 'fitted, tested and judged, nothing written',
  took: [sum(tests.map(wholeOf))],
})

async function sweptByService({ database, patterns, sweeper }: Service, tests: readonly FullTest[], journeys: number) {
  const [stood] = await database.read('MATCH (f:Finding) RETURN count(f)', {})
  const opening = await timed(() => patterns.detection())
  const sweep = await timed(() => sweeper.sweep({ trigger: 'START', by: 'bench' }))
  print('\n### A sweep from nothing\n')
  print(sweepTable(tests, sweep.value.swept, journeys))
  print(
    `by the service itself: ${shown(opening.took)} ms from its snapshot to the projection, ${shown(sweep.took)} ms for the ` +
      `sweep with its findings written, beside ${stood?.[0]} that stood before; ${memory()}`,
  )
  return { what: 'by the service, findings written', took: [sweep.took] }
}

function askedTable(asked: readonly Asked[]): string {
  const ratios = asked.map(({ ours, byHand, first }) => {
    const [mine, theirs] = [ours, byHand].map(({ took }) => took.toSorted((a, b) => a - b)[took.length >> 1] as number)
    return [ours.what, shown(first), ((mine as number) / (theirs as number)).toFixed(2)]
  })
  const times = timesTable(asked.flatMap(({ ours, byHand }) => [ours, byHand]))
  return `${times}\n\n${markdown(['what', 'the first time ms', 'ours / by hand, p50'], ratios)}`
}

const print = (line: string) => void process.stdout.write(`${line}\n`)
