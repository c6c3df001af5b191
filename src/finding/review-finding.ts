import { checkedNote, NotFound } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { checkReview, type FindingState } from './state.ts'
import { writeEvents } from './store.ts'

export interface Review {
  /** Key of the finding. */
  readonly finding: string
  readonly state: FindingState
  readonly note: string
  readonly by: string
  readonly purpose: string | null
}

/**
 * Keeps what a human says that a finding comes to, and what that human saw of it: later facts are new by that.
 * @throws NotFound where there is no such finding; Invalid for a state that no human gives, or a note that says nothing;
 * Conflict for a finding that was withdrawn
 */
export async function reviewFinding(database: Database, { finding, state, note, by, purpose }: Review): Promise<void> {
  const reason = checkedNote(note)
  await database.write(async tx => {
    const [row] = await tx.run(
      `// reviewedFinding
MATCH (f:Finding {id: $finding})
SET f.touched = timestamp()
RETURN f.state`,
      { finding },
    )
    if (!row) throw new NotFound('id: expected a finding that is there, got one that is not', { field: 'id' })
    checkReview(row[0] as FindingState, state)
    await tx.run(
      `// reviewFinding
MATCH (f:Finding {id: $finding})
SET f.state = $state, f.reviewedBy = $by, f.reviewedAt = timestamp(), f.seenP = f.pValue, f.seenHappened = f.happened,
  f.seenHolding = f.holding
REMOVE f.touched`,
      { finding, state, by },
    )
    await writeEvents(tx, [
      { finding, kind: 'REVIEWED', state, says: null, by, purpose, note: reason, announced: false },
    ])
  })
}
