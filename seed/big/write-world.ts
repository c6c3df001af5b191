import { mkdirSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { dayOf, instantText, MINUTE } from '../base/calendar.ts'
import { FILE } from '../base/file-names.ts'
import { stream } from '../base/random.ts'
import { RecordFile } from '../base/record-file.ts'
import { callAt, type Run, runRecord, runsBetween } from '../rail/timetable.ts'
import { copyWorldFiles } from '../rail/world-files.ts'
import { paperRecord } from './papers.ts'
import { households, type PlantedInBig, plant, type Traveller } from './population.ts'
import { identityOf, RunLines } from './run-lines.ts'
import { type Journeys, planTrips } from './trips.ts'

const FIRST_YEAR = 2023
const COMPLETE = 0.95

/** A large world to be written: same persons, years and seed, same bytes. */
export interface WorldOptions {
  readonly persons: number
  /** Whole years from 2023-01-01 on. */
  readonly years: number
  readonly seed: number
  /** A folder; made where it is not there. */
  readonly out: string
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
 * Writes a large invented world: persons by household, two to sixty round trips a year or fewer, at most 300 aboard a
 * run. Journeys are kept as columns (18 bytes each) and everything else is written as it is made.
 * @throws RangeError where there would be nobody or no time
 */
export async function writeWorld({ persons, years, seed, out, progress }: WorldOptions): Promise<WorldCounts> {
  if (!Number.isInteger(persons) || persons < 1) throw new RangeError(`persons: expected 1 or more, came ${persons}`)
  if (!Number.isInteger(years) || years < 1) throw new RangeError(`years: expected 1 or more, came ${years}`)
  const made = households(persons, seed)
  const travellers = made.flat()
  const planted = plant(travellers, seed)
  const runs = runsBetween(dayOf(`${FIRST_YEAR}-01-01`), dayOf(`${FIRST_YEAR + years}-01-01`) - 1)
  const journeys = planTrips(made, runs, seed)
  mkdirSync(out, { recursive: true })
  copyWorldFiles(out)
  const documents = writeDocuments(out, travellers)
  const { checks, lines } = await writeRuns({ out, runs, journeys, travellers, seed, progress })
  writeTruth(out, travellers, lines, planted)
  return { persons, households: made.length, runs: runs.length, journeys: journeys.count, checks, documents }
}

function writeDocuments(out: string, travellers: readonly Traveller[]): number {
  const file = new RecordFile(out, FILE.documents)
  for (const traveller of travellers) {
    const record = paperRecord(traveller)
    if (record) file.add(record)
  }
  file.close()
  return file.lines
}

async function writeRuns(given: {
  out: string
  runs: readonly Run[]
  journeys: Journeys
  travellers: readonly Traveller[]
  seed: number
  progress: WorldOptions['progress']
}): Promise<{ checks: number; lines: RunLines }> {
  const { out, runs, journeys, travellers, seed, progress } = given
  const random = stream(seed, 'runs')
  const lines = new RunLines(travellers.length, stream(seed, 'lines'))
  const { order, start } = journeys.byRun(runs.length)
  const file = (name: string) => new RecordFile(out, name)
  const [timetable, passengers, checks] = [file(FILE.runs), file(FILE.passengers), file(FILE.checks)]
  const [movements, coverage] = [file(FILE.movements), file(FILE.coverage)]
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
    for (const station of ['KENA', 'KYBARTAI']) {
      const { arrive, depart } = callAt(run, station) as { arrive: number; depart: number }
      const fields = { record: 'movement', run: run.key, station }
      movements.add({ ...fields, kind: 'ARRIVED', at: instantText(arrive + random.below(4) * MINUTE) })
      movements.add({ ...fields, kind: 'DEPARTED', at: instantText(depart + random.below(6) * MINUTE) })
    }
    const complete = random.chance(COMPLETE)
    coverage.add({ record: 'coverage', run: run.key, feed: 'CHECKS', complete })
    const aboard = Array.from(order.subarray(start[r], start[r + 1]), journey => ({
      traveller: travellers[journeys.person[journey] as number] as Traveller,
      trip: journeys.trip[journey] as number,
      booking: journeys.booking[journey] as number,
      flags: journeys.flags[journey] as number,
    }))
    const written = lines.of(run, aboard, complete)
    for (const line of written.passengers) passengers.addLine(line)
    for (const line of written.checks) checks.addLine(line)
  }
  progress?.(days, days)
  for (const open of [timetable, passengers, checks, movements, coverage]) open.close()
  return { checks: checks.lines, lines }
}

/** Who is who: one JSON object, a person a line. */
function writeTruth(
  out: string,
  travellers: readonly Traveller[],
  { spellings }: RunLines,
  planted: readonly PlantedInBig[],
): void {
  const file = new RecordFile(out, FILE.truth)
  file.addLine('{"persons":[')
  for (const [i, traveller] of travellers.entries()) {
    const { index, household, basis, type } = traveller
    const identities = [identityOf(traveller), ...(spellings.get(index) ?? [])]
    const person = { id: `p${index}`, household: `h${household}`, basis, type, identities }
    file.addLine(`${JSON.stringify(person)}${i < travellers.length - 1 ? ',' : ''}`)
  }
  const stories = planted.map(({ story, persons }) => ({ story, persons: persons.map(({ index }) => `p${index}`) }))
  file.addLine(`],"planted":${JSON.stringify(stories)}}`)
  file.close()
}
