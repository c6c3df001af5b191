import type { Database, Transaction } from '../../graph/index.ts'
import type { Reference } from '../graph/kind.ts'
import { type CheckedRecord, factId, type Waiting } from '../graph/prepare-batch.ts'
import type { SoughtLine } from '../read/index.ts'
import type { AnyRecord, RecordKind } from '../record/index.ts'

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

/** A record that is parked no more, by the number of its delivery; `changed`: it was not stated before. */
export interface Unparked {
  readonly delivery: number
  readonly changed: boolean
}

/** Parked on: what these records wait for now is something else. */
export async function waitOn(tx: Transaction, waiting: readonly Waiting<CheckedRecord>[]): Promise<void> {
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

/** Ends the waiting of records that are done with. */
export async function unpark(tx: Transaction, done: readonly (CheckedRecord & Unparked)[]): Promise<void> {
  await tx.run(
    `// unpark
UNWIND $rows AS row
MATCH (p:ParkedRecord {id: row.delivery + ':' + row.line})-[:IN]->(d:Delivery)
SET d.parked = d.parked - 1, d.recorded = d.recorded + row.recorded, d.unchanged = d.unchanged + 1 - row.recorded
DETACH DELETE p`,
    { rows: done.map(({ delivery, line, changed }) => ({ delivery, line, recorded: changed ? 1 : 0 })) },
  )
}
