import { leaversAt } from '../company/leavers.ts'
import { DIRECTIONS } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { instantOf } from '../terms/leaving.ts'
import { regimeChanges, spanOf } from '../terms/regime-span.ts'

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

/** The series of a stop, by direction and weekday. A week is that of the planned instant at the stop. O(journeys). */
export function seriesAt(projection: Projection, stop: number): Series[] {
  const { rail } = projection
  const { calls, callCount, direction, stratum } = rail.runs.columns
  const counted = DIRECTIONS.map(() => Array.from({ length: SERIES }, () => new Map<number, Week>()))
  for (let run = 0; run < rail.runs.length; run++) {
    const first = calls[run] as number
    for (let call = first; call < first + (callCount[run] as number); call++) {
      if (rail.calls.columns.station[call] !== stop) continue
      const week = Math.floor((instantOf(projection, run, call) - MONDAY) / WEEK)
      const left = leaversAt(projection, run, call).length
      for (const days of [ALL_DAYS, 1 + ((stratum[run] as number) % 7)])
        add(counted[direction[run] as number]?.[days] as Map<number, Week>, week, left, run, call, projection)
    }
  }
  const changes = regimeChanges(rail.regimes, rail.stations.all[stop] as string)
  return counted.flatMap((byDays, direction) =>
    byDays.flatMap((weeks, days) => (weeks.size === 0 ? [] : seriesOf(weeks, changes, { stop, direction, days }))),
  )
}

function add(
  weeks: Map<number, Week>,
  week: number,
  left: number,
  run: number,
  call: number,
  { rail }: Projection,
): void {
  const own = weeks.get(week) ?? { runs: [], left: 0, stayed: 0, incomplete: false }
  weeks.set(week, own)
  own.runs.push(run)
  own.left += left
  own.stayed += Math.max(0, (rail.runs.columns.load[run] as number) - left)
  if (rail.calls.columns.incomplete[call] || rail.runs.columns.said[run] === 2) own.incomplete = true
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
