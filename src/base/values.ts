/** Values of the domain that have a written form: instants, dates, partial dates. Instants are epoch milliseconds, UTC. */

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Is this a day of the calendar? `2023-02-30` is not. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text)
  if (!match) return false
  const [, year, month, day] = match.map(Number) as [number, number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as dates of birth are known. */
export function isPartialDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return text !== '0000'
  if (/^\d{4}-\d{2}$/.test(text)) return isDate(`${text}-01`)
  return isDate(text)
}

/**
 * Epoch milliseconds of an ISO 8601 instant with `Z` or an offset; finer fractions are cut to milliseconds.
 * Undefined where the text is no such instant: no zone, no such day, no such hour.
 */
export function instantOf(text: string): number | undefined {
  const match = INSTANT.exec(text)
  if (!match || !isDate(text.slice(0, 10))) return undefined
  if (Number(match[4]) > 23 || Number(match[5]) > 59 || Number(match[6] ?? 0) > 59) return undefined
  const fraction = match[7] ? `.${match[7].slice(0, 3).padEnd(3, '0')}` : ''
  const zone = match[8] === 'Z' || match[8]?.includes(':') ? match[8] : `${match[8]?.slice(0, 3)}:${match[8]?.slice(3)}`
  const time = Date.parse(`${text.slice(0, 16)}:${match[6] ?? '00'}${fraction}${zone}`)
  return Number.isNaN(time) ? undefined : time
}

/** The ISO 8601 text of an instant, UTC, with milliseconds only where there are any. */
export function instantText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

/** A list in pieces of a size, the last one of what is left. */
export function* pieces<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size)
}
