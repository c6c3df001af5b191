import { Command, CommanderError } from 'commander'
import type { PlantedPattern, writeWorld } from '../../seed/index.ts'
import { type Config, Invalid } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import type { BulkOptions, exportList, loadDelivery, Spool, Summary } from '../intake/index.ts'
import { boundHeap } from './bound-heap.ts'
import { doctor } from './doctor.ts'
import { type EvaluateOptions, evaluate } from './evaluate.ts'
import { type ExportOptions, exportFrom } from './export.ts'
import { load, loadBulk, loadStandardInput } from './load.ts'
import { refit } from './refit.ts'
import { BOUNDS, type SeedOptions, seed } from './seed.ts'
import { type SweepOptions, sweep } from './sweep.ts'
import { type VerifyBundleOptions, verifyBundleFile } from './verify-bundle.ts'
import { watch } from './watch.ts'

export { boundHeap } from './bound-heap.ts'
export { openProgress } from './progress.ts'

/** What the commands are put together from; `main` hands it in. */
export interface Parts {
  config(): Config
  withGraph<T>(config: Config, say: (line: string) => void, act: (database: Database) => Promise<T>): Promise<T>
  serve(config: Config, say: (line: string) => void): Promise<void>
  loadDelivery: typeof loadDelivery
  exportList: typeof exportList
  /** Global ids, as the service gives them out. */
  ids: {
    write(typeName: string, key: string): string
    /** @throws Invalid, saying where it came, for what is no id of one of these types */
    read(where: string, id: string, types: readonly string[]): { typeName: string; key: string }
  }
  openSpool(home: string): Spool
  /** Aborted once the process is told to stop (SIGINT, SIGTERM); a second time ends it at once. */
  stopSignal(): AbortSignal
  loadBulk(
    config: Config,
    say: (line: string) => void,
    paths: readonly string[],
    options: BulkOptions,
  ): Promise<Summary>
  writeWorld: typeof writeWorld
  /** Names of the files that a world may consist of. */
  worldFiles: readonly string[]
  /** The patterns of which a world can have cases. */
  plantable: readonly PlantedPattern[]
  /** Name of the file with the truth of planted cases, beside a world's delivery. */
  caseFile: string
}

const say = (line: string) => void process.stderr.write(`${line}\n`)

/** Runs the command line; returns the exit code: 0 done, 2 some lines refused, 1 failure. */
export async function commandLine(parts: Parts, argv: readonly string[]): Promise<number> {
  let code = 0
  const program = new Command('alight')
    .description('Who keeps getting off where nobody should, whose document is whose, and why do you say so?')
    // One line for every failure; `--help` tells the rest.
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'alight: ')) })
    .exitOverride()
  program
    .command('serve')
    .description('run the service')
    .action(() => {
      boundHeap('service')
      return parts.serve(parts.config(), say)
    })
  program
    .command('load')
    .description(
      'load deliveries: *.ndjson, *.csv, *.edi (PAXLST), gzipped or not, GTFS feeds (folder or *.zip), or folders of them',
    )
    .argument('[path...]', '- is standard input')
    .option('--name <file name>', 'what standard input is, such as passenger.csv; told by its first bytes when absent')
    .option('--watch <folder>', 'load every file that is put into the folder, until told to stop')
    .option('--bulk', 'a first load of millions, into the empty graph of the managed server')
    .option('--json', 'print {recorded, unchanged, parked, refused, files} as JSON; of a watched file, with its name')
    .action(async (paths: string[], options: LoadCommand) => {
      code = await runLoad(parts, paths, options)
    })
  program
    .command('export')
    .description('write what the graph holds in a form that others read')
    .option('--ids <id...>', 'things by their ids, as GraphQL gives them out')
    .option('--finding <id>', 'a finding, with all that it is about and rests on')
    .option('--collection <name>', 'the things of a collection')
    .option('--format <format>', 'graphml, gexf, csv (a ZIP), anx, ftm or stix')
    .option('--identity <strictness>', 'how sure it must be that identities are one person', 'reviewed')
    .option('--purpose <text>', 'what for: told in the file')
    .option('--paxlst <run>', "a run's passenger list as UN/EDIFACT PAXLST, such as 029/2023-05-01")
    .option('--out <file>', 'instead of standard output')
    .action(async (options: ExportOptions) => {
      code = await exportFrom(parts, options, say)
    })
  program
    .command('verify-bundle')
    .description('check an evidence bundle by itself: its form, hashes and signature; exit code 1 where it was altered')
    .argument('<file>')
    .option('--key <fingerprint>', 'of the key that is trusted, as `evidenceBundles { nodes { key } }` tells it')
    .option('--deliveries <path...>', 'files and folders as they were delivered: are those that it names among them?')
    .option('--json', 'print {holds, madeAt, madeBy, purpose, about, checks} as JSON')
    .action(async (file: string, options: VerifyBundleOptions) => {
      code = await verifyBundleFile(file, options)
    })
  program
    .command('seed')
    .description('write a large invented world: deliveries to load, and the truth beside them')
    .option('--persons <n>', `how many persons, ${BOUNDS.persons.join(' to ')}`, '110000')
    .option('--years <n>', `how many years from 2023 on, ${BOUNDS.years.join(' to ')}`, '2')
    .option('--seed <n>', 'the same number makes the same world', '1')
    .option(
      '--noise <percent>',
      'how often each field of a line goes wrong, and passports are renewed; without, 2 % of names',
    )
    .option(
      '--plant <patterns>',
      'plant cases and decoys of all patterns, of some joined by commas, or of none; without, two stories',
    )
    .option('--misspecified', 'plant them in a world of other habits, prevalences and noise than are usual')
    .option('--out <folder>', 'new or empty, or holding nothing but an earlier world, which is overwritten')
    .option('--json', 'print {persons, households, runs, journeys, checks, documents} as JSON')
    .action(async (options: SeedOptions) => {
      code = await seed(parts, options, say)
    })
  program
    .command('refit')
    .description(
      'have the matcher learn from the graph how far names, births and documents tell, and judge everybody again',
    )
    .option('--json', 'print {version, identities} as JSON')
    .action(async (options: { json?: boolean }) => {
      code = await refit(parts, options, say)
    })
  program
    .command('sweep')
    .description('look for patterns in all that is recorded, and bring findings up to it')
    .option('--pattern <name...>', 'only these')
    .option('--since <instant>', 'only findings of which something happened at or after this, such as 2024-03-01')
    .option('--refit', 'also learn anew what is ordinary')
    .option('--dry-run', 'tell what would change, and change nothing')
    .option(
      '--as-known-at <instant>',
      'with --dry-run: what would have been found on the facts as they were known then',
    )
    .option('--set <PATTERN.parameter=value...>', 'with --dry-run: by other values of parameters')
    .option('--verify', 'change nothing; exit code 1 where findings are not what a sweep from nothing says')
    .option('--json', 'print what was done, or what would change, as JSON')
    .action(async (options: SweepOptions) => {
      boundHeap('service')
      code = await sweep(parts, options, say)
    })
  program
    .command('evaluate')
    .description('make invented worlds with planted cases and decoys, look for patterns, and compare with the truth')
    .option('--seeds <range>', 'a world for each; 1 to 20 are for tuning', '101-110')
    .option('--persons <n>', 'persons of each world', '20000')
    .option('--years <n>', 'years of each world', '2')
    .option('--noise <percent>', 'how often each field of a line goes wrong; without, 2 % of names')
    .option('--misspecified', 'worlds of other habits, prevalences and noise than are usual')
    .option(
      '--replay',
      'load week by week as things come, look after each, and say how long it took to find what is there',
    )
    .option('--baselines', 'beside them what plain statements with a threshold find')
    .option('--json', 'print the measures as JSON')
    .action(async (options: EvaluateOptions) => {
      code = await evaluate(parts, options, say)
    })
  program
    .command('doctor')
    .description('say what is there and what is missing')
    .option('--projection', 'also read the whole graph as detectors do, and compare what they see with what is there')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: boolean; projection?: boolean }) => {
      code = await doctor(parts, options, say)
    })
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode
  }
  return code
}

interface LoadCommand {
  readonly bulk?: boolean
  readonly json?: boolean
  readonly name?: string
  readonly watch?: string
}

/** @throws Invalid where the ways in are mixed, or none is given */
function runLoad(parts: Parts, paths: readonly string[], options: LoadCommand): Promise<number> {
  const { name, watch: folder, bulk } = options
  const standardInput = paths.includes('-')
  if ((folder !== undefined && paths.length > 0) || (standardInput && paths.length > 1))
    throw new Invalid('load: expected files and folders, or - alone, or --watch <folder> alone; came several')
  if (name !== undefined && !standardInput) throw new Invalid('--name: expected with - alone, came without')
  if (bulk && (standardInput || folder !== undefined))
    throw new Invalid('--bulk: expected with files and folders, came with - or --watch')
  if (folder !== undefined) return watch(parts, folder, options, say)
  if (paths.length === 0) throw new Invalid('load: expected a file or folder, - or --watch <folder>; came nothing')
  if (standardInput) return loadStandardInput(parts, options, say)
  return bulk ? loadBulk(parts, paths, options, say) : load(parts, paths, options, say)
}
