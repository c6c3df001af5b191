import { keepEarlier, missing, type Standing, type Statement, standings, type Transaction } from '../../graph/index.ts'
import type { AnyRecord, RecordKind } from '../record/index.ts'
import { type Change, KINDS, type Kind, type Reference } from './kinds.ts'

/** A record that was read and found well formed. */
export interface CheckedRecord {
  readonly line: number
  readonly record: AnyRecord
  /** Canonical JSON, and its digest. */
  readonly content: string
  readonly digest: string
}

/** Why a line does not go in. */
export interface Problem {
  readonly field: string
  readonly expected: string
  readonly came: string
}

export interface BatchOutcome {
  readonly recorded: number
  readonly unchanged: number
  readonly refused: readonly { readonly line: number; readonly problem: Problem }[]
}

/** Records a batch in which every key occurs once, as part of one transaction; what names something unknown is refused. */
export async function recordBatch(
  tx: Transaction,
  source: { readonly delivery: number; readonly knownAt: number },
  batch: readonly CheckedRecord[],
): Promise<BatchOutcome> {
  const outcome = { recorded: 0, unchanged: 0, refused: [] as { line: number; problem: Problem }[] }
  const byKind = Map.groupBy(batch, ({ record }) => record.record)
  for (const name of Object.keys(KINDS) as RecordKind[]) {
    const ofKind = byKind.get(name)
    if (!ofKind) continue
    // The table is keyed by kind and the group holds that kind only, which the compiler cannot follow through a Map.
    const kind = KINDS[name] as unknown as Kind<RecordKind>
    const refused = await unknownReferences(tx, kind, ofKind)
    const known = ofKind.filter(({ line }) => !refused.has(line))
    const changes = await changesAmong(tx, source, kind, known)
    await keepEarlier(
      tx,
      kind.label,
      name,
      changes.filter(c => c.standing === 'other').map(c => c.statement),
    )
    if (changes.length > 0) await kind.record(tx, changes)
    outcome.recorded += changes.length
    outcome.unchanged += known.length - changes.length
    for (const [line, problem] of refused) outcome.refused.push({ line, problem })
  }
  return outcome
}

async function changesAmong(
  tx: Transaction,
  source: { readonly delivery: number; readonly knownAt: number },
  kind: Kind<RecordKind>,
  records: readonly CheckedRecord[],
): Promise<Change<RecordKind>[]> {
  const stated = records.map(({ record, content, digest, line }) => {
    const statement: Statement = { id: kind.id(record), content, digest, line, ...source }
    return { record, statement }
  })
  const known = await standings(
    tx,
    kind.label,
    stated.map(({ statement }) => statement),
  )
  return stated
    .map(change => ({ ...change, standing: known.get(change.statement.id) as Standing }))
    .filter(({ standing }) => standing !== 'same')
}

async function unknownReferences(
  tx: Transaction,
  kind: Kind<RecordKind>,
  records: readonly CheckedRecord[],
): Promise<Map<number, Problem>> {
  const named = records.flatMap(({ line, record }) => kind.references(record).map(reference => ({ line, reference })))
  const problems = new Map<number, Problem>()
  for (const [label, references] of Map.groupBy(named, ({ reference }) => reference.label)) {
    const unknown = await missing(
      tx,
      label,
      references.map(({ reference }) => reference.id),
    )
    for (const { line, reference } of references) {
      if (unknown.has(reference.id) && !problems.has(line)) problems.set(line, problemOf(reference))
    }
  }
  return problems
}

const NOUNS = { Station: 'station', Train: 'train', TrainRun: 'run', Journey: 'passenger' } as const

function problemOf({ label, id, field }: Reference): Problem {
  return { field, expected: `a ${NOUNS[label]} that is known (deliver it first, then send this line again)`, came: id }
}
