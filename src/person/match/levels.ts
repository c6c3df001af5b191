import type { Portrait } from '../portrait/portrait.ts'
import { birthComparison } from './birth.ts'
import { type Comparison, type Field, SILENT } from './comparison.ts'
import { documentComparison } from './document.ts'
import { cyrillicComparison, fatherComparison, givenComparison, nameLevels, surnameComparison } from './names.ts'
import { sexComparison } from './sex.ts'

/** All that is asked of two identities. Nationality and place or country of birth are not: they say where, not who. */
export const COMPARISONS: readonly Comparison[] = [
  surnameComparison,
  givenComparison,
  fatherComparison,
  cyrillicComparison,
  birthComparison,
  sexComparison,
  documentComparison,
]

/** A pair's level in each comparison, in their order; the same whichever comes first. */
export function levelsOf(left: Portrait, right: Portrait): number[] {
  const [surname, given] = nameLevels(left, right)
  return COMPARISONS.map(({ level }, i) => (i === 0 ? surname : i === 1 ? given : level(left, right)))
}

/** Does this field agree, at these levels? Where it is silent it does not. */
export function agrees(field: Field, levels: readonly number[]): boolean {
  const place = COMPARISONS.findIndex(comparison => comparison.field === field)
  const level = levels[place] ?? SILENT
  return level !== SILENT && level < (COMPARISONS[place]?.agreeing ?? 0)
}
