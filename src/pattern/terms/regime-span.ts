import type { Regime } from '../projection/rail.ts'

/** What of a rule makes travellers before and after it incomparable. */
type Rule = Pick<Regime, 'from' | 'until' | 'stations' | 'boarding' | 'alighting' | 'capacity'>

const DAY = 86_400_000

const vilnius = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Vilnius',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
})

/** The instant at which a Lithuanian calendar day begins, epoch milliseconds; `day` 1: the next one. */
export function startOfDay(date: string, day = 0): number {
  const midnight = Date.parse(date) + day * DAY
  const wanted = new Date(midnight).toISOString().slice(0, 10)
  // Lithuanian clocks are two or three hours ahead of UTC and change at night, never at midnight.
  for (const hours of [3, 2]) {
    const instant = midnight - hours * 3_600_000
    const parts = Object.fromEntries(vilnius.formatToParts(instant).map(({ type, value }) => [type, value]))
    if (parts.hour === '00' && `${parts.year}-${parts.month}-${parts.day}` === wanted) return instant
  }
  return midnight - 2 * 3_600_000
}

/**
 * The instants at which the rules for a station change, in order. Between two of them travellers can be compared:
 * the rules said the same all the time.
 */
export function regimeChanges(regimes: readonly Rule[], station: string): readonly number[] {
  const known = changesKept.get(regimes) ?? new Map<string, readonly number[]>()
  changesKept.set(regimes, known)
  const changes = known.get(station) ?? changesAt(regimes, station)
  known.set(station, changes)
  return changes
}

/** As long as the rules are the same: each change costs a look at the calendar. */
const changesKept = new WeakMap<readonly Rule[], Map<string, readonly number[]>>()

function changesAt(regimes: readonly Rule[], station: string): number[] {
  const changes = new Set<number>()
  for (const { from, until, stations, boarding, alighting, capacity } of regimes) {
    if (boarding === null && alighting === null && capacity === null) continue
    if (stations !== null && !stations.includes(station)) continue
    changes.add(startOfDay(from))
    if (until !== null) changes.add(startOfDay(until, 1))
  }
  return [...changes].sort((a, b) => a - b)
}

/** Which span an instant lies in: the number of changes up to it. */
export function spanOf(changes: readonly number[], instant: number): number {
  return changes.findLastIndex(change => change <= instant) + 1
}
