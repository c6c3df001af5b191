/**
 * What an answer is to look like below a place of an operation: under which names, in which order. It is made of rows
 * without anything in between, which an answer of thousands of values spends most of its time on.
 */
export type Form = LeafForm | NeighbourForm | PageForm

/** Makes of a value what is sent. */
export type Show = (value: unknown) => unknown

export interface LeafForm {
  readonly kind: 'leaf'
  readonly show: Show
}

export interface NeighbourForm {
  readonly kind: 'one' | 'many'
  readonly node: NodeForm
  /** There is always one. */
  readonly required: boolean
}

/** The fields of a node, by the type that it may have. */
export type NodeForm = ReadonlyMap<string, readonly FieldForm[]>

export interface FieldForm {
  readonly as: string
  /** Under which place the node carries it; null: the name of the node's type. */
  readonly place: string | null
  readonly form: Form
}

/** The parts of a connection that are shown. */
export interface PageForm {
  readonly kind: 'page'
  readonly parts: readonly PartForm[]
}

export type PartForm =
  | { readonly as: string; readonly part: 'nodes'; readonly node: NodeForm }
  | { readonly as: string; readonly part: 'edges'; readonly edge: readonly EdgeFieldForm[] }
  | { readonly as: string; readonly part: 'pageInfo'; readonly fields: readonly PageInfoFieldForm[] }
  | { readonly as: string; readonly part: 'totalCount' }
  | { readonly as: string; readonly part: 'name'; readonly name: string }

export type EdgeFieldForm =
  | { readonly as: string; readonly part: 'node'; readonly node: NodeForm }
  | { readonly as: string; readonly part: 'cursor' }
  | { readonly as: string; readonly part: 'tie'; readonly tie: string; readonly show: Show }
  | { readonly as: string; readonly part: 'name'; readonly name: string }

export type PageInfoPart = 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'

export type PageInfoFieldForm =
  | { readonly as: string; readonly part: PageInfoPart }
  | { readonly as: string; readonly part: 'name'; readonly name: string }
