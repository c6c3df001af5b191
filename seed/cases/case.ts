import type { DocumentKey } from '../base/records.ts'
import type { Traveller } from '../big/population.ts'

/** The patterns that are planted. */
export const PLANTED_PATTERNS = [
  'REPEAT_DISEMBARKER',
  'SHARED_DOCUMENT',
  'UNPERMITTED_ALIGHTING',
  'TICKET_MISMATCH',
  'DOCUMENT_NOT_VALID',
  'MULTIPLE_IDENTITIES',
  'IMPOSSIBLE_PRESENCE',
  'DOCUMENT_SWITCH',
  'REPEAT_CO_TRAVELLERS',
  'CO_ALIGHTING_GROUP',
  'SHARED_DOCUMENT_RING',
  'TRANSIT_OVERRUN',
  'OVER_CAPACITY',
  'DISEMBARKATION_SURGE',
] as const
export type PlantedPattern = (typeof PLANTED_PATTERNS)[number]

/** How plain a planted case is. */
export const TIERS = ['easy', 'real', 'limit'] as const
export type Tier = (typeof TIERS)[number]

/**
 * One case of the truth: planted, a decoy that looks like one and is none, or incidental, which is true but nobody's plan
 * (who leaves with a permit has a ticket for longer) and counts neither as found nor as missed.
 */
export interface Case {
  readonly pattern: PlantedPattern
  readonly tier: Tier | 'decoy' | 'incidental'
  /** Of a decoy: why it is none. */
  readonly decoy?: string
  readonly persons: readonly Traveller[]
  readonly documents?: readonly DocumentKey[]
  /** The documents are those that are shown on its journeys, as they are written. */
  readonly asShown?: boolean
  /** The journeys on which it shows, by their place among all. */
  readonly journeys?: readonly number[]
  readonly runs?: readonly number[]
  readonly station?: 'KENA' | 'KYBARTAI'
  /** `2023-W38`, as ISO 8601 numbers weeks. */
  readonly week?: string
  /** It can be known once the last checks of these journeys are made; without, of all its journeys. */
  readonly knownBy?: readonly number[]
  /** It can be known from this instant on at the earliest. */
  readonly since?: number
}
