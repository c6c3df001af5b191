/** What a machine-readable zone says twice: as a field with a check digit, and in the document's record. */
export const MRZ_FIELDS = ['number', 'birth', 'expiresOn'] as const

/** The fields as a record states them, dates as YYYY-MM-DD; '' where it states none. */
export type MrzFields = Readonly<Record<(typeof MRZ_FIELDS)[number], string>>

/** Where a field stands: line, and first and last character, counted from 0; its check digit is the next. */
type Place = readonly [line: number, from: number, to: number]

const TD3: Readonly<Record<keyof MrzFields, Place>> = { number: [1, 0, 8], birth: [1, 13, 18], expiresOn: [1, 21, 26] }
const TD1: Readonly<Record<keyof MrzFields, Place>> = { number: [0, 5, 13], birth: [1, 0, 5], expiresOn: [1, 8, 13] }

/** By lines and characters a line; TD2 and both visas have these fields where TD3 has them (ICAO Doc 9303-4, -5, -6, -7). */
const FORMATS: Readonly<Record<string, typeof TD3>> = { '2x44': TD3, '2x36': TD3, '3x30': TD1 }

const WEIGHTS = [7, 3, 1]

/** The check digit of a field, ICAO Doc 9303-3, 4.9: weights 7, 3, 1, modulo 10; NaN where a character is none of a zone. */
function checkDigit(field: string): number {
  const values = [...field].map(character =>
    character === '<' ? 0 : /[0-9A-Z]/.test(character) ? Number.parseInt(character, 36) : Number.NaN,
  )
  return values.reduce((sum, value, i) => sum + value * (WEIGHTS[i % 3] as number), 0) % 10
}

/**
 * The fields whose check digit is wrong and that say something else than the record: bit i for `MRZ_FIELDS[i]`. 0 where
 * the zone is of no known format. A number over nine characters has its digit elsewhere, and is not looked at.
 */
export function mrzSlips(mrz: readonly string[], record: MrzFields): number {
  const format = FORMATS[`${mrz.length}x${mrz[0]?.length}`]
  if (!format || mrz.some(line => line.length !== mrz[0]?.length)) return 0
  let slips = 0
  for (const [i, name] of MRZ_FIELDS.entries()) {
    const [line, from, to] = format[name]
    const text = mrz[line] as string
    const field = text.slice(from, to + 1)
    const digit = text[to + 1] as string
    if (!/\d/.test(digit) || record[name] === '' || checkDigit(field) === Number(digit)) continue
    const stated = name === 'number' ? record.number.slice(0, 9) : record[name].slice(2).replaceAll('-', '')
    if (field.replaceAll('<', '') !== stated) slips |= 1 << i
  }
  return slips
}
