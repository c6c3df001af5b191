/** What a column may be: numbers of one size, one after the other. */
export type Numbers = Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float64Array

/** Rows from one place up to another, the second not included. */
export type Stretch = readonly [from: number, until: number]

const FIRST_ROWS = 64

/**
 * Columns of numbers that grow together, by a quarter. A row's number is its place in each column. Arrays are replaced as
 * they grow, one after the other, so that none may be held across an `add`. One row more than asked for always has room:
 * for an end.
 */
export class Table<C extends Record<string, Numbers>> {
  readonly columns: C
  readonly #kinds: { readonly [K in keyof C]: new (length: number) => C[K] }
  #room = FIRST_ROWS
  length = 0

  constructor(kinds: { readonly [K in keyof C]: new (length: number) => C[K] }) {
    this.#kinds = kinds
    this.columns = {} as C
    for (const name in kinds) this.columns[name] = new kinds[name](FIRST_ROWS)
  }

  /** Makes room for rows, whose columns are to be written; returns the first of them. */
  add(count = 1): number {
    const first = this.length
    this.length += count
    if (this.length < this.#room) return first
    this.#room = Math.max(this.length + 1, Math.ceil((this.#room * 5) / 4))
    this.#replace(column => [column.subarray(0, first)])
    return first
  }

  /** Has rows up to this one: those that were not there are 0. */
  reach(row: number): void {
    if (row >= this.length) this.add(row + 1 - this.length)
  }

  /** Gives back the room beyond a sixteenth more rows than there are: for after all has been read. */
  trim(): void {
    this.#room = roomFor(this.length)
    this.#replace(column => [this.#written(column)])
  }

  /** Keeps these stretches of rows, in their order, and no others. */
  keep(stretches: readonly Stretch[]): void {
    this.length = stretches.reduce((sum, [from, until]) => sum + until - from, 0)
    this.#room = roomFor(this.length)
    this.#replace(column => stretches.map(([from, until]) => column.subarray(from, until)))
  }

  /** Takes as many rows in place of those it has, and hands out their columns for their numbers to be put there. */
  refill(length: number): Record<string, Numbers> {
    this.length = length
    this.#room = roomFor(length)
    this.#replace(() => [])
    return this.written
  }

  /** The columns as far as they are written, with the end of the last row. */
  get written(): Record<string, Numbers> {
    return Object.fromEntries(Object.entries(this.columns).map(([name, column]) => [name, this.#written(column)]))
  }

  get bytes(): number {
    return Object.values(this.columns).reduce((sum, { byteLength }) => sum + byteLength, 0)
  }

  #written(column: Numbers): Numbers {
    return column.subarray(0, this.length + 1)
  }

  #replace(parts: (column: Numbers) => readonly Numbers[]): void {
    for (const name in this.columns) {
      const column = new this.#kinds[name](this.#room)
      let at = 0
      for (const part of parts(this.columns[name] as Numbers)) {
        column.set(part, at)
        at += part.length
      }
      this.columns[name] = column
    }
  }
}

/** A sixteenth more rows, and one for the end of the last. */
const roomFor = (length: number) => Math.max(FIRST_ROWS, Math.ceil((length * 17) / 16) + 1)
