import type { Connection, LazyConnection } from '../graph/index.ts'

/** The parts that every connection has. */
export const CONNECTION_PARTS = ['edges', 'nodes', 'pageInfo', 'totalCount'] as const satisfies (keyof Connection)[]

/** A part of a connection: there, where it was read with the whole, else read now. */
export async function part<Part extends keyof Connection>(
  page: Promise<Connection> | LazyConnection,
  name: Part,
): Promise<Connection[Part]> {
  return partOf(await page, name)
}

/** The same for a connection that is there. */
export function partOf<Part extends keyof Connection>(
  page: Connection | LazyConnection,
  name: Part,
): Connection[Part] | Promise<Connection[Part]> {
  const found = page[name] as Connection[Part] | (() => Promise<Connection[Part]>)
  return typeof found === 'function' ? found() : found
}

/** Where a page stands in its list. */
export const pageInfoOf = (
  edges: readonly { readonly cursor: string }[],
  { hasEarlier, hasMore }: { readonly hasEarlier: boolean; readonly hasMore: boolean },
) => ({
  hasNextPage: hasMore,
  hasPreviousPage: hasEarlier,
  startCursor: edges[0]?.cursor ?? null,
  endCursor: edges.at(-1)?.cursor ?? null,
})
