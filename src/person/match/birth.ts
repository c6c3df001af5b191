import type { Birth } from '../portrait/birth.ts'
import type { Portrait } from '../portrait/portrait.ts'
import { bothBy, type Comparison, SILENT } from './comparison.ts'

const LEVEL = { EQUAL: 0, SWAPPED: 1, DIGIT: 2, AS_KNOWN: 3, NEXT_YEAR: 4, SAME_YEAR: 5, ELSE: 6 } as const

function dates(left: Birth, right: Birth): number {
  if (!left.exact || !right.exact) return asFarAsKnown(left, right) ? LEVEL.AS_KNOWN : LEVEL.ELSE
  if (left.text === right.text) return LEVEL.EQUAL
  if (left.year === right.year && dayMonth(left) === monthDay(right)) return LEVEL.SWAPPED
  if (oneDigit(left.text, right.text)) return LEVEL.DIGIT
  if (Math.abs(left.year - right.year) === 1) return LEVEL.NEXT_YEAR
  return left.year === right.year ? LEVEL.SAME_YEAR : LEVEL.ELSE
}

/** Equal in year, and in month where both know it: two full dates of one year contradict each other, these do not. */
function asFarAsKnown(left: Birth, right: Birth): boolean {
  const known = Math.min(left.text.length, right.text.length)
  return left.text.slice(0, known) === right.text.slice(0, known)
}

const monthDay = ({ text }: Birth) => text.slice(5)
const dayMonth = ({ text }: Birth) => `${text.slice(8)}-${text.slice(5, 7)}`
function oneDigit(left: string, right: string): boolean {
  let unlike = 0
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) unlike++
  return unlike === 1
}

/** How the dates of birth of two compare; SILENT where one side says nothing. */
export const birthLevel = ({ birth: left }: Pick<Portrait, 'birth'>, { birth: right }: Pick<Portrait, 'birth'>) =>
  left && right ? dates(left, right) : SILENT

/** Whether two dates are one, or one with a slip, or as far as they are known; what one leaves out contradicts nothing. */
export const isDateSlip = (left: Pick<Portrait, 'birth'>, right: Pick<Portrait, 'birth'>) =>
  birthLevel(left, right) <= LEVEL.AS_KNOWN

export const birthComparison: Comparison = {
  field: 'birth',
  question: 'The dates of birth are one date, or one written with a slip, or are one as far as they are known.',
  levels: [
    'equal',
    'day and month exchanged',
    'one digit',
    'as far as known',
    'a year apart',
    'same year',
    'different',
  ],
  agreeing: LEVEL.NEXT_YEAR,
  level: birthLevel,
  values: bothBy(({ birth }) => birth?.text ?? null),
}
