import { Command, CommanderError } from 'commander'
import type { writeWorld } from '../../seed/index.ts'
import type { Config } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import type { BulkOptions, loadDelivery, Summary } from '../intake/index.ts'
import { doctor } from './doctor.ts'
import { type LoadOptions, load } from './load.ts'
import { BOUNDS, type SeedOptions, seed } from './seed.ts'

export { openProgress } from './progress.ts'

/** What the commands are put together from; `main` hands it in. */
export interface Parts {
  config(): Config
  withGraph<T>(config: Config, say: (line: string) => void, act: (database: Database) => Promise<T>): Promise<T>
  serve(config: Config, say: (line: string) => void): Promise<void>
  loadDelivery: typeof loadDelivery
  loadBulk(
    config: Config,
    say: (line: string) => void,
    paths: readonly string[],
    options: BulkOptions,
  ): Promise<Summary>
  writeWorld: typeof writeWorld
  /** Names of the files that a world consists of. */
  worldFiles: readonly string[]
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
    .action(() => parts.serve(parts.config(), say))
  program
    .command('load')
    .description('load deliveries: *.ndjson and *.csv, gzipped or not, or folders of them')
    .argument('<path...>')
    .option('--bulk', 'a first load of millions, into the empty graph of the managed server: three times as fast')
    .option('--json', 'print {recorded, unchanged, parked, refused, files} as JSON')
    .action(async (paths: string[], options: LoadOptions) => {
      code = await load(parts, paths, options, say)
    })
  program
    .command('seed')
    .description('write a large invented world: deliveries to load, and the truth beside them')
    .option('--persons <n>', `how many persons, ${BOUNDS.persons.join(' to ')}`, '110000')
    .option('--years <n>', `how many years from 2023 on, ${BOUNDS.years.join(' to ')}`, '2')
    .option('--seed <n>', 'the same number makes the same world', '1')
    .option('--out <folder>', 'new or empty, or holding nothing but an earlier world, which is overwritten')
    .option('--json', 'print {persons, households, runs, journeys, checks, documents} as JSON')
    .action(async (options: SeedOptions) => {
      code = await seed(parts, options, say)
    })
  program
    .command('doctor')
    .description('say what is there and what is missing')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: boolean }) => {
      code = await doctor(parts.config(), options)
    })
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode
  }
  return code
}
