import { isDateSlip } from './match/birth.ts'
import { areNamesWithinCaptureError, shareAName } from './match/capture-error.ts'
import { COMPARISONS, levelsOf } from './match/levels.ts'
import type { Portrait } from './portrait/portrait.ts'

/** Of names and of dates, whether two statements about one person do. */
export interface Contradiction {
  /** Surnames, also those at birth, and given names. */
  readonly names: boolean
  readonly birth: boolean
}

const [SURNAME, GIVEN, BIRTH] = (['surname', 'given', 'birth'] as const).map(field =>
  COMPARISONS.findIndex(comparison => comparison.field === field),
) as [number, number, number]

/** What two statements contradict: levels at which names or dates do not agree at all, and
 * no name of the one is a name of the other but for capture error. What one leaves out contradicts nothing. */
export function contradictionOf(left: Portrait, right: Portrait): Contradiction {
  const levels = levelsOf(left, right)
  const isElse = (field: number) => levels[field] === (COMPARISONS[field]?.levels.length ?? 0) - 1
  const names = isElse(SURNAME) && isElse(GIVEN) && !shareAName(left, right)
  return { names, birth: isElse(BIRTH) }
}

/** Whether of two statements about one person the one may be the other with a slip: in its names, and in its date. */
export const slipOf = (left: Portrait, right: Portrait): Contradiction => ({
  names: areNamesWithinCaptureError(left, right),
  birth: left.birth !== null && right.birth !== null && isDateSlip(left, right),
})
