import type { GraphQLResolveInfo } from 'graphql'
import { documentFragments } from '../document/index.ts'
import { evidenceFragments } from '../evidence/index.ts'
import { findingFragments, type IsLate } from '../finding/index.ts'
import {
  type Entity,
  NO_PARTS,
  type Outlook,
  type PageArguments,
  type Reader,
  Registry,
  type Selection,
} from '../graph/index.ts'
import { intakeFragments } from '../intake/index.ts'
import { journeyFragments } from '../journey/index.ts'
import { collectionFragments } from '../link/index.ts'
import { decisionFragments, NO_GROUPS, personFragments, type Strictness, WAYS } from '../person/index.ts'
import { railFragments } from '../rail/index.ts'
import { answers, coTravellersOf } from './answers.ts'
import { assertions } from './assertions.ts'
import { census } from './census.ts'
import { collectionMutations, collectionTypes } from './collection/collections.ts'
import { part } from './connection.ts'
import type { Context } from './context.ts'
import { decisionMutations } from './decide/decisions.ts'
import { keyOf } from './decide/named.ts'
import { decisionTypes } from './decide/shown.ts'
import { evidenceMutations, evidenceTypes } from './evidence/create-bundle.ts'
import { exportMutations } from './export/export-graph.ts'
import { findingMutations } from './finding/mutations.ts'
import { findingQueries } from './finding/queries.ts'
import { findingTypes, subjectsOf } from './finding/shown.ts'
import { subscriptions } from './finding/subscriptions.ts'
import { writeId } from './global-id.ts'
import { linkQueries } from './linking/queries.ts'
import { linkTypes } from './linking/shown.ts'
import { eachNamed, type NodeName, namings } from './naming.ts'
import { type Looking, outlook, viewOf } from './outlook.ts'
import { scalars } from './scalars.ts'
import { sources } from './sources.ts'
import { mutations } from './upload/ingest.ts'

/** All that the rooms say of their nodes, with persons as strictly taken as this. */
export function openRegistry(strictness: Strictness, isLate: IsLate = () => false): Registry {
  const ways = WAYS[strictness]
  const name = viewOf(strictness)
  const decisions = decisionFragments(ways, id => keyOf({ registry }, 'filter.identity', id, 'Identity'))
  const findings = findingFragments(
    ways,
    id => keyOf({ registry }, 'filter.subject', id, 'Person', 'Document', 'Journey', 'TrainRun', 'Station'),
    isLate,
  )
  const registry: Registry = new Registry(
    [
      railFragments,
      documentFragments,
      personFragments(ways),
      decisions,
      journeyFragments(ways),
      intakeFragments,
      findings,
      collectionFragments,
      evidenceFragments,
    ],
    writeId,
    { name, parameters: name === '' ? {} : NO_GROUPS },
  )
  return registry
}

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

/** The node that is named, read with all that is asked below. */
async function read(name: NodeName | null, context: Context, info: GraphQLResolveInfo, looking: Looking) {
  if (!name) return null
  const { reader, asked, database } = context
  const { typeName, key, onRun } = name
  const from = await outlook(database, looking)
  const found = await reader.find(typeName, key, asked.below(info), from)
  return found && onRun !== undefined && !(await isOnRun(key, onRun, reader, from)) ? null : found
}

const asks = (name: string, below: Selection = new Map()) => ({ name, args: {}, below, parts: NO_PARTS })
const ITS_RUN = asks('run', new Map([['TrainRun', [asks('id')]]]))
const WITH_RUN: Selection = new Map([['Journey', [ITS_RUN]]])

async function isOnRun(journey: string, run: string, reader: Reader, from: Outlook): Promise<boolean> {
  const found = await reader.find('Journey', journey, WITH_RUN, from)
  const on = found && ((await reader.field(found, 'run', {}, () => ITS_RUN)) as Entity | null)
  return on?.id === writeId('TrainRun', run)
}

const LONGEST_PAGE = 500

/** A list that is shown without `first`: all its pages, however many. */
async function whole(reader: Reader, name: string, below: Selection, from: Outlook): Promise<Entity[]> {
  const found: Entity[] = []
  for (let after: string | null = null; ; ) {
    const page = reader.list({ name, args: { first: LONGEST_PAGE, after }, below, parts: WHOLE_PAGE }, from)
    found.push(...(await part(page, 'nodes')))
    const { hasNextPage, endCursor } = await part(page, 'pageInfo')
    if (!hasNextPage) return found
    after = endCursor
  }
}

function wholeList(name: string): Resolver {
  return async (_, looking: Looking, { reader, asked, database }, info) =>
    whole(reader, name, asked.below(info), await outlook(database, looking))
}

const WHOLE_PAGE = { rows: true, cursors: true, pageInfo: true, totalCount: false, ties: [] }

const named = Object.entries(namings).map(([field, nameOf]): [string, Resolver] => [
  field,
  async (_, args: Looking, context, info) => read(nameOf(args as never, context.registry.types), context, info, args),
])

const Query: Record<string, Resolver> = {
  ...Object.fromEntries(named),
  nodes: (_, args: { ids: string[] } & Looking, context, info) =>
    eachNamed(args, context.registry.types).map(async nameOf => read(nameOf(), context, info, args)),
  ...Object.fromEntries(['stations', 'patterns', 'regimes', 'webhooks'].map(name => [name, wholeList(name)])),
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
    const own = { ...assertions[name as keyof typeof assertions], ...OWN[name] }
    return [name, { ...Object.fromEntries(leading.map(field => [field, leadsOn(field)])), ...own }]
  })
  return {
    ...scalars,
    ...sources,
    ...answers.types,
    ...assertions,
    ...decisionTypes,
    ...findingTypes,
    ...linkTypes,
    ...collectionTypes,
    ...evidenceTypes,
    Query: {
      ...Query,
      ...answers.queries,
      ...findingQueries,
      ...linkQueries,
      ...Object.fromEntries(lists.map(name => [name, list])),
    },
    Mutation: {
      ...mutations,
      ...decisionMutations,
      ...findingMutations,
      ...collectionMutations,
      ...exportMutations,
      ...evidenceMutations,
    },
    Subscription: subscriptions,
    ...Object.fromEntries(types),
  }
}

const leadsOn =
  (field: string): Resolver =>
  (parent: Entity, args: PageArguments, { reader, asked }, info) =>
    reader.field(parent, field, args, () => asked.field(info, args))

/** Fields whose rows name nodes by keys. */
const OWN: Record<string, Record<string, Resolver>> = {
  Finding: { subjects: subjectsOf(leadsOn('subjects')) },
  Person: { coTravellers: coTravellersOf },
}

const list: Resolver = async (
  _,
  { asKnownAt, identity, ...args }: PageArguments & Looking,
  { reader, asked, database },
  info,
) => reader.list(asked.field(info, args), await outlook(database, { asKnownAt, identity }))
