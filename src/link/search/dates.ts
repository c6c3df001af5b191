import { isPartialDate } from '../../base/index.ts'

/** A date as far as it was asked for: `1984`, `1984-03` or `1984-03-09`. */
export type AskedDate = string

/** Notations of days and months, and the places of year, month and day in each. */
const NOTATIONS: readonly (readonly [RegExp, ...number[]])[] = [
  [/(?<![\p{L}\p{N}])(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\p{L}\p{N}])/u, 1, 2, 3],
  [/(?<![\p{L}\p{N}])(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?![\p{L}\p{N}])/u, 3, 2, 1],
  [/(?<![\p{L}\p{N}])(\d{4})[-./](\d{1,2})(?![\p{L}\p{N}])/u, 1, 2],
  [/(?<![\p{L}\p{N}])(\d{1,2})[./](\d{4})(?![\p{L}\p{N}])/u, 2, 1],
]

/** A year by itself is one only where a name stands before it: `1984` may be a number, `Ivanov 1984` tells when. */
const YEAR = /(?<=\p{L}\P{N}*\s)((?:19|20)\d{2})(?![\p{L}\p{N}])/u

/** The dates in a text, the day before the month where the year comes last, and what is left of the text beside them. */
export function datesIn(text: string): { dates: AskedDate[]; rest: string } {
  const dates: AskedDate[] = []
  let rest = text
  for (const [notation, ...places] of NOTATIONS)
    rest = rest.replace(notation, (whole, ...parts: string[]) => {
      const date = places.map(place => (parts[place - 1] as string).padStart(2, '0')).join('-')
      if (!isPartialDate(date)) return whole
      dates.push(date)
      return ' '
    })
  rest = rest.replace(YEAR, year => {
    dates.push(year)
    return ' '
  })
  return { dates, rest: rest.trim() }
}
