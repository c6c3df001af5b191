import type { PatternName } from '../pattern-name.ts'

/**
 * What is needed to say that a pattern holds. HARD: a recorded fact contradicts a rule or physics. STATISTICAL: rarer than a
 * stated null allows. STRUCTURAL: ties that independent use would not make.
 */
export type Standard = 'HARD' | 'STATISTICAL' | 'STRUCTURAL'

/** A number that a rule turns on. */
export interface Parameter {
  readonly value: number
  readonly unit: string
  readonly meaning: string
  /** The least and the greatest value that make sense. */
  readonly from: number
  readonly to: number
}

/** A pattern as it is written, versioned and dated: never learned. */
export interface Rule<P extends string = string> {
  readonly pattern: PatternName
  readonly title: string
  /** The question that it answers, in one sentence. */
  readonly question: string
  readonly version: number
  readonly standard: Standard
  /** What entitles to look, and what the rule itself is taken from. */
  readonly legalBasis: string
  readonly parameters: Readonly<Record<P, Parameter>>
}

/** The values of a rule's parameters in force. */
export type Values<P extends string = string> = Readonly<Record<P, number>>

/** The values that a rule comes with. */
export function defaultsOf<P extends string>(rule: Rule<P>): Values<P> {
  return Object.fromEntries(
    Object.entries<Parameter>(rule.parameters).map(([name, { value }]) => [name, value]),
  ) as Values<P>
}
