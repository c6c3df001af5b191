import { type Dirent, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PlantedPattern } from '../../seed/index.ts'
import { Invalid, messageOf } from '../base/index.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'

/** What stands behind each option, as it was typed. */
export interface SeedOptions {
  readonly persons: string
  readonly years: string
  readonly seed: string
  readonly noise?: string
  readonly plant?: string
  readonly misspecified?: boolean
  readonly out?: string
  readonly json?: boolean
}

/** The least and the most of each number; a seed is 32 bits. */
export const BOUNDS = {
  persons: [1, 5_000_000],
  years: [1, 10],
  seed: [0, 4_294_967_295],
  noise: [0, 100],
} as const

/**
 * `alight seed`: writes a large invented world into a folder, ready to be loaded.
 * @throws Invalid naming every wrong option in one message, before anything is written
 */
export async function seed(
  parts: Pick<Parts, 'writeWorld' | 'worldFiles' | 'plantable'>,
  options: SeedOptions,
  say: (line: string) => void,
): Promise<number> {
  const { out, cases, misspecified, ...numbers } = checked(options, parts.plantable)
  makeRoom(out, parts.worldFiles)
  const { persons, years } = numbers
  say(
    `making ${persons} persons and their journeys of ${years === 1 ? 'one year' : `${years} years`}, seed ${numbers.seed}`,
  )
  const progress = openProgress('Writing')
  const counts = await parts
    .writeWorld({
      ...numbers,
      ...(cases ? { cases, misspecified } : {}),
      out,
      progress: (done, total) => progress.update(done, total, `${done} of ${total} days`),
    })
    .finally(() => progress.stop())
  if (options.json) process.stdout.write(`${JSON.stringify(counts)}\n`)
  else {
    const { households, runs, journeys, checks, documents } = counts
    process.stdout.write(
      `${persons} persons in ${households} households, ${runs} runs, ${journeys} journeys, ${checks} checks and ` +
        `${documents} documents written to ${out}; who is who: ${join(out, 'truth.json')}, which is never loaded\n` +
        (cases ? `what is planted: ${join(out, 'cases.jsonl')}, which is never loaded either\n` : '') +
        `next: npx alight load ${quoted(out)}\n`,
    )
  }
  return 0
}

interface Checked {
  readonly persons: number
  readonly years: number
  readonly seed: number
  readonly out: string
  readonly noise?: { readonly rate: number }
  /** The patterns of which cases are planted. */
  readonly cases?: readonly PlantedPattern[]
  readonly misspecified: boolean
}

function checked(options: SeedOptions, plantable: readonly PlantedPattern[]): Checked {
  const problems: string[] = []
  const number = (name: keyof typeof BOUNDS, form: RegExp, what: string): number => {
    const [least, most] = BOUNDS[name]
    const came = options[name] ?? ''
    const value = form.test(came) ? Number(came) : Number.NaN
    if (!(value >= least && value <= most))
      problems.push(`--${name}: expected ${what} from ${least} to ${most}, came ${came || 'nothing'}`)
    return value
  }
  const whole = (name: keyof typeof BOUNDS) => number(name, /^\d+$/, 'a whole number')
  const numbers = { persons: whole('persons'), years: whole('years'), seed: whole('seed') }
  const noise =
    options.noise === undefined ? undefined : { rate: number('noise', /^\d+(\.\d+)?$/, 'a percentage') / 100 }
  const misspecified = options.misspecified === true
  const plant = options.plant ?? (misspecified ? 'all' : 'none')
  const cases = plantedBy(plant, plantable, problems)
  if (misspecified && !cases) problems.push('--misspecified: expected cases to be planted, came --plant none')
  const out = options.out ?? ''
  if (out === '') problems.push('--out: expected a folder for the world, came nothing; try --out world')
  if (problems.length > 0) throw new Invalid(problems.join('; '))
  return { ...numbers, out, misspecified, ...(noise ? { noise } : {}), ...(cases ? { cases } : {}) }
}

/** The patterns that `all`, `none` or names joined by commas mean; nothing for `none`. */
function plantedBy(
  plant: string,
  plantable: readonly PlantedPattern[],
  problems: string[],
): readonly PlantedPattern[] | undefined {
  if (plant === 'none') return undefined
  if (plant === 'all') return plantable
  const names = plant.split(',')
  const unknown = names.filter(name => !(plantable as readonly string[]).includes(name))
  if (unknown.length > 0)
    problems.push(
      `--plant: expected all, none or names joined by commas of ${plantable.join(', ')}, came ${unknown.join(', ') || 'nothing'}`,
    )
  return plantable.filter(name => names.includes(name))
}

/**
 * Makes the folder, or takes an earlier world out of it, so that a run cut short never leaves two worlds mixed. A folder
 * that holds anything else is left as it is.
 */
function makeRoom(out: string, worldFiles: readonly string[]): void {
  const found = entries(out)
  const other = found.filter(entry => !entry.isFile() || !worldFiles.includes(entry.name)).map(({ name }) => name)
  if (other.length > 0)
    throw new Invalid(
      `--out: expected a new or empty folder, or one that holds nothing but an earlier world; ${out} holds ` +
        `${other.slice(0, 3).join(', ')}${other.length > 3 ? ` and ${other.length - 3} more` : ''}`,
    )
  for (const { name } of found) rmSync(join(out, name))
}

function entries(out: string): Dirent[] {
  try {
    mkdirSync(out, { recursive: true })
    return readdirSync(out, { withFileTypes: true })
  } catch (error) {
    throw new Invalid(`--out: expected a folder that can be made and read, came ${out}: ${messageOf(error)}`)
  }
}

/** The folder as a shell must be given it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
