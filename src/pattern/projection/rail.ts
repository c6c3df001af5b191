import { Names } from './names.ts'
import type { AnyTable, Part } from './part.ts'
import { Spans } from './spans.ts'
import { type Numbers, Table } from './table.ts'

/** Where the line is watched. */
const WATCHED = 'LTU'

export interface Station {
  /** In English. */
  readonly name: string
  readonly country: string | null
  /** Degrees. */
  readonly latitude: number | null
  readonly longitude: number | null
  readonly borderCrossing: boolean
  /** IANA name, where it is stated. */
  readonly timeZone: string | null
}

/** A rule. Dates are Lithuanian calendar days, `until` the last; null stations or trains: all; null otherwise: states nothing. */
export interface Regime {
  readonly id: string
  readonly from: string
  readonly until: string | null
  readonly stations: readonly string[] | null
  readonly trains: readonly string[] | null
  readonly boarding: boolean | null
  readonly alighting: boolean | null
  readonly capacity: number | null
  readonly refused: readonly string[] | null
}

/** Bits of `calls.rules`: what the timetable says of boarding and alighting; a call outside it says neither. */
export const BOARDING = 1
export const ALIGHTING = 2
export const PLANNED = 4

const DIRECTION = { UNKNOWN: 0, EASTBOUND: 1, WESTBOUND: 2 }

/** Stations, trains, runs, their calls and movements, and the rules of the day. A run's calls and movements lie together. */
export class Rail implements Part<{ readonly deadCalls: number; readonly deadMovements: number }> {
  readonly stations = new Names()
  /** By station; undefined where one was named and is not read yet. */
  readonly about: (Station | undefined)[] = []
  /** By station, 1: it is in Lithuania, which the trains cross, where leaving and boarding is judged. */
  listed = new Uint8Array(0)
  readonly trains = new Names()
  regimes: readonly Regime[] = []
  spans = new Spans([])
  /** Ids of runs by row. */
  readonly ids = new Names()
  /** `stratum`: 7 × train + weekday of the day of origin, Sunday 0. Instants: epoch milliseconds, NaN where there is none. */
  readonly runs = new Table({
    departsAt: Float64Array,
    train: Uint32Array,
    stratum: Uint32Array,
    direction: Uint8Array,
    capacity: Int32Array,
    said: Uint8Array,
    /** 1: CHECKS were complete at the run's border stops in Lithuania. */
    complete: Uint8Array,
    calls: Uint32Array,
    callCount: Uint16Array,
    movements: Uint32Array,
    movementCount: Uint32Array,
    /** Passengers, crew not counted. */
    load: Uint32Array,
    journeys: Uint32Array,
    journeyCount: Uint32Array,
  })
  /** In the order in which the train makes them. `at`: planned departure, else arrival; an unplanned call's first sighting. */
  readonly calls = new Table({
    station: Uint16Array,
    at: Float64Array,
    arrive: Float64Array,
    depart: Float64Array,
    arrived: Float64Array,
    departed: Float64Array,
    rules: Uint8Array,
    said: Uint8Array,
    /** 1: CHECKS are said to be incomplete at this call. */
    incomplete: Uint8Array,
  })
  /** `kind`: place in MOVEMENT_KINDS; `call`: place among the run's calls, −1 on open track; `km` NaN where not stated. */
  readonly movements = new Table({
    kind: Uint8Array,
    call: Int16Array,
    at: Float64Array,
    until: Float64Array,
    km: Float64Array,
  })
  #deadCalls = 0
  #deadMovements = 0

  /** The row of a run; a new one, without calls, where it has none. */
  row(id: string): number {
    const known = this.ids.find(id)
    if (known >= 0) return known
    const row = this.runs.add()
    for (const column of Object.values(this.runs.columns)) column[row] = 0
    return this.ids.number(id)
  }

  /** The number of a station, of which nothing is known where it is named for the first time. */
  station(code: string): number {
    const number = this.stations.number(code)
    if (number === this.about.length) this.about.push(undefined)
    return number
  }

  /** Says what stations are. */
  describe(stations: Iterable<readonly [code: string, about: Station]>): void {
    for (const [code, about] of stations) this.about[this.station(code)] = about
    this.listed = Uint8Array.from(this.about, about => (about?.country === WATCHED ? 1 : 0))
  }

  /** Lets go of a run's calls and movements, before it is read again. */
  drop(run: number): void {
    const { callCount, movementCount } = this.runs.columns
    this.#deadCalls += callCount[run] as number
    this.#deadMovements += movementCount[run] as number
    callCount[run] = 0
    movementCount[run] = 0
  }

  /** Place of a station among a run's calls, −1 where the run does not call there. */
  callAt(run: number, station: string): number {
    const number = this.stations.find(station)
    const { calls, callCount } = this.runs.columns
    const first = calls[run] as number
    for (let c = 0; c < (callCount[run] as number); c++) if (this.calls.columns.station[first + c] === number) return c
    return -1
  }

  /** Says of a run what follows from its calls, from where its stations are and from what was said of completeness. */
  derive(run: number): void {
    const { runs, calls } = this
    const { departsAt } = runs.columns
    const first = runs.columns.calls[run] as number
    const borders: number[] = []
    const longitudes: number[] = []
    for (let c = first; c < first + (runs.columns.callCount[run] as number); c++) {
      const station = this.about[calls.columns.station[c] as number]
      const at = calls.columns.at[c] as number
      const said = Math.max(
        calls.columns.said[c] as number,
        this.spans.said(calls.columns.station[c] as number, Number.isNaN(at) ? (departsAt[run] as number) : at),
      )
      if (station?.borderCrossing && this.listed[calls.columns.station[c] as number] === 1) borders.push(said)
      if (station && station.longitude !== null) longitudes.push(station.longitude)
      calls.columns.incomplete[c] = said === 2 ? 1 : 0
    }
    runs.columns.direction[run] = directionOf(longitudes)
    runs.columns.complete[run] = isComplete(runs.columns.said[run] as number, borders) ? 1 : 0
  }

  get tables(): Record<string, AnyTable> {
    return { runs: this.runs, calls: this.calls, movements: this.movements }
  }

  get names(): Record<string, Names> {
    return { stations: this.stations, trains: this.trains, ids: this.ids }
  }

  /** Not what is known of stations, rules and completeness: there is little of it, and it is read again. */
  get rest() {
    return { deadCalls: this.#deadCalls, deadMovements: this.#deadMovements }
  }

  set rest({ deadCalls, deadMovements }) {
    this.about.length = this.stations.all.length
    this.#deadCalls = deadCalls
    this.#deadMovements = deadMovements
  }

  /** Packs calls and movements again where a quarter of them belong to no run any more; returns whether it did. */
  compact(): boolean {
    const { runs } = this
    const before = this.#deadCalls + this.#deadMovements
    if (4 * this.#deadCalls > this.calls.length) {
      pack(this.calls, runs.length, runs.columns.calls, runs.columns.callCount)
      this.#deadCalls = 0
    }
    if (4 * this.#deadMovements > this.movements.length) {
      pack(this.movements, runs.length, runs.columns.movements, runs.columns.movementCount)
      this.#deadMovements = 0
    }
    return this.#deadCalls + this.#deadMovements < before
  }
}

type Counts = Uint16Array | Uint32Array

/** Keeps the rows of a table that its owners hold, and tells these where they are now. */
function pack<C extends Record<string, Numbers>>(
  table: Table<C>,
  owners: number,
  firsts: Uint32Array,
  counts: Counts,
): void {
  table.keep(
    Array.from({ length: owners }, (_, o) => [firsts[o] as number, (firsts[o] as number) + (counts[o] as number)]),
  )
  for (let o = 0, at = 0; o < owners; o++) {
    firsts[o] = at
    at += counts[o] as number
  }
}

function directionOf(longitudes: readonly number[]): number {
  const first = longitudes[0]
  const last = longitudes.at(-1)
  if (longitudes.length < 2 || first === undefined || last === undefined) return DIRECTION.UNKNOWN
  return first < last ? DIRECTION.EASTBOUND : DIRECTION.WESTBOUND
}

/** `borders`: what was said of the run's border stops in Lithuania, in order; the first and the last count. */
function isComplete(run: number, borders: readonly number[]): boolean {
  const [first, last] = [borders[0], borders.at(-1)]
  if (run === 2 || first === 2 || last === 2) return false
  return run === 1 || (first === 1 && last === 1)
}
