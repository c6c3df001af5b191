import { cpus } from 'node:os'
import type { MatcherVersion } from '../../src/person/match/version.ts'
import { type Quality, qualityOf, spread } from './measure.ts'
import { type Resolved, resolve } from './ours.ts'
import { exactMatch, type Grouping, gtasRule } from './rivals.ts'
import { seededWorld } from './seeded.ts'
import { spellingTable } from './spellings.ts'
import { noisyWorld, type Told } from './world.ts'

/** Rates at which each field goes wrong; 2 % is taken for what is real, as in the large worlds. No rate is known. */
const NOISE = [0, 0.005, 0.02, 0.05, 0.1]
/** Seeds 1 to 20 are for tuning, those from here on for reporting. */
const FIRST_SEED = 101

const RIVALS: readonly (readonly [string, (told: readonly Told[]) => Grouping])[] = [
  ['exact match', exactMatch],
  ['GTAS rule', gtasRule],
]

/**
 * Who is who, without a graph, over invented worlds of `persons` (3,000 unless told) and so many seeds from 101 on (5):
 * exact match, the rule of GTAS and the matcher side by side. Mean, smallest and largest of the seeds.
 */
export async function benchIdentity([persons = '3000', seeds = '5']: readonly string[]): Promise<void> {
  const size = Number(persons)
  const reported = Array.from({ length: Number(seeds) }, (_, i) => FIRST_SEED + i)
  print(
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model} × ${cpus().length}, Node ${process.versions.node}`,
  )
  print(`${size} persons a world, seeds ${reported[0]}–${reported.at(-1)}: mean [least–most]`)
  for (const noise of NOISE) {
    const worlds = reported.map(seed => noisyWorld({ persons: size, noise, seed }))
    compare(`noise ${noise * 100} % a field`, worlds)
    if (noise === 0.02) compare('the same without documents', worlds.map(withoutDocuments))
  }
  const seeded: Told[][] = []
  for (const seed of reported) seeded.push(await seededWorld(size, seed))
  compare('worlds of alight seed, one year', seeded)
  compare('the same without documents', seeded.map(withoutDocuments))
  const told = noisyWorld({ persons: size, noise: 0.02, seed: FIRST_SEED })
  const fitted = resolve(told).version
  spellingTable(fitted, print)
  speed(noisyWorld({ persons: size * 3, noise: 0.02, seed: FIRST_SEED + 1 }), fitted)
}

const withoutDocuments = (told: readonly Told[]): Told[] => told.map(identity => ({ ...identity, documents: [] }))

function compare(title: string, worlds: readonly (readonly Told[])[]): void {
  print(`\n${title} (${worlds.map(({ length }) => length).join(', ')} identities)`)
  print(
    `${''.padEnd(16)}${['precision', 'recall', 'F1', 'B³ F1', 'persons exact'].map(head => head.padEnd(25)).join('')}`,
  )
  const truth = worlds.map(told => told.map(({ person }) => person))
  const row = (name: string, groupings: readonly Grouping[]) => {
    const qualities = groupings.map((groups, i) => qualityOf(groups, truth[i] as number[]))
    const fields: readonly (keyof Quality)[] = ['precision', 'recall', 'f1', 'bCubed', 'exact']
    print(name.padEnd(16) + fields.map(field => spread(qualities.map(quality => quality[field])).padEnd(25)).join(''))
  }
  for (const [name, group] of RIVALS) row(name, worlds.map(group))
  const resolved = worlds.map(told => resolve(told))
  row(
    'ours',
    resolved.map(({ groups }) => groups),
  )
  print(
    `AUTO pairs right ${spread(resolved.map(({ auto }) => auto.right / Math.max(1, auto.pairs)))}, ${reviews(resolved, worlds)}`,
  )
  print(`true pairs among the candidates ${spread(resolved.map((result, i) => blocked(result, truth[i] as number[])))}`)
}

function reviews(resolved: readonly Resolved[], worlds: readonly (readonly Told[])[]): string {
  const awaiting = resolved.map(({ probable }, i) => (probable.pairs * 1_000) / (worlds[i] as readonly Told[]).length)
  const right = resolved.map(({ probable }) => probable.right / Math.max(1, probable.pairs))
  return `PROBABLE pairs right ${spread(right)}, ${spread(awaiting)} of them per 1,000 identities`
}

/** Share of true pairs that share a block. */
function blocked({ candidates }: Resolved, truth: readonly number[]): number {
  const people = [...Map.groupBy(truth, person => person).values()]
  const all = people.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  return candidates.right / Math.max(1, all)
}

function speed(told: readonly Told[], fitted: MatcherVersion): void {
  const { seconds, candidates } = resolve(told, fitted)
  const rate = (part: number, count = told.length) => Math.round(count / part)
  const parts = [
    `portraits ${rate(seconds.portraits)}/s`,
    `blocks ${rate(seconds.blocks)}/s`,
    `scores ${rate(seconds.score, candidates.pairs)} pairs/s`,
    `clusters ${rate(seconds.cluster)}/s`,
  ]
  const all = rate(seconds.portraits + seconds.blocks + seconds.score + seconds.cluster)
  print(`\n${told.length} identities, ${candidates.pairs} candidate pairs, one core: ${all} identities/s`)
  print(`${parts.join(', ')}; fitting anew ${resolve(told).seconds.fit.toFixed(1)} s`)
  const resident = Math.round(process.resourceUsage().maxRSS / 1024)
  print(`in blocks too large to compare: ${candidates.left}; the bench had ${resident} MB resident at most`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
