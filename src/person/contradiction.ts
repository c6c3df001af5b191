import { isDateSlip } from './match/birth.ts'
import { areNamesWithinCaptureError, shareAName } from './match/capture-error.ts'
import { COMPARISONS, levelsOf } from './match/levels.ts'
import type { Portrait } from './portrait/portrait.ts'

/** What holds of the names and of the dates of birth in two statements about one person. */
export interface NamesAndBirth {
  /** Surnames, also those at birth, and given names. */
  readonly names: boolean
  readonly birth: boolean
}

const [SURNAME, GIVEN, BIRTH] = (['surname', 'given', 'birth'] as const).map(field =>
  COMPARISONS.findIndex(comparison => comparison.field === field),
) as [number, number, number]

/**
 * What two statements contradict: names or dates that agree at no level, names only where none of the one is a name of the
 * other but for capture error. What one leaves out contradicts nothing.
 */
export function contradictionOf(left: Portrait, right: Portrait): NamesAndBirth {
  const levels = levelsOf(left, right)
  const isElse = (field: number) => levels[field] === (COMPARISONS[field]?.levels.length ?? 0) - 1
  const names = isElse(SURNAME) && isElse(GIVEN) && !shareAName(left, right)
  return { names, birth: isElse(BIRTH) }
}

/** In what of two statements the one may be the other with a slip; a date that one leaves out is a slip of none. */
export const slipOf = (left: Portrait, right: Portrait): NamesAndBirth => ({
  names: areNamesWithinCaptureError(left, right),
  birth: left.birth !== null && right.birth !== null && isDateSlip(left, right),
})
