import type { GraphQLResolveInfo } from 'graphql'
import { Invalid } from '../../base/index.ts'
import {
  addToCollection,
  createCollection,
  deleteCollection,
  describeCollection,
  MOST_COLLECTED,
  NODE_KINDS,
  type NowIs,
  removeFromCollection,
} from '../../link/index.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import { readId } from '../global-id.ts'
import type {
  MutationAddToCollectionArgs,
  MutationCreateCollectionArgs,
  MutationDeleteCollectionArgs,
  MutationDescribeCollectionArgs,
  MutationRemoveFromCollectionArgs,
} from '../schema.generated.ts'
import { orUserErrors } from '../user-errors.ts'
import { thingOf } from './named-things.ts'

/** Does something with a collection, after which what was read before in the same request is read anew. */
const act = <T extends object, N extends object>(context: Context, work: () => Promise<T>, nothing: N) =>
  orUserErrors(async () => {
    try {
      return await work()
    } finally {
      context.reader.startAnew()
    }
  }, nothing)

const actorOf = ({ actor, purpose }: Context) => ({ by: actor, purpose })
const collectionOf = (context: Context, id: string) => keyOf(context, 'id', id, 'Collection')

/** Told before any id is read: a list that is too long need not be gone through. */
function checkCount(things: readonly string[]): void {
  if (things.length === 0 || things.length > MOST_COLLECTED)
    throw new Invalid(`things: expected 1 to ${MOST_COLLECTED}, got ${things.length}`, { field: 'things' })
}

export const collectionMutations = {
  createCollection: (_: unknown, { input }: MutationCreateCollectionArgs, context: Context) =>
    act(context, async () => ({ collection: await createCollection(context.database, input, actorOf(context)) }), {
      collection: null,
    }),

  describeCollection: (_: unknown, { input }: MutationDescribeCollectionArgs, context: Context) =>
    act(
      context,
      async () => {
        const collection = collectionOf(context, input.id)
        await describeCollection(context.database, collection, input, actorOf(context))
        return { collection }
      },
      { collection: null },
    ),

  addToCollection: (_: unknown, { input }: MutationAddToCollectionArgs, context: Context) =>
    act(
      context,
      async () => {
        const collection = collectionOf(context, input.id)
        checkCount(input.things)
        const things = input.things.map((id, i) => thingOf(context, `things.${i}`, id))
        const { note } = input
        return {
          collection,
          ...(await addToCollection(context.database, collection, { things, note }, actorOf(context))),
        }
      },
      { collection: null, added: 0, already: 0 },
    ),

  removeFromCollection: (_: unknown, { input }: MutationRemoveFromCollectionArgs, context: Context) =>
    act(
      context,
      async () => {
        const collection = collectionOf(context, input.id)
        checkCount(input.things)
        const things = input.things.map((id, i) => namedIn(context, `things.${i}`, id))
        return {
          collection,
          removed: await removeFromCollection(context.database, collection, things, actorOf(context)),
        }
      },
      { collection: null, removed: 0 },
    ),

  deleteCollection: (_: unknown, { input }: MutationDeleteCollectionArgs, context: Context) =>
    act(
      context,
      async () => {
        await deleteCollection(context.database, collectionOf(context, input.id), actorOf(context))
        return { deleted: input.id }
      },
      { deleted: null },
    ),
}

/** A thing by its own id, or by that of its place in the collection. */
function namedIn(context: Context, field: string, id: string) {
  const place = placeOf(context, id)
  return place === undefined ? thingOf(context, field, id) : { collected: place }
}

function placeOf({ registry }: Context, id: string): string | undefined {
  try {
    const { typeName, key } = readId(id, registry.types)
    return typeName === 'CollectedThing' ? key : undefined
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

const collection: Resolver = ({ collection: key }: { collection: string | null }, _, { reader, asked }, info) =>
  key === null ? null : reader.find('Collection', key, asked.below(info))

/** What collections name by keys. */
export const collectionTypes: Record<string, Record<string, Resolver>> = {
  CreateCollectionPayload: { collection },
  DescribeCollectionPayload: { collection },
  AddToCollectionPayload: { collection },
  RemoveFromCollectionPayload: { collection },
  NowIs: {
    things: async ({ kind, keys }: NowIs, _, { reader, asked }, info) => {
      const found = await Promise.all(keys.map(key => reader.find(NODE_KINDS[kind], key, asked.below(info))))
      return found.filter(one => one !== null)
    },
  },
}
