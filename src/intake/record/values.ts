import { z } from 'zod'
import { instantOf, isDate, isPartialDate } from '../../base/index.ts'
import { documentNumber as normalised } from '../../document/index.ts'

/** The values that records are made of. A refusal's message says what was expected; what came is added by the parser. */

/** Zod's own checks cost as much each as all of ours together: one check a value keeps a large load fast. */
const checked = (expected: string, problemOf: (value: string) => string | undefined) =>
  z.string(expected).check(payload => {
    const problem = problemOf(payload.value)
    if (problem) payload.issues.push({ code: 'custom', message: problem, input: payload.value })
  })

const when = (test: (value: string) => boolean, expected: string) =>
  checked(expected, value => (test(value) ? undefined : expected))

/** The same few days and runs stand in every line of a list: each is looked at once. Long texts are none. */
function remembered(test: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>()
  return value => {
    if (value.length > 40) return false
    let answer = known.get(value)
    if (answer === undefined) {
      if (known.size >= 5_000) known.clear()
      answer = test(value)
      known.set(value, answer)
    }
    return answer
  }
}

const SEEN = /[^\s\p{C}]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROLS_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

function textProblem(value: string, limit: number, controls: RegExp): string | undefined {
  if (value.length > limit) return `text of at most ${limit} characters`
  if (!value.isWellFormed()) return 'whole Unicode characters, no lone surrogates'
  if (controls.test(value)) return 'text without control characters'
  return SEEN.test(value) ? undefined : 'text that is not empty'
}

const NAME_LIMIT = 300
const NOTE_LIMIT = 1_000

/** A name or other single line, as written. */
export const name = checked('text', value => textProblem(value, NAME_LIMIT, CONTROLS))

/** Text that may run over lines. */
export const note = checked('text', value => textProblem(value, NOTE_LIMIT, CONTROLS_BUT_LINES))

/** What a thing is known by. `P1 ` beside `P1` would be two journeys, so space around it is refused. */
export const key = checked(
  'text',
  value => textProblem(value, NAME_LIMIT, CONTROLS) ?? (value === value.trim() ? undefined : 'no space around it'),
)

const EXAMPLE = 'an instant with zone such as 2023-05-01T07:20:00Z'
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** Epoch milliseconds. An offset may push the first or last day of the four-digit years out of them: no such instant. */
export const instant = z.string(EXAMPLE).transform((value, context) => {
  const time = value.length <= 40 ? instantOf(value) : undefined
  if (time !== undefined && time >= EARLIEST && time <= LATEST) return time
  context.addIssue({ code: 'custom', message: EXAMPLE })
  return z.NEVER
})

export const date = when(remembered(isDate), 'a day of the calendar such as 2023-05-01')
export const partialDate = when(
  remembered(isPartialDate),
  'a day of the calendar, or its year or month: YYYY-MM-DD, YYYY-MM or YYYY',
)

/** ICAO 9303 codes: three letters, and the one-letter code of Germany. */
export const country = when(value => /^(?:[A-Z]{3}|D)$/.test(value), 'a three-letter ICAO code such as LTU')

/** Upper case without spaces and hyphens, as documents are known by. */
export const documentNumber = checked('a number', value => {
  const problem = textProblem(value, NAME_LIMIT, CONTROLS)
  return problem ?? (/[\p{L}\p{N}]/u.test(value) ? undefined : 'a number with letters or digits')
}).overwrite(normalised)

// Slash, # and @ join a run's key with those of its journeys and calls.
const TRAIN = /^[^\s/#@|\p{C}]{1,20}$/u
const isRunKey = (value: string) => value.at(-11) === '/' && TRAIN.test(value.slice(0, -11)) && isDate(value.slice(-10))

export const trainNumber = when(
  remembered(value => TRAIN.test(value)),
  'a train number such as 029',
)
export const runKey = when(remembered(isRunKey), 'a run such as 029/2023-05-01')

/** An IANA zone by any of its names; offsets such as +03:00, which Intl takes too, know no summer time. */
export const timeZone = when(value => {
  if (value.length > 60 || !/^[A-Za-z]/.test(value)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}, 'an IANA time zone such as Europe/Vilnius')

const wholeNumber = (most: number) =>
  z.int('a whole number').min(0, 'a whole number of 0 or more').max(most, `a whole number of at most ${most}`)

export const count = wholeNumber(100_000)
export const hours = wholeNumber(10_000)
export const degrees = (most: number) => {
  const expected = `degrees from -${most} to ${most}`
  return z.number(expected).min(-most, expected).max(most, expected)
}
export const kilometres = z
  .number('kilometres')
  .min(0, 'kilometres of 0 or more')
  .max(100_000, 'kilometres of at most 100000')
export const flag = z.boolean('true or false')
export const list = <T extends z.ZodType>(item: T) => z.array(item, 'a list')
