import type { Projection } from '../projection/projection.ts'
import type { Sighting } from './sightings.ts'

/** Why the instant of a check cannot be trusted. */
export type ClockError = 'ZONE' | 'DATE' | 'BATCH'

const HOUR = 3_600_000
const SECOND = 1_000
/** Hours by which the clocks of neighbouring zones differ. */
const ZONES = [-1, 1, -2, 2, -3, 3]
/** So many checks that are off alike are a device's, not a traveller's. */
const DEVICE = 3
/** So many checks of a run in one second were stamped together, not made then. */
const BATCH = 10

/**
 * Why an instant cannot be trusted: the check lies outside its run's stop and a clock of a neighbouring zone (one to three
 * hours off) or one digit of the date puts it inside; or it was stamped with at least nine others. Undefined: nothing says so.
 */
export function clockError(projection: Projection, sighting: Sighting): ClockError | undefined {
  if (isBatchStamped(projection, sighting)) return 'BATCH'
  const stop = stopOf(projection, sighting.call)
  if (!stop || isIn(stop, sighting.at)) return undefined
  if (ZONES.some(hours => isIn(stop, sighting.at + hours * HOUR))) return 'ZONE'
  return isDateSlip(stop, sighting.at) ? 'DATE' : undefined
}

/**
 * How many hours have to be added to the instants of the checks at a stop of a run, whose device went by the clock of a
 * neighbouring zone: most of them, three at least, lie outside the stop, and so many hours put them inside. 0: nothing says
 * so. O(checks of the run).
 */
export function clockShift(projection: Projection, run: number, call: number): number {
  const stop = stopOf(projection, call)
  if (!stop) return 0
  const { checks } = projection.journeys
  const first = projection.rail.runs.columns.calls[run] as number
  const instants = [...checksOn(projection, run)]
    .filter(check => first + (checks.columns.call[check] as number) === call)
    .map(check => checks.columns.at[check] as number)
  const off = instants.filter(at => !isIn(stop, at))
  const least = Math.max(DEVICE, Math.floor(instants.length / 2) + 1)
  return ZONES.find(hours => off.filter(at => isIn(stop, at + hours * HOUR)).length >= least) ?? 0
}

type Stop = readonly [arrived: number, departed: number]

/** When a run stood at a call: as it was seen, where that is known, else as planned. */
function stopOf({ rail }: Projection, call: number): Stop | undefined {
  const { arrive, depart, arrived, departed } = rail.calls.columns
  const [came, went] = [arrived[call] as number, departed[call] as number]
  const stop: Stop = [
    Number.isNaN(came) ? (arrive[call] as number) : came,
    Number.isNaN(went) ? (depart[call] as number) : went,
  ]
  return Number.isNaN(stop[0]) || Number.isNaN(stop[1]) ? undefined : stop
}

const isIn = ([arrived, departed]: Stop, at: number) => arrived <= at && at <= departed

/** Whether the same time on the day of the stop lies in it, and the two dates differ in one digit. */
function isDateSlip(stop: Stop, at: number): boolean {
  const [date, time] = new Date(at).toISOString().split('T') as [string, string]
  return stop.some(instant => {
    const day = new Date(instant).toISOString().slice(0, 10)
    const unlike = [...day].filter((digit, i) => digit !== date[i]).length
    return unlike === 1 && isIn(stop, Date.parse(`${day}T${time}`))
  })
}

function isBatchStamped(projection: Projection, { run, at }: Sighting): boolean {
  const second = Math.floor(at / SECOND)
  let stamped = 0
  for (const check of checksOn(projection, run))
    if (Math.floor((projection.journeys.checks.columns.at[check] as number) / SECOND) === second && ++stamped >= BATCH)
      return true
  return false
}

/** Rows of the checks made on a run. */
function* checksOn({ rail, journeys }: Projection, run: number): Iterable<number> {
  const { checks } = journeys.journeys.columns
  const first = rail.runs.columns.journeys[run] as number
  const end = first + (rail.runs.columns.journeyCount[run] as number)
  for (let check = checks[first] as number; check < (checks[end] as number); check++) yield check
}
