import type { PatternName } from '../pattern/index.ts'
import type { Settlement } from './compare-pattern.ts'
import type { Move } from './plan.ts'
import { FAMILY_GREW } from './settle-pattern.ts'

/** What a sweep would do with one finding. */
export interface SweepChange {
  readonly pattern: PatternName
  readonly kind: Exclude<Move['kind'], 'RATED'>
  /** Key of the finding. */
  readonly finding: string
  readonly score: number | null
  /** Labels and keys of what it is about; empty where that is no longer known. */
  readonly subjects: readonly (readonly [label: string, key: string])[]
  readonly says: string | null
}

/** Changes of one pattern that are told. */
const MOST_TOLD = 500

/**
 * What a settlement would do, in words.
 * @param before what it is compared with, where that is known from another settlement
 * @param withdrawn why a finding would be withdrawn that its own facts do not bear out
 */
export function told(
  { pattern, moves, named }: Settlement,
  before?: Settlement,
  withdrawn = 'The facts, by these parameters, do not bear it out.',
): SweepChange[] {
  const events = moves.filter(move => move.kind !== 'RATED')
  return events.slice(0, MOST_TOLD).map((move): SweepChange => {
    const one = named.get(move.id)
    const { verdict, subjects = [] } = one ?? before?.named.get(move.id) ?? {}
    return {
      pattern,
      kind: move.kind,
      finding: move.id,
      score: move.kind === 'WITHDRAWN' ? null : (verdict?.claim.score ?? null),
      subjects: subjects.map(({ id }, i) => [verdict?.claim.subjects[i]?.[0] as string, id]),
      says: [one?.wording?.because[0], whyOf(move, withdrawn)].filter(Boolean).join(' ') || null,
    }
  })
}

function whyOf(move: Move, withdrawn: string): string | undefined {
  if (move.kind === 'RAISED' || move.kind === 'RATED') return undefined
  if (move.kind !== 'WITHDRAWN') return move.because
  return move.because === 'FAMILY' ? FAMILY_GREW : withdrawn
}
