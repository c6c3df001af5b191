import type { GraphQLResolveInfo } from 'graphql'
import { Invalid } from '../base/index.ts'
import { documentFragments, documentId } from '../document/index.ts'
import {
  type Entity,
  NO_PARTS,
  type PageArguments,
  type Reader,
  Registry,
  type Selection,
  type Standpoint,
} from '../graph/index.ts'
import { intakeFragments } from '../intake/index.ts'
import { journeyFragments, journeyId } from '../journey/index.ts'
import { NO_GROUPS, personFragments, type Strictness, WAYS } from '../person/index.ts'
import { railFragments } from '../rail/index.ts'
import { answers } from './answers.ts'
import { assertions } from './assertions.ts'
import { census } from './census.ts'
import { part } from './connection.ts'
import type { Context } from './context.ts'
import { readId, writeId } from './global-id.ts'
import { scalars } from './scalars.ts'
import type {
  QueryDocumentArgs,
  QueryJourneyArgs,
  QueryNodeArgs,
  QueryNodesArgs,
  QueryPersonArgs,
  QueryStationArgs,
  QueryStationsArgs,
  QueryTrainRunArgs,
} from './schema.generated.ts'
import { sources } from './sources.ts'
import { type Looking, standpoint, viewOf } from './standpoint.ts'
import { mutations } from './upload/ingest.ts'

const MAX_NODES = 500

/** All that the rooms say of their nodes, with persons as strictly taken as this. */
export function openRegistry(strictness: Strictness): Registry {
  const ways = WAYS[strictness]
  const name = viewOf(strictness)
  return new Registry(
    [railFragments, documentFragments, personFragments(ways), journeyFragments(ways), intakeFragments],
    writeId,
    { name, parameters: name === '' ? {} : NO_GROUPS },
  )
}

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

/** Something by its global id; an identity's finds its person too. */
async function find(context: Context, id: string, info: GraphQLResolveInfo, looking: Looking, typeName?: string) {
  const named = readId(id, context.registry.types)
  const wanted = typeName ?? named.typeName
  const personOfIdentity = typeName === 'Person' && named.typeName === 'Identity'
  if (named.typeName !== wanted && !personOfIdentity)
    throw new Invalid(`id: expected the id of a ${wanted}, got that of a ${named.typeName}`)
  return known(context, wanted, named.key, info, looking)
}

async function known(
  { reader, asked, database }: Context,
  typeName: string,
  key: string,
  info: GraphQLResolveInfo,
  looking: Looking,
): Promise<Entity | null> {
  return reader.find(typeName, key, asked.below(info), await standpoint(database, looking))
}

/** What a check alone saw is kept under the check's id, which says nothing of the run: that is looked at afterwards. */
async function journey({ run, ref, ...looking }: QueryJourneyArgs, context: Context, info: GraphQLResolveInfo) {
  // No run has a `#` in its name; one that a caller puts there would move where the run ends and the ref begins.
  if (run.includes('#')) return null
  const ofCheck = ref.startsWith('check:')
  const found = await known(context, 'Journey', ofCheck ? ref : journeyId(run, ref), info, looking)
  if (!found || !ofCheck) return found
  const itsRun = () => ({ name: 'run', args: {}, below: new Map(), parts: NO_PARTS })
  const on = (await context.reader.field(found, 'run', {}, itsRun)) as Entity | null
  return on?.__key === run ? found : null
}

/** A list that is shown without `first`: all its pages, however many. */
async function whole(reader: Reader, name: string, below: Selection, from: Standpoint): Promise<Entity[]> {
  const found: Entity[] = []
  for (let after: string | null = null; ; ) {
    const page = reader.list({ name, args: { first: MAX_NODES, after }, below, parts: WHOLE_PAGE }, from)
    found.push(...(await part(page, 'nodes')))
    const { hasNextPage, endCursor } = await part(page, 'pageInfo')
    if (!hasNextPage) return found
    after = endCursor
  }
}

const WHOLE_PAGE = { rows: true, cursors: true, pageInfo: true, totalCount: false, ties: [] }

const Query: Record<string, Resolver> = {
  node: (_, { id, ...looking }: QueryNodeArgs, context, info) => find(context, id, info, looking),
  nodes: (_, { ids, ...looking }: QueryNodesArgs, context, info) => {
    if (ids.length > MAX_NODES) throw new Invalid(`ids: expected at most ${MAX_NODES}, got ${ids.length}`)
    return ids.map(id => find(context, id, info, looking))
  },
  person: (_, { id, ...looking }: QueryPersonArgs, context, info) => find(context, id, info, looking, 'Person'),
  document: (_, { type, issuer, number, ...looking }: QueryDocumentArgs, context, info) =>
    known(context, 'Document', documentId({ type, issuer, number }), info, looking),
  trainRun: (_, { run, ...looking }: QueryTrainRunArgs, context, info) =>
    known(context, 'TrainRun', run, info, looking),
  station: (_, { code, ...looking }: QueryStationArgs, context, info) => known(context, 'Station', code, info, looking),
  stations: async (_, looking: QueryStationsArgs, { reader, asked, database }, info) =>
    whole(reader, 'stations', asked.below(info), await standpoint(database, looking)),
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
    const own = assertions[name as keyof typeof assertions]
    return [name, { ...Object.fromEntries(leading.map(field => [field, leadsOn(field)])), ...own }]
  })
  return {
    ...scalars,
    ...sources,
    ...answers.types,
    ...assertions,
    Query: { ...Query, ...answers.queries, ...Object.fromEntries(lists.map(name => [name, list])) },
    Mutation: mutations,
    ...Object.fromEntries(types),
  }
}

const leadsOn =
  (field: string): Resolver =>
  (parent: Entity, args: PageArguments, { reader, asked }, info) =>
    reader.field(parent, field, args, () => asked.field(info, args))

const list: Resolver = async (
  _,
  { asKnownAt, identity, ...args }: PageArguments & Looking,
  { reader, asked, database },
  info,
) => reader.list(asked.field(info, args), await standpoint(database, { asKnownAt, identity }))
