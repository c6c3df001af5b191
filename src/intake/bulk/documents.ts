import {
  DOCUMENT,
  type DocumentKey,
  documentId,
  documentLabels,
  documentRow,
  later,
  type ShownDocument,
} from '../../document/index.ts'
import { Column } from './column.ts'
import { KeyTable } from './key-table.ts'
import type { ImportRows } from './rows.ts'

/** A document that was named and has no record of its own so far. */
interface Shown {
  readonly id: string
  expiresOn: string | undefined
}

/** The documents that are named or recorded; those without a record are written last, with what showings say of them. */
export class Documents {
  readonly #rows: ImportRows
  readonly #byId = new KeyTable()
  readonly #nodes = Column.whole()
  readonly #shown = new Map<number, Shown>()

  constructor(rows: ImportRows) {
    this.#rows = rows
  }

  /** The node of a document that is named. */
  nodeOf(id: string): number {
    return this.#nodes.at(this.#byId.get(id) as number)
  }

  /** The number of a document's node. */
  name({ type, issuer, number, expiresOn }: ShownDocument): number {
    const id = documentId({ type, issuer, number })
    const known = this.#byId.get(id)
    if (known !== undefined) {
      const node = this.#nodes.at(known)
      const shown = this.#shown.get(node)
      if (shown) shown.expiresOn = later(expiresOn, shown.expiresOn)
      return node
    }
    const node = this.#rows.reserve()
    this.#nodes.set(this.#byId.size, node)
    this.#byId.add(id, this.#byId.size)
    this.#shown.set(node, { id, expiresOn })
    return node
  }

  /** Writes what the issuer says of a document, which outranks showings. */
  record(document: ShownDocument, properties: object): number {
    const node = this.name(document)
    this.#shown.delete(node)
    this.#rows.put(node, documentLabels(document.type), Object.keys(properties), Object.values(properties))
    return node
  }

  write(): void {
    for (const [node, { id, expiresOn }] of this.#shown) {
      const key = keyOf(id)
      this.#rows.put(node, documentLabels(key.type), DOCUMENT, documentRow(id, { ...key, expiresOn }))
    }
  }
}

/** The key that an id was made of (see `documentId`): neither type nor issuer holds a colon. */
function keyOf(id: string): DocumentKey {
  const [type = '', issuer = ''] = id.split(':', 2)
  return { type, issuer, number: id.slice(type.length + issuer.length + 2) }
}
