import type { Portrait } from '../../portrait/portrait.ts'
import type { Levels } from '../comparison.ts'
import { COMPARISONS, levelsOf } from '../levels.ts'
import type { Rarity } from '../rarity.ts'

/** Pairs that are alike in the same way. */
export interface Pattern {
  /** Level in each comparison. */
  readonly levels: Levels
  /** How rare the values are that both have, in bits, of the first fields (surname and given names); read where they are equal. */
  readonly rarity: readonly number[]
  readonly count: number
}

export type Patterns = readonly Pattern[]

/** Names rarer than 2⁻³¹ cannot be: five bits hold how rare. */
const RARITIES = 32

/** Counts pairs by what they are alike in, so that what is learnt of them is learnt once for all that are alike. */
export function countPatterns(
  portraits: readonly Portrait[],
  pairs: Iterable<readonly [left: number, right: number]>,
  rarity: Rarity,
): Patterns {
  const counts = new Map<number, number>()
  for (const [i, j] of pairs) {
    const [left, right] = [portraits[i] as Portrait, portraits[j] as Portrait]
    const levels = levelsOf(left, right)
    const surname = levels[0] === 0 ? Math.round(rarity.ofSurname(left, right)) : 0
    const given = levels[1] === 0 ? Math.round(rarity.ofGiven(left)) : 0
    const key = (packed(levels) * RARITIES + surname) * RARITIES + given
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => ({
    levels: unpacked(Math.floor(key / RARITIES ** 2)),
    rarity: [Math.floor(key / RARITIES) % RARITIES, key % RARITIES],
    count,
  }))
}

/** Levels as one number: three bits each, 0 for silent. */
const packed = (levels: readonly number[]) => levels.reduce((all, level) => all * 8 + level + 1, 0)

function unpacked(number: number): number[] {
  const levels = COMPARISONS.map(() => 0)
  for (let i = levels.length - 1, left = number; i >= 0; i--) {
    levels[i] = (left % 8) - 1
    left = Math.floor(left / 8)
  }
  return levels
}
