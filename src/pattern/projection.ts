/** Direction of a run, from the longitudes of its first and last calls; UNKNOWN where a station lacks coordinates. */
export const DIRECTIONS = ['UNKNOWN', 'EASTBOUND', 'WESTBOUND'] as const

/** What a traveller travelled on. Comparisons are made within a class only. */
export const CLASSES = ['RESIDENCE', 'LONG_STAY', 'SHORT_STAY', 'FTD', 'FRTD', 'EU', 'NONE'] as const

/** Kinds of check but ALIGHT, which is read otherwise. */
export const CHECK_KINDS = ['BOARD', 'ENTRY', 'EXIT', 'TRANSIT', 'REFUSAL'] as const

export const CHECK_BASES = [
  'RESIDENCE_PERMIT',
  'RESIDENCE_CARD',
  'LONG_STAY_VISA',
  'SHORT_STAY_VISA',
  'FTD',
  'FRTD',
  'EU_CITIZEN',
  'NONE',
] as const

/** Bit of `JourneyColumns.flags`: an ALIGHT or EXIT check says where the journey ended. */
export const END_SEEN = 1

/** Bits of `Alightings.flags`. */
export const EXCEPTED = 1
/** Followed by an EXIT or TRANSIT check of the same journey: a conflict, not a leaving. */
export const CONTRADICTED = 2

/** One entry a journey, in the order of identities; `documents`: bit i for `DOCUMENT_TYPES[i]`. About 20 bytes each. */
export interface JourneyColumns {
  readonly run: Uint32Array
  readonly class: Uint8Array
  readonly flags: Uint8Array
  readonly documents: Uint16Array
  /** Journey j has the alightings `alightings[j]` up to `alightings[j + 1]`. */
  readonly alightings: Uint32Array
}

/** One entry an ALIGHT check. */
export interface Alightings {
  readonly station: Uint16Array
  /** Epoch milliseconds. */
  readonly at: Float64Array
  readonly flags: Uint8Array
}

export interface RunColumns {
  readonly ids: readonly string[]
  readonly direction: Uint8Array
  /** 1: CHECKS were complete at the run's border stops in Lithuania. */
  readonly complete: Uint8Array
  /** Run r has the calls `calls[r]` up to `calls[r + 1]`. */
  readonly calls: Uint32Array
  readonly callStation: Uint16Array
  /** Planned instant: departure, else arrival; an unplanned call's first sighting. Epoch milliseconds. */
  readonly callAt: Float64Array
  /** 1: CHECKS are said to be incomplete at this call. */
  readonly callIncomplete: Uint8Array
}

/** A rule that states boarding, alighting or capacity; null stations: all. Dates are Lithuanian calendar days, `until` the last. */
export interface Regime {
  readonly from: string
  readonly until: string | null
  readonly stations: readonly string[] | null
}

/** Who is taken for one person: a value beside the columns, so that one picture can be counted under several. */
export interface Grouping {
  readonly persons: readonly string[]
  /** Person p is the identities `identities[of[p]]` up to `identities[of[p + 1]]`, places in `Projection.identities`. */
  readonly of: Uint32Array
  readonly identities: Uint32Array
}

/** The part of the graph that counting needs, as flat columns. Immutable. */
export interface Projection {
  readonly stations: readonly string[]
  readonly regimes: readonly Regime[]
  readonly identities: readonly string[]
  /** Identity i made the journeys `of[i]` up to `of[i + 1]`. */
  readonly of: Uint32Array
  readonly journeys: JourneyColumns
  readonly alightings: Alightings
  readonly runs: RunColumns
  /** Persons by the links that count. */
  readonly grouping: Grouping
}
