import { Conflict, Invalid } from '../base/index.ts'

/** What a finding is taken for: by the system until a human has looked, then by that human. */
export const FINDING_STATES = ['PENDING_REVIEW', 'CONFIRMED', 'DISMISSED', 'NEEDS_MORE', 'WITHDRAWN'] as const
export type FindingState = (typeof FINDING_STATES)[number]

/** What a human may make of a finding. */
const REVIEWED: readonly FindingState[] = ['CONFIRMED', 'DISMISSED', 'NEEDS_MORE']

/**
 * Whether a human may put a finding into a state.
 * @throws Invalid for a state that no human gives; Conflict for a finding that the facts no longer bear out
 */
export function checkReview(from: FindingState, to: FindingState): void {
  if (!REVIEWED.includes(to))
    throw new Invalid(`state: expected ${REVIEWED.join(', ')}, got ${to}, which only the system gives`, {
      field: 'state',
    })
  if (from === 'WITHDRAWN')
    throw new Conflict('id: expected a finding that stands, this one was withdrawn: its history says why', {
      field: 'id',
    })
}
