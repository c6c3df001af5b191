import { Invalid } from '../base/index.ts'
import { pageSize, readCursor, writeCursor } from '../graph/index.ts'
import type { Context } from './context.ts'
import type { QueryRepeatDisembarkersArgs, QuerySharedDocumentsArgs } from './schema.generated.ts'

interface PageArguments {
  first?: number | null | undefined
  after?: string | null | undefined
}

interface PageOf {
  readonly list: string
  readonly size: number
  /** Key of the row to go on behind. */
  readonly after: unknown
}

/** Reads the page that is asked for, before an answer is computed that nobody could be shown. */
function pageOf(list: string, { first, after }: PageArguments): PageOf {
  return { list, size: pageSize(first), after: after == null ? undefined : readCursor(list, 'DEFAULT', 1, after)[0] }
}

/** Pages through an answer that was computed whole; a row's place is its subject. */
function connection<Row>(
  { list, size, after }: PageOf,
  rows: readonly Row[],
  key: (row: Row) => string,
  node: (row: Row) => unknown,
) {
  const start = after === undefined ? 0 : rows.findIndex(row => key(row) === after) + 1
  if (start === 0 && after !== undefined)
    throw new Invalid(`after: expected a cursor of this answer of ${list}, got one of a row that it does not hold`)
  const shown = rows.slice(start, start + size)
  const edges = shown.map(row => ({ cursor: writeCursor(list, 'DEFAULT', [key(row)]), node: node(row) }))
  return {
    edges,
    nodes: edges.map(edge => edge.node),
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: start + size < rows.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    completeness: { complete: true, reason: null, omittedAtLeast: null, resume: null },
  }
}

/** Leaves out what the caller left out, so that a room's defaults hold. */
function given<T extends object>(input: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as never
}

export const answers = {
  repeatDisembarkers: async (
    _: unknown,
    { input, ...args }: QueryRepeatDisembarkersArgs,
    { patterns, reader }: Context,
  ) => {
    const page = pageOf('repeatDisembarkers', args)
    const rows = await patterns.repeatDisembarkers(given(input) as never)
    return connection(
      page,
      rows,
      row => row.person,
      row => ({
        ...row,
        person: () => reader.find('Person', row.person),
        calls: () => row.calls.map(call => reader.find('Call', call)),
      }),
    )
  },
  sharedDocuments: async (_: unknown, { input, ...args }: QuerySharedDocumentsArgs, { patterns, reader }: Context) => {
    const page = pageOf('sharedDocuments', args)
    const rows = await patterns.sharedDocuments(given(input ?? {}) as never)
    return connection(
      page,
      rows,
      row => row.document,
      row => ({
        ...row,
        document: () => reader.find('Document', row.document),
        persons: () => row.persons.map(person => reader.find('Person', person)),
      }),
    )
  },
}
