import type { Many, One, Order, Page, Value } from './fragment.ts'
import type { Layout, Registry } from './registry.ts'

/**
 * The texts of the cut pieces: each reads one field for many nodes at once (`UNWIND $keys`), so that a list of a
 * hundred persons costs as many statements as a list of ten. Texts are made from the rooms' own fragments only,
 * the same for the same shape, and take every value as a parameter.
 */

/** The columns of `y` as one list expression: id first. */
function columnsOf(layout: Layout): string {
  return `[${layout.columns.map(column => `y.${column}`).join(', ')}]`
}

export function findStatement(layout: Layout): string {
  return `// find ${layout.name}\nUNWIND $keys AS key\n${layout.find}\nRETURN key, ${columnsOf(layout)}`
}

/** A field's statement starts at the node that has it, or nowhere for a list of the query root. */
export interface Origin {
  readonly name: string
  readonly layout: Layout | undefined
}

function anchor(origin: Origin): string {
  const match = origin.layout ? `MATCH (x:${origin.layout.name} {id: key})\n` : ''
  return `// ${origin.name}\nUNWIND $keys AS key\n${match}`
}

const scope = (origin: Origin) => (origin.layout ? '(x)' : '(key)')

export function valueStatement(origin: Origin, field: Value): string {
  return `${anchor(origin)}RETURN key, ${field.expression}`
}

export function oneStatement(origin: Origin, field: One, target: Layout): string {
  return `${anchor(origin)}${field.match}\nRETURN key, ${columnsOf(target)}`
}

export function manyStatement(origin: Origin, field: Many, target: Layout): string {
  return `${anchor(origin)}CALL ${scope(origin)} {
  ${field.match}
  WITH y ORDER BY ${[...field.order, 'y.id'].join(', ')}
  RETURN collect(${columnsOf(target)}) AS ys
}
RETURN key, ys`
}

/** What of a page's arguments shapes its text: which filters are given, which order, whether it goes on after a cursor. */
export interface PageShape {
  readonly filters: readonly string[]
  readonly order: Order
  readonly continues: boolean
}

function narrowed(field: Page, filters: readonly string[]): string {
  const conditions = filters.map(name => field.filters[name]?.condition)
  return conditions.length > 0 ? `${field.match}\n  WITH * WHERE ${conditions.join(' AND ')}` : field.match
}

/** Strictly after the cursor in the order: o0 > c0, or o0 = c0 and o1 > c1, … */
function keyset(width: number, descending: boolean): string {
  const sign = descending ? '<' : '>'
  const steps = Array.from({ length: width }, (_, i) =>
    [...Array.from({ length: i }, (_, j) => `o${j} = $after[${j}]`), `o${i} ${sign} $after[${i}]`].join(' AND '),
  )
  return ` WHERE ${steps.map(step => `(${step})`).join(' OR ')}`
}

export function pageStatement(origin: Origin, field: Page, shape: PageShape, registry: Registry): string {
  const by = [...shape.order.by, 'y.id']
  const keys = by.map((_, i) => `o${i}`)
  const ties = Object.values(field.tie).map(({ expression }, i) => `${expression} AS t${i}`)
  const tieList = `[${ties.map((_, i) => `t${i}`).join(', ')}]`
  const direction = shape.order.descending ? ' DESC' : ''
  // Neighbours of several types come as type and id; their columns are found by type afterwards.
  const node = typeof field.target === 'string' ? columnsOf(registry.type(field.target)) : '[head(labels(y)), y.id]'
  return `${anchor(origin)}CALL ${scope(origin)} {
  ${narrowed(field, shape.filters)}
  WITH ${['y', ...ties, ...by.map((expression, i) => `${expression} AS o${i}`)].join(', ')}${shape.continues ? keyset(by.length, shape.order.descending ?? false) : ''}
  ORDER BY ${keys.map(key => key + direction).join(', ')} LIMIT $limit
  RETURN collect([[${keys.join(', ')}], ${tieList}, ${node}]) AS ys
}
RETURN key, ys`
}

export function countStatement(origin: Origin, field: Page, filters: readonly string[]): string {
  const name = { ...origin, name: `${origin.name} count` }
  return `${anchor(name)}CALL ${scope(origin)} {
  ${narrowed(field, filters)}
  RETURN count(*) AS n
}
RETURN key, n`
}
