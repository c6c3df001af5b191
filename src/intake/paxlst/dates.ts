/** Days and times as DTM writes them: digits, and a format that says which (code list 2379). */

const FORMATS: Readonly<Record<string, RegExp>> = {
  101: /^(?<yy>\d{2})(?<month>\d{2})(?<day>\d{2})$/,
  102: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  201: /^(?<yy>\d{2})(?<month>\d{2})(?<day>\d{2})(?<hour>\d{2})(?<minute>\d{2})$/,
  203: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<hour>\d{2})(?<minute>\d{2})$/,
  602: /^(?<year>\d{4})$/,
  610: /^(?<year>\d{4})(?<month>\d{2})$/,
}

/** Where no format is given the number of digits tells, but for years and months: `8103` is more likely a slip. */
const USUAL: Readonly<Record<number, string>> = { 6: '101', 8: '102', 10: '201', 12: '203' }

type Parts = Partial<Record<'yy' | 'year' | 'month' | 'day' | 'hour' | 'minute', string>>

function partsOf(value: string, format: string): Parts | undefined {
  const name = format === '' ? (USUAL[value.length] ?? '') : format
  return Object.hasOwn(FORMATS, name) ? FORMATS[name]?.exec(value)?.groups : undefined
}

const joined = (year: string, { month, day }: Parts) => [year, month, day].filter(part => part !== undefined).join('-')

/**
 * A day of birth as YYYY, YYYY-MM or YYYY-MM-DD; two-digit years are the last that do not fall after `latest`
 * (YYYY-MM-DD). What is none comes back as it is written, its format beside it, to be refused with what came.
 */
export function dayOfBirth(value: string, format: string, latest: string): string {
  const parts = partsOf(value, format)
  if (!parts || parts.hour) return `${value}:${format}`
  if (parts.year) return joined(parts.year, parts)
  const recent = joined(`20${parts.yy}`, parts)
  return recent > latest ? joined(`19${parts.yy}`, parts) : recent
}

/** A day on which a paper ends, YYYY-MM-DD; two-digit years are of this century. What is none comes back as for a birth. */
export function dayOfExpiry(value: string, format: string): string {
  const parts = partsOf(value, format)
  return !parts?.day || parts.hour ? `${value}:${format}` : joined(parts.year ?? `20${parts.yy}`, parts)
}

/** A time by a station's clock, YYYY-MM-DDThh:mm; undefined where it is none. */
export function clockTime(value: string, format: string): string | undefined {
  const parts = partsOf(value, format)
  if (!parts?.hour) return undefined
  const text = `${joined(parts.year ?? `20${parts.yy}`, parts)}T${parts.hour}:${parts.minute}`
  const time = Date.parse(`${text}Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 16) !== text ? undefined : text
}

/** How a day, a month or a year is written: the value, and the format where the usual one would not read back the same. */
export function writtenDay(day: string, readBack: (value: string) => string): string[] {
  const digits = day.replaceAll('-', '')
  const short = digits.slice(2)
  if (digits.length === 8 && readBack(short) === day) return [short]
  return [digits, { 4: '602', 6: '610' }[digits.length] ?? '102']
}
