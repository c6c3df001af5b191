import type { Listed } from './answer.ts'

/**
 * How the rows of a statement are to be read: where everything stands that it found. What is made of it is another
 * matter: entities for whatever goes on asking (`entities.ts`), or at once the answer that is sent (`shown.ts`).
 */
export type Reading = ValueReading | NeighbourReading | PageReading

export interface ValueReading {
  readonly kind: 'value'
  readonly decode: (found: never) => unknown
}

/** The row of one node (null: none), or the rows of many. */
export interface NeighbourReading {
  readonly kind: 'one' | 'many'
  readonly node: NodeReading
}

/** A node's row: by their places the fields that were read with it. */
export interface NodeReading {
  readonly typeName: string
  /** The column of its key; undefined where all that is asked of it was read with it. */
  readonly key: number | undefined
  readonly fields: ReadonlyMap<string, PropertyReading | ColumnReading>
}

/** A value made of columns of the node's row; null where all of them are. */
export interface PropertyReading {
  readonly kind: 'property'
  readonly columns: readonly number[]
  readonly decode: (...values: never[]) => unknown
}

/** What stands in one column of the node's row. */
export interface ColumnReading {
  readonly kind: 'column'
  readonly column: number
  readonly found: Reading
}

/** A list of the parts that were asked: the rows, then how many there are in all. */
export interface PageReading {
  readonly kind: 'page'
  readonly slice: SliceReading | undefined
  readonly total: boolean
}

export interface SliceReading {
  /** Rows are nodes' rows; else lists of the place in the order, the ties, and the node's row. */
  readonly bare: boolean
  readonly nodes: NodesReading
  readonly ties: readonly TieReading[]
  readonly listed: Listed
  /** One more row says that the list goes on. */
  readonly limit: number
  /** It goes on behind a cursor. */
  readonly continues: boolean
}

export interface TieReading {
  readonly name: string
  readonly at: number
  readonly decode: ((value: never) => unknown) | undefined
}

/** The nodes of a page: of one type; of several, each a list of its type and its row; or of type and key alone. */
export type NodesReading = NodeReading | { readonly types: ReadonlyMap<string, NodeReading> } | 'stubs'

/** The place in the order, the ties, and the node's row. */
export type EdgeRow = readonly [place: readonly unknown[], ties: readonly unknown[], node: unknown]

/** What was found of a page; null where it was not looked for. */
export type PageRow = readonly unknown[] | null

export const sliceRows = (found: PageRow): readonly unknown[] => (found?.[0] ?? []) as readonly unknown[]

export const totalOf = ({ slice }: PageReading, found: PageRow): number => Number(found?.[slice ? 1 : 0] ?? 0)
