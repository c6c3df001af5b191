import { mkdirSync } from 'node:fs'
import { dayOf } from '../base/calendar.ts'
import { FILE } from '../base/file-names.ts'
import { stream } from '../base/random.ts'
import { writeRecords } from '../base/record-file.ts'
import { CaseFile, type PlantedPattern, play, Rides, Stage } from '../cases/index.ts'
import { MISSPECIFIED } from '../noise/mix.ts'
import { passportRecords } from '../noise/passports.ts'
import { type Noise, Scribe } from '../noise/scribe.ts'
import { thinned } from '../rail/thinned.ts'
import { type Run, runsBetween } from '../rail/timetable.ts'
import { copyWorldFiles } from '../rail/world-files.ts'
import { crewOf } from './crew.ts'
import { LIVELY, MONTHLY } from './habits.ts'
import { Happenings } from './happenings.ts'
import { paperRecord } from './papers.ts'
import { cameAbout, plant } from './planted.ts'
import { makeHouseholds, type Traveller } from './population.ts'
import { RunLines } from './run-lines.ts'
import { planTrips } from './trips.ts'
import { Wallet } from './wallet.ts'
import { writeRuns } from './write-runs.ts'
import { writeTruth } from './write-truth.ts'

const FIRST_YEAR = 2023
/** How much goes wrong in a mis-specified world unless told. */
const MISSPECIFIED_RATE = 0.04

/** A large world to be written: same persons, years and seed, same bytes. */
export interface WorldOptions {
  readonly persons: number
  /** Whole years from 2023-01-01 on. */
  readonly years: number
  readonly seed: number
  /** A folder; made where it is not there. */
  readonly out: string
  /** What goes wrong in names, dates and numbers, and passports that are renewed; without, one line in fifty has a slip. */
  readonly noise?: Noise | undefined
  /** Cases of these patterns are planted, with their decoys, in a livelier world; without, two stories in a plain one. */
  readonly cases?: readonly PlantedPattern[] | undefined
  /** With cases: habits, prevalences and noise that nobody has in mind who tunes a detector. */
  readonly misspecified?: boolean | undefined
  /** Told how many days of all are written. */
  readonly progress?: ((done: number, total: number) => void) | undefined
}

/** How many of each were written. */
export interface WorldCounts {
  readonly persons: number
  readonly households: number
  readonly runs: number
  readonly journeys: number
  readonly checks: number
  readonly documents: number
}

/**
 * Writes a large invented world: persons by household, from a round trip in a year or two to sixty a year, at most 300
 * aboard a run. Journeys are kept as columns (17 bytes each); lines are written as they are made.
 * @throws RangeError where there would be nobody or no time
 */
export async function writeWorld(options: WorldOptions): Promise<WorldCounts> {
  const { persons, years, noise, out } = options
  if (!Number.isInteger(persons) || persons < 1) throw new RangeError(`persons: expected 1 or more, came ${persons}`)
  if (!Number.isInteger(years) || years < 1) throw new RangeError(`years: expected 1 or more, came ${years}`)
  if (noise && !(noise.rate >= 0 && noise.rate <= 1))
    throw new RangeError(`noise: expected a rate from 0 to 1, came ${noise.rate}`)
  mkdirSync(out, { recursive: true })
  copyWorldFiles(out)
  return options.cases ? writeEventful({ ...options, cases: options.cases }) : writePlain(options)
}

const allRuns = (years: number): Run[] =>
  runsBetween(dayOf(`${FIRST_YEAR}-01-01`), dayOf(`${FIRST_YEAR + years}-01-01`) - 1)

async function writePlain({ persons, years, seed, out, noise, progress }: WorldOptions): Promise<WorldCounts> {
  const scribe = noise && new Scribe(noise, seed, years)
  const households = makeHouseholds(persons, seed)
  const travellers = households.flat()
  const planted = plant(travellers, seed)
  const runs = allRuns(years)
  const journeys = planTrips(households, runs, seed)
  const documents = writeRecords(out, FILE.documents, papersOf(travellers, scribe))
  const lines = new RunLines(travellers.length, stream(seed, 'lines'), scribe)
  const written = await writeRuns({ out, runs, journeys, travellers, lines, random: stream(seed, 'runs'), progress })
  writeTruth(out, travellers, lines, cameAbout(planted, journeys, runs))
  return { persons, households: households.length, runs: runs.length, ...written, documents }
}

function* papersOf(travellers: readonly Traveller[], scribe: Scribe | undefined): Generator<object> {
  for (const traveller of travellers) {
    const passports = scribe?.passports(traveller) ?? []
    const record = paperRecord(traveller, passports.length > 1)
    if (record) yield record
    yield* passportRecords(traveller, passports)
  }
}

/** A world with planted cases: trains that are late, crew, renewed papers, and records that come late, twice or wrongly stamped. */
async function writeEventful(options: WorldOptions & { cases: readonly PlantedPattern[] }): Promise<WorldCounts> {
  const { persons, years, seed, out, cases, misspecified = false, progress } = options
  const noise = options.noise ?? (misspecified ? { rate: MISSPECIFIED_RATE, mix: MISSPECIFIED } : undefined)
  const scribe = noise && new Scribe(noise, seed, years)
  const habits = misspecified ? MONTHLY : LIVELY
  const households = makeHouseholds(persons, seed, habits.regulars)
  const travellers = households.flat()
  const crew = crewOf(travellers.length, households.length, Happenings.crewNeeded, seed)
  const runs = thinned(allRuns(years), persons)
  const journeys = planTrips(households, runs, seed, habits)
  const wallet = new Wallet(dayOf(`${FIRST_YEAR + years}-01-01`) - 1, scribe)
  const happenings = new Happenings(seed, crew, noise?.rate)
  const rides = new Rides(runs, journeys, travellers.length)
  const stage = new Stage({ travellers, households, rides, wallet, happenings, seed })
  play(stage, cases, misspecified)
  const told = new CaseFile(out, stage.cases, runs)
  const documents = writeRecords(out, FILE.documents, allPapers(stage, scribe))
  const { traces } = told
  const eventful = { wallet, mishaps: happenings.mishaps, random: stream(seed, 'mishaps'), traces }
  const lines = new RunLines(travellers.length, stream(seed, 'lines'), scribe, eventful)
  const witness = told.incidental.bind(told)
  const aside = { happenings, scripts: stage.scripts, witness }
  const random = stream(seed, 'runs')
  const written = await writeRuns({ out, runs, journeys, travellers, lines, random, told: aside, progress })
  writeTruth(out, [...travellers, ...crew], lines, [])
  told.close()
  return { persons, households: households.length, runs: runs.length, ...written, documents }
}

function* allPapers({ travellers, wallet, documents }: Stage, scribe: Scribe | undefined): Generator<object> {
  for (const traveller of travellers) {
    yield* wallet.records(traveller)
    if (scribe) yield* passportRecords(traveller, scribe.passports(traveller))
  }
  yield* documents
}
