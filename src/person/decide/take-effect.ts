import type { Transaction } from '../../graph/index.ts'
import { bindDecisions } from '../decided/bind.ts'
import { type NewDecision, recordDecision } from '../decided/record-decision.ts'
import { portraitsOfIdentities } from '../resolve/component.ts'
import { type Rehomed, rehome } from '../resolve/resolve.ts'

/** What a decision has come to. */
export interface Effected extends Rehomed {
  readonly number: number
  /** Ids of the identities that it concerns; some may not be there now. */
  readonly identities: readonly string[]
  /** Numbers of earlier decisions that it takes out of force, wholly or in part, by saying the contrary. */
  readonly overruled: readonly number[]
}

/** Keeps a decision and makes persons what they should be by it. The lease of loads must be held. */
export async function takeEffect(tx: Transaction, decision: NewDecision): Promise<Effected> {
  const { number, concerned } = await recordDecision(tx, decision)
  const places = concerned.map(({ place }) => place)
  const { changed, released } = await bindDecisions(tx, places)
  const rehomed = await rehome(tx, await portraitsOfIdentities(tx, [...places, ...changed]))
  return {
    ...rehomed,
    number,
    identities: concerned.map(({ id }) => id).sort(),
    overruled: released.filter(other => other !== decision.undoes).sort((a, b) => a - b),
  }
}
