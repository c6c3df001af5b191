import { type Chain, chained, pull, push } from './chain.ts'
import { Names } from './names.ts'
import type { AnyTable, Part } from './part.ts'
import { Places } from './places.ts'
import { Table } from './table.ts'

/** Value of `documents.type` where the node is not read, or is no document any more. */
export const NO_TYPE = 255
/** Where no day is stated. */
export const NO_DAY = -(2 ** 31)
const NONE = -1

/** How an issuer ties a document to another. */
const KINSHIPS = ['issuedFor', 'replaces'] as const
export type Kinship = (typeof KINSHIPS)[number]

/** A document, by its row, and the runs that it authorises. */
type Authorising = readonly [document: number, runs: readonly string[]]

/** Documents, as they are named by showings and stated by their issuers. Rows are made as they are named. */
export class Documents implements Part<readonly Authorising[]> {
  /**
   * `type`: place in DOCUMENT_TYPES. `number`: the digits at the end of its number, as they are read (see `numberShape`), NaN
   * where there are none; `digits`: how many; `series`: what is read before them. `expiresOn`: days since 1970, NO_DAY where
   * not stated. `stated`: row of what its issuer states of it, −1 none. `first`: row of a showing, −1 none. `goWith`,
   * `replacing`: row of what is stated of a document that was issued for it, or that replaces it; −1 none.
   */
  readonly documents = new Table({
    place: Uint32Array,
    type: Uint8Array,
    issuer: Uint16Array,
    series: Uint32Array,
    number: Float64Array,
    digits: Uint8Array,
    expiresOn: Int32Array,
    stated: Int32Array,
    first: Int32Array,
    goWith: Int32Array,
    replacing: Int32Array,
  })
  /**
   * Few documents have a record of their own. `status`: code in STATUSES, 0 not stated. `statusAt`: epoch milliseconds.
   * `birth`: the holder's, the earliest of several. `biometric`: 0 not stated, 1 no, 2 yes. `slips`: see MRZ_FIELDS.
   * `document`: of which it is stated; `nextGoing`, `nextReplacing`: the next that goes with, or replaces, the same.
   */
  readonly stated = new Table({
    issuedOn: Int32Array,
    validFrom: Int32Array,
    status: Uint8Array,
    statusAt: Float64Array,
    authority: Int32Array,
    transitHours: Float64Array,
    issuedFor: Int32Array,
    replaces: Int32Array,
    birth: Int32Array,
    biometric: Uint8Array,
    slips: Uint8Array,
    document: Uint32Array,
    nextGoing: Int32Array,
    nextReplacing: Int32Array,
  })
  readonly issuers = new Names()
  readonly series = new Names()
  readonly authorities = new Names()
  /** Runs that a document authorises, by its row; most authorise none. */
  readonly authorises = new Map<number, readonly string[]>()
  readonly #at = new Places(this.documents)

  /** The row of a document; a new one, of which nothing is known, where it has none. */
  row(place: number): number {
    const known = this.#at.get(place)
    if (known >= 0) return known
    const row = this.documents.add()
    const { columns } = this.documents
    columns.place[row] = place
    for (const name of ['first', 'stated', 'goWith', 'replacing'] as const) columns[name][row] = NONE
    this.forget(row)
    this.#at.add(row)
    return row
  }

  /** The row of what the issuer states of a document, in which nothing is stated yet. */
  state(row: number): number {
    const known = this.documents.columns.stated[row] as number
    const stated = known >= 0 ? known : this.stated.add()
    this.documents.columns.stated[row] = stated
    const { columns } = this.stated
    columns.document[stated] = row
    for (const name of KINSHIPS)
      if (known >= 0) this.relate(stated, name, NONE)
      else columns[name][stated] = NONE
    for (const name of ['status', 'biometric', 'slips'] as const) columns[name][stated] = 0
    for (const name of ['issuedOn', 'validFrom', 'birth'] as const) columns[name][stated] = NO_DAY
    for (const name of ['statusAt', 'transitHours'] as const) columns[name][stated] = Number.NaN
    columns.authority[stated] = NONE
    return stated
  }

  /** Says which document another goes with, or replaces; −1: none. */
  relate(stated: number, by: Kinship, document: number): void {
    const column = this.stated.columns[by]
    const before = column[stated] as number
    if (before >= 0) pull(this.#kin(by), before, stated)
    column[stated] = document
    if (document >= 0) push(this.#kin(by), document, stated)
  }

  /** Rows of the documents that were issued for a document, or that replace it, in no order. */
  relatedTo(document: number, by: Kinship): number[] {
    return chained(this.#kin(by), document).map(stated => this.stated.columns.document[stated] as number)
  }

  #kin(by: Kinship): Chain {
    const { goWith, replacing } = this.documents.columns
    const { nextGoing, nextReplacing } = this.stated.columns
    return by === 'issuedFor' ? { first: goWith, next: nextGoing } : { first: replacing, next: nextReplacing }
  }

  /** Says of a document that nothing is known of it. */
  forget(row: number): void {
    const { columns } = this.documents
    columns.type[row] = NO_TYPE
    columns.issuer[row] = 0
    columns.series[row] = 0
    columns.number[row] = Number.NaN
    columns.digits[row] = 0
    columns.expiresOn[row] = NO_DAY
    if ((columns.stated[row] as number) >= 0) this.state(row)
    this.authorises.delete(row)
  }

  /** Forgets a document with its place: there is none any more. Returns the row that it had, −1 where it had none. */
  leave(place: number): number {
    const row = this.#at.get(place)
    if (row < 0) return row
    this.forget(row)
    this.#at.delete(place)
    return row
  }

  /** How many are known. O(documents). */
  get count(): number {
    const { columns, length } = this.documents
    return columns.type.subarray(0, length).reduce((sum, type) => sum + (type === NO_TYPE ? 0 : 1), 0)
  }

  get tables(): Record<string, AnyTable> {
    return { documents: this.documents, stated: this.stated, ...this.#at.tables('documentAt') }
  }

  get names(): Record<string, Names> {
    return { issuers: this.issuers, series: this.series, authorities: this.authorities }
  }

  get rest(): readonly Authorising[] {
    return [...this.authorises]
  }

  set rest(authorising) {
    for (const [row, runs] of authorising) this.authorises.set(row, runs)
  }
}
