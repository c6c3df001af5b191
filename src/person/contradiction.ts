import { areNamesWithinCaptureError } from './match/capture-error.ts'
import { COMPARISONS, levelsOf } from './match/levels.ts'
import type { Portrait } from './portrait/portrait.ts'

/** In what two statements about one person agree at no level. */
export interface Contradiction {
  /** Surnames, also those at birth, and given names both. */
  readonly names: boolean
  readonly birth: boolean
}

const [SURNAME, GIVEN, BIRTH] = (['surname', 'given', 'birth'] as const).map(field =>
  COMPARISONS.findIndex(comparison => comparison.field === field),
) as [number, number, number]

/** What two statements contradict: levels at which names or dates do not agree at all, nor
 * names but for capture error. What one leaves out contradicts nothing. */
export function contradictionOf(left: Portrait, right: Portrait): Contradiction {
  const levels = levelsOf(left, right)
  const isElse = (field: number) => levels[field] === (COMPARISONS[field]?.levels.length ?? 0) - 1
  const names = isElse(SURNAME) && isElse(GIVEN) && !areNamesWithinCaptureError(left, right)
  return { names, birth: isElse(BIRTH) }
}
