import type { GraphQLResolveInfo } from 'graphql'
import { Invalid } from '../base/index.ts'
import {
  type Entity,
  HERE_AND_NOW,
  type Outlook,
  outlookOf,
  pageSize,
  readCursor,
  writeCursor,
} from '../graph/index.ts'
import { type Hit, NODE_KINDS } from '../link/index.ts'
import type { CoTraveller, RepeatDisembarker, SharedDocument } from '../pattern/index.ts'
import { pageInfoOf } from './connection.ts'
import type { Context } from './context.ts'
import { keyOf } from './decide/named.ts'
import { type Looking, outlook, viewOf } from './outlook.ts'
import type {
  QueryCoTravellersArgs,
  QueryRepeatDisembarkersArgs,
  QuerySearchArgs,
  QuerySharedDocumentsArgs,
} from './schema.generated.ts'

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

/** Rows stand in other places under another strictness: a cursor is good in the one that gave it out. */
const listUnder = (list: string, identity: Looking['identity']) =>
  viewOf(identity) === '' ? list : `${list} under ${identity}`

/** Reads the page that is asked for, before an answer is computed that nobody could be shown. */
function pageOf(list: string, { first, after }: PageArguments): PageOf {
  return { list, size: pageSize(first), after: after == null ? undefined : readCursor(list, 'DEFAULT', 1, after)[0] }
}

/** Pages through an answer that was computed whole; a row's place is its subject. */
function connection<Row>(
  { list, size, after }: PageOf,
  rows: readonly Row[],
  key: (row: Row) => string,
  outlook: Outlook,
  cutBy: 'LIMIT' | 'TIMEOUT' | null = null,
) {
  const start = after === undefined ? 0 : rows.findIndex(row => key(row) === after) + 1
  if (start === 0 && after !== undefined)
    throw new Invalid(`after: expected a cursor of this answer of ${list}, got one of a row that it does not hold`)
  const shown = rows.slice(start, start + size)
  const edges = shown.map(row => ({ cursor: writeCursor(list, 'DEFAULT', [key(row)]), node: { ...row, outlook } }))
  return {
    edges,
    nodes: edges.map(edge => edge.node),
    totalCount: rows.length,
    pageInfo: pageInfoOf(edges, { hasEarlier: start > 0, hasMore: start + size < rows.length }),
    completeness: { complete: cutBy === null, reason: cutBy, omittedAtLeast: null, resume: null },
  }
}

/** Leaves out what the caller left out, so that a room's defaults hold. */
function given<T extends object>(input: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as never
}

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

const queries: Record<string, Resolver> = {
  repeatDisembarkers: async (_, { input, ...args }: QueryRepeatDisembarkersArgs, { patterns, database }) => {
    const page = pageOf(listUnder('repeatDisembarkers', input.identity), args)
    const rows = await patterns.repeatDisembarkers(given(input) as never)
    return connection(page, rows, row => row.person, await outlook(database, input))
  },
  sharedDocuments: async (_, { input, ...args }: QuerySharedDocumentsArgs, { patterns, database }) => {
    const page = pageOf(listUnder('sharedDocuments', input?.identity), args)
    const rows = await patterns.sharedDocuments(given(input ?? {}) as never)
    return connection(page, rows, row => row.document, await outlook(database, input ?? {}))
  },
  coTravellers: (_, { person, ...args }: QueryCoTravellersArgs, context) =>
    companyOf(keyOf(context, 'person', person, 'Person', 'Identity'), args, context),
  search: async (_, { text, kinds, identity, ...args }: QuerySearchArgs, { search, database }) => {
    const page = pageOf(listUnder('search', identity), args)
    const { hits, cutBy } = await search({ text, kinds, identity })
    return connection(page, hits, hit => `${hit.kind} ${hit.key}`, await outlook(database, { identity }), cutBy)
  },
}

interface CompanyAsked extends PageArguments {
  readonly minShared?: number | null | undefined
}

/** Who was aboard with a person: of the page that is shown, also in how many cases in one coach. */
async function companyOf(person: string, { minShared, ...args }: CompanyAsked, { patterns }: Context) {
  const page = pageOf(`coTravellers ${person} ${minShared ?? ''}`, args)
  const rows = await patterns.coTravellers({ person, ...(minShared == null ? {} : { minShared }) })
  const shown = connection(page, rows, row => row.person, HERE_AND_NOW)
  const coaches = await patterns.coachesShared(shown.nodes)
  const nodes = shown.nodes.map((node, i) => ({ ...node, ...coaches[i] }))
  return { ...shown, nodes, edges: shown.edges.map(({ cursor }, i) => ({ cursor, node: nodes[i] })) }
}

/** A row, and the outlook from which the things that it names are read. */
type Shown<Row> = Row & { readonly outlook: Outlook }

/** The field of a person: co-travellers are reckoned for persons as the detectors take them. */
export const coTravellersOf: Resolver = (parent: Entity, args: CompanyAsked, context) => {
  if (outlookOf(parent).view !== '')
    throw new Invalid('coTravellers: expected a person taken as under REVIEWED, got one under another strictness')
  return companyOf(parent.__key, args, context)
}

/** The things that a row names by their keys. */
const types: Record<string, Record<string, Resolver>> = {
  RepeatDisembarker: {
    person: ({ person, outlook }: Shown<RepeatDisembarker>, _, { reader, asked }, info) =>
      reader.find('Person', person, asked.below(info), outlook),
    calls: ({ calls, outlook }: Shown<RepeatDisembarker>, _, { reader, asked }, info) =>
      calls.map(call => reader.find('Call', call, asked.below(info), outlook)),
  },
  CoTraveller: {
    person: ({ person, outlook }: Shown<CoTraveller>, _, { reader, asked }, info) =>
      reader.find('Person', person, asked.below(info), outlook),
    sharedRuns: ({ shared, outlook }: Shown<CoTraveller>, _, { reader, asked }, info) =>
      shared.map(run => reader.find('TrainRun', run, asked.below(info), outlook)),
  },
  SharedDocument: {
    document: ({ document, outlook }: Shown<SharedDocument>, _, { reader, asked }, info) =>
      reader.find('Document', document, asked.below(info), outlook),
    persons: ({ persons, outlook }: Shown<SharedDocument>, _, { reader, asked }, info) =>
      persons.map(person => reader.find('Person', person, asked.below(info), outlook)),
  },
  SearchResult: {
    thing: ({ kind, key, outlook }: Shown<Hit>, _, { reader, asked }, info) =>
      reader.find(NODE_KINDS[kind], key, asked.below(info), outlook),
  },
}

/** The answers that are computed. */
export const answers = { queries, types }
