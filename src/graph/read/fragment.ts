/**
 * What a field of the API is in the graph, said once per room and free of any speed.
 * In every text `x` is the node that has the field and `y` the node (or nodes) that the field leads to.
 *
 * A field may say beside it how it is read as known on a day: `past`. There `n` is the node that has the field and `x`
 * what was stated of it then (an earlier record, where it was corrected since; null where nothing was), so that a text
 * that follows the ties of `x` holds for both. `$asOf` is the number of the last delivery received by that day.
 */

/** A value made from properties that every load of the node brings along. */
export interface Property {
  readonly kind: 'property'
  readonly columns: readonly string[]
  /** What stands in place of a column: an expression over `x`. */
  readonly expression?: string
  readonly decode: (...values: never[]) => unknown
}

/** A value that costs work of its own: loaded only where it is selected. */
export interface Value {
  readonly kind: 'value'
  readonly expression: string
  readonly past?: string | undefined
  readonly decode: (value: never) => unknown
}

/** At most one neighbour. */
export interface One {
  readonly kind: 'one'
  readonly target: string
  readonly match: string
  readonly past?: string | undefined
}

/** All neighbours, in an order; only for neighbourhoods that are small by nature (a run's calls). */
export interface Many {
  readonly kind: 'many'
  readonly target: string
  readonly match: string
  readonly past?: string | undefined
  readonly order: readonly string[]
}

/** How one filter argument narrows a page: a condition over its parameter, and how the argument becomes that parameter. */
export interface Filter {
  readonly condition: string
  /** The same where the argument is a list of one, as an equality: an index gives its order behind one alone. */
  readonly alone?: string
  /** Finds the same `y` by an index, in place of the page's match; of several filters given, the first that can does. */
  readonly match?: string
  readonly decode?: (value: never) => unknown
}

/** An order of a page: ascending or descending by expressions that are never null; the node's id is added as the last. */
export interface Order {
  readonly by: readonly string[]
  readonly descending?: boolean
}

/** The same neighbours found by an index that holds them in the page's order: a page then costs its size, not the hub's. */
export interface Along {
  /** Binds `y` by an equality on the index's first column; absent: the page's match, to which filters add the equalities. */
  readonly match?: string
  /** Filters that must each be given a list of one. */
  readonly alone?: readonly string[]
  /** The index's first columns, the same for all neighbours: named first in the order, so that the index is seen to give it. */
  readonly columns: readonly string[]
  /** Orders that the index gives. */
  readonly orders: readonly string[]
}

/** What an edge says of its tie. */
export interface Tie {
  readonly expression: string
  readonly past?: string
  readonly decode?: (value: never) => unknown
}

/** Neighbours in pages: filtered, ordered, cut by keyset inside the server. */
export interface Page {
  readonly kind: 'page'
  /** One target type, or several where the neighbours are a union. */
  readonly target: string | readonly string[]
  readonly match: string
  readonly past?: string | undefined
  readonly filters: Readonly<Record<string, Filter>>
  /** Without `orderBy` the first one holds. */
  readonly orders: Readonly<Record<string, Order>>
  /** What the edge says of the tie, by name: computed where it is asked, once for all that share an expression. */
  readonly tie: Readonly<Record<string, Tie>>
  /** Ways that an index knows: the first holds that fits what is asked. */
  readonly along?: readonly Along[] | undefined
}

export type Field = Property | Value | One | Many | Page

/** A type of node: how it is found by key, and its fields. */
export interface NodeType {
  readonly name: string
  /** Label of its nodes; absent: its name. */
  readonly label?: string
  /** Which nodes there are is another matter in each view. */
  readonly varies?: boolean
  /** Binds `y` to the node that `key` names. */
  readonly find: string
  readonly fields: Readonly<Record<string, Field>>
  /** How it is read as known on a day; absent: as it is now. */
  readonly asKnown?: AsKnown
}

/** What of a type's nodes was known when delivery `$asOf` had been received. */
export interface AsKnown {
  /** Condition on the node `y`; where `stated`, also on `v`, what was stated of it by then, or null. */
  readonly known: string
  /** Nodes are statements of their own, whose earlier contents are kept. */
  readonly stated?: boolean
  /** Nodes that nothing in force names are kept under the label `Retired…`. */
  readonly retires?: boolean
  /** Columns that no correction changes: what names the node. */
  readonly key?: readonly string[]
}

/** The value as it is stored. */
export const asStored = (value: unknown) => value

export function property(column: string, decode: (value: never) => unknown = asStored): Property {
  return { kind: 'property', columns: [column], decode }
}

/** A value as cheap as a property, and loaded like one, that the node itself does not bear. */
export function expressed(expression: string): Property {
  return { kind: 'property', columns: [], expression, decode: value => value }
}

export function properties(columns: readonly string[], decode: (...values: never[]) => unknown): Property {
  return { kind: 'property', columns, decode }
}

export function value(expression: string, decode: (value: never) => unknown = asStored, past?: string): Value {
  return { kind: 'value', expression, decode, past }
}

export function one(target: string, match: string, past?: string): One {
  return { kind: 'one', target, match, past }
}

export function many(target: string, match: string, order: readonly string[], past?: string): Many {
  return { kind: 'many', target, match, order, past }
}

export function page(
  target: string | readonly string[],
  match: string,
  options: Partial<Pick<Page, 'filters' | 'orders' | 'tie' | 'past' | 'along'>> = {},
): Page {
  const { filters = {}, orders = { ID_ASC: { by: [] } }, tie = {}, ...rest } = options
  return { kind: 'page', target, match, filters, orders, tie, ...rest }
}
