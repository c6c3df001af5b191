import { startOfWeek } from './weeks.ts'

const DAY = 86_400_000

/**
 * Days on which many come back from holidays whatever the year, as month × 100 + day: New Year to Christmas and the eve, and
 * the first days of May (Labour Code of the Russian Federation, Art. 112; those between 1 and 9 May are taken off by custom).
 */
const HOLIDAYS = [
  { from: 1231, to: 1231 },
  { from: 101, to: 108 },
  { from: 501, to: 509 },
] as const

/** Whether some day of a week is such a day. */
export function hasHolidays(week: number): boolean {
  return Array.from({ length: 7 }, (_, i) => new Date(startOfWeek(week) + i * DAY)).some(day => {
    const date = (day.getUTCMonth() + 1) * 100 + day.getUTCDate()
    return HOLIDAYS.some(({ from, to }) => from <= date && date <= to)
  })
}
