import type { Database, Transaction } from '../graph/index.ts'
import { type Detection, type PatternName, RULES, type Verdict } from '../pattern/index.ts'
import { type Ledger, NEW_LEDGER, tellBatch } from './batch-ledger.ts'
import { setFindings, untoldFindings, writeEvents } from './store.ts'
import type { Trigger } from './sweep-store.ts'

/** What a sweep tells at once of one pattern, and what is kept of it. */
export interface Telling {
  tells(verdict: Verdict): boolean
  /** All tests were gone by, so that what deliveries left untold is told too. */
  readonly ofAll: boolean
  /** Undefined: as it was. */
  readonly ledger: Ledger | undefined
}

/**
 * What of a pattern is told at once. A sweep after a delivery tells of a STATISTICAL pattern what its own tests, as one batch
 * of those since the last sweep of all, bear out; any other, or one that tested everything, goes by all tests, tells everything,
 * and begins anew.
 */
export async function tellingOf(
  database: Database,
  pattern: PatternName,
  { detection, trigger }: { readonly detection: Detection; readonly trigger: Trigger },
): Promise<Telling> {
  const { units, tests } = detection.takeBatch(pattern)
  const isStatistical = RULES.some(rule => rule.pattern === pattern && rule.standard === 'STATISTICAL')
  if (!isStatistical) return { tells: () => true, ofAll: false, ledger: undefined }
  if (trigger !== 'DELIVERY' || units === 'all') return { tells: () => true, ofAll: true, ledger: NEW_LEDGER }
  const isOfBatch = ({ claim }: Verdict) => claim.units.some(unit => units.has(unit))
  const ps = detection.verdicts(pattern).flatMap(verdict => (isOfBatch(verdict) ? (verdict.claim.p ?? []) : []))
  const { told, ledger } = tellBatch(await keptLedger(database, pattern), ps, tests)
  const tells = (verdict: Verdict) => isOfBatch(verdict) && verdict.claim.p !== null && verdict.claim.p <= told
  return { tells, ofAll: false, ledger }
}

async function keptLedger(database: Database, pattern: PatternName): Promise<Ledger> {
  const [row] = await database.read('// batchLedger\nMATCH (p:Pattern {id: $pattern}) RETURN p.ledger', { pattern })
  return row?.[0] ? (JSON.parse(String(row[0])) as Ledger) : NEW_LEDGER
}

/** Keeps the ledgers of patterns. */
export async function keepLedgers(tx: Transaction, tellings: ReadonlyMap<PatternName, Telling>): Promise<void> {
  const rows = [...tellings].flatMap(([pattern, { ledger }]) => (ledger ? [[pattern, JSON.stringify(ledger)]] : []))
  await tx.run('// keepLedgers\nUNWIND $rows AS row\nMATCH (p:Pattern {id: row[0]})\nSET p.ledger = row[1]', { rows })
}

/** Tells what deliveries left untold of a pattern, where it still stands and nobody has said anything of it. */
export async function tellTheRest(
  database: Database,
  pattern: PatternName,
  within: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const untold = await untoldFindings(database, pattern)
  if (untold.length === 0) return
  await database.write(async tx => {
    await within(tx)
    await setFindings(
      tx,
      untold.map(({ id }) => [id, { untold: null }]),
    )
    const waiting = untold.filter(({ state }) => state === 'PENDING_REVIEW')
    await writeEvents(
      tx,
      waiting.map(({ id, state, untold: as }) => ({
        finding: id,
        kind: 'TOLD',
        state,
        says: 'It stands beside all tests there are now.',
        by: null,
        purpose: null,
        note: null,
        announced: true,
        as,
      })),
    )
  })
}
