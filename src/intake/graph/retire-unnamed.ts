import { retireDocuments } from '../../document/index.ts'
import type { Transaction } from '../../graph/index.ts'
import { type Named, retireBookings, runsWithLooseChecksOf } from '../../journey/index.ts'
import { retireIdentities } from '../../person/index.ts'
import { settleCalls } from '../../rail/index.ts'
import { settleRuns } from './settle-runs.ts'

/** Takes out of force what corrected facts named before and nothing names now; it stays as history. */
export async function retireUnnamed(tx: Transaction, before: Partial<Named>): Promise<void> {
  const { identities = [], documents = [], bookings = [], calls = [] } = before
  const persons = await retireIdentities(tx, identities)
  await retireDocuments(tx, documents)
  await retireBookings(tx, bookings)
  await settleCalls(tx, calls)
  await settleRuns(tx, await runsWithLooseChecksOf(tx, persons))
}
