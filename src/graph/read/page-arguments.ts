import { Invalid } from '../../base/index.ts'
import { readCursor } from './cursor.ts'
import type { Order, Page } from './fragment.ts'

/** What a page is asked with, as the API takes it. */
export interface PageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: Record<string, unknown> | null
  readonly orderBy?: string | null
}

/** A page's arguments, checked: those of `filters`, `alone`, `order` and `continues` shape its statement, the others are values. */
export interface AskedPage {
  readonly orderName: string
  readonly order: Order
  readonly filters: readonly string[]
  /** Those of these that are given a list of one. */
  readonly alone: ReadonlySet<string>
  readonly continues: boolean
  readonly limit: number
  readonly after: readonly unknown[] | null
  readonly filter: Readonly<Record<string, unknown>>
}

const DEFAULT_FIRST = 50
const MAX_FIRST = 500

/** @throws Invalid unless `first` is a whole number from 1 to {@link MAX_FIRST}; absent: {@link DEFAULT_FIRST} */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_FIRST
  if (size < 1 || size > MAX_FIRST) throw new Invalid(`first: expected 1 to ${MAX_FIRST}, got ${size}`)
  return size
}

/**
 * Checks the arguments of the page `name`.
 * @throws Invalid where `first`, `after` or `orderBy` are not of this page
 */
export function askedPage(name: string, field: Page, args: PageArguments): AskedPage {
  const limit = pageSize(args.first)
  const orderName = args.orderBy ?? Object.keys(field.orders)[0] ?? ''
  const order = field.orders[orderName]
  if (!order) throw new Invalid(`orderBy: ${name} has no order ${orderName}`)
  const after = args.after == null ? null : readCursor(name, orderName, order.by.length + 1, args.after)
  const given = Object.entries(args.filter ?? {}).filter(([, value]) => value != null)
  const filters = given.map(([filter]) => filter).sort()
  const decoded = given.map(([filter, value]) => [filter, field.filters[filter]?.decode?.(value as never) ?? value])
  const alone = new Set(
    given.flatMap(([filter, value]) => (Array.isArray(value) && value.length === 1 ? [filter] : [])),
  )
  return {
    orderName,
    order,
    filters,
    alone,
    continues: after !== null,
    limit,
    after,
    filter: Object.fromEntries(decoded),
  }
}
