import { isDeepStrictEqual } from 'node:util'
import { leaversAt } from '../company/leavers.ts'
import type { Projection } from '../projection/projection.ts'
import { instantOf } from '../terms/leaving.ts'
import { regimeChanges, spanOf } from '../terms/regime-span.ts'
import { isListedStop } from '../terms/stops.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** 1 January 1970 was a Thursday. */
const MONDAY = 4 * DAY

/** Place in the series of a stop and direction: all runs, then those of each weekday of their day of origin, Sunday first. */
export const ALL_DAYS = 0
export const SERIES = 8

/** What a week says of one series. */
export interface Week {
  /** Runs that called at the stop. */
  readonly runs: readonly number[]
  readonly left: number
  /** Passengers on these runs who did not leave there. */
  readonly stayed: number
  /** Some check is said to be missing: less than left may have been counted. */
  readonly incomplete: boolean
}

/** Weekly counts of one stop and direction. */
export interface Series {
  readonly stop: number
  readonly direction: number
  /** {@link ALL_DAYS}, or 1 + weekday. */
  readonly days: number
  /** Number of the first week, counted from the Monday after New Year 1970. */
  readonly first: number
  /** From the first on; undefined where no train called. */
  readonly weeks: readonly (Week | undefined)[]
  /** For each of them which rules it lay under; −1 where they changed within it. */
  readonly spans: readonly number[]
}

/** First instant of a week. */
export const startOfWeek = (week: number) => MONDAY + week * WEEK

/** `2023-W41`, as ISO 8601 numbers weeks. */
export function weekName(week: number): string {
  const thursday = new Date(startOfWeek(week) + 3 * DAY)
  const year = thursday.getUTCFullYear()
  const nth = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / WEEK) + 1
  return `${year}-W${String(nth).padStart(2, '0')}`
}

/** A run past a listed stop, in the week of its planned instant there. */
interface Passing {
  readonly stop: number
  readonly direction: number
  /** Of its day of origin, Sunday 0. */
  readonly weekday: number
  readonly week: number
  readonly left: number
  readonly stayed: number
  readonly incomplete: boolean
}

/** O(passengers) where an update has touched the run. */
function passingsOf(projection: Projection, run: number): Passing[] {
  const { rail } = projection
  const { calls, callCount, load, said, direction, stratum } = rail.runs.columns
  const first = calls[run] as number
  const found: Passing[] = []
  for (let call = first; call < first + (callCount[run] as number); call++) {
    const stop = rail.calls.columns.station[call] as number
    if (!isListedStop(projection, stop)) continue
    const left = leaversAt(projection, run, call).length
    found.push({
      stop,
      direction: direction[run] as number,
      weekday: (stratum[run] as number) % 7,
      week: Math.floor((instantOf(projection, run, call) - MONDAY) / WEEK),
      left,
      stayed: Math.max(0, (load[run] as number) - left),
      incomplete: rail.calls.columns.incomplete[call] === 1 || said[run] === 2,
    })
  }
  return found
}

/** What is counted week by week of one stop, direction and days. */
type Of = Pick<Series, 'stop' | 'direction' | 'days'>

/** The weeks of one series, put together again where something of them changes. */
class Weeks {
  readonly #of: Of
  /** By week and run. */
  readonly #passings = new Map<number, Map<number, Passing>>()
  readonly #weeks = new Map<number, Week>()
  #made: { readonly changes: readonly number[]; readonly series: Series } | undefined

  constructor(of: Of) {
    this.#of = of
  }

  put(run: number, passing: Passing): void {
    const own = this.#passings.get(passing.week) ?? new Map<number, Passing>()
    this.#passings.set(passing.week, own.set(run, passing))
    this.#changed(passing)
  }

  drop(run: number, passing: Passing): void {
    const own = this.#passings.get(passing.week)
    own?.delete(run)
    if (own?.size === 0) this.#passings.delete(passing.week)
    this.#changed(passing)
  }

  #changed({ week }: Passing): void {
    this.#weeks.delete(week)
    this.#made = undefined
  }

  /** The same one as long as nothing of it has changed; undefined where no train called. */
  series(changes: readonly number[]): Series | undefined {
    if (this.#passings.size === 0) return undefined
    if (this.#made?.changes !== changes) this.#made = { changes, series: this.#series(changes) }
    return this.#made.series
  }

  #series(changes: readonly number[]): Series {
    const first = Math.min(...this.#passings.keys())
    const length = Math.max(...this.#passings.keys()) - first + 1
    const numbers = Array.from({ length }, (_, i) => first + i)
    return {
      ...this.#of,
      first,
      weeks: numbers.map(week => this.#week(week)),
      spans: numbers.map(week => {
        const span = spanOf(changes, startOfWeek(week))
        return span === spanOf(changes, startOfWeek(week + 1) - 1) ? span : -1
      }),
    }
  }

  #week(week: number): Week | undefined {
    const passings = this.#passings.get(week)
    const known = this.#weeks.get(week)
    if (!passings || known) return known
    const all = [...passings.values()]
    const made = {
      runs: [...passings.keys()].sort((a, b) => a - b),
      left: all.reduce((sum, { left }) => sum + left, 0),
      stayed: all.reduce((sum, { stayed }) => sum + stayed, 0),
      incomplete: all.some(({ incomplete }) => incomplete),
    }
    this.#weeks.set(week, made)
    return made
  }
}

/** The series of all listed stops. They follow updates: a run that none touched counts for what it did. */
class AllSeries {
  readonly #projection: Projection
  /** By run, what it counts for. */
  readonly #passings: (readonly Passing[])[] = []
  /** By stop, direction and days. */
  readonly #byStop = new Map<number, Weeks[]>()
  /** As of which update. */
  #at = -1

  constructor(projection: Projection) {
    this.#projection = projection
  }

  at(stop: number): Series[] {
    this.#catchUp()
    const { rail } = this.#projection
    const changes = regimeChanges(rail.regimes, rail.stations.all[stop] as string)
    return (this.#byStop.get(stop) ?? []).flatMap(weeks => weeks.series(changes) ?? [])
  }

  /** O(runs), and O(passengers) of those that were touched. */
  #catchUp(): void {
    const { touches, rail } = this.#projection
    if (this.#at === touches.now && this.#passings.length === rail.runs.length) return
    for (let run = 0; run < rail.runs.length; run++)
      if (!this.#passings[run] || touches.ofRun(run) > this.#at) this.#countAgain(run)
    this.#at = touches.now
  }

  #countAgain(run: number): void {
    const [before, now] = [this.#passings[run] ?? [], passingsOf(this.#projection, run)]
    this.#passings[run] = now
    if (isDeepStrictEqual(before, now)) return
    for (const passing of before) for (const weeks of this.#countedIn(passing)) weeks.drop(run, passing)
    for (const passing of now) for (const weeks of this.#countedIn(passing)) weeks.put(run, passing)
  }

  #countedIn({ stop, direction, weekday }: Passing): Weeks[] {
    const own = this.#byStop.get(stop) ?? []
    this.#byStop.set(stop, own)
    return [ALL_DAYS, 1 + weekday].map(days => {
      const weeks = own[direction * SERIES + days] ?? new Weeks({ stop, direction, days })
      own[direction * SERIES + days] = weeks
      return weeks
    })
  }
}

const kept = new WeakMap<Projection, AllSeries>()

/** The series of a listed stop, by direction and weekday; the same ones as before where nothing of them has changed. */
export function seriesAt(projection: Projection, stop: number): Series[] {
  const all = kept.get(projection) ?? new AllSeries(projection)
  kept.set(projection, all)
  return all.at(stop)
}
