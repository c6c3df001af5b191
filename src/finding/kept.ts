import type { FindingState } from './state.ts'

/** A finding as it is kept, as far as it is compared with what a pattern says now. */
export interface Kept {
  readonly id: string
  readonly state: FindingState
  /** Digest of what it says. */
  readonly substance: string
  readonly p: number | null
  readonly q: number | null
  /** When the last of what happened did, epoch milliseconds; null where nothing of it has an instant. */
  readonly lastAt: number | null
  /** Names of the facts that happened, and of the innocent explanations that may hold. */
  readonly happened: readonly string[]
  readonly holding: readonly string[]
  /** How it was when a human last said something of it; null where nobody has. */
  readonly reviewed: Reviewed | null
}

/** What a human saw. */
export interface Reviewed {
  readonly p: number | null
  readonly happened: readonly string[]
  readonly holding: readonly string[]
}

/** What a pattern says now, in the words that are kept. */
export interface Worded {
  readonly substance: string
  readonly happened: readonly string[]
  readonly holding: readonly string[]
}
