import type { Portrait } from '../portrait/portrait.ts'

/** The level of a pair of which one side says nothing: it weighs nothing. */
export const SILENT = -1

/** A pair's level in each field; SILENT where one side says nothing. */
export type Levels = readonly number[]

/** One question asked of two identities, answered by a level, and the values on each side that made it so. */
export interface Comparison {
  readonly field: Field
  /** What is asked, in one sentence: shown to whoever reads an explanation. */
  readonly question: string
  /** Names of the levels, those that agree first, the best of them at the head. */
  readonly levels: readonly string[]
  /** How many of the levels, from the best, are agreement. */
  readonly agreeing: number
  /** The level that says what other fields have said already: it weighs nothing. */
  readonly neutral?: number
  /** A level that never speaks for more than another does: it is the stronger case of it, and too seldom to be learnt. */
  readonly notAbove?: readonly [level: number, other: number]
  /** Place in `levels`, or SILENT; the same for left and right exchanged. */
  readonly level: (left: Portrait, right: Portrait) => number
  /** The value on each side that made the level, as it was written; empty where there is none. */
  readonly values: (left: Portrait, right: Portrait) => readonly [left: string, right: string]
}

export const FIELDS = ['surname', 'given', 'father', 'cyrillic', 'birth', 'sex', 'document'] as const
export type Field = (typeof FIELDS)[number]

/** Both sides' values by the same reading. */
export const bothBy =
  (value: (portrait: Portrait) => string | null | undefined): Comparison['values'] =>
  (left, right) => [value(left) ?? '', value(right) ?? '']
