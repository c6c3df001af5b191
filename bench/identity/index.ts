import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { MISSPECIFIED } from '../../seed/index.ts'
import { Invalid } from '../../src/base/index.ts'
import { openProgress } from '../../src/cli/progress.ts'
import { benchGraph } from './graph.ts'
import { interval, type Quality, qualityOf, truePairs } from './measure.ts'
import { fit, type Identity, identitiesOf, type Resolved, resolve } from './ours.ts'
import { exactMatch, gtasRule } from './rivals.ts'
import { seededWorld } from './seeded.ts'
import { spellingTable } from './spellings.ts'
import { noisyWorld, type Told } from './world.ts'

/** Rates at which each field goes wrong; 2 % is taken for what is real. No rate is known. */
const NOISE = [0, 0.005, 0.02, 0.05, 0.1]
const USUAL = 0.02
/** Seeds of which the matcher was made and tuned, and those that are reported. */
const SEEDS = { tuning: 1, reporting: 101 }

/** Identities that arrive in a graph. */
const ARRIVING = 40_000

interface Size {
  readonly persons: number
  readonly years: number
}
type World = (seed: number, size: Size) => Promise<Told[]> | Told[]

const withoutDocuments = (lines: readonly Told[]): Told[] => lines.map(line => ({ ...line, documents: [] }))

/** Worlds of `alight seed` along the sweep of noise; one mis-specified on purpose; and one of names from elsewhere. */
const WORLDS: readonly (readonly [title: string, World])[] = [
  ...NOISE.map(rate => [`noise ${rate * 100} %`, of({ rate })] as const),
  [
    `noise ${USUAL * 100} %, no documents`,
    async (seed, size) => withoutDocuments(await of({ rate: USUAL })(seed, size)),
  ],
  [`mis-specified, ${USUAL * 100} %`, of({ rate: USUAL, mix: MISSPECIFIED })],
  [`other names, ${USUAL * 100} %`, (seed, { persons }) => noisyWorld({ persons, noise: USUAL, seed })],
]

function of(noise: Parameters<typeof seededWorld>[0]['noise']): World {
  return (seed, size) => seededWorld({ ...size, seed, noise })
}

/** What was found in one world by one way of finding it. */
type Found = Quality & { readonly autoRight?: number; readonly compared?: number; readonly reached?: number }

/**
 * Who is who, without a graph, by the functions and the limits of the service: exact match, the rule of GTAS, the matcher
 * as it comes and fitted to the world, in one run over the same worlds. `--seeds` of them (20) of `--persons` (3,000) and
 * `--years` (2); seeds from 101 on, or with `--tuning` those from 1 on. With `--graph`: how fast arrivals are resolved in a
 * graph of so many persons.
 */
export async function benchIdentity(args: readonly string[]): Promise<void> {
  const { seeds, first, size, graph } = asked(args)
  if (graph) return benchGraph(size.persons, ARRIVING)
  print(
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model} × ${cpus().length}, Node ${process.versions.node}`,
  )
  print(
    `${size.persons} persons and ${size.years} years a world, seeds ${first}–${first + seeds - 1}: mean [95 % of bootstrap over seeds]`,
  )
  const progress = openProgress('Resolving')
  for (const [w, [title, make]] of WORLDS.entries()) {
    const found = new Map<string, Found[]>()
    let identities = 0
    for (let i = 0; i < seeds; i++) {
      progress.update(w * seeds + i, WORLDS.length * seeds, `${title}, seed ${first + i}`)
      const told = identitiesOf(await make(first + i, size))
      identities += told.length / seeds
      for (const [way, quality] of Object.entries(compared(told))) found.set(way, [...(found.get(way) ?? []), quality])
    }
    report(`${title} (${Math.round(identities)} identities a world)`, found)
  }
  progress.stop()
  const told = identitiesOf(await of({ rate: USUAL })(first, size))
  spellingTable(fit(told), print)
  speed(identitiesOf(await of({ rate: USUAL })(first + 1, { ...size, persons: size.persons * 3 })))
}

function asked(args: readonly string[]): { seeds: number; first: number; size: Size; graph: boolean } {
  const options = { seeds: { type: 'string', default: '20' }, persons: { type: 'string', default: '3000' } } as const
  const more = {
    years: { type: 'string', default: '2' },
    tuning: { type: 'boolean', default: false },
    graph: { type: 'boolean', default: false },
  } as const
  const { values } = parseArgs({ args: [...args], options: { ...options, ...more } })
  const whole = (name: 'seeds' | 'persons' | 'years') => {
    const value = Number(values[name])
    if (!Number.isInteger(value) || value < 1)
      throw new Invalid(`--${name}: expected a whole number from 1, came ${values[name]}`)
    return value
  }
  const first = values.tuning ? SEEDS.tuning : SEEDS.reporting
  return {
    seeds: whole('seeds'),
    first,
    size: { persons: whole('persons'), years: whole('years') },
    graph: values.graph,
  }
}

function compared(told: readonly Identity[]): Record<string, Found> {
  const truth = told.map(({ person }) => person)
  const lines = told.map(identity => identity.told)
  const ours = (result: Resolved): Found => ({
    ...qualityOf(result.groups, truth),
    autoRight: result.auto.right / Math.max(1, result.auto.pairs),
    compared: result.candidates.pairs / result.portraits,
    reached: result.reached / truePairs(truth),
  })
  return {
    'exact match': qualityOf(exactMatch(lines), truth),
    'GTAS rule': qualityOf(gtasRule(lines), truth),
    'ours, as it comes': ours(resolve(told)),
    'ours, fitted': ours(resolve(told, fit(told))),
  }
}

const COLUMNS: readonly (readonly [keyof Found, string])[] = [
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['f1', 'F1'],
  ['bPrecision', 'B³ precision'],
  ['bRecall', 'B³ recall'],
  ['exact', 'persons exact'],
  ['autoRight', 'AUTO right'],
  ['reached', 'pairs reached'],
]

function report(title: string, found: ReadonlyMap<string, readonly Found[]>): void {
  print(`\n${title}`)
  print(`| ${['pairs of identities', ...COLUMNS.map(([, head]) => head)].join(' | ')} | compared, a portrait |`)
  print(`|${' --- |'.repeat(COLUMNS.length + 2)}`)
  for (const [way, qualities] of found) {
    const cells = COLUMNS.map(([column]) => {
      const values = qualities.map(quality => quality[column]).filter(value => value !== undefined)
      return values.length > 0 ? interval(values) : ''
    })
    const pairs =
      qualities.map(quality => quality.compared ?? 0).reduce((sum, value) => sum + value, 0) / qualities.length
    print(`| ${[way, ...cells].join(' | ')} | ${pairs > 0 ? pairs.toFixed(1) : ''} |`)
  }
}

function speed(told: readonly Identity[]): void {
  const { seconds, candidates, portraits, left } = resolve(told)
  const rate = (part: number, count = told.length) => Math.round(count / part)
  const all = rate(seconds.portraits + seconds.blocks + seconds.score + seconds.cluster)
  print(
    `\n${told.length} identities of ${portraits} portraits, ${candidates.pairs} pairs, one core: ${all} identities/s`,
  )
  print(
    `portraits ${rate(seconds.portraits)}/s, blocks ${rate(seconds.blocks, portraits)} portraits/s, scores ` +
      `${rate(seconds.score, candidates.pairs)} pairs/s, clusters ${rate(seconds.cluster, portraits)} portraits/s`,
  )
  print(`in blocks too large to compare: ${left}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
