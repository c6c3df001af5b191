/** Labels of what findings are about and rest on. */
export type ThingLabel =
  | 'Person'
  | 'Identity'
  | 'Document'
  | 'Journey'
  | 'TrainRun'
  | 'Call'
  | 'Station'
  | 'Check'
  | 'Booking'
  | 'Regime'

/** A thing of the graph: by the number of its node, or by its id where that is what is known of it. */
export type Thing = readonly [label: ThingLabel, named: number | string]

/** What a test of one pattern says: a statement about some things, in figures, not yet in words. */
export interface Claim {
  /** What it is about, each once, in an order that does not depend on which was looked at first. */
  readonly subjects: readonly Thing[]
  /** What of them, where there may be several findings about the same: a station, a journey, a week. */
  readonly anchor: string
  /** Rows of the detector's units that it rests on: tested anew when any of these is. */
  readonly units: readonly number[]
  /** HARD: 1 a breach, 0 information. STATISTICAL: −log10 p, at most 300. STRUCTURAL: summed logarithms of likelihood ratios. */
  readonly score: number
  /** Null where nothing is left to chance. */
  readonly p: number | null
  /** What it rests on, in numbers: what a finding that says it again must agree with. */
  readonly figures: Readonly<Record<string, number>>
}

/** What a detector says of one unit. */
export interface Tested {
  /** How many tests were made of it, those that say nothing included. */
  readonly tests: number
  readonly claims: readonly Claim[]
}

/** A claim beside all others of its pattern. */
export interface Verdict {
  readonly claim: Claim
  /** Expected share of false ones among all that are at least as unusual (Benjamini–Hochberg); null for those without p. */
  readonly q: number | null
  /** How many tests of the pattern there are. */
  readonly tests: number
  readonly passes: boolean
  /** The claim was made as all were judged, of several that were tested. */
  readonly isJoint?: true
}

const MOST = 300

/** Score of a STATISTICAL claim. */
export const scoreOf = (p: number) => Math.min(MOST, -Math.log10(Math.max(p, 1e-300)))

/** Names a claim among all of its pattern. */
export const keyOf = ({ subjects, anchor }: Pick<Claim, 'subjects' | 'anchor'>) => JSON.stringify([subjects, anchor])
