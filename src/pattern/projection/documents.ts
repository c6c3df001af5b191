import { Names } from './names.ts'
import { Places } from './places.ts'
import { Table } from './table.ts'

/** Value of `documents.type` where the node is not read, or is no document any more. */
export const NO_TYPE = 255
const NONE = -1

/** Documents, as they are named by showings and stated by their issuers. Rows are made as they are named. */
export class Documents {
  /**
   * `type`: place in DOCUMENT_TYPES. `number`: its digits as a number, NaN where it has none; `series`: what is written
   * around them. Days since 1970, NaN where not stated; `statusAt` epoch milliseconds. `status`: code in STATUSES, 0 not
   * stated. `issuedFor`, `replaces`: rows, −1 none. `first`: row of a showing, −1 none.
   */
  readonly documents = new Table({
    place: Uint32Array,
    type: Uint8Array,
    issuer: Uint16Array,
    series: Uint32Array,
    number: Float64Array,
    issuedOn: Float64Array,
    validFrom: Float64Array,
    expiresOn: Float64Array,
    status: Uint8Array,
    statusAt: Float64Array,
    authority: Int32Array,
    transitHours: Float64Array,
    issuedFor: Int32Array,
    replaces: Int32Array,
    first: Int32Array,
  })
  readonly issuers = new Names()
  readonly series = new Names()
  readonly authorities = new Names()
  /** Runs that a document authorises, by its row; most authorise none. */
  readonly authorises = new Map<number, readonly string[]>()
  readonly #at = new Places()

  /** The row of a document; a new one, of which nothing is known, where it has none. */
  row(place: number): number {
    const known = this.#at.get(place)
    if (known >= 0) return known
    const row = this.documents.add()
    this.documents.columns.place[row] = place
    this.documents.columns.first[row] = NONE
    this.forget(row)
    this.#at.set(place, row)
    return row
  }

  /** Forgets a document with its place: there is none any more. */
  leave(place: number): void {
    const row = this.#at.get(place)
    if (row < 0) return
    this.forget(row)
    this.#at.delete(place)
  }

  /** How many are known. O(documents). */
  get count(): number {
    const { columns, length } = this.documents
    return columns.type.subarray(0, length).reduce((sum, type) => sum + (type === NO_TYPE ? 0 : 1), 0)
  }

  /** Says of a document that nothing is known of it. */
  forget(row: number): void {
    const { columns } = this.documents
    columns.type[row] = NO_TYPE
    columns.status[row] = 0
    for (const name of ['issuer', 'series'] as const) columns[name][row] = 0
    for (const name of ['number', 'issuedOn', 'validFrom', 'expiresOn', 'statusAt', 'transitHours'] as const)
      columns[name][row] = Number.NaN
    for (const name of ['authority', 'issuedFor', 'replaces'] as const) columns[name][row] = NONE
    this.authorises.delete(row)
  }

  get bytes(): number {
    return this.documents.bytes + this.#at.bytes
  }
}
