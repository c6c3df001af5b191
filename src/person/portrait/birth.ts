/** A date of birth as far as it is known: `1984`, `1984-03`, `1984-03-07`. */
export interface Birth {
  /** As it is compared. */
  readonly text: string
  readonly year: number
  /** Year, month and day are known, and the day is not a suspected default. */
  readonly exact: boolean
}

/** Dates that systems put where none was given. */
const FILLERS: ReadonlySet<string> = new Set(['1900-01-01', '1901-01-01', '1970-01-01', '1899-12-30', '1899-12-31'])
const OLDEST = 1900

/** Dates that were read, some 200 bytes each: few people have one to themselves. It is emptied before it grows too large. */
const known = new Map<string, Birth>()
const MOST_KNOWN = 50_000

/**
 * Reads a date of birth. 1 January is a suspected default: only its year is taken. Null for what says nothing: fillers
 * such as 1900-01-01, days that no calendar has, years before 1901 or of five digits.
 */
export function birthOf(written: string | undefined): Birth | null {
  if (!written) return null
  const before = known.get(written)
  if (before) return before
  const birth = read(written)
  if (known.size >= MOST_KNOWN) known.clear()
  if (birth) known.set(written, birth)
  return birth
}

function read(written: string): Birth | null {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(written)
  if (!parts || FILLERS.has(parts[0])) return null
  const [text, y, m, d] = parts as unknown as [string, string, string?, string?]
  const year = Number(y)
  if (year <= OLDEST || year > 2100) return null
  if (m !== undefined && (Number(m) < 1 || Number(m) > 12)) return null
  if (d === undefined) return { text, year, exact: false }
  if (new Date(Date.UTC(year, Number(m) - 1, Number(d))).getUTCDate() !== Number(d)) return null
  return text.endsWith('-01-01') ? { text: y, year, exact: false } : { text, year, exact: true }
}
