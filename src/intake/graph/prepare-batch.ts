import {
  keepEarlier,
  type Place,
  placesOf,
  type Standing,
  type Statement,
  standings,
  type Transaction,
} from '../../graph/index.ts'
import type { AnyRecord, Problem, RecordKind } from '../record/index.ts'
import type { Change, Kind, Recording, Reference, ReferredLabel } from './kind.ts'
import { KINDS } from './kinds.ts'

/** A record that was read and found well formed. */
export interface CheckedRecord {
  readonly line: number
  readonly record: AnyRecord
  /** Tells contents of one key apart. */
  readonly digest: number
  /** It leaves as it is what is known of its key. */
  readonly fillsIn?: true
}

export interface PreparedBatch {
  readonly record: Recording
  /** Lines whose records change the graph. */
  readonly changed: readonly number[]
  /** How many state what the graph holds already. */
  readonly unchanged: number
  readonly refused: readonly { readonly line: number; readonly problem: Problem }[]
}

/** The id of the node that a record states: two records of one kind and id are one fact, the later being the current one. */
export function factId(record: AnyRecord): string {
  return kindOf(record.record).id(record)
}

/** The table is keyed by kind and a batch holds one kind only, which the compiler cannot follow. */
const kindOf = (kind: RecordKind) => KINDS[kind] as unknown as Kind<RecordKind>

/** Prepares records of one kind, every fact once; those that name something unknown are refused. */
export async function prepareBatch(
  tx: Transaction,
  delivery: number,
  name: RecordKind,
  batch: readonly CheckedRecord[],
): Promise<PreparedBatch> {
  const kind = kindOf(name)
  const [{ referred, refused }, all] = await Promise.all([
    refer(tx, kind, batch),
    standingsOf(tx, delivery, kind, batch),
  ])
  const known = all.filter(({ statement }) => !refused.has(statement.line))
  const changes = known.filter(({ standing }) => standing !== 'same')
  const record = changes.length > 0 ? await kind.prepare(tx, changes, referred) : undefined
  return {
    record: async tx => {
      const other = changes.filter(({ standing }) => standing === 'other')
      await keepEarlier(
        tx,
        kind.label,
        name,
        other.map(({ statement }) => statement),
      )
      await record?.(tx)
    },
    changed: changes.map(({ statement }) => statement.line),
    unchanged: known.length - changes.length,
    refused: [...refused].map(([line, problem]) => ({ line, problem })),
  }
}

async function standingsOf(
  tx: Transaction,
  delivery: number,
  kind: Kind<RecordKind>,
  records: readonly CheckedRecord[],
): Promise<Change<RecordKind>[]> {
  const stated = records.map(({ record, digest, line }) => {
    const statement: Statement = { id: kind.id(record), digest, delivery, line }
    return { record, statement }
  })
  const standing = await standings(
    tx,
    kind.label,
    stated.map(({ statement }) => statement),
  )
  return stated.map((change, i) => ({
    ...change,
    standing: records[i]?.fillsIn && standing[i] === 'other' ? 'same' : (standing[i] as Standing),
  }))
}

const NOUNS: Readonly<Record<ReferredLabel, string>> = {
  Station: 'station',
  Train: 'train',
  TrainRun: 'run',
  Journey: 'passenger',
}

/** Finds what the records refer to, and by line what is wrong with those that refer to nothing. */
async function refer(tx: Transaction, kind: Kind<RecordKind>, records: readonly CheckedRecord[]) {
  const named = records.map(({ line, record }) => ({ line, references: kind.references(record) }))
  const ids = new Map<ReferredLabel, Set<string>>()
  for (const { references } of named)
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
  const refused = new Map<number, Problem>()
  for (const { line, references } of named) {
    const unknown = references.find(({ label, id }) => !referred[label].has(id))
    if (unknown) refused.set(line, problemOf(unknown))
  }
  return { referred, refused }
}

function problemOf({ label, id, field }: Reference): Problem {
  return { field, expected: `a ${NOUNS[label]} that is known (deliver it first, then send this line again)`, came: id }
}
