import { firstSitting, PORTRAIT, type StatedIdentity, UNCOMPARED } from '../../person/index.ts'
import { KeyTable } from './key-table.ts'
import type { ImportRows } from './rows.ts'

/** The portraits that identities sit for, in their blocks: written where somebody first sits. */
export class Portraits {
  readonly #rows: ImportRows
  readonly #portraits = new KeyTable()
  readonly #blocks = new KeyTable()
  /** For each document the portrait of whoever stated it first. */
  readonly #first = new KeyTable()
  /** Which portrait is in which document's block: who travels again may state the document again. */
  readonly #stated = new KeyTable()

  constructor(rows: ImportRows) {
    this.#rows = rows
  }

  sit(identity: StatedIdentity, node: number): void {
    const { portrait, documents, row, blocks } = firstSitting(identity)
    let sat = this.#portraits.get(portrait)
    if (sat === undefined) {
      sat = this.#rows.node(UNCOMPARED, PORTRAIT, row())
      this.#portraits.add(portrait, sat)
      for (const key of blocks()) this.#put(sat, key)
    }
    this.#rows.tie('COMPARED_AS', node, sat)
    for (const key of new Set(documents)) this.#state(sat, key)
  }

  /** A document has a block from when a second identity states it. */
  #state(portrait: number, key: string): void {
    if (this.#first.add(key, portrait)) return
    for (const one of [this.#first.get(key) as number, portrait])
      if (this.#stated.add(`${one} ${key}`, 0)) this.#put(one, key)
  }

  #put(portrait: number, key: string): void {
    let block = this.#blocks.get(key)
    if (block === undefined) {
      block = this.#rows.node('Block', BLOCK, [key])
      this.#blocks.add(key, block)
    }
    this.#rows.tie('BLOCKED_BY', portrait, block)
  }
}

const BLOCK = ['id']
