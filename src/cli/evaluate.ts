import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { stream } from '../../seed/index.ts'
import { type Config, Invalid, openLog } from '../base/index.ts'
import {
  BASELINES,
  type Found,
  interval,
  type Measures,
  measure,
  RECIPE,
  readBaseline,
  readCases,
  readFound,
  readRecipe,
  splitByWeek,
  type Tally,
  tally,
} from '../evaluation/index.ts'
import { lastReceived, Sweeper } from '../finding/index.ts'
import type { Database } from '../graph/index.ts'
import { type PatternName, Patterns } from '../pattern/index.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'

export interface EvaluateOptions {
  readonly seeds: string
  readonly persons: string
  readonly years: string
  readonly noise?: string
  readonly misspecified?: boolean
  readonly baselines?: boolean
  readonly replay?: boolean
  readonly json?: boolean
}

/** Seeds of the worlds that rules are tuned on: what is reported comes from others. */
const TUNING = 20

/** Where worlds are made and loaded, one after the other. */
interface Place {
  readonly config: Config
  readonly folder: string
  /** Told what share of the world's work is done. */
  progress(part: number): void
}

/** What was found in one world, under the name of whoever looked. */
interface World {
  readonly ours: readonly Tally[]
  readonly baselines: ReadonlyMap<string, Tally>
}

/**
 * `alight evaluate`: makes invented worlds with planted cases and decoys, loads each into a graph of its own, sweeps, and
 * compares what was found with what is there. The service never reads the truth. A world takes a minute or so.
 */
export async function evaluate(parts: Parts, options: EvaluateOptions, say: (line: string) => void): Promise<number> {
  const config = parts.config()
  if (config.neo4j) throw new Invalid('evaluate: expected the managed server, NEO4J_URI names another; unset it')
  const seeds = seedsOf(options.seeds)
  if (Math.min(...seeds) <= TUNING) say(`Seeds 1 to ${TUNING} are for tuning: report what others show`)
  const folder = join(config.home, 'evaluation')
  const progress = openProgress('Evaluating')
  const worlds: World[] = []
  try {
    for (const [i, seed] of seeds.entries()) {
      const told = (part: number) => progress.update(i + part, seeds.length, `world ${seed}`)
      told(0)
      worlds.push(await evaluateWorld(parts, { config, folder, progress: told }, seed, options))
    }
  } finally {
    progress.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  if (options.json) process.stdout.write(`${JSON.stringify(rowsOf(worlds, seeds))}\n`)
  else process.stdout.write(`${tableOf(rowsOf(worlds, seeds))}\n`)
  return 0
}

/** `101-140` or `7`. @throws Invalid for what is no such range */
function seedsOf(text: string): number[] {
  const [, from, to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? []
  const [first, last] = [Number(from), Number(to)]
  if (from === undefined || last < first || last - first >= 1_000)
    throw new Invalid(`--seeds: expected a number or a range such as 101-140, came ${text.slice(0, 60)}`)
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

const WHOLE = [/^\d+$/, 'a whole number'] as const
const PERCENTAGE = [/^\d+(\.\d+)?$/, 'a percentage'] as const

/** @throws Invalid for what has another form, or is out of its bounds */
function number(
  name: string,
  text: string,
  [form, what]: typeof WHOLE | typeof PERCENTAGE,
  [least, most]: readonly [number, number],
): number {
  const value = form.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new Invalid(`--${name}: expected ${what} from ${least} to ${most}, came ${text.slice(0, 60)}`)
}

async function evaluateWorld(parts: Parts, place: Place, seed: number, options: EvaluateOptions): Promise<World> {
  const home = newHome(place.config.home, place.folder)
  const out = join(place.folder, 'world')
  mkdirSync(out)
  const { journeys } = await parts.writeWorld({
    persons: number('persons', options.persons, WHOLE, [1, 1_000_000]),
    years: number('years', options.years, WHOLE, [1, 10]),
    seed,
    out,
    cases: parts.plantable,
    misspecified: options.misspecified ?? false,
    ...(options.noise === undefined
      ? {}
      : { noise: { rate: number('noise', options.noise, PERCENTAGE, [0, 100]) / 100 } }),
  })
  const own = { ...place.config, home }
  if (!options.replay) await parts.loadBulk(own, () => {}, [out], {})
  const cases = await readCases(join(out, parts.caseFile))
  return parts.withGraph(
    own,
    () => {},
    async database => {
      const sweeper = new Sweeper(database, new Patterns(database), openLog('silent'))
      const weekRaised = options.replay ? await replay(parts, { ...place, home, out }, database, sweeper) : undefined
      await sweeper.sweep({ trigger: 'ASKED', by: 'local' })
      const ours = tally(cases, await readFound(database), journeys, weekRaised)
      return { ours, baselines: options.baselines ? await tallyBaselines(database, cases, journeys) : new Map() }
    },
  )
}

/** Loads a world week by week as its records would have come, and looks after each; returns in which a finding was raised. */
async function replay(
  { loadDelivery }: Parts,
  { folder, home, out, progress }: Place & { readonly home: string; readonly out: string },
  database: Database,
  sweeper: Sweeper,
): Promise<(found: Found) => number> {
  const raised = new Map<number, number>()
  const weeks = await splitByWeek(out, join(folder, 'weeks'))
  for (const [i, { folder: delivery, week }] of weeks.entries()) {
    progress(i / weeks.length)
    await loadDelivery(database, home, [delivery])
    await sweeper.sweep({ trigger: 'DELIVERY', by: 'local' })
    raised.set(await lastReceived(database), week)
  }
  return ({ raisedAt }) => raised.get(raisedAt) ?? Number.NaN
}

/** A home of its own, empty, with the jars of the service's where it has them. */
function newHome(service: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const jars = existsSync(service) ? readdirSync(service).filter(name => /^neo4j-[\d.]+$/.test(name)) : []
  for (const name of jars) symlinkSync(join(service, name), join(home, name))
  return home
}

async function tallyBaselines(database: Database, cases: Parameters<typeof tally>[0], journeys: number) {
  const tallies = new Map<string, Tally>()
  const add = (
    { pattern, name }: { readonly pattern: PatternName; readonly name: string },
    found: readonly Found[],
  ) => {
    const own = tally(cases, found, journeys).find(one => one.pattern === pattern)
    if (own) tallies.set(`${pattern}: ${name}`, own)
  }
  for (const baseline of BASELINES) add(baseline, await readBaseline(database, baseline))
  add(RECIPE, await readRecipe(database))
  return tallies
}

interface Row extends Measures {
  readonly name: string
  readonly worlds: number
  readonly precisionWithin: readonly [number, number] | null
  readonly recallWithin: readonly [number, number] | null
}

function rowsOf(worlds: readonly World[], seeds: readonly number[]): Row[] {
  const patterns = worlds[0]?.ours.map(({ pattern }) => pattern) ?? []
  const ours = patterns.map(name =>
    rowOf(
      name,
      worlds.map(world => tallyOf(world, name)),
      seeds,
    ),
  )
  const baselines = [...(worlds[0]?.baselines.keys() ?? [])]
  return [
    ...ours,
    ...baselines.map(name =>
      rowOf(
        name,
        worlds.map(world => world.baselines.get(name) as Tally),
        seeds,
      ),
    ),
  ]
}

const tallyOf = ({ ours }: World, name: PatternName) => ours.find(({ pattern }) => pattern === name) as Tally

function rowOf(name: string, tallies: readonly Tally[], seeds: readonly number[]): Row {
  const drawn = stream(seeds[0] ?? 1, 'worlds drawn')
  const random = () => drawn.next()
  return {
    name,
    worlds: tallies.length,
    ...measure(tallies),
    precisionWithin: interval(tallies, 'precision', random),
    recallWithin: interval(tallies, 'recall', random),
  }
}

const HEAD = [
  'pattern',
  'precision',
  'recall',
  'F1',
  'easy / real / limit',
  'precision at 50 / 100 / 200',
  'findings per 10,000 journeys',
  'decoys hit',
  'false / q',
  'weeks later: half / nine in ten',
]

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(row => [
    row.name,
    `${shown(row.precision)}${within(row.precisionWithin)}`,
    `${shown(row.recall)}${within(row.recallWithin)}`,
    shown(row.f1),
    [row.recallOf.easy, row.recallOf.real, row.recallOf.limit].map(shown).join(' / '),
    row.precisionAt.map(shown).join(' / '),
    row.perTenThousand === null ? '–' : row.perTenThousand.toFixed(1),
    shown(row.decoyHits),
    row.meanQ === null ? '–' : `${shown(row.falseShare)} / ${row.meanQ.toFixed(3)}`,
    row.delay === null ? '–' : `${row.delay.median} / ${row.delay.ninth}`,
  ])
  return [HEAD, HEAD.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

const shown = (value: number | null) => (value === null ? '–' : value.toFixed(2))
const within = (bounds: readonly [number, number] | null) =>
  bounds ? ` [${shown(bounds[0])} – ${shown(bounds[1])}]` : ''
