import type { Field } from './comparison.ts'
import type { Frequencies } from './rarity.ts'

/** Shares of each level, best first: among pairs of one person, and among pairs of two. */
export interface Rates {
  readonly m: readonly number[]
  readonly u: readonly number[]
}

/** What a matcher has learnt, numbered and frozen: plain, so that it can be kept as JSON and read again. */
export interface MatcherVersion {
  readonly version: number
  readonly rates: Readonly<Record<Field, Rates>>
  /** Share of one person's pairs among all possible pairs of identities. */
  readonly lambda: number
  readonly frequencies: Frequencies
  readonly identities: number
}
