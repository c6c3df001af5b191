import type { Thing } from './claim.ts'

/** The six lines of an explanation, in their order. */
export const LINES = [
  'WHAT_HAPPENED',
  'COMPARED_WITH',
  'HOW_UNUSUAL',
  'INNOCENT_EXPLANATIONS',
  'UNCERTAIN',
  'RULE',
] as const
export type Line = (typeof LINES)[number]

/** A fact that a finding rests on. */
export interface Evidence {
  readonly fact: Thing
  /** The line that it supports. */
  readonly line: Line
  /** The finding falls without it. */
  readonly witness: boolean
  /** How far the finding is from its threshold by this fact, in the unit that the detector's file says; null where that has no measure. */
  readonly margin: number | null
}

/** An innocent explanation that was tried. */
export interface Guard {
  readonly name: string
  /** It may explain what was found: the finding is kept in spite of it, and says so. */
  readonly holds: boolean
  /** The answer in words. */
  readonly says: string
}

/** A claim in words, beside what it rests on. RULE is the same for all findings of a pattern, and added by whoever keeps them. */
export interface Explanation {
  readonly whatHappened: string
  readonly comparedWith: string
  readonly howUnusual: string
  readonly guards: readonly Guard[]
  /** What may be wrong with it; none: nothing is known to be. */
  readonly uncertain: readonly string[]
  readonly evidence: readonly Evidence[]
}
