import type { AnyTable } from './part.ts'
import { Table } from './table.ts'

const NONE = -1
const FIRST_SLOTS = 64
/** The share of slots that is taken at most: of more, and who looks meets many others first. */
const FULL = 3 / 4
/** The share that is taken after more were made. */
const ROOMY = 3 / 5

/**
 * Rows of a table by the number of the node that each is read from, as a hash table of rows alone: numbers are looked up
 * in the table. Five to seven bytes a row, however nodes of other kinds lie between.
 */
export class Places {
  readonly #of: Table<{ place: Uint32Array }>
  /** The row plus one; 0: free. A row lies at the first slot that was free from its number's own on. */
  readonly #slots = new Table({ row: Uint32Array })

  constructor(of: Table<{ place: Uint32Array }>) {
    this.#of = of
    this.#slots.refill(FIRST_SLOTS)
  }

  /** The row of a node, −1 where it has none. */
  get(node: number): number {
    return (this.#slots.columns.row[this.#slotOf(node)] as number) - 1
  }

  /** Finds this row by its number from now on, in place of another of that number. */
  add(row: number): void {
    if (this.#of.length > FULL * this.#slots.length) this.#grow()
    this.#slots.columns.row[this.#slotOf(this.#of.columns.place[row] as number)] = row + 1
  }

  /** Forgets which row a node has. Rows that lie behind it move up, or they would not be found past the gap. */
  delete(node: number): void {
    if (this.get(node) === NONE) return
    const { row } = this.#slots.columns
    let gap = this.#slotOf(node)
    for (let slot = this.#after(gap); row[slot] !== 0; slot = this.#after(slot)) {
      const own = this.#ownSlot(this.#of.columns.place[(row[slot] as number) - 1] as number)
      const isFoundWhereItIs = gap < slot ? own > gap && own <= slot : own > gap || own <= slot
      if (isFoundWhereItIs) continue
      row[gap] = row[slot] as number
      gap = slot
    }
    row[gap] = 0
  }

  /** What it consists of, called after what it is. */
  tables(name: string): Record<string, AnyTable> {
    return { [name]: this.#slots }
  }

  #grow(): void {
    const { row } = this.#slots.columns
    const rows = row.subarray(0, this.#slots.length)
    this.#slots.refill(Math.ceil(this.#of.length / ROOMY))
    for (const taken of rows) if (taken !== 0) this.add(taken - 1)
  }

  /** The slot where a node's row is, or would be. */
  #slotOf(node: number): number {
    const { row } = this.#slots.columns
    const { place } = this.#of.columns
    let slot = this.#ownSlot(node)
    while (row[slot] !== 0 && place[(row[slot] as number) - 1] !== node) slot = this.#after(slot)
    return slot
  }

  /** Numbers that follow each other are spread by the golden ratio (Knuth, The Art of Computer Programming 6.4). */
  #ownSlot(node: number): number {
    return Math.floor(((Math.imul(node, 0x9e3779b1) >>> 0) / 2 ** 32) * this.#slots.length)
  }

  #after(slot: number): number {
    return slot + 1 === this.#slots.length ? 0 : slot + 1
  }
}
