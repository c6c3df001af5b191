import type { Database, Lease, Transaction } from '../graph/index.ts'
import { keepLines, readLines } from './excerpt.ts'
import { findRuns } from './graph/find-runs.ts'
import type { Reference } from './graph/kind.ts'
import { KINDS_IN_ORDER } from './graph/kinds.ts'
import { type CheckedRecord, factId, prepareBatch, type Waiting } from './graph/prepare-batch.ts'
import type { SoughtRun } from './paxlst/index.ts'
import { type GoodLine, onRun, type SoughtLine } from './read/index.ts'
import type { AnyRecord, RecordKind } from './record/index.ts'

/**
 * Records that name something not known yet. Each waits as `(:ParkedRecord)-[:IN]->(:Delivery)` for one thing; what brings
 * that thing marks it `:Ready` in its own transaction, so that no crash forgets it, and it is then recorded with the
 * source it came with.
 */

/** What a parked record waits for, as one text to be looked up. */
const awaited = (label: string, id: string) => `${label} ${id}`

/**
 * Parks records: their lines wait, with the reason. Returns how many were not parked before: a load that was killed
 * before it noted how far it came parks them again.
 */
export async function park(tx: Transaction, waiting: readonly Waiting<CheckedRecord>[]): Promise<number> {
  if (waiting.length === 0) return 0
  return parkRows(tx, waiting.map(rowOf))
}

async function parkRows(tx: Transaction, rows: readonly Record<string, unknown>[]): Promise<number> {
  const [row] = await tx.run(
    `// park
UNWIND $rows AS row
WITH row, row.delivery + ':' + row.line AS id
WHERE NOT EXISTS { (:ParkedRecord {id: id}) }
MATCH (d:Delivery {number: row.delivery})
CREATE (p:ParkedRecord {id: id, since: d.receivedAt})-[:IN]->(d)
SET p += row
RETURN count(p)`,
    { rows },
  )
  return Number(row?.[0])
}

/** Parks lines whose run is not known yet: any run of the train may be it. */
export async function parkSeeking(tx: Transaction, delivery: number, lines: readonly SoughtLine[]): Promise<number> {
  if (lines.length === 0) return 0
  return parkRows(
    tx,
    lines.map(line => ({
      ...seekingValues(delivery, line),
      field: 'run',
      awaits: awaited(RUN_OF, line.sought.train),
    })),
  )
}

/** What a record waits for that names a run by its train, a station and a time. */
const RUN_OF = 'TrainRun of'

function rowOf({ checked, missing }: Waiting<CheckedRecord>) {
  return { ...parkedValues(checked), field: missing.field, awaits: awaitedBy(missing) }
}

/** What a parked record's node says of the record. */
export const parkedValues = ({ delivery, line, digest, record, fillsIn }: CheckedRecord) => ({
  delivery,
  line,
  digest,
  kind: record.record,
  key: factId(record),
  record: JSON.stringify(record),
  fillsIn: fillsIn ?? null,
})

/** The same of a line whose run is not known yet. */
export const seekingValues = (delivery: number, { line, readAs, sought }: SoughtLine) => ({
  delivery,
  line,
  kind: (readAs as { record: string }).record,
  key: `${sought.train} from ${sought.station} at ${sought.localTime}`,
  record: JSON.stringify(readAs),
  sought: JSON.stringify(sought),
})

const awaitedBy = ({ label, id }: Reference) => awaited(label, id)

/** What wakes parked records: the labels of nodes that others may name. */
const WAKES: Partial<Record<RecordKind, string>> = {
  station: 'Station',
  train: 'Train',
  run: 'TrainRun',
  passenger: 'Journey',
}

/** Marks what waited for these records as ready to be recorded. */
export async function wake(tx: Transaction, kind: RecordKind, records: readonly AnyRecord[]): Promise<void> {
  const label = WAKES[kind]
  if (label === undefined || records.length === 0) return
  const trains = records.flatMap(record => (record.record === 'run' ? [awaited(RUN_OF, record.train)] : []))
  await tx.run('// wake\nUNWIND $awaited AS awaited\nMATCH (p:ParkedRecord {awaits: awaited})\nSET p:Ready', {
    awaited: [...records.map(record => awaited(label, factId(record))), ...new Set(trains)],
  })
}

/** Whether anything is parked: then what is recorded may be awaited. */
export async function anyParked(database: Database): Promise<boolean> {
  const [row] = await database.read('// anyParked\nRETURN COUNT { (:ParkedRecord) }', {})
  return Number(row?.[0]) > 0
}

async function anyReady(database: Database): Promise<boolean> {
  const [row] = await database.read('// anyReady\nRETURN COUNT { (:Ready) }', {})
  return Number(row?.[0]) > 0
}

/** How many records are recorded as one transaction. */
const AT_ONCE = 1_000

/** A record that is parked no more, by the number of its delivery; `changed`: it was not stated before. */
export interface Unparked {
  readonly delivery: number
  readonly changed: boolean
}

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

/** Parked on: what these records wait for now is something else. */
async function waitOn(tx: Transaction, waiting: readonly Waiting<CheckedRecord>[]): Promise<void> {
  if (waiting.length === 0) return
  await tx.run(
    `// waitOn
UNWIND $rows AS row
MATCH (p:ParkedRecord {id: row.delivery + ':' + row.line})
SET p.field = row.field, p.awaits = row.awaits
REMOVE p:Ready`,
    { rows: waiting.map(rowOf) },
  )
}

async function unpark(tx: Transaction, done: readonly (CheckedRecord & Unparked)[]): Promise<void> {
  await tx.run(
    `// unpark
UNWIND $rows AS row
MATCH (p:ParkedRecord {id: row.delivery + ':' + row.line})-[:IN]->(d:Delivery)
SET d.parked = d.parked - 1, d.recorded = d.recorded + row.recorded, d.unchanged = d.unchanged + 1 - row.recorded
DETACH DELETE p`,
    { rows: done.map(({ delivery, line, changed }) => ({ delivery, line, recorded: changed ? 1 : 0 })) },
  )
}
