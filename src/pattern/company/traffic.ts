import type { Breathe } from '../detection/detector.ts'
import type { Projection } from '../projection/projection.ts'

const DAY = 86_400_000

/** What ran, and how many were on it: fitted to all facts at a sweep. Days are counted from 1970. */
export interface TrafficCounted {
  /** By `train weekday`: the days on which its runs set out, in order. */
  readonly runs: Readonly<Record<string, readonly number[]>>
  /** Days in order, and for each how many were counted up to its end. */
  readonly days: readonly number[]
  readonly upTo: readonly number[]
}

/** Counts what ran, and on each run those whom `countedOn` counts. */
export async function countTraffic(
  { rail }: Projection,
  countedOn: (run: number) => number,
  breathe: Breathe,
): Promise<TrafficCounted> {
  const runs: Record<string, number[]> = {}
  const byDay = new Map<number, number>()
  for (let run = 0; run < rail.runs.length; run++) {
    const day = Math.floor((rail.runs.columns.departsAt[run] as number) / DAY)
    const stratum = nameOf(rail.trains.all, rail.runs.columns.stratum[run] as number)
    runs[stratum] ??= []
    runs[stratum].push(day)
    byDay.set(day, (byDay.get(day) ?? 0) + countedOn(run))
    await breathe()
  }
  for (const days of Object.values(runs)) days.sort((a, b) => a - b)
  const days = [...byDay.keys()].sort((a, b) => a - b)
  let sum = 0
  const upTo = days.map(day => {
    sum += byDay.get(day) as number
    return sum
  })
  return { runs, days, upTo }
}

/** Stratum s of the projection: train s div 7, weekday s mod 7. Trains have other numbers in another projection. */
const nameOf = (trains: readonly string[], stratum: number) => `${trains[Math.floor(stratum / 7)]} ${stratum % 7}`

/** Traffic as it is looked up: by windows of so many days that end at an instant. */
export class Traffic {
  readonly #counted: TrafficCounted
  readonly #trains: readonly string[]
  readonly #window: number
  /** By stratum, as they are asked for. */
  readonly #days: (readonly number[])[] = []

  constructor(counted: TrafficCounted, trains: readonly string[], windowDays: number) {
    this.#counted = counted
    this.#trains = trains
    this.#window = windowDays
  }

  /** How many runs of a stratum set out in the window that ends at an instant. */
  runsWithin(stratum: number, until: number): number {
    const days = this.#days[stratum] ?? this.#counted.runs[nameOf(this.#trains, stratum)] ?? []
    this.#days[stratum] = days
    const last = Math.floor(until / DAY)
    return after(days, last) - after(days, last - this.#window)
  }

  /** How many were counted on all runs of that window. */
  countedWithin(until: number): number {
    const { days, upTo } = this.#counted
    const last = Math.floor(until / DAY)
    const sum = (day: number) => upTo[after(days, day) - 1] ?? 0
    return sum(last) - sum(last - this.#window)
  }
}

/** Place of the first of some days in order that is later than this one. */
function after(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low
}
