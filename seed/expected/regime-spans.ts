import type { RegimeRecord } from '../base/records.ts'

const dayInLithuania = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Vilnius' })

/** The day in Lithuania, `YYYY-MM-DD`. */
const lithuanianDay = (instant: number) => dayInLithuania.format(instant)

/** Days on which what is allowed at the station may change: first days of regimes, and days after their last. */
export function changes(regimes: readonly RegimeRecord[], station: string): string[] {
  const days = new Set<string>()
  for (const { from, until, stations, boarding, alighting, capacity } of regimes) {
    if (boarding === undefined && alighting === undefined && capacity === undefined) continue
    if (stations && !stations.includes(station)) continue
    days.add(from)
    if (until) days.add(new Date(Date.parse(until) + 86_400_000).toISOString().slice(0, 10))
  }
  return [...days].sort()
}

/** The span that an instant lies in, named by its first day. */
export function spanOf(instant: number, changed: readonly string[]): string {
  const day = lithuanianDay(instant)
  return changed.findLast(change => change <= day) ?? 'before'
}
