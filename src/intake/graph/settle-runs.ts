import type { Transaction } from '../../graph/index.ts'
import { placeLooseChecks, settleEnds } from '../../journey/index.ts'

/** Decides again, on these runs, whose checks without a passenger are, and where the journeys concerned began and ended. */
export async function settleRuns(tx: Transaction, runs: Iterable<string>): Promise<void> {
  await settleEnds(tx, await placeLooseChecks(tx, runs))
}
