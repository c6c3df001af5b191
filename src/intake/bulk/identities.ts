import { IDENTITY, identityRow, type StatedIdentity } from '../../person/index.ts'
import { Column } from './column.ts'
import type { Documents } from './documents.ts'
import { KeyTable } from './key-table.ts'
import { Portraits } from './portraits.ts'
import type { ImportRows } from './rows.ts'

const HELD = [...IDENTITY, 'holder'] as const
const NO = 0
const YES = 1

/** The identities, written with their portraits where they are first stated; these are compared once they are imported. */
export class Identities {
  readonly #rows: ImportRows
  readonly #documents: Documents
  readonly #portraits: Portraits
  readonly #byId = new KeyTable()
  readonly #nodes = Column.whole()
  readonly #holders = Column.whole()

  constructor(rows: ImportRows, documents: Documents) {
    this.#rows = rows
    this.#documents = documents
    this.#portraits = new Portraits(rows)
  }

  /** Whether the identity is written already, and not as that of a holder. */
  isWrittenAsNoHolder({ id }: StatedIdentity): boolean {
    const index = this.#byId.get(id)
    return index !== undefined && this.#holders.at(index) === NO
  }

  /** The number of an identity's node; the documents beside it must be named. */
  name(identity: StatedIdentity, holder = false): number {
    const known = this.#byId.get(identity.id)
    if (known !== undefined) return this.#nodes.at(known)
    const row = identityRow(identity)
    const node = this.#rows.node('Identity', holder ? HELD : IDENTITY, holder ? [...row, true] : row)
    const index = this.#byId.size
    this.#byId.add(identity.id, index)
    this.#nodes.set(index, node)
    this.#holders.set(index, holder ? YES : NO)
    for (const document of identity.documents) this.#rows.tie('STATED_ON', node, this.#documents.nodeOf(document))
    this.#portraits.sit(identity, node)
    return node
  }
}
