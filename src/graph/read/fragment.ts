/**
 * What a field of the API is in the graph, said once per room and free of any speed.
 * In every text `x` is the node that has the field and `y` the node (or nodes) that the field leads to.
 */

/** A value made from properties that every load of the node brings along. */
export interface Property {
  readonly kind: 'property'
  readonly columns: readonly string[]
  readonly decode: (...values: never[]) => unknown
}

/** A value that costs work of its own: loaded only where it is selected. */
export interface Value {
  readonly kind: 'value'
  readonly expression: string
  readonly decode: (value: never) => unknown
}

/** At most one neighbour. */
export interface One {
  readonly kind: 'one'
  readonly target: string
  readonly match: string
}

/** All neighbours, in an order; only for neighbourhoods that are small by nature (a run's calls). */
export interface Many {
  readonly kind: 'many'
  readonly target: string
  readonly match: string
  readonly order: readonly string[]
}

/** How one filter argument narrows a page: a condition over its parameter, and how the argument becomes that parameter. */
export interface Filter {
  readonly condition: string
  readonly decode?: (value: never) => unknown
}

/** An order of a page: ascending or descending by expressions that are never null; the node's id is added as the last. */
export interface Order {
  readonly by: readonly string[]
  readonly descending?: boolean
}

/** Neighbours in pages: filtered, ordered, cut by keyset inside the server. */
export interface Page {
  readonly kind: 'page'
  /** One target type, or several where the neighbours are a union. */
  readonly target: string | readonly string[]
  readonly match: string
  readonly filters: Readonly<Record<string, Filter>>
  /** Without `orderBy` the first one holds. */
  readonly orders: Readonly<Record<string, Order>>
  /** What the edge says of the tie: name → expression, and how it is shown. */
  readonly tie: Readonly<Record<string, { expression: string; decode?: (value: never) => unknown }>>
}

export type Field = Property | Value | One | Many | Page

/** A type of node: how it is found by key, and its fields. */
export interface NodeType {
  readonly name: string
  /** Binds `y` to the node that `key` names. */
  readonly find: string
  readonly fields: Readonly<Record<string, Field>>
}

export function property(column: string, decode: (value: never) => unknown = value => value): Property {
  return { kind: 'property', columns: [column], decode }
}

export function properties(columns: readonly string[], decode: (...values: never[]) => unknown): Property {
  return { kind: 'property', columns, decode }
}

export function value(expression: string, decode: (value: never) => unknown = value => value): Value {
  return { kind: 'value', expression, decode }
}

export function one(target: string, match: string): One {
  return { kind: 'one', target, match }
}

export function many(target: string, match: string, order: readonly string[]): Many {
  return { kind: 'many', target, match, order }
}

export function page(
  target: string | readonly string[],
  match: string,
  options: Partial<Pick<Page, 'filters' | 'orders' | 'tie'>> = {},
): Page {
  const { filters = {}, orders = { ID_ASC: { by: [] } }, tie = {} } = options
  return { kind: 'page', target, match, filters, orders, tie }
}
