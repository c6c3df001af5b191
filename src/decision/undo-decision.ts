import { Conflict, NotFound } from '../base/index.ts'
import { readDecision } from '../person/index.ts'
import { type Taken, type Terms, takeDecision } from './take-decision.ts'

export interface UndoDecisionInput {
  /** Id of the decision. */
  readonly decision: string
  readonly note: string
}

/**
 * Takes a decision back by another one: persons become what they would be had it not been taken.
 * @throws NotFound where there is none; Conflict where it was taken back already or takes another back; Unavailable where a
 * load does not end in time
 */
export function undoDecision(terms: Terms, { decision: id, note }: UndoDecisionInput): Promise<Taken> {
  const field = 'decision'
  return takeDecision(terms, note, async tx => {
    const decision = await readDecision(tx, id)
    if (!decision) throw new NotFound('decision: expected one that was taken, got one that is not there', { field })
    if (decision.kind === 'UNDO')
      throw new Conflict('decision: expected one that takes no other back, got an UNDO; decide anew instead', { field })
    if (decision.undoneBy !== null)
      throw new Conflict(`decision: expected one that stands, decision ${decision.undoneBy} has taken it back`, {
        field,
      })
    return { kind: 'UNDO', pairs: [], undoes: decision.number, broken: [] }
  })
}
