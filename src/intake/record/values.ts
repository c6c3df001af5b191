import { z } from 'zod'
import { instantOf, isDate, isPartialDate } from '../../base/index.ts'

/** The values that records are made of. A refusal's message says what was expected; what came is added by the parser. */

const TEXT_LIMIT = 1_000

/** Text as written: something to see, whole Unicode, no control characters. */
export const text = z
  .string('text')
  .refine(value => value.trim() !== '', 'text that is not empty')
  .refine(value => value.length <= TEXT_LIMIT, `text of at most ${TEXT_LIMIT} characters`)
  .refine(value => value.isWellFormed(), 'whole Unicode characters, no lone surrogates')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .refine(value => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value), 'text without control characters')

export const instant = z.string('an instant with zone such as 2023-05-01T07:20:00Z').transform((value, context) => {
  const time = instantOf(value)
  if (time !== undefined) return time
  context.addIssue({ code: 'custom', message: 'an instant with zone such as 2023-05-01T07:20:00Z' })
  return z.NEVER
})

export const date = z.string('a day such as 2023-05-01').refine(isDate, 'a day of the calendar such as 2023-05-01')
export const partialDate = z.string('YYYY, YYYY-MM or YYYY-MM-DD').refine(isPartialDate, 'YYYY, YYYY-MM or YYYY-MM-DD')

/** ICAO 9303 codes: three letters, and the one-letter code of Germany. */
export const country = z
  .string('a three-letter ICAO code')
  .regex(/^([A-Z]{3}|D)$/, 'a three-letter ICAO code such as LTU')

export const trainNumber = z.string('a train number').regex(/^[0-9A-Za-zА-Яа-я]{1,10}$/u, 'a train number such as 029')
export const runKey = z
  .string('a run such as 029/2023-05-01')
  .refine(
    value => /^[^/\s#@]{1,10}\/\d{4}-\d{2}-\d{2}$/.test(value) && isDate(value.slice(-10)),
    'a run such as 029/2023-05-01',
  )

const MOST = 100_000
export const count = z
  .int('a whole number')
  .min(0, 'a whole number of 0 or more')
  .max(MOST, `a whole number of at most ${MOST}`)
export const flag = z.boolean('true or false')
export const list = <T extends z.ZodType>(item: T) => z.array(item, 'a list').max(1_000, 'a list of at most 1000')
