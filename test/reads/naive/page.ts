import type { CopyNode } from '../copy.ts'
import { writePlace } from '../cursors.ts'
import { type About, type Args, compareKeys, type Key, refuse, type Thing, thing } from './about.ts'

/** A row of a list: what is listed, and what the edge says of the tie. */
export interface Row extends Thing {
  readonly tie?: Readonly<Record<string, unknown>>
}

/** A list in pages: its orders (the first one holds where none is asked for) and what its filters let through. */
export interface List {
  readonly name: string
  readonly ofPersons?: boolean
  readonly orders: Readonly<Record<string, { readonly by: (node: CopyNode) => Key; readonly down?: boolean }>>
  readonly filters?: Readonly<Record<string, (node: CopyNode, wanted: never, about: About) => boolean>>
  /** Refuses values of filters that cannot be, whatever the list holds. */
  readonly check?: (filter: Readonly<Record<string, unknown>>) => void
}

export const rows = (typeName: string, nodes: readonly CopyNode[]): Row[] => nodes.map(node => thing(typeName, node))

/** Filters all rows, sorts them all, and cuts the page out. */
export function page(list: List, all: readonly Row[], args: Args, about: About) {
  const size = (args.first ?? 50) as number
  if (size < 1 || size > 500) refuse(`first: expected 1 to 500, got ${size}`)
  const orderName = (args.orderBy ?? Object.keys(list.orders)[0]) as string
  const { by, down = false } = list.orders[orderName] as List['orders'][string]
  const start = placeOf(list, orderName, args.after as string | null | undefined, about)
  const wanted = Object.entries((args.filter ?? {}) as Record<string, unknown>).filter(([, value]) => value != null)
  list.check?.(Object.fromEntries(wanted))
  const kept = all.filter(({ node }) =>
    wanted.every(([name, value]) => list.filters?.[name]?.(node, value as never, about)),
  )
  const compare = (a: CopyNode, b: CopyNode) => compareKeys(by(a), by(b)) * (down ? -1 : 1)
  const behind = [...kept]
    .sort((a, b) => compare(a.node, b.node))
    .filter(({ node }) => start === undefined || compare(node, start) > 0)
  const edges = behind.slice(0, size).map(({ __typename, node, tie }) => ({
    ...tie,
    node: thing(__typename, node),
    cursor: writePlace({ list: nameOf(list, about), order: orderName, typeName: __typename, id: node.properties.id }),
  }))
  return {
    edges,
    nodes: edges.map(edge => edge.node),
    totalCount: kept.length,
    pageInfo: {
      hasNextPage: behind.length > size,
      hasPreviousPage: start !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** Each strictness has persons of its own: a cursor of a list of them is good under the one that gave it out. */
const nameOf = ({ name, ofPersons = false }: List, { strictness }: About) =>
  ofPersons && strictness !== 'REVIEWED' ? `${name} under ${strictness}` : name

/** The node that the cursor was given out for, which need not be in this list: its place in the order is. */
function placeOf(of: List, orderName: string, cursor: string | null | undefined, about: About) {
  if (cursor == null) return undefined
  const { cursors, copy, persons } = about
  const name = nameOf(of, about)
  const place = cursors.place(cursor)
  if (!place) return refuse(`after: expected a cursor of ${name}, got ${JSON.stringify(cursor.slice(0, 60))}`)
  const { list, order, typeName, id } = place
  if (list !== name || order !== orderName)
    return refuse(`after: expected a cursor of ${name} in the order ${orderName}, got one of ${list} in ${order}`)
  return typeName === 'Person' ? persons.all.find(({ properties }) => properties.id === id) : copy.find(typeName, id)
}
