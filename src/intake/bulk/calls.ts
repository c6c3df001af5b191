import { CALL_ROW, callId, type Stop } from '../../rail/index.ts'
import type { ImportRows } from './rows.ts'

interface Call {
  readonly number: number
  readonly departsAt: number
  readonly values: Record<string, unknown>
  seenAt?: number
  arrived?: number
  departed?: number
}

interface Run {
  readonly number: number
  readonly departsAt: number
}

/** Runs by key, and their calls with what was seen there, which are written last. A year of the line has some 30,000. */
export class Calls {
  readonly #rows: ImportRows
  readonly #stations: ReadonlyMap<string, number>
  readonly #runs = new Map<string, Run>()
  readonly #calls = new Map<string, Call>()

  constructor(rows: ImportRows, stations: ReadonlyMap<string, number>) {
    this.#rows = rows
    this.#stations = stations
  }

  run(id: string): Run | undefined {
    return this.#runs.get(id)
  }

  addRun(id: string, run: Run): void {
    this.#runs.set(id, run)
  }

  /** Makes a call; its values are those of the timetable, or of one outside it. */
  add(run: string, station: string, values: Record<string, unknown>): Call {
    const { number, departsAt } = this.#runs.get(run) as Run
    const call: Call = { number: this.#rows.reserve(), departsAt, values }
    this.#calls.set(callId(run, station), call)
    this.#rows.tie('HAS_CALL', number, call.number)
    this.#rows.tie('AT', call.number, this.#stations.get(station) as number)
    return call
  }

  /** The call of a stop, made where the timetable has none; the earliest sighting is kept (see `ensureCalls`). */
  ensure({ run, station, at }: Stop): Call {
    const id = callId(run, station)
    const call = this.#calls.get(id) ?? this.add(run, station, { id, run, station, kind: 'UNPLANNED' })
    if (at !== undefined && !(at >= (call.seenAt ?? Number.POSITIVE_INFINITY))) call.seenAt = at
    return call
  }

  /** Shows an arrival or a departure at its call: the first arrival and the last departure (see `recordMovements`). */
  moved(call: Call, kind: string, at: number): void {
    if (kind === 'ARRIVED') call.arrived = Math.min(at, call.arrived ?? at)
    if (kind === 'DEPARTED') call.departed = Math.max(at, call.departed ?? at)
  }

  write(): void {
    const columns = [...CALL_ROW, 'seenAt', 'arrived', 'departed']
    for (const { number, departsAt, values, seenAt, arrived, departed } of this.#calls.values()) {
      const at = values.kind === 'UNPLANNED' ? (seenAt ?? departsAt) : values.at
      const row: Record<string, unknown> = { ...values, at, seenAt, arrived, departed }
      this.#rows.put(
        number,
        'Call',
        columns,
        columns.map(column => row[column]),
      )
    }
  }
}
