import type { Projection } from '../projection/projection.ts'
import { isDiverted } from '../terms/aboard.ts'
import { CROWD, isCrowd } from '../terms/crowd.ts'
import { asOfNow } from '../terms/kept-beside.ts'
import { personOf } from '../terms/units.ts'
import { callNumber, callOf, untilTouched } from '../terms/until-touched.ts'
import { Habits, type Presence } from './habits.ts'
import { leavingAt } from './leavings.ts'
import { lastPresences, passengerJourneys, type Span } from './presences.ts'
import { Traffic, type TrafficCounted } from './traffic.ts'

/** Bookings of so many are a school's or a tour's. */
const MANY = 10
const UNKNOWN = -1
const USUAL = { crowd: CROWD.crowd.value, crowdShare: CROWD.crowdShare.value }

/** By stop, how many left which trains: what is fitted. */
export type LeaversCounted = Readonly<Record<string, TrafficCounted>>

/**
 * Journeys that left at a call of their own accord: not where the run was diverted or a crowd left, and without bookings
 * of ten or more on that run. O(journeys of the run) the first time that it is asked after an update has touched the run.
 */
export const leaversAt = (projection: Projection, run: number, call: number): readonly number[] =>
  leftAt(projection, callNumber(run, call - (projection.rail.runs.columns.calls[run] as number)))

const leftAt = untilTouched('call', (projection, number): readonly number[] => {
  const { rail, journeys } = projection
  const [run, place] = callOf(number)
  const call = (rail.runs.columns.calls[run] as number) + place
  const { alight, booking } = journeys.journeys.columns
  const first = rail.runs.columns.journeys[run] as number
  const end = first + (rail.runs.columns.journeyCount[run] as number)
  const left: number[] = []
  for (let j = first; j < end; j++) if (alight[j] === place && leavingAt(projection, j) === call) left.push(j)
  if (left.length === 0) return left
  if (isDiverted(projection, run) || isCrowd(projection, run, place, 'ALIGHT', USUAL)) return []
  const sizes = new Map(left.map(journey => [booking[journey] as number, 0]))
  sizes.delete(UNKNOWN)
  for (let j = first; j < end; j++) {
    const size = sizes.get(booking[j] as number)
    if (size !== undefined) sizes.set(booking[j] as number, size + 1)
  }
  return left.filter(journey => (sizes.get(booking[journey] as number) ?? 0) < MANY)
})

/** Whose these are, each once, as far as that is known. */
const personsLeftAt = untilTouched('call', (projection, number): readonly number[] => {
  const [run, place] = callOf(number)
  const left = leaversAt(projection, run, (projection.rail.runs.columns.calls[run] as number) + place)
  const persons = new Set(left.map(journey => personOf(projection, journey)))
  persons.delete(UNKNOWN)
  return [...persons]
})

type ByStop = ReadonlyMap<number, readonly number[]>

/** Nearly all persons have left nowhere, and share it. */
const NOWHERE: ByStop = new Map()

const leavingsOf = untilTouched(
  'person',
  (projection, person) => withLeavings(NOWHERE, projection, passengerJourneys(projection, person)),
  withLeavings,
)

/** Leavings by stop, and those of some journeys that count as such; crew leave nowhere. */
function withLeavings(before: ByStop, projection: Projection, made: readonly number[]): ByStop {
  const { rail, journeys } = projection
  const { run } = journeys.journeys.columns
  let byStop: Map<number, readonly number[]> | undefined
  for (const journey of made) {
    const call = leavingAt(projection, journey)
    if (call < 0 || !leaversAt(projection, run[journey] as number, call).includes(journey)) continue
    const stop = rail.calls.columns.station[call] as number
    byStop ??= new Map(before)
    byStop.set(stop, [...(byStop.get(stop) ?? []), journey])
  }
  return byStop ?? before
}

/** Who leaves with whom, as of one state of the facts, stop by stop. Made out as it is asked for. */
export class Leavers {
  readonly #projection: Projection
  readonly #counted: LeaversCounted
  readonly #span: Span
  readonly #habits = new Map<number, Habits>()
  readonly #rows = new Map<number, Map<number, number>>()

  constructor(projection: Projection, counted: LeaversCounted, span: Span) {
    this.#projection = projection
    this.#counted = counted
    this.#span = span
  }

  /** The journeys of a person that count as leavings, by stop. */
  of(person: number): ByStop {
    return leavingsOf(this.#projection, person)
  }

  /** A person's leavings at a stop, as far back as habits go, in order of time. */
  presencesOf(person: number, stop: number): Presence[] {
    return lastPresences(this.#projection, this.of(person).get(stop) ?? [], this.#span)
  }

  /** Whether neither a person nor any run that they left at a stop was touched since an update: whom they left with is as it was. */
  isAsOf(person: number, stop: number, at: number): boolean {
    const { touches, journeys } = this.#projection
    const { run } = journeys.journeys.columns
    const left = this.of(person).get(stop) ?? []
    return touches.ofPerson(person) <= at && left.every(journey => touches.ofRun(run[journey] as number) <= at)
  }

  /** The persons who left a run at a stop. */
  personsAt(run: number, stop: number): readonly number[] {
    const { rail } = this.#projection
    return personsLeftAt(this.#projection, callNumber(run, rail.callAt(run, rail.stations.all[stop] as string)))
  }

  callAt(run: number, stop: number): number {
    const { rail } = this.#projection
    return (rail.runs.columns.calls[run] as number) + rail.callAt(run, rail.stations.all[stop] as string)
  }

  habitsAt(stop: number): Habits {
    const { rail } = this.#projection
    const known = this.#habits.get(stop)
    if (known) return known
    const counted = this.#counted[rail.stations.all[stop] as string] ?? { runs: {}, days: [], upTo: [] }
    const traffic = new Traffic(counted, rail.trains.all, this.#span.windowDays)
    const habits = new Habits(rail, traffic, run => this.personsAt(run, stop).length)
    this.#habits.set(stop, habits)
    return habits
  }

  /** The habits of a person at a stop. */
  rowOf(person: number, stop: number): number {
    const rows = this.#rows.get(stop) ?? new Map<number, number>()
    this.#rows.set(stop, rows)
    const row = rows.get(person) ?? this.habitsAt(stop).add(this.presencesOf(person, stop))
    rows.set(person, row)
    return row
  }
}

/** What leavers are made out of. */
interface Of {
  readonly projection: Projection
  readonly parameters: Span
  readonly fitted: LeaversCounted
}

/** The leavers of now. */
export const leaversOf = asOfNow(
  ({ projection, fitted, parameters }: Of) => new Leavers(projection, fitted, parameters),
)
