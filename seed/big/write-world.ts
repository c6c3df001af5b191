import { mkdirSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { dayOf, instantText, MINUTE } from '../base/calendar.ts'
import { FILE } from '../base/file-names.ts'
import { type Random, stream } from '../base/random.ts'
import { RecordFile, writeRecords } from '../base/record-file.ts'
import { keyOf, type MovementRecord } from '../base/records.ts'
import { passportRecords } from '../noise/passports.ts'
import { type Noise, Scribe } from '../noise/scribe.ts'
import { callAt, type Run, runRecord, runsBetween } from '../rail/timetable.ts'
import { copyWorldFiles } from '../rail/world-files.ts'
import type { Journeys } from './journeys.ts'
import { paperRecord } from './papers.ts'
import { cameAbout, type Deed, plant } from './planted.ts'
import { makeHouseholds, type Traveller } from './population.ts'
import { identityOf, type Rider, RunLines } from './run-lines.ts'
import { planTrips } from './trips.ts'

const FIRST_YEAR = 2023
/** Share of runs whose checks are complete. */
const COMPLETE = 0.95

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
export async function writeWorld({ persons, years, seed, out, noise, progress }: WorldOptions): Promise<WorldCounts> {
  if (!Number.isInteger(persons) || persons < 1) throw new RangeError(`persons: expected 1 or more, came ${persons}`)
  if (!Number.isInteger(years) || years < 1) throw new RangeError(`years: expected 1 or more, came ${years}`)
  if (noise && !(noise.rate >= 0 && noise.rate <= 1))
    throw new RangeError(`noise: expected a rate from 0 to 1, came ${noise.rate}`)
  const scribe = noise && new Scribe(noise, seed, years)
  const households = makeHouseholds(persons, seed)
  const travellers = households.flat()
  const planted = plant(travellers, seed)
  const runs = runsBetween(dayOf(`${FIRST_YEAR}-01-01`), dayOf(`${FIRST_YEAR + years}-01-01`) - 1)
  const journeys = planTrips(households, runs, seed)
  mkdirSync(out, { recursive: true })
  copyWorldFiles(out)
  const documents = writeRecords(out, FILE.documents, papersOf(travellers, scribe))
  const lines = new RunLines(travellers.length, stream(seed, 'lines'), scribe)
  const checks = await writeRuns({ out, runs, journeys, travellers, lines, random: stream(seed, 'runs'), progress })
  writeTruth(out, travellers, lines, cameAbout(planted, journeys, runs))
  return { persons, households: households.length, runs: runs.length, journeys: journeys.count, checks, documents }
}

function* papersOf(travellers: readonly Traveller[], scribe: Scribe | undefined): Generator<object> {
  for (const traveller of travellers) {
    const record = paperRecord(traveller)
    if (record) yield record
    if (scribe) yield* passportRecords(traveller, scribe.passports(traveller))
  }
}

/** Writes timetable, passenger lists, checks, movements and coverage run by run; returns how many checks. */
async function writeRuns(given: {
  out: string
  runs: readonly Run[]
  journeys: Journeys
  travellers: readonly Traveller[]
  lines: RunLines
  random: Random
  progress: WorldOptions['progress']
}): Promise<number> {
  const { out, runs, journeys, travellers, lines, random, progress } = given
  const open = (name: string) => new RecordFile(out, name)
  const timetable = open(FILE.runs)
  const passengers = open(FILE.passengers)
  const checks = open(FILE.checks)
  const movements = open(FILE.movements)
  const coverage = open(FILE.coverage)
  const riders = ridersByRun(journeys, travellers, runs.length)
  const firstDay = runs[0]?.day ?? 0
  const days = (runs.at(-1)?.day ?? 0) - firstDay + 1
  let day = firstDay
  for (const [r, run] of runs.entries()) {
    if (run.day !== day) {
      progress?.(day - firstDay + 1, days)
      // Whoever shows the progress gets to run.
      await setImmediate()
      day = run.day
    }
    timetable.add(runRecord(run))
    for (const movement of movementsOf(run, random)) movements.add(movement)
    const complete = random.chance(COMPLETE)
    coverage.add({ record: 'coverage', run: run.key, feed: 'CHECKS', complete })
    const written = lines.of(run, riders(r), complete)
    for (const line of written.passengers) passengers.addLine(line)
    for (const line of written.checks) checks.addLine(line)
  }
  progress?.(days, days)
  for (const file of [timetable, passengers, checks, movements, coverage]) file.close()
  return checks.lines
}

/** Who rides run r, in the order in which the journeys were planned. */
function ridersByRun(journeys: Journeys, travellers: readonly Traveller[], runs: number): (r: number) => Rider[] {
  const { order, start } = journeys.byRun(runs)
  return r =>
    Array.from(order.subarray(start[r], start[r + 1]), journey => ({
      traveller: travellers[journeys.person[journey] as number] as Traveller,
      trip: journeys.trip[journey] as number,
      booking: journeys.booking[journey] as number,
      flags: journeys.flags[journey] as number,
    }))
}

/** When the run came and went at the border stops: mostly on time. */
function* movementsOf(run: Run, random: Random): Generator<MovementRecord> {
  for (const station of ['KENA', 'KYBARTAI']) {
    const { arrive, depart } = callAt(run, station) as { arrive: number; depart: number }
    const fields = { record: 'movement', run: run.key, station } as const
    yield { ...fields, kind: 'ARRIVED', at: instantText(arrive + random.below(4) * MINUTE) }
    yield { ...fields, kind: 'DEPARTED', at: instantText(depart + random.below(6) * MINUTE) }
  }
}

/** Who is who: one JSON object, a person a line. */
function writeTruth(
  out: string,
  travellers: readonly Traveller[],
  { spellings, lines }: RunLines,
  deeds: readonly Deed[],
): void {
  const file = new RecordFile(out, FILE.truth)
  file.addLine('{"persons":[')
  for (const [i, traveller] of travellers.entries()) {
    const { index, household, basis, type } = traveller
    const identities = [identityOf(traveller), ...(spellings.get(index) ?? [])]
    const person = {
      id: `p${index}`,
      household: `h${household}`,
      basis,
      type,
      identities,
      ...(lines.size > 0 ? { lines: lines.get(index) ?? [] } : {}),
    }
    file.addLine(`${JSON.stringify(person)}${i < travellers.length - 1 ? ',' : ''}`)
  }
  const planted = deeds.map(({ story, persons, document, runs }) => ({
    story,
    persons: persons.map(({ index }) => `p${index}`),
    ...(document ? { documents: [keyOf(document)] } : {}),
    runs,
  }))
  file.addLine(`],"planted":${JSON.stringify(planted)}}`)
  file.close()
}
