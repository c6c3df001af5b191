import type { Birth } from '../portrait/birth.ts'
import { bothBy, type Comparison, SILENT } from './comparison.ts'

const LEVEL = { EQUAL: 0, SWAPPED: 1, DIGIT: 2, NEXT_YEAR: 3, SAME_YEAR: 4, ELSE: 5 } as const

function dates(left: Birth, right: Birth): number {
  if (left.exact && right.exact) {
    if (left.text === right.text) return LEVEL.EQUAL
    if (left.year === right.year && dayMonth(left) === monthDay(right)) return LEVEL.SWAPPED
    if (oneDigit(left.text, right.text)) return LEVEL.DIGIT
    if (Math.abs(left.year - right.year) === 1) return LEVEL.NEXT_YEAR
  } else if (monthKnown(left) && monthKnown(right) && left.text.slice(0, 7) !== right.text.slice(0, 7))
    return LEVEL.ELSE
  return left.year === right.year ? LEVEL.SAME_YEAR : LEVEL.ELSE
}

const monthDay = ({ text }: Birth) => text.slice(5)
const dayMonth = ({ text }: Birth) => `${text.slice(8)}-${text.slice(5, 7)}`
const monthKnown = ({ text }: Birth) => text.length >= 7

function oneDigit(left: string, right: string): boolean {
  let unlike = 0
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) unlike++
  return unlike === 1
}

export const birthComparison: Comparison = {
  field: 'birth',
  question:
    'The dates of birth are one date, or one written with a slip; a date known in part is at best of the same year.',
  levels: ['equal', 'day and month exchanged', 'one digit', 'a year apart', 'same year', 'different'],
  agreeing: LEVEL.NEXT_YEAR,
  level: ({ birth: left }, { birth: right }) => (left && right ? dates(left, right) : SILENT),
  values: bothBy(({ birth }) => birth?.text ?? null),
}
