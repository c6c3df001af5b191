/** Days are counted from 1970-01-01; instants are milliseconds from 1970-01-01T00:00Z. */

export const DAY = 86_400_000
export const MINUTE = 60_000

/** The day that `YYYY-MM-DD` names. */
export function dayOf(text: string): number {
  return Date.parse(text) / DAY
}

const texts = new Map<number, string>()

/** A day as `YYYY-MM-DD`. */
export function dayText(day: number): string {
  let text = texts.get(day)
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, 10)
    texts.set(day, text)
  }
  return text
}

/** An instant as deliveries write it, to the second. */
export function instantText(instant: number): string {
  const day = Math.floor(instant / DAY)
  const seconds = Math.floor((instant - day * DAY) / 1000)
  const two = (number: number) => (number < 10 ? `0${number}` : `${number}`)
  return `${dayText(day)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}Z`
}

/** Day of the week: 0 Monday to 6 Sunday. */
export function weekday(day: number): number {
  return (day + 3) % 7
}

/** How much more than on an ordinary day people set out: July and August, New Year, the May holidays. */
export function season(day: number): number {
  const date = dayText(day).slice(5)
  if (date >= '12-24' || date <= '01-08') return 2.6
  if (date >= '07-01' && date <= '08-31') return 2
  if (date >= '04-28' && date <= '05-10') return 2
  return 1
}

/** Monday's week as ISO 8601 numbers it: `2023-W38`. */
export function weekText(day: number): string {
  const thursday = day - weekday(day) + 3
  const year = dayText(thursday).slice(0, 4)
  const number = Math.floor((thursday - dayOf(`${year}-01-01`)) / 7) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}
