const PAGE = 4_096
const NONE = -1

/**
 * Rows by the number of the node that each is read from. Nodes of one kind lie together, so that pages of numbers, made
 * where there are any, take four bytes a row and little more, and finding one takes no hashing.
 */
export class Places {
  readonly #pages: (Int32Array | undefined)[] = []

  /** The row of a node, −1 where it has none. */
  get(node: number): number {
    return this.#pages[Math.floor(node / PAGE)]?.[node % PAGE] ?? NONE
  }

  set(node: number, row: number): void {
    const nth = Math.floor(node / PAGE)
    const page = this.#pages[nth] ?? new Int32Array(PAGE).fill(NONE)
    this.#pages[nth] = page
    page[node % PAGE] = row
  }

  delete(node: number): void {
    const page = this.#pages[Math.floor(node / PAGE)]
    if (page) page[node % PAGE] = NONE
  }

  get bytes(): number {
    return this.#pages.reduce((sum, page) => sum + (page?.byteLength ?? 0), 0)
  }
}
