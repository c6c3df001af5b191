import { setImmediate } from 'node:timers/promises'
import { instantText, MINUTE } from '../base/calendar.ts'
import { CASE_FILE, FILE } from '../base/file-names.ts'
import type { Random } from '../base/random.ts'
import { RecordFile } from '../base/record-file.ts'
import type { MovementRecord } from '../base/records.ts'
import { callAt, type Run, runRecord } from '../rail/timetable.ts'
import type { Happening, Happenings } from './happenings.ts'
import type { Journeys } from './journeys.ts'
import type { Traveller } from './population.ts'
import type { RunLines, Written } from './run-lines.ts'
import type { Script } from './script.ts'
import type { Rider } from './sightings.ts'

/** Share of runs whose checks are complete. */
const COMPLETE = 0.95

/** What only a world with planted cases has. */
export interface Told {
  readonly happenings: Happenings
  readonly scripts: ReadonlyMap<number, Script>
  /** Hears of every run that was written. */
  readonly witness: (run: Run, riders: readonly Rider[], stops: Written['stops']) => void
}

/** A world's runs, to be written to a folder. */
export interface WorldRuns {
  readonly out: string
  readonly runs: readonly Run[]
  readonly journeys: Journeys
  readonly travellers: readonly Traveller[]
  readonly lines: RunLines
  readonly random: Random
  readonly told?: Told | undefined
  readonly progress?: ((done: number, total: number) => void) | undefined
}

/** Writes timetable, passenger lists, checks, movements and coverage run by run; returns how many lines and checks. */
export async function writeRuns(world: WorldRuns): Promise<{ journeys: number; checks: number }> {
  const { out, runs, lines, random, told, progress } = world
  const open = (name: string) => new RecordFile(out, name)
  const timetable = open(FILE.runs)
  const passengers = open(FILE.passengers)
  const checks = open(FILE.checks)
  const movements = open(FILE.movements)
  const coverage = open(FILE.coverage)
  const later = told && open(CASE_FILE.late)
  const riders = ridersByRun(world)
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
    const happening = told?.happenings.of(run, r)
    for (const movement of happening ? movementsIn(run, happening) : movementsOf(run, random)) movements.add(movement)
    const complete = random.chance(COMPLETE)
    coverage.add({ record: 'coverage', run: run.key, feed: 'CHECKS', complete })
    const aboard = riders(r)
    const written = lines.of(run, aboard, complete, happening)
    for (const line of written.passengers) passengers.addLine(line)
    for (const line of written.checks) checks.addLine(line)
    for (const line of written.late) later?.addLine(line)
    told?.witness(run, aboard, written.stops)
  }
  progress?.(days, days)
  for (const file of [timetable, passengers, checks, movements, coverage, later]) file?.close()
  return { journeys: passengers.lines, checks: checks.lines }
}

/** Who rides run r, in the order in which the journeys were planned. */
function ridersByRun({ journeys, travellers, runs, told }: WorldRuns): (r: number) => Rider[] {
  const { order, start } = journeys.byRun(runs.length)
  return r =>
    Array.from(order.subarray(start[r], start[r + 1]), journey => ({
      journey,
      traveller: travellers[journeys.person[journey] as number] as Traveller,
      trip: journeys.trip[journey] as number,
      booking: journeys.booking[journey] as number,
      flags: journeys.flags[journey] as number,
      script: told?.scripts.get(journey),
    }))
}

/** When the run came and went at the border stops: mostly on time. */
function* movementsOf(run: Run, random: Random): Generator<MovementRecord> {
  for (const station of ['KENA', 'KYBARTAI'] as const) {
    const late = { arrives: random.below(4), departs: random.below(6) }
    yield* cameAndWent(run, station, late)
  }
}

/** The same where the run has a story: late, or sent another way. */
function* movementsIn(run: Run, { late, routeChanged }: Happening): Generator<MovementRecord> {
  for (const station of ['KENA', 'KYBARTAI'] as const) yield* cameAndWent(run, station, late[station])
  const { arrive } = callAt(run, run.plan.westbound ? 'KENA' : 'KYBARTAI') as { arrive: number }
  if (routeChanged) yield { record: 'movement', run: run.key, kind: 'ROUTE_CHANGED', at: instantText(arrive) }
}

function* cameAndWent(
  run: Run,
  station: 'KENA' | 'KYBARTAI',
  { arrives, departs }: { arrives: number; departs: number },
): Generator<MovementRecord> {
  const { arrive, depart } = callAt(run, station) as { arrive: number; depart: number }
  const fields = { record: 'movement', run: run.key, station } as const
  yield { ...fields, kind: 'ARRIVED', at: instantText(arrive + arrives * MINUTE) }
  yield { ...fields, kind: 'DEPARTED', at: instantText(depart + departs * MINUTE) }
}
