import { hash } from 'node:crypto'
import { Invalid, instantText } from '../../base/index.ts'
import { type Outlook, pageSize, readCursor, writeCursor } from '../../graph/index.ts'
import {
  type Expanded,
  expand,
  expansion,
  type OpenedTie,
  type Path,
  paths,
  type Thing,
  type Tie,
  type TieKind,
  type TiePlace,
  timeline,
} from '../../link/index.ts'
import { pageInfoOf } from '../connection.ts'
import type { Context } from '../context.ts'
import { type Looking, outlook } from '../outlook.ts'
import type { QueryExpandArgs, QueryExpansionArgs, QueryPathsArgs, QueryTimelineArgs } from '../schema.generated.ts'
import { thingOf, thingsOf } from './things.ts'

/** A tie as it is shown: its facts are read from the outlook that it was found from. */
export interface ShownTie extends Tie {
  readonly outlook: Outlook
  readonly thing?: Thing
}

/** Something whose things are read from an outlook. */
export type From<Row> = Row & { readonly outlook: Outlook }

const shownTie = <T extends Tie>(tie: T, from: Outlook) => ({
  ...tie,
  backwards: tie.isBackwards,
  exact: tie.isExact,
  outlook: from,
})

const WHOLE = { complete: true, reason: null, omittedAtLeast: null, resume: null }
const cutBy = (reason: 'BUDGET' | 'TIMEOUT' | 'LIMIT' | null) =>
  reason === null ? WHOLE : { ...WHOLE, complete: false, reason }

/** Absent or empty: no condition. */
const kindsOf = (kinds: QueryExpandArgs['kinds']) => (kinds?.length ? (kinds as TieKind[]) : undefined)

/** A cursor is good where it was given out: in the list of one question. */
const listOf = (name: string, { first: _, after: __, ...asked }: Record<string, unknown>) =>
  `${name} ${hash('sha256', JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1))), 'base64url').slice(0, 8)}`

/** The place in a cursor. @throws Invalid where its values are of other types than were given out */
function placeIn<Place extends readonly unknown[]>(
  [list, order]: readonly [list: string, order: string],
  after: string | null | undefined,
  is: { readonly [K in keyof Place]: (value: unknown) => boolean },
): Place | undefined {
  if (after == null) return undefined
  const values = readCursor(list, order, is.length, after)
  if (!values.every((value, i) => is[i]?.(value)))
    throw new Invalid('after: expected a cursor as it was given out, got an altered one', { field: 'after' })
  return values as never
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0
const isTime = (value: unknown) => Number.isSafeInteger(value)
const isText = (value: unknown) => typeof value === 'string'

/** What was asked of a thing's ties. */
function openingOf(args: QueryExpansionArgs, context: Context) {
  const { id, kinds, from, to } = args
  return {
    thing: thingOf(context, 'id', id),
    kinds: kindsOf(kinds),
    from: from ?? undefined,
    to: to ?? undefined,
  }
}

const whoIsWho = ({ patterns }: Context, identity: Looking['identity']) => patterns.groupings.of(identity ?? 'REVIEWED')

async function expandQuery(args: QueryExpandArgs, context: Context) {
  const size = pageSize(args.first)
  const list = listOf('expand', args as never)
  const after = placeIn<TiePlace>([list, 'LAST_DESC'], args.after, [isTime, isCount, isText])
  const opening = openingOf(args, context)
  const expanded = await expand(context.database, await whoIsWho(context, args.identity), opening, { size, after })
  return connectionOf(expanded, after !== undefined, list, await outlook(context.database, args))
}

function connectionOf({ ties, hasMore, total, completeness }: Expanded, isLater: boolean, list: string, from: Outlook) {
  const edges = ties.map((tie: OpenedTie) => ({
    ...shownTie(tie, from),
    cursor: writeCursor(list, 'LAST_DESC', tie.place),
  }))
  const { isComplete, reason, resume } = completeness
  return {
    edges,
    nodes: edges.map(({ thing }) => thing),
    totalCount: total,
    pageInfo: pageInfoOf(edges, { hasEarlier: isLater, hasMore }),
    completeness: {
      complete: isComplete,
      reason,
      omittedAtLeast: null,
      resume: resume === null ? null : instantText(resume),
    },
    outlook: from,
  }
}

async function expansionQuery(args: QueryExpansionArgs, context: Context) {
  const counts = await expansion(context.database, await whoIsWho(context, args.identity), openingOf(args, context))
  return {
    ties: counts.map(({ isBackwards, isExact, ...count }) => ({ ...count, backwards: isBackwards, exact: isExact })),
    completeness: cutBy(counts.every(({ isExact }) => isExact) ? null : 'BUDGET'),
  }
}

const MOST_THROUGH = 5
const MOST_AVOIDED = 100

async function pathsQuery(args: QueryPathsArgs, context: Context) {
  const size = pageSize(args.first)
  const list = listOf('paths', args as never)
  const [skip] = placeIn<[number]>([list, 'DEFAULT'], args.after, [isCount]) ?? [0]
  const asked = {
    from: thingOf(context, 'from', args.from),
    to: thingOf(context, 'to', args.to),
    maxHops: args.maxHops ?? 6,
    kinds: kindsOf(args.kinds),
    through: thingsOf(context, 'through', args.through ?? [], MOST_THROUGH),
    avoiding: thingsOf(context, 'avoiding', args.avoiding ?? [], MOST_AVOIDED),
    first: size,
    skip,
  }
  const found = await paths(context.database, await whoIsWho(context, args.identity), asked)
  const from = await outlook(context.database, args)
  const edges = found.paths.map((path, i) => ({
    cursor: writeCursor(list, 'DEFAULT', [skip + i + 1]),
    node: shownPath(path, from),
  }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: found.total,
    pageInfo: pageInfoOf(edges, { hasEarlier: skip > 0, hasMore: skip + size < found.total }),
    searchedHops: found.searchedHops,
    explored: found.explored,
    hubs: found.hubs,
    completeness: cutBy(found.cut),
    outlook: from,
  }
}

function shownPath({ things, hops, length }: Path, from: Outlook) {
  return {
    length,
    things,
    hops: hops.map((ties, i) => ({
      from: things[i],
      to: things[i + 1],
      ties: ties.map(tie => shownTie(tie, from)),
      outlook: from,
    })),
    outlook: from,
  }
}

async function timelineQuery(args: QueryTimelineArgs, context: Context) {
  const size = pageSize(args.first)
  const list = listOf('timeline', args as never)
  const behind = placeIn<[number, string]>([list, 'AT_ASC'], args.after, [isTime, isText])
  const { events, resume } = await timeline(context.database, await whoIsWho(context, args.identity), {
    things: args.ids.map((id, i) => thingOf(context, `ids.${i}`, id)),
    from: args.from ?? undefined,
    to: args.to ?? undefined,
  })
  const start = behind
    ? events.filter(({ at, key }) => at < behind[0] || (at === behind[0] && key <= behind[1])).length
    : 0
  const from = await outlook(context.database, args)
  const edges = events.slice(start, start + size).map(event => ({
    cursor: writeCursor(list, 'AT_ASC', [event.at, event.key]),
    node: { ...event, outlook: from },
  }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: events.length,
    pageInfo: pageInfoOf(edges, { hasEarlier: start > 0, hasMore: start + size < events.length }),
    completeness: resume === null ? WHOLE : { ...WHOLE, complete: false, reason: 'LIMIT', resume: instantText(resume) },
  }
}

/** The questions after what ties things to others. */
export const linkQueries = {
  expand: (_: never, args: QueryExpandArgs, context: Context) => expandQuery(args, context),
  expansion: (_: never, args: QueryExpansionArgs, context: Context) => expansionQuery(args, context),
  paths: (_: never, args: QueryPathsArgs, context: Context) => pathsQuery(args, context),
  timeline: (_: never, args: QueryTimelineArgs, context: Context) => timelineQuery(args, context),
}
