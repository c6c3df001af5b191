import { Invalid } from '../base/index.ts'
import { documentFragments, documentId } from '../document/index.ts'
import { type Entity, type PageArguments, type Reader, Registry } from '../graph/index.ts'
import { intakeFragments } from '../intake/index.ts'
import { journeyFragments, journeyId } from '../journey/index.ts'
import { personFragments } from '../person/index.ts'
import { railFragments } from '../rail/index.ts'
import { answers } from './answers.ts'
import { asOf } from './as-known-at.ts'
import { census } from './census.ts'
import type { Context } from './context.ts'
import { readId, writeId } from './global-id.ts'
import { scalars } from './scalars.ts'
import type { QueryDocumentArgs, QueryJourneyArgs, QueryPersonArgs, QueryTrainRunArgs } from './schema.generated.ts'
import { sources } from './sources.ts'
import { mutations } from './upload/ingest.ts'

const MAX_NODES = 500

/** All that the rooms say of their nodes. */
export function openRegistry(): Registry {
  return new Registry([railFragments, documentFragments, personFragments, journeyFragments, intakeFragments])
}

type Resolver = (parent: never, args: never, context: Context) => unknown

async function find(context: Context, id: string, typeName?: string, asKnownAt?: Moment): Promise<Entity | null> {
  const named = readId(id, context.registry.types)
  const wanted = typeName ?? named.typeName
  const personOfIdentity = typeName === 'Person' && named.typeName === 'Identity'
  if (named.typeName !== wanted && !personOfIdentity)
    throw new Invalid(`id: expected the id of a ${wanted}, got that of a ${named.typeName}`)
  return known(context, wanted, named.key, asKnownAt)
}

/** Epoch milliseconds; absent: now. */
type Moment = number | null | undefined

async function known(context: Context, typeName: string, key: string, asKnownAt: Moment): Promise<Entity | null> {
  return context.reader.find(typeName, key, asKnownAt == null ? undefined : await asOf(context, asKnownAt))
}

/** What a check alone saw is kept under the check's id, which says nothing of the run: that is looked at afterwards. */
async function journey({ run, ref, asKnownAt }: QueryJourneyArgs, context: Context): Promise<Entity | null> {
  const { reader } = context
  const isOfCheck = ref.startsWith('check:')
  const found = await known(context, 'Journey', isOfCheck ? ref : journeyId(run, ref), asKnownAt)
  // A `#` that the caller puts into the run would else move where the run ends and the ref begins.
  if (!found || reader.field(found, 'ref', {}) !== ref) return null
  if (!isOfCheck) return found
  const on = (await reader.field(found, 'run', {})) as Entity | null
  return on?.key === run ? found : null
}

/** A list that is shown without `first`: all its pages, however many. */
async function whole(reader: Reader, name: string): Promise<Entity[]> {
  const found: Entity[] = []
  for (let after: string | null = null; ; ) {
    const page = reader.list(name, { first: MAX_NODES, after })
    found.push(...(await page.nodes()))
    const { hasNextPage, endCursor } = await page.pageInfo()
    if (!hasNextPage) return found
    after = endCursor
  }
}

const Query: Record<string, Resolver> = {
  node: (_, { id }: { id: string }, context) => find(context, id),
  nodes: (_, { ids }: { ids: string[] }, context) => {
    if (ids.length > MAX_NODES) throw new Invalid(`ids: expected at most ${MAX_NODES}, got ${ids.length}`)
    return ids.map(id => find(context, id))
  },
  person: (_, { id, asKnownAt }: QueryPersonArgs, context) => find(context, id, 'Person', asKnownAt),
  document: (_, { asKnownAt, ...key }: QueryDocumentArgs, context) =>
    known(context, 'Document', documentId(key), asKnownAt),
  trainRun: (_, { run, asKnownAt }: QueryTrainRunArgs, context) => known(context, 'TrainRun', run, asKnownAt),
  station: (_, { code }: { code: string }, { reader }) => reader.find('Station', code),
  stations: (_, __, { reader }) => whole(reader, 'stations'),
  journey: (_, args: QueryJourneyArgs, context) => journey(args, context),
  census: (_, __, { database }) => census(database),
  ...answers,
}

/** The resolvers of every field that a room describes: one function each, and none that knows how it is read. */
export function resolversOf(registry: Registry) {
  const lists = [...registry.lists.keys()].filter(name => !(name in Query))
  const types = [...registry.types.values()].map(({ name, fields }) => {
    const ofFields = Object.keys(fields).map(field => [
      field,
      (parent: Entity, args: PageArguments, context: Context) => context.reader.field(parent, field, args),
    ])
    return [name, { id: (parent: Entity) => writeId(parent.__typename, parent.key), ...Object.fromEntries(ofFields) }]
  })
  const rootLists = lists.map(name => [
    name,
    async (_: unknown, { asKnownAt, ...args }: PageArguments & { asKnownAt?: Moment }, context: Context) =>
      context.reader.list(name, args, asKnownAt == null ? undefined : await asOf(context, asKnownAt)),
  ])
  return {
    ...scalars,
    ...sources,
    Query: { ...Query, ...Object.fromEntries(rootLists) },
    Mutation: mutations,
    ...Object.fromEntries(types),
  }
}
