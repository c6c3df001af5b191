import DataLoader from 'dataloader'
import { Invalid } from '../../base/index.ts'
import type { Database } from '../database.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Page } from './fragment.ts'
import type { Layout, Registry } from './registry.ts'
import {
  countStatement,
  findStatement,
  manyStatement,
  type Origin,
  oneStatement,
  pageStatement,
  valueStatement,
} from './statement.ts'

/** A node as it was read: its type and its columns (see {@link Layout}). */
export interface Entity {
  readonly __typename: string
  readonly key: string
  readonly columns: readonly unknown[]
  /** Number of the last delivery of which it is to speak; undefined: of all. */
  readonly asOf?: number | undefined
}

export interface PageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: Record<string, unknown> | null
  readonly orderBy?: string | null
}

export interface Edge {
  readonly cursor: string
  readonly node: Entity
  readonly [tie: string]: unknown
}

/** A connection whose parts are read only when they are asked for. */
export interface Connection {
  edges(): Promise<readonly Edge[]>
  nodes(): Promise<readonly Entity[]>
  pageInfo(): Promise<PageInfo>
  totalCount(): Promise<number>
}

export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

interface Slice {
  readonly edges: readonly Edge[]
  readonly more: boolean
}

const DEFAULT_FIRST = 50
const MAX_FIRST = 500

/** @throws Invalid unless `first` is a whole number from 1 to {@link MAX_FIRST}; absent: {@link DEFAULT_FIRST} */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_FIRST
  if (size < 1 || size > MAX_FIRST) throw new Invalid(`first: expected 1 to ${MAX_FIRST}, got ${size}`)
  return size
}

/** Reads the fields of one request through one DataLoader per piece; a reader lives as long as its request. */
export class Reader {
  readonly #database: Database
  readonly #registry: Registry
  readonly #deadline: number
  readonly #metadata: Record<string, string>
  readonly #loaders = new Map<string, DataLoader<string, unknown>>()

  /** @param budget milliseconds that all of the request's statements may take together */
  constructor(database: Database, registry: Registry, budget: number, metadata: Record<string, string> = {}) {
    this.#database = database
    this.#registry = registry
    this.#deadline = Date.now() + budget
    this.#metadata = metadata
  }

  /** The node of a type by its key, or null; `asOf`: as known when that delivery had been received. */
  find(typeName: string, key: string, asOf?: number): Promise<Entity | null> {
    const layout = this.#registry.type(typeName)
    const loader = this.#loader(`find ${typeName}`, asOf, () => ({
      text: findStatement(layout, asOf !== undefined),
      parameters: {},
    }))
    return loader.load(key).then(columns => entity(layout, columns, asOf))
  }

  /** A field of a node: its value, its neighbour, its neighbours, or a connection to them. */
  field(parent: Entity, name: string, args: PageArguments): unknown {
    const layout = this.#registry.type(parent.__typename)
    const field = layout.fields[name]
    const { asOf } = parent
    const origin: Origin = { name: `${layout.name}.${name}`, layout, past: asOf !== undefined }
    switch (field?.kind) {
      case 'property': {
        const values = field.columns.map(column => parent.columns[layout.columns.indexOf(column)] ?? null)
        return values.every(v => v === null) ? null : field.decode(...(values as never[]))
      }
      case 'value':
        return this.#loader(origin.name, asOf, () => ({ text: valueStatement(origin, field), parameters: {} }))
          .load(parent.key)
          .then(found => field.decode(found as never))
      case 'one': {
        const target = this.#registry.type(field.target)
        const loader = this.#loader(origin.name, asOf, () => ({
          text: oneStatement(origin, field, target),
          parameters: {},
        }))
        return loader.load(parent.key).then(columns => entity(target, columns, asOf))
      }
      case 'many': {
        const target = this.#registry.type(field.target)
        const loader = this.#loader(origin.name, asOf, () => ({
          text: manyStatement(origin, field, target),
          parameters: {},
        }))
        return loader.load(parent.key).then(rows => ((rows ?? []) as unknown[]).map(row => entity(target, row, asOf)))
      }
      case 'page':
        return this.#connection(origin, field, parent.key, args, asOf)
      default:
        throw new Error(`No room describes the field ${origin.name}`)
    }
  }

  /** A list of the query root; `asOf`: as known when that delivery had been received. */
  list(name: string, args: PageArguments, asOf?: number): Connection {
    const field = this.#registry.lists.get(name)
    if (!field) throw new Error(`No room describes the list ${name}`)
    return this.#connection({ name, layout: undefined, past: asOf !== undefined }, field, '', args, asOf)
  }

  #connection(origin: Origin, field: Page, key: string, args: PageArguments, asOf: number | undefined): Connection {
    const limit = pageSize(args.first)
    const orderName = args.orderBy ?? Object.keys(field.orders)[0] ?? ''
    const order = field.orders[orderName]
    if (!order) throw new Invalid(`orderBy: ${origin.name} has no order ${orderName}`)
    const after = args.after == null ? undefined : readCursor(origin.name, orderName, order.by.length + 1, args.after)
    const given = Object.entries(args.filter ?? {}).filter(([, value]) => value != null)
    const filters = given.map(([name]) => name).sort()
    const decoded = given.map(([name, value]) => [name, field.filters[name]?.decode?.(value as never) ?? value])
    const filter = Object.fromEntries(decoded)
    const shape = { filters, order, continues: after !== undefined }
    const loadSlice = () => {
      const parameters = { limit: limit + 1, filter, after: after ?? null }
      const make = () => ({ text: pageStatement(origin, field, shape, this.#registry), parameters })
      const loader = this.#loader(`${origin.name} ${JSON.stringify([orderName, parameters])}`, asOf, make)
      return loader.load(key).then(rows => this.#slice(origin, field, orderName, limit, rows as never, asOf))
    }
    let slice: Promise<Slice> | undefined
    const whole = () => (slice ??= loadSlice())
    return {
      edges: () => whole().then(s => s.edges),
      nodes: () => whole().then(s => s.edges.map(edge => edge.node)),
      pageInfo: () => whole().then(s => pageInfo(s, after !== undefined)),
      totalCount: () => {
        const make = () => ({ text: countStatement(origin, field, filters, this.#registry), parameters: { filter } })
        const loader = this.#loader(`${origin.name} count ${JSON.stringify(filter)}`, asOf, make)
        return loader.load(key).then(count => Number(count ?? 0))
      },
    }
  }

  async #slice(
    origin: Origin,
    field: Page,
    order: string,
    limit: number,
    rows: [unknown[], unknown[], unknown[]][] | null,
    asOf: number | undefined,
  ): Promise<Slice> {
    const kept = (rows ?? []).slice(0, limit)
    const nodes = await Promise.all(kept.map(([, , columns]) => this.#neighbour(field, columns, asOf)))
    const edges = kept.map(([place, tie], i) => ({
      ...Object.fromEntries(
        Object.entries(field.tie).map(([name, t], j) => [name, t.decode ? t.decode(tie[j] as never) : tie[j]]),
      ),
      cursor: writeCursor(origin.name, order, place),
      node: nodes[i] as Entity,
    }))
    return { edges, more: (rows ?? []).length > limit }
  }

  #neighbour(field: Page, columns: unknown[], asOf: number | undefined): Entity | null | Promise<Entity | null> {
    if (typeof field.target === 'string') return entity(this.#registry.type(field.target), columns, asOf)
    return this.find(String(columns[0]), String(columns[1]), asOf)
  }

  #loader(
    name: string,
    asOf: number | undefined,
    make: () => { text: string; parameters: Record<string, unknown> },
  ): DataLoader<string, unknown> {
    const loaderName = asOf === undefined ? name : `${name} as of ${asOf}`
    const known = this.#loaders.get(loaderName)
    if (known) return known
    const { text, parameters } = make()
    const moment = asOf === undefined ? {} : { asOf }
    const loader = new DataLoader<string, unknown>(async keys => {
      const options = { timeout: Math.max(1, this.#deadline - Date.now()), metadata: this.#metadata }
      const rows = await this.#database.read(text, { ...parameters, ...moment, keys }, options)
      const byKey = new Map(rows.map(([key, found]) => [key, found]))
      return keys.map(key => byKey.get(key) ?? null)
    })
    this.#loaders.set(loaderName, loader)
    return loader
  }
}

function entity(layout: Layout, columns: unknown, asOf: number | undefined): Entity | null {
  if (!Array.isArray(columns)) return null
  return { __typename: layout.name, key: String(columns[0]), columns, asOf }
}

function pageInfo(slice: Slice, hasPreviousPage: boolean): PageInfo {
  return {
    hasNextPage: slice.more,
    hasPreviousPage,
    startCursor: slice.edges[0]?.cursor ?? null,
    endCursor: slice.edges.at(-1)?.cursor ?? null,
  }
}
