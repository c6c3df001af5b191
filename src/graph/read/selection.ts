import type { PageArguments } from './page-arguments.ts'

/**
 * What an operation asks of nodes, by the type that a node may have. The same field with the same arguments stands here
 * once, whatever the aliases under which it is shown, so what is read does not depend on them.
 */
export type Selection = ReadonlyMap<string, readonly Asked[]>

/** One field that is asked of a node. */
export interface Asked {
  readonly name: string
  readonly args: PageArguments
  /** What is asked of the nodes that the field leads to. */
  readonly below: Selection
  /** Which parts of a connection are asked. */
  readonly parts: Parts
}

/** The parts of a connection: each costs something of its own. */
export interface Parts {
  /** The nodes, bare or in edges. */
  readonly rows: boolean
  /** Where the rows stand in the list. */
  readonly cursors: boolean
  /** Whether more follow, and the cursors of the page's ends. */
  readonly pageInfo: boolean
  readonly totalCount: boolean
  /** What the edges are asked to say of their ties. */
  readonly ties: readonly string[]
}

export const NO_PARTS: Parts = { rows: false, cursors: false, pageInfo: false, totalCount: false, ties: [] }

/** Under which name a node carries a field that was read with it: its own, and the arguments where it takes some. */
export function placeOf(name: string, { orderBy, first, after, filter }: PageArguments): string {
  if (orderBy == null && first == null && after == null && filter == null) return name
  const given = Object.entries(filter ?? {}).filter(([, value]) => value != null)
  const sorted = given.sort(([a], [b]) => (a < b ? -1 : 1))
  return `${name} ${JSON.stringify([orderBy ?? null, first ?? null, after ?? null, sorted])}`
}
