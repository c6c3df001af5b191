import {
  currentStatements,
  keepEarlier,
  type Place,
  placesOf,
  type Standing,
  type Statement,
  standings,
  type Transaction,
} from '../../graph/index.ts'
import { recordsOn } from '../delivery/excerpt.ts'
import type { AnyRecord, RecordKind } from '../record/index.ts'
import type { Change, Kind, Recording, Reference, Referred, ReferredLabel } from './kind.ts'
import { KINDS } from './kinds.ts'
import { retireUnnamed } from './retire-unnamed.ts'

/** A record that was read and found well formed, and where it is written. */
export interface CheckedRecord {
  /** Number of the delivery. */
  readonly delivery: number
  readonly line: number
  readonly record: AnyRecord
  /** Tells contents of one key apart. */
  readonly digest: number
  /** It leaves as it is what is known of its key. */
  readonly fillsIn?: true
}

/** A record that names something that is not known yet. */
export interface Waiting<R extends CheckedRecord> {
  readonly checked: R
  readonly missing: Reference
}

export interface PreparedBatch<R extends CheckedRecord> {
  readonly record: Recording
  /** Whether it takes back what facts named before: then nothing else may be prepared until it is recorded. */
  readonly corrects: boolean
  /** What changes the graph. */
  readonly changed: readonly R[]
  /** How many state what the graph holds already. */
  readonly unchanged: number
  readonly waiting: readonly Waiting<R>[]
}

/** The id of the node that a record states: two records of one kind and id are one fact, the later being the current one. */
export function factId(record: AnyRecord): string {
  return kindOf(record.record).id(record)
}

/** What a record names and that must be there. */
export function referencesOf(record: AnyRecord): Reference[] {
  return kindOf(record.record).references(record)
}

/** The table is keyed by kind and a batch holds one kind only, which the compiler cannot follow. */
const kindOf = (kind: RecordKind) => KINDS[kind] as unknown as Kind<RecordKind>

/** Prepares records of one kind, every fact once; those that name something unknown are left out and told. */
export async function prepareBatch<R extends CheckedRecord>(
  tx: Transaction,
  name: RecordKind,
  batch: readonly R[],
): Promise<PreparedBatch<R>> {
  const kind = kindOf(name)
  const stated = batch.map(checked => ({
    checked,
    change: { record: checked.record, statement: statementOf(checked) },
  }))
  const [{ referred, unknown }, standing] = await Promise.all([
    refer(tx, kind, batch),
    standings(
      tx,
      kind.label,
      stated.map(({ change }) => change.statement),
    ),
  ])
  const known = stated
    .map(({ checked, change }, i) => ({ checked, change: { ...change, standing: judged(checked, standing[i]) } }))
    .filter((_, i) => unknown[i] === undefined)
  const changes = known.filter(({ change }) => change.standing !== 'same')
  const stating = changes.map(({ change }) => change)
  const timely = stating.filter(({ standing }) => standing !== 'later')
  const late = stating.filter(({ standing }) => standing === 'later')
  const record = timely.length > 0 ? await kind.prepare(tx, timely, referred) : undefined
  return {
    record: async tx => {
      const corrected = idsOf(timely, 'earlier')
      const before = await kind.named?.(tx, corrected)
      await keepEarlier(tx, kind.label, name, corrected)
      await record?.(tx)
      if (before) await retireUnnamed(tx, before)
      await recordLate(tx, name, late, referred)
    },
    corrects: changes.some(({ change }) => change.standing === 'earlier' || change.standing === 'later'),
    changed: changes.map(({ checked }) => checked),
    unchanged: known.length - changes.length,
    waiting: batch.flatMap((checked, i) => (unknown[i] ? [{ checked, missing: unknown[i] }] : [])),
  }
}

/** What only fills in takes nobody's place. */
const judged = ({ fillsIn }: CheckedRecord, standing: Standing | undefined): Standing =>
  fillsIn && (standing === 'earlier' || standing === 'later') ? 'same' : (standing as Standing)

const statementOf = ({ record, digest, delivery, line }: CheckedRecord): Statement => ({
  id: factId(record),
  digest,
  delivery,
  line,
})

const idsOf = (changes: readonly Change<RecordKind>[], standing: Standing) =>
  changes.filter(change => change.standing === standing).map(({ statement }) => statement.id)

/**
 * Records statements that come after later ones of the same facts, as if they had come in their order: each takes its
 * place, and what is current takes it again. So the graph is the same in whatever order things arrive.
 */
async function recordLate(
  tx: Transaction,
  name: RecordKind,
  late: readonly Change<RecordKind>[],
  referred: Referred,
): Promise<void> {
  if (late.length === 0) return
  const kind = kindOf(name)
  const current = await currentRecords(
    tx,
    kind,
    late.map(({ statement }) => statement),
  )
  const ids = idsOf(late, 'later')
  await (await kind.prepare(tx, late, referred))(tx)
  const between = await kind.named?.(tx, ids)
  await keepEarlier(tx, kind.label, name, ids)
  const again = await refer(tx, kind, current)
  await (await kind.prepare(tx, current, again.referred))(tx)
  if (between) await retireUnnamed(tx, between)
}

async function currentRecords(
  tx: Transaction,
  kind: Kind<RecordKind>,
  facts: readonly Statement[],
): Promise<Change<RecordKind>[]> {
  const statements = await currentStatements(tx, kind.label, facts)
  const records = await recordsOn(tx.run, statements)
  return statements.map((statement, i) => ({
    statement,
    standing: 'earlier',
    record: records[i] as Change<RecordKind>['record'],
  }))
}

/** Finds what the records refer to, and in their order what each names that is not there. */
async function refer(tx: Transaction, kind: Kind<RecordKind>, records: readonly { readonly record: AnyRecord }[]) {
  const named = records.map(({ record }) => kind.references(record))
  const ids = new Map<ReferredLabel, Set<string>>()
  for (const references of named)
    for (const { label, id } of references) ids.set(label, (ids.get(label) ?? new Set()).add(id))
  const referred = { Station: new Map(), Train: new Map(), TrainRun: new Map(), Journey: new Map() } as Record<
    ReferredLabel,
    ReadonlyMap<string, Place>
  >
  await Promise.all(
    [...ids].map(async ([label, asked]) => {
      referred[label] = await placesOf(tx, label, asked)
    }),
  )
  const unknown = named.map(references => references.find(({ label, id }) => !referred[label].has(id)))
  return { referred, unknown }
}
