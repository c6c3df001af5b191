import type { Place, Standing, StatedLabel, Statement, Transaction } from '../../graph/index.ts'
import type { Named } from '../../journey/index.ts'
import type { RecordKind, RecordOf } from '../record/index.ts'

/** A record that changes the graph: its statement, and how the graph stood to it. */
export interface Change<K extends RecordKind> {
  readonly record: RecordOf<K>
  readonly statement: Statement
  readonly standing: Standing
}

/** Something that a record names and that must be there. */
export interface Reference {
  readonly label: ReferredLabel
  readonly id: string
  readonly field: string
}

export type ReferredLabel = 'Station' | 'Train' | 'TrainRun' | 'Journey'

/** Where the things are that a batch refers to. */
export type Referred = Readonly<Record<ReferredLabel, ReadonlyMap<string, Place>>>

/** Records the facts of a batch; may run in a later transaction than what prepared it. */
export type Recording = (tx: Transaction) => Promise<void>

/** How one kind of record becomes part of the graph. */
export interface Kind<K extends RecordKind> {
  readonly label: StatedLabel
  /** The id of the node that the record states. */
  id(record: RecordOf<K>): string
  references(record: RecordOf<K>): Reference[]
  /** What these facts name now: what a correction may leave unnamed. */
  named?(tx: Transaction, ids: readonly string[]): Promise<Partial<Named>>
  /**
   * Brings about what the records share with others (documents, identities, persons, bookings), and says how their own
   * facts are then recorded. The two are apart so that one batch can be prepared while the one before it is recorded.
   */
  prepare(tx: Transaction, changes: readonly Change<K>[], referred: Referred): Promise<Recording>
}

const reference =
  (label: ReferredLabel) =>
  (id: string | undefined, field: string): Reference[] =>
    id === undefined ? [] : [{ label, id, field }]

export const toStation = reference('Station')
export const toTrain = reference('Train')
export const toRun = reference('TrainRun')
export const toJourney = reference('Journey')

/** Null for absent: a property of null is not stored. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null

/** The ids of those that were in the graph before. */
export const corrected = (changes: readonly { statement: Statement; standing: Standing }[]): ReadonlySet<string> =>
  new Set(changes.filter(({ standing }) => standing !== 'new').map(({ statement }) => statement.id))
