import { asKnown, bindThen, columnsOf, findThen } from './as-known.ts'
import type { Many, One, Order, Page, Value } from './fragment.ts'
import type { Layout, Registry } from './registry.ts'

/**
 * The texts of the cut pieces: each reads one field for many nodes at once (`UNWIND $keys`), so that a list of a
 * hundred persons costs as many statements as a list of ten. Texts are made from the rooms' own fragments only,
 * the same for the same shape, and take every value as a parameter.
 */

/** A field's statement starts at the node that has it, or nowhere for a list of the query root. */
export interface Origin {
  readonly name: string
  readonly layout: Layout | undefined
  /** Read as known when the delivery `$asOf` had been received. */
  readonly past: boolean
}

export function findStatement(layout: Layout, past: boolean): string {
  return `// find ${layout.name}${past ? ' then' : ''}
UNWIND $keys AS key
${past ? findThen(layout) : layout.find}
${past ? asKnown(layout) : ''}RETURN key, ${columnsOf(layout, past)}`
}

function anchor({ name, layout, past }: Origin): string {
  const match = layout ? (past ? bindThen(layout) : `MATCH (x:${layout.name} {id: key})\n`) : ''
  return `// ${name}${past ? ' then' : ''}\nUNWIND $keys AS key\n${match}`
}

const scope = ({ layout, past }: Origin) => (layout ? (past ? '(n, x)' : '(x)') : '(key)')

/** The match of a field, and which of what it finds was known. */
function matched(origin: Origin, field: One | Many | Page, target: Layout | undefined): string {
  if (!origin.past) return field.match
  return `${field.past ?? field.match}\n  ${target ? asKnown(target) : ''}`
}

export function valueStatement(origin: Origin, field: Value): string {
  return `${anchor(origin)}RETURN key, ${origin.past ? (field.past ?? field.expression) : field.expression}`
}

export function oneStatement(origin: Origin, field: One, target: Layout): string {
  if (!origin.past) return `${anchor(origin)}${field.match}\nRETURN key, ${columnsOf(target, false)}`
  return `${anchor(origin)}CALL ${scope(origin)} {
  ${matched(origin, field, target)}RETURN ${columnsOf(target, true)} AS columns LIMIT 1
}
RETURN key, columns`
}

export function manyStatement(origin: Origin, field: Many, target: Layout): string {
  return `${anchor(origin)}CALL ${scope(origin)} {
  ${matched(origin, field, target)}
  WITH * ORDER BY ${[...field.order, 'y.id'].join(', ')}
  RETURN collect(${columnsOf(target, origin.past)}) AS ys
}
RETURN key, ys`
}

/** What of a page's arguments shapes its text: which filters are given, which order, whether it goes on after a cursor. */
export interface PageShape {
  readonly filters: readonly string[]
  readonly order: Order
  readonly continues: boolean
}

const targetOf = (field: Page, registry: Registry) =>
  typeof field.target === 'string' ? registry.type(field.target) : undefined

function narrowed(origin: Origin, field: Page, filters: readonly string[], registry: Registry): string {
  const conditions = filters.map(name => stated(origin, field.filters[name]?.condition as string, field, registry))
  const match = matched(origin, field, targetOf(field, registry))
  return conditions.length > 0 ? `${match}\n  WITH * WHERE ${conditions.join(' AND ')}` : match
}

/** A text about `y` as it is now, made one about what was stated of it then. */
function stated(origin: Origin, text: string, field: Page, registry: Registry): string {
  const target = targetOf(field, registry)
  const { asKnown } = target ?? {}
  if (!origin.past || !asKnown?.stated) return text
  return text.replace(/\by\.(\w+)/g, (whole, column) => (isKey(asKnown.key, column) ? whole : `v.${column}`))
}

const isKey = (key: readonly string[] | undefined, column: string) => column === 'id' || key?.includes(column)

/** Strictly after the cursor in the order: o0 > c0, or o0 = c0 and o1 > c1, … */
function keyset(width: number, descending: boolean): string {
  const sign = descending ? '<' : '>'
  const steps = Array.from({ length: width }, (_, i) =>
    [...Array.from({ length: i }, (_, j) => `o${j} = $after[${j}]`), `o${i} ${sign} $after[${i}]`].join(' AND '),
  )
  return ` WHERE ${steps.map(step => `(${step})`).join(' OR ')}`
}

export function pageStatement(origin: Origin, field: Page, shape: PageShape, registry: Registry): string {
  const target = targetOf(field, registry)
  const by = [...shape.order.by, 'y.id'].map(expression => stated(origin, expression, field, registry))
  const keys = by.map((_, i) => `o${i}`)
  const ties = Object.values(field.tie).map(({ expression }, i) => `${expression} AS t${i}`)
  const tieList = `[${ties.map((_, i) => `t${i}`).join(', ')}]`
  const direction = shape.order.descending ? ' DESC' : ''
  // Neighbours of several types come as type and id; their columns are found by type afterwards.
  const node = target ? columnsOf(target, origin.past) : '[head(labels(y)), y.id]'
  const kept = origin.past && target?.asKnown?.stated ? ['y', 'v'] : ['y']
  return `${anchor(origin)}CALL ${scope(origin)} {
  ${narrowed(origin, field, shape.filters, registry)}
  WITH ${[...kept, ...ties, ...by.map((expression, i) => `${expression} AS o${i}`)].join(', ')}${shape.continues ? keyset(by.length, shape.order.descending ?? false) : ''}
  ORDER BY ${keys.map(key => key + direction).join(', ')} LIMIT $limit
  RETURN collect([[${keys.join(', ')}], ${tieList}, ${node}]) AS ys
}
RETURN key, ys`
}

export function countStatement(origin: Origin, field: Page, filters: readonly string[], registry: Registry): string {
  const name = { ...origin, name: `${origin.name} count` }
  return `${anchor(name)}CALL ${scope(origin)} {
  ${narrowed(origin, field, filters, registry)}
  RETURN count(*) AS total
}
RETURN key, total`
}
