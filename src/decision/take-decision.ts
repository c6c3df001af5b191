import { checkedNote, Unavailable } from '../base/index.ts'
import { aboutWhomThereIs, findingsBeside } from '../finding/index.ts'
import { type Database, Lease, type Transaction } from '../graph/index.ts'
import { placeLooseChecks, runsWithLooseChecksOf, settleEnds } from '../journey/index.ts'
import type { Patterns } from '../pattern/index.ts'
import {
  type CannotLink,
  type Effected,
  type NewDecision,
  personsOf,
  resolveWaiting,
  takeEffect,
} from '../person/index.ts'
import { type Effect, effectOf } from './effect/effect.ts'

/** What a decision is taken with. */
export interface Terms {
  readonly database: Database
  readonly patterns: Patterns
  /** Who decides. */
  readonly by: string
  /** What for, as the caller says. */
  readonly purpose: string | null
  /** Nothing is to be changed: only what would be is told. */
  readonly dryRun: boolean
  /** Whether it is to be told what changes in the answers that are computed. */
  readonly withAnswers: boolean
  /** Whether it is to be told what would become of findings. */
  readonly withFindings: boolean
}

/** What a decision says: its plan is made on the graph as it is when the decision is taken. */
export interface Plan extends Pick<NewDecision, 'kind' | 'pairs'> {
  readonly undoes?: number
  /** What would have kept apart whom it joins. */
  readonly broken: readonly CannotLink[]
}

/** A decision that was taken, or would have been. */
export interface Taken {
  /** Id of the decision; null for a dry run. */
  readonly decision: string | null
  /** Ids of the persons that the identities concerned are of when it is done; for a dry run as they stay. */
  readonly persons: readonly string[]
  /** Ids of earlier decisions that it takes out of force by saying the contrary. */
  readonly overrules: readonly string[]
  readonly effect: Effect
}

/** Milliseconds that a decision waits for a load, or for another decision. */
const LONGEST_WAIT = 15_000

/**
 * Takes a decision as one transaction, alone in the graph: no load and no other decision runs beside it. A dry run is the
 * very same transaction, taken back at its end.
 * @throws Invalid where there is no note or too long a one; Unavailable where a load does not end in time; whatever `plan`
 * throws
 */
export async function takeDecision(
  terms: Terms,
  note: string,
  plan: (tx: Transaction) => Promise<Plan>,
): Promise<Taken> {
  const { database, patterns, by, purpose, dryRun, withAnswers, withFindings } = terms
  const reason = checkedNote(note)
  // Before anything is held: the first time in a service's life everything is tested.
  const findings = withFindings ? await findingsBeside(database, patterns) : undefined
  const lease = await Lease.take(database, 'load', () => {}, AbortSignal.timeout(LONGEST_WAIT)).catch(asUnavailable)
  try {
    await resolveWaiting(database, tx => lease.renewIn(tx))
    const answers = withAnswers ? await patterns.answersAbout() : undefined
    const act = async (tx: Transaction): Promise<Taken> => {
      await lease.renewIn(tx)
      const { broken, ...decided } = await plan(tx)
      const effected = await takeEffect(tx, { ...decided, by, purpose, note: reason })
      await settleChecks(tx, effected)
      const foretold = (await findings?.({ read: tx.run }, tx.notes)) ?? []
      const effect = await effectOf({ before: database, after: { read: tx.run } }, effected, broken, answers)
      return {
        decision: dryRun ? null : String(effected.number),
        persons: await personsOf(dryRun ? database.read.bind(database) : tx.run, effected.identities),
        overrules: effected.overruled.map(String),
        effect: { ...effect, findings: dryRun ? await aboutWhomThereIs(database, foretold) : foretold },
      }
    }
    return await (dryRun ? database.rehearse(act) : database.write(act))
  } finally {
    await lease.giveBack()
  }
}

/** Checks that name no passenger are placed by who is who. */
async function settleChecks(tx: Transaction, { changed }: Effected): Promise<void> {
  await settleEnds(tx, await placeLooseChecks(tx, await runsWithLooseChecksOf(tx, changed)))
}

function asUnavailable(error: unknown): never {
  if ((error as Error).name !== 'TimeoutError') throw error
  throw new Unavailable('A load of this graph is under way: decide again when it has ended', { cause: error })
}
