import { spokenOf } from './as-known.ts'
import type { Along, Page, Tie } from './fragment.ts'
import { type AskedPage, askedPage } from './page-arguments.ts'
import { inPlace } from './place.ts'
import type { PageReading, SliceReading, TieReading } from './reading.ts'
import type { Layout } from './registry.ts'
import type { Parts } from './selection.ts'
import type { FieldText, NodeText, Place, Statement } from './statement.ts'

/** What a list starts from that starts nowhere. */
export const NOWHERE = 'key'

/** A page that is being written into a statement. */
interface Written {
  readonly name: string
  readonly field: Page
  /** The one type of its nodes; undefined where they are a union. */
  readonly target: Layout | undefined
  readonly page: AskedPage
  /** Tells its parameters from those of other pages. */
  readonly number: number
  readonly parts: Parts
  readonly place: Place
  /** The variable of its nodes. */
  readonly y: string
}

/**
 * The asked parts of a page.
 * @param nodes writes the nodes of the page
 * @throws Invalid where the arguments are not of this page
 */
export function pageText(
  statement: Statement,
  name: string,
  field: Page,
  args: Parameters<typeof askedPage>[2],
  parts: Parts,
  place: Place,
  nodes: (place: Place) => NodeText,
): FieldText<PageReading> {
  const target = typeof field.target === 'string' ? statement.registry.type(field.target) : undefined
  const { view } = statement.mode
  // A cursor of rows that are others in each view is good in the one that gave it out.
  const listed = target?.varies && view !== '' ? `${name} under ${view}` : name
  const page = askedPage(listed, field, args)
  const number = ++statement.pages
  const written = { name: listed, field, target, page, number, parts, place, y: statement.node() }
  if (page.filters.length > 0) statement.parameters[`filter${number}`] = page.filter
  const slice = parts.rows || parts.pageInfo ? sliceText(statement, written, nodes) : undefined
  const total = parts.totalCount ? totalText(statement, written) : undefined
  const texts = [slice, total].flatMap(one => (one ? [one] : []))
  return {
    text: texts.map(({ text }) => text).join(''),
    result: `[${texts.map(({ result }) => result).join(', ')}]`,
    reading: { kind: 'page', slice: slice?.reading, total: total !== undefined },
  }
}

/** A subquery of a page, and what it finds. */
interface Subquery {
  readonly text: string
  readonly result: string
}

/** The rows of a page: filtered, ordered and cut before anything below them is read. */
function sliceText(
  statement: Statement,
  written: Written,
  nodes: (place: Place) => NodeText,
): Subquery & { readonly reading: SliceReading } {
  const { name, page, number, parts, place, y } = written
  const { limit, continues, orderName, order } = page
  statement.parameters[`limit${number}`] = parts.pageInfo ? limit + 1 : limit
  if (continues) statement.parameters[`after${number}`] = page.after
  const by = [...order.by, 'y.id'].map(text => said(statement, written, text))
  const ties = tiesText(statement, written)
  const result = statement.result()
  const { text, columns, reading } = nodes({ x: y, rows: place.rows * limit })
  const direction = order.descending ? ' DESC' : ''
  const along = alongOf(statement, written)
  const same = (along?.columns ?? []).map(column => said(statement, written, column))
  const sorted = [...same, ...by.map((_, i) => `o${i}`)]
  // An index gives its order only over what has the property, which all have that an order names.
  const indexed = along || place.x === NOWHERE ? by.map(expression => `${expression} IS NOT NULL`) : []
  const conditions = [
    ...indexed,
    ...filtersOf(statement, written),
    ...(continues ? [behind(by, `$after${number}`, order.descending ?? false)] : []),
  ]
  const listed = { name, orderName }
  const bare = !parts.cursors && parts.ties.length === 0
  const row = bare ? columns : `[[${names('o', by)}], ${ties.result}, ${columns}]`
  return {
    text: `CALL ${statement.scope(place.x)} {
${narrowed(matchOf(statement, written), conditions)}
WITH *, ${bound('o', by)}
ORDER BY ${sorted.map(one => one + direction).join(', ')} LIMIT $limit${number}
${ties.text}${text}RETURN collect(${row}) AS ${result}
}
`,
    result,
    reading: { bare, nodes: reading, ties: ties.reading, listed, limit, continues },
  }
}

/** What the edges are asked to say of their ties: read for the rows of the page alone, and once for what shares a text. */
function tiesText(statement: Statement, written: Written): Subquery & { readonly reading: readonly TieReading[] } {
  const { field, parts } = written
  const ties = parts.ties.flatMap(name => {
    const tie = field.tie[name]
    return tie ? [{ name, decode: tie.decode, text: said(statement, written, tieText(statement, tie)) }] : []
  })
  const texts = [...new Set(ties.map(({ text }) => text))]
  return {
    text: texts.length > 0 ? `WITH *, ${bound('t', texts)}\n` : '',
    result: `[${names('t', texts)}]`,
    reading: ties.map(({ text, ...tie }) => ({ ...tie, at: texts.indexOf(text) })),
  }
}

function totalText(statement: Statement, written: Written): Subquery {
  const match = narrowed(matchOf(statement, written), filtersOf(statement, written))
  const result = statement.result()
  const text = `CALL ${statement.scope(written.place.x)} {\n${match}\nRETURN count(*) AS ${result}\n}\n`
  return { text, result }
}

/** A room's text about the page's nodes, in its place; in the past it speaks of what was stated of them then. */
function said({ past }: Statement, { target, place, y, number }: Written, text: string): string {
  return inPlace(past && target ? spokenOf(target, text) : text, place.x, y, number)
}

function filtersOf(statement: Statement, written: Written): string[] {
  const { page, field } = written
  return page.filters.map(name => {
    const filter = field.filters[name]
    return said(statement, written, ((page.alone.has(name) && filter?.alone) || filter?.condition) as string)
  })
}

/** The page's match, or one that a filter or the order has an index for. */
function matchOf(statement: Statement, written: Written): string {
  const { field, target, page, place, y } = written
  if (statement.past) return statement.match(field, target, place.x, y)
  const narrowing = page.filters.find(name => field.filters[name]?.match)
  if (narrowing) return said(statement, written, field.filters[narrowing]?.match as string)
  const along = alongOf(statement, written)
  return along?.match ? said(statement, written, along.match) : statement.match(field, target, place.x, y)
}

/** The index that gives the order: not where a filter finds its few by another. */
function alongOf({ past }: Statement, { field: { along, filters }, page }: Written): Along | undefined {
  if (past) return undefined
  const isFew = page.filters.some(name => filters[name]?.match)
  return along?.find(
    ({ orders, alone }) =>
      orders.includes(page.orderName) && (!alone || (!isFew && alone.every(name => page.alone.has(name)))),
  )
}

const tieText = ({ past }: Statement, tie: Tie) => (past ? (tie.past ?? tie.expression) : tie.expression)

const bound = (letter: string, texts: readonly string[]) =>
  texts.map((text, i) => `${text} AS ${letter}${i}`).join(', ')

const names = (letter: string, of: readonly unknown[]) => of.map((_, i) => `${letter}${i}`).join(', ')

function narrowed(match: string, conditions: readonly string[]): string {
  return conditions.length > 0 ? `${match}\nWITH * WHERE ${conditions.join(' AND ')}` : match
}

/**
 * Strictly behind the cursor in the order: o0 > c0, or o0 = c0 and o1 > c1, … Written so that an index seeks by the first
 * and keeps its order: an OR of two ranges would be read as two, and sorted.
 */
function behind(by: readonly string[], after: string, descending: boolean): string {
  const sign = descending ? '<' : '>'
  const last = by.length - 1
  return by.reduceRight((later, expression, i) => {
    const bound = `${after}[${i}]`
    if (i === last) return `${expression} ${sign} ${bound}`
    return `${expression} ${sign}= ${bound} AND (${expression} <> ${bound} OR ${later})`
  }, '')
}
