import type { GraphQLResolveInfo } from 'graphql'
import { Invalid } from '../base/index.ts'
import { documentFragments, documentId } from '../document/index.ts'
import { type Entity, NO_PARTS, type PageArguments, type Reader, Registry, type Selection } from '../graph/index.ts'
import { intakeFragments } from '../intake/index.ts'
import { journeyFragments, journeyId } from '../journey/index.ts'
import { decisionFragments, personFragments } from '../person/index.ts'
import { railFragments } from '../rail/index.ts'
import { answers } from './answers.ts'
import { asOf } from './as-known-at.ts'
import { census } from './census.ts'
import { part } from './connection.ts'
import type { Context } from './context.ts'
import { decisionMutations } from './decide/decisions.ts'
import { keyOf } from './decide/named.ts'
import { decisionTypes } from './decide/shown.ts'
import { readId, writeId } from './global-id.ts'
import { scalars } from './scalars.ts'
import type { QueryDocumentArgs, QueryJourneyArgs, QueryPersonArgs, QueryTrainRunArgs } from './schema.generated.ts'
import { sources } from './sources.ts'
import { mutations } from './upload/ingest.ts'

const MAX_NODES = 500

/** All that the rooms say of their nodes. */
export function openRegistry(): Registry {
  const decisions = decisionFragments(id => keyOf({ registry }, 'filter.identity', id, 'Identity'))
  const registry: Registry = new Registry(
    [railFragments, documentFragments, personFragments, decisions, journeyFragments, intakeFragments],
    writeId,
  )
  return registry
}

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

/** Epoch milliseconds; absent: now. */
type Moment = number | null | undefined

/** Something by its global id; an identity's finds its person too. */
async function find(context: Context, id: string, info: GraphQLResolveInfo, typeName?: string, asKnownAt?: Moment) {
  const named = readId(id, context.registry.types)
  const wanted = typeName ?? named.typeName
  const personOfIdentity = typeName === 'Person' && named.typeName === 'Identity'
  if (named.typeName !== wanted && !personOfIdentity)
    throw new Invalid(`id: expected the id of a ${wanted}, got that of a ${named.typeName}`)
  return known(context, wanted, named.key, info, asKnownAt)
}

async function known(
  { reader, asked, database }: Context,
  typeName: string,
  key: string,
  info: GraphQLResolveInfo,
  asKnownAt?: Moment,
): Promise<Entity | null> {
  const moment = asKnownAt == null ? undefined : await asOf(database, asKnownAt)
  return reader.find(typeName, key, asked.below(info), moment)
}

/** What a check alone saw is kept under the check's id, which says nothing of the run: that is looked at afterwards. */
async function journey({ run, ref, asKnownAt }: QueryJourneyArgs, context: Context, info: GraphQLResolveInfo) {
  // No run has a `#` in its name; one that a caller puts there would move where the run ends and the ref begins.
  if (run.includes('#')) return null
  const ofCheck = ref.startsWith('check:')
  const found = await known(context, 'Journey', ofCheck ? ref : journeyId(run, ref), info, asKnownAt)
  if (!found || !ofCheck) return found
  const itsRun = () => ({ name: 'run', args: {}, below: new Map(), parts: NO_PARTS })
  const on = (await context.reader.field(found, 'run', {}, itsRun)) as Entity | null
  return on?.__key === run ? found : null
}

/** A list that is shown without `first`: all its pages, however many. */
async function whole(reader: Reader, name: string, below: Selection): Promise<Entity[]> {
  const found: Entity[] = []
  for (let after: string | null = null; ; ) {
    const page = reader.list({ name, args: { first: MAX_NODES, after }, below, parts: WHOLE_PAGE })
    found.push(...(await part(page, 'nodes')))
    const { hasNextPage, endCursor } = await part(page, 'pageInfo')
    if (!hasNextPage) return found
    after = endCursor
  }
}

const WHOLE_PAGE = { rows: true, cursors: true, pageInfo: true, totalCount: false, ties: [] }

const Query: Record<string, Resolver> = {
  node: (_, { id }: { id: string }, context, info) => find(context, id, info),
  nodes: (_, { ids }: { ids: string[] }, context, info) => {
    if (ids.length > MAX_NODES) throw new Invalid(`ids: expected at most ${MAX_NODES}, got ${ids.length}`)
    return ids.map(id => find(context, id, info))
  },
  person: (_, { id, asKnownAt }: QueryPersonArgs, context, info) => find(context, id, info, 'Person', asKnownAt),
  decision: (_, { id }: { id: string }, context, info) => find(context, id, info, 'Decision'),
  document: (_, { asKnownAt, ...key }: QueryDocumentArgs, context, info) =>
    known(context, 'Document', documentId(key), info, asKnownAt),
  trainRun: (_, { run, asKnownAt }: QueryTrainRunArgs, context, info) =>
    known(context, 'TrainRun', run, info, asKnownAt),
  station: (_, { code }: { code: string }, context, info) => known(context, 'Station', code, info),
  stations: (_, __, { reader, asked }, info) => whole(reader, 'stations', asked.below(info)),
  journey: (_, args: QueryJourneyArgs, context, info) => journey(args, context, info),
  census: (_, __, { database }) => census(database),
}

/**
 * The resolvers of every field that leads on: one function each, and none that knows how it is read. Properties come
 * with their node under their own names, and need none.
 */
export function resolversOf(registry: Registry) {
  const lists = [...registry.lists.keys()].filter(name => !(name in Query))
  const types = [...registry.types.values()].map(({ name, fields }) => {
    const leading = Object.keys(fields).filter(field => fields[field]?.kind !== 'property')
    return [name, Object.fromEntries(leading.map(field => [field, leadsOn(field)]))]
  })
  return {
    ...scalars,
    ...sources,
    ...answers.types,
    ...decisionTypes,
    Query: { ...Query, ...answers.queries, ...Object.fromEntries(lists.map(name => [name, list])) },
    Mutation: { ...mutations, ...decisionMutations },
    ...Object.fromEntries(types),
  }
}

const leadsOn =
  (field: string): Resolver =>
  (parent: Entity, args: PageArguments, { reader, asked }, info) =>
    reader.field(parent, field, args, () => asked.field(info, args))

const list: Resolver = async (
  _,
  { asKnownAt, ...args }: PageArguments & { asKnownAt?: Moment },
  { reader, asked, database },
  info,
) => reader.list(asked.field(info, args), asKnownAt == null ? undefined : await asOf(database, asKnownAt))
