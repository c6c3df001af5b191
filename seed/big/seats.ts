import type { Random } from '../base/random.ts'
import { type Run, trainsOf } from '../rail/timetable.ts'

/** Nobody boards when so many are aboard. */
export const MOST_ABOARD = 300
/** How many days after the wished one somebody still sets out. */
const PATIENCE = 10

/** One train's run on each day; -1: none. */
export type Train = Int32Array

/** The timetable and how many are aboard each run. Days are counted from the first. */
export class Seats {
  readonly days: number
  readonly #runs: readonly Run[]
  readonly #first: number
  readonly #byTrain = new Map<string, Train>()
  readonly #byEnd = new Map<string, readonly Train[]>()
  readonly #aboard: Uint16Array

  constructor(runs: readonly Run[]) {
    this.#runs = runs
    this.#first = runs[0]?.day ?? 0
    this.days = (runs.at(-1)?.day ?? 0) - this.#first + 1
    this.#aboard = new Uint16Array(runs.length)
    for (const [i, run] of runs.entries()) {
      const { train } = run.plan
      const column = this.#byTrain.get(train) ?? new Int32Array(this.days).fill(-1)
      column[run.day - this.#first] = i
      this.#byTrain.set(train, column)
    }
  }

  /** The trains between this end of the line and Kaliningrad. */
  trains(end: string, westbound: boolean): readonly Train[] {
    const key = `${end}${westbound}`
    let found = this.#byEnd.get(key)
    if (!found) {
      found = trainsOf(end, westbound).flatMap(train => this.#byTrain.get(train) ?? [])
      this.#byEnd.set(key, found)
    }
    return found
  }

  /** The first run from the day on that has seats for all, whichever train; -1: none in ten days. */
  next(trains: readonly Train[], from: number, seats: number, random: Random): number {
    const first = random.below(trains.length)
    for (let day = from; day < Math.min(from + PATIENCE, this.days); day++)
      for (let i = 0; i < trains.length; i++) {
        const run = (trains[(first + i) % trains.length] as Train)[day] ?? -1
        if (run >= 0 && (this.#aboard[run] as number) + seats <= MOST_ABOARD) return run
      }
    return -1
  }

  take(run: number): void {
    this.#aboard[run] = (this.#aboard[run] as number) + 1
  }

  /** How many are aboard the run. */
  aboard(run: number): number {
    return this.#aboard[run] as number
  }

  /** The day on which the run sets out. */
  departs(run: number): number {
    return (this.#runs[run] as Run).day - this.#first
  }

  /** The day on which the run comes to its end. */
  arrives(run: number): number {
    const [, arrive] = (this.#runs[run] as Run).plan.calls.at(-1) ?? []
    return this.departs(run) + Math.floor((arrive ?? 0) / 1440)
  }
}
