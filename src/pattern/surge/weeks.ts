import { leaversAt } from '../company/leavers.ts'
import { DIRECTIONS } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { asOfNow } from '../terms/kept-beside.ts'
import { instantOf } from '../terms/leaving.ts'
import { regimeChanges, spanOf } from '../terms/regime-span.ts'
import { isListedStop } from '../terms/stops.ts'
import { untilTouched } from '../terms/until-touched.ts'

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
  readonly runs: number[]
  left: number
  /** Passengers on these runs who did not leave there. */
  stayed: number
  /** Some check is said to be missing: less than left may have been counted. */
  incomplete: boolean
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
  readonly week: number
  readonly left: number
  readonly stayed: number
  readonly incomplete: boolean
}

const passingsOf = untilTouched('run', (projection, run): readonly Passing[] => {
  const { rail } = projection
  const { calls, callCount, load, said } = rail.runs.columns
  const first = calls[run] as number
  const found: Passing[] = []
  for (let call = first; call < first + (callCount[run] as number); call++) {
    const stop = rail.calls.columns.station[call] as number
    if (!isListedStop(projection, stop)) continue
    const left = leaversAt(projection, run, call).length
    found.push({
      stop,
      week: Math.floor((instantOf(projection, run, call) - MONDAY) / WEEK),
      left,
      stayed: Math.max(0, (load[run] as number) - left),
      incomplete: rail.calls.columns.incomplete[call] === 1 || said[run] === 2,
    })
  }
  return found
})

/** By direction and days, the weeks of one stop by their numbers. */
type Counted = readonly (readonly Map<number, Week>[])[]

const nothingCounted = (): Counted =>
  DIRECTIONS.map(() => Array.from({ length: SERIES }, () => new Map<number, Week>()))

/** By stop, as of one state of the facts. O(runs), and O(journeys) of those that an update has touched. */
const countedNow = asOfNow(({ projection }: { readonly projection: Projection }): ReadonlyMap<number, Counted> => {
  const { runs } = projection.rail
  const { direction, stratum } = runs.columns
  const byStop = new Map<number, Counted>()
  for (let run = 0; run < runs.length; run++)
    for (const passing of passingsOf(projection, run)) {
      const counted = byStop.get(passing.stop) ?? nothingCounted()
      byStop.set(passing.stop, counted)
      for (const days of [ALL_DAYS, 1 + ((stratum[run] as number) % 7)])
        add(counted[direction[run] as number]?.[days] as Map<number, Week>, run, passing)
    }
  return byStop
})

/** The series of a listed stop, by direction and weekday. */
export function seriesAt(projection: Projection, stop: number): Series[] {
  const { rail } = projection
  const counted = countedNow({ projection, parameters: undefined, fitted: undefined }).get(stop) ?? []
  const changes = regimeChanges(rail.regimes, rail.stations.all[stop] as string)
  return counted.flatMap((byDays, direction) =>
    byDays.flatMap((weeks, days) => (weeks.size === 0 ? [] : seriesOf(weeks, changes, { stop, direction, days }))),
  )
}

function add(weeks: Map<number, Week>, run: number, { week, left, stayed, incomplete }: Passing): void {
  const own = weeks.get(week) ?? { runs: [], left: 0, stayed: 0, incomplete: false }
  weeks.set(week, own)
  own.runs.push(run)
  own.left += left
  own.stayed += stayed
  own.incomplete ||= incomplete
}

function seriesOf(
  weeks: ReadonlyMap<number, Week>,
  changes: readonly number[],
  of: Pick<Series, 'stop' | 'direction' | 'days'>,
): Series {
  const first = Math.min(...weeks.keys())
  const length = Math.max(...weeks.keys()) - first + 1
  const numbers = Array.from({ length }, (_, i) => first + i)
  return {
    ...of,
    first,
    weeks: numbers.map(week => weeks.get(week)),
    spans: numbers.map(week => {
      const span = spanOf(changes, startOfWeek(week))
      return span === spanOf(changes, startOfWeek(week + 1) - 1) ? span : -1
    }),
  }
}
