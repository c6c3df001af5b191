import type { Database, Lease, Transaction } from '../../graph/index.ts'
import { keepLines, readLines } from '../delivery/excerpt.ts'
import { type Unparked, unpark, waitOn, wake } from '../delivery/parked.ts'
import { findRuns } from '../graph/find-runs.ts'
import { KINDS_IN_ORDER } from '../graph/kinds.ts'
import { type CheckedRecord, factId, prepareBatch } from '../graph/prepare-batch.ts'
import type { SoughtRun } from '../paxlst/index.ts'
import { type GoodLine, onRun } from '../read/index.ts'
import type { AnyRecord, RecordKind } from '../record/index.ts'

async function anyReady(database: Database): Promise<boolean> {
  const [row] = await database.read('// anyReady\nRETURN COUNT { (:Ready) }', {})
  return Number(row?.[0]) > 0
}

/** How many records are recorded as one transaction. */
const AT_ONCE = 1_000

/** Records what was parked and waits no more, and what waited for that in turn. */
export async function recordReady(database: Database, lease: Lease): Promise<Unparked[]> {
  const unparked: Unparked[] = []
  while (await anyReady(database))
    for (const kind of KINDS_IN_ORDER) {
      const done = await database.write(async tx => {
        await lease.renewIn(tx)
        return recordSome(tx, kind)
      })
      unparked.push(...done)
    }
  return unparked
}

async function recordSome(tx: Transaction, kind: RecordKind): Promise<Unparked[]> {
  const ready = await readySome(tx, kind)
  if (ready.length === 0) return []
  const batch = firstOfEachFact(ready)
  const prepared = await prepareBatch(tx, kind, batch)
  await prepared.record(tx)
  await waitOn(tx, prepared.waiting)
  const waiting = new Set(prepared.waiting.map(({ checked }) => checked))
  const done = batch.filter(record => !waiting.has(record))
  const changed = new Set(prepared.changed)
  const unparked = done.map(one => ({ ...one, changed: changed.has(one) }))
  await unpark(tx, unparked)
  await wake(
    tx,
    kind,
    prepared.changed.map(({ record }) => record),
  )
  return unparked.map(({ delivery, changed }) => ({ delivery, changed }))
}

/** What is ready of a kind; of those that seek a run, the ones whose run is there now. */
async function readySome(tx: Transaction, kind: RecordKind): Promise<CheckedRecord[]> {
  const rows = (await tx.run(
    `// readySome
MATCH (p:Ready {kind: $kind})
RETURN p.delivery, p.line, p.digest, p.record, p.fillsIn, p.sought ORDER BY p.delivery, p.line LIMIT $limit`,
    { kind, limit: AT_ONCE },
  )) as [number, number, number, string, true | null, string | null][]
  const ready = rows.map(([delivery, line, digest, record, fillsIn, sought]) => ({
    delivery,
    line,
    digest,
    sought,
    ...(fillsIn ? { fillsIn } : {}),
    record: JSON.parse(record) as AnyRecord,
  }))
  return [...ready.filter(({ sought }) => sought === null), ...(await withRunsFound(tx, ready))].sort(
    (a, b) => a.delivery - b.delivery || a.line - b.line,
  )
}

type Ready = CheckedRecord & { readonly sought: string | null }

/** Those that seek a run with the run that is there now, which is kept beside their words; the others wait on. */
async function withRunsFound(tx: Transaction, ready: readonly Ready[]): Promise<CheckedRecord[]> {
  const seeking = ready.filter(({ sought }) => sought !== null)
  if (seeking.length === 0) return []
  const runs = await findRuns(
    tx,
    seeking.map(({ sought }) => JSON.parse(sought as string) as SoughtRun),
  )
  const words = await readLines(tx.run, seeking)
  const found = seeking.flatMap((parked, i) => {
    const run = runs[i]
    return run === undefined ? [] : [{ ...wholeOn(run, parked, words[i] ?? ''), delivery: parked.delivery }]
  })
  for (const [delivery, lines] of Map.groupBy(found, ({ delivery }) => delivery)) await keepLines(tx, delivery, lines)
  await tx.run('// seekOn\nUNWIND $ids AS id\nMATCH (p:ParkedRecord {id: id})\nREMOVE p:Ready', {
    ids: seeking.filter((_, i) => runs[i] === undefined).map(({ delivery, line }) => `${delivery}:${line}`),
  })
  return found
}

function wholeOn(run: string, { delivery, line, record }: Ready, raw: string): GoodLine {
  const whole = onRun({ line, raw, readAs: record }, run)
  if ('record' in whole) return whole
  throw new Error(`Delivery ${delivery}, line ${line}: expected a record on the run found for it`)
}

/** A batch holds every fact once; what states a fact again is ready for the next. */
function firstOfEachFact(records: readonly CheckedRecord[]): CheckedRecord[] {
  const byFact = new Map<string, CheckedRecord>()
  for (const checked of records) {
    const fact = factId(checked.record)
    if (!byFact.has(fact)) byFact.set(fact, checked)
  }
  return [...byFact.values()]
}
