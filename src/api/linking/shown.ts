import type { GraphQLResolveInfo } from 'graphql'
import type { Thing } from '../../link/index.ts'
import type { Context } from '../context.ts'
import type { From, ShownTie } from './queries.ts'
import { found, foundAll } from './things.ts'

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

/** A field that holds one thing. */
const one =
  (name: string): Resolver =>
  (row: From<Record<string, Thing>>, _, context, info) =>
    found(row[name] as Thing, row.outlook, context, info)

/** A field that holds things. */
const several =
  (name: string): Resolver =>
  (row: From<Record<string, readonly Thing[]>>, _, context, info) =>
    foundAll(row[name] ?? [], row.outlook, context, info)

const tied = { evidence: several('evidence') }

/** What links name by kinds and keys. */
export const linkTypes: Record<string, Record<string, Resolver>> = {
  TieConnection: { nodes: several('nodes') },
  TieEdge: {
    ...tied,
    node: (({ thing, outlook }: ShownTie, _, context, info) =>
      found(thing as Thing, outlook, context, info)) as Resolver,
  },
  HopTie: tied,
  Hop: { from: one('from'), to: one('to') },
  Path: { things: several('things') },
  TimelineEvent: {
    of: several('of'),
    fact: ((row: From<{ fact: Thing | null }>, _, context, info) =>
      row.fact && found(row.fact, row.outlook, context, info)) as Resolver,
  },
  PathConnection: { hubs: several('hubs') },
}
