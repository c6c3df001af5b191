/** Two identities that the matcher finds alike. */
export interface Likeness {
  readonly left: string
  readonly right: string
  /** Probability that both are one person. */
  readonly p: number
  /** Sure enough to link without a human. */
  readonly auto: boolean
}

/** What a human decided of two identities; of several on one pair the last stands. */
export interface Decision {
  readonly left: string
  readonly right: string
  readonly verdict: 'CONFIRMED' | 'REJECTED'
  /** Instant, ISO 8601 in UTC. */
  readonly decidedAt: string
}

/** A fact by which two identities cannot be one person: both boarded one run, aboard two at once, biometrics that differ. */
export interface CannotLink {
  readonly left: string
  readonly right: string
  readonly because: string
}

/** Identities and all that is known of them; any order. */
export interface Facts {
  readonly identities: readonly string[]
  readonly likenesses: readonly Likeness[]
  readonly decisions: readonly Decision[]
  readonly cannotLinks: readonly CannotLink[]
}

/** Two identities by which two clusters were joined. */
export interface Join {
  readonly left: string
  readonly right: string
  /** 1 where a human confirmed it. */
  readonly p: number
  readonly by: 'AUTO' | 'CONFIRMED'
}

/** One person: its id is that of its smallest identity; its joins form a tree over its members. */
export interface Cluster {
  readonly id: string
  readonly members: readonly string[]
  readonly joins: readonly Join[]
}

/** A link that awaits a human: sure to less than 0.99, or held back by what speaks against it. */
export interface ProbableLink {
  readonly identity: string
  /** The person of the other identity. */
  readonly person: string
  readonly p: number
  readonly heldBack: string | null
}

export interface Clusters {
  readonly clusters: readonly Cluster[]
  readonly probable: readonly ProbableLink[]
}
