import type { GraphQLResolveInfo } from 'graphql'
import { Invalid } from '../../base/index.ts'
import type { Entity, Outlook } from '../../graph/index.ts'
import { kindOfLabel, NODE_KINDS, type NodeKind, type Thing } from '../../link/index.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import { readId, writeId } from '../global-id.ts'

const LABELS: readonly string[] = Object.values(NODE_KINDS)

/** The thing that an argument names by its global id. @throws Invalid, with the argument, for what has no ties */
export function thingOf(context: Pick<Context, 'registry'>, argument: string, id: string): Thing {
  const key = keyOf(context, argument, id, ...LABELS)
  return { kind: kindOfLabel(readId(id, context.registry.types).typeName) as NodeKind, key }
}

/** The same of a list. @throws Invalid for more than `most` */
export function thingsOf(
  context: Pick<Context, 'registry'>,
  argument: string,
  ids: readonly string[],
  most: number,
): Thing[] {
  if (ids.length > most)
    throw new Invalid(`${argument}: expected at most ${most}, got ${ids.length}`, { field: argument })
  return ids.map((id, i) => thingOf(context, `${argument}.${i}`, id))
}

/**
 * A thing with all that is asked of it; null where a correction has taken it away meanwhile. Where no more than its id is
 * asked, as front ends do that draw what they know, nothing is read: the link was read a moment ago.
 */
export async function found(
  { kind, key }: Thing,
  outlook: Outlook,
  { reader, asked }: Context,
  info: GraphQLResolveInfo,
): Promise<Entity | Named | null> {
  const typeName = NODE_KINDS[kind]
  const below = asked.below(info)
  if ((below.get(typeName) ?? []).every(({ name }) => name === 'id'))
    return { __typename: typeName, id: writeId(typeName, key) }
  return reader.find(typeName, key, below, outlook)
}

/** As much of a thing as its id. */
interface Named {
  readonly __typename: string
  readonly id: string
}

/** The same of several; those that are there no more are left out. */
export async function foundAll(
  things: readonly Thing[],
  outlook: Outlook,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<(Entity | Named)[]> {
  const all = await Promise.all(things.map(thing => found(thing, outlook, context, info)))
  return all.filter(one => one !== null)
}
