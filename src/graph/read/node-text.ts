import { Invalid } from '../../base/index.ts'
import type { Entity } from './answer.ts'
import { columnsOf } from './as-known.ts'
import type { Field, Many, One, Page, Property } from './fragment.ts'
import { pageText } from './page-text.ts'
import { inPlace } from './place.ts'
import type { Layout } from './registry.ts'
import { type Asked, placeOf, type Selection } from './selection.ts'
import type { FieldText, NodeText, Place, Statement } from './statement.ts'

/** Nodes that one statement may read; a branch that could bring more is left to a statement of its own. */
const MOST_ROWS = 50_000
/** Subqueries and neighbours in one statement: each takes some 10 ms to plan. */
const MOST_PARTS = 30
/** A list without `first` is short by nature. */
const SHORT_LIST = 10

type Step = (entity: Record<string, unknown>, row: readonly unknown[]) => void

/** The node `x` with what is asked of it: in a cut statement all its properties. */
export function nodeText(statement: Statement, layout: Layout, selection: Selection, place: Place): NodeText {
  const { asOf, cut } = statement.mode
  const view = statement.registry.view.name
  const columns = new Columns(columnsOf(layout, place.x, statement.past))
  const asked = cut ? layout.properties : (selection.get(layout.name) ?? [])
  const parts = asked.flatMap(one => partOf(statement, layout, one, columns, place) ?? [])
  // Copies of one object have all its places from the start; added one by one, they would be moved again and again.
  const blank: Record<string, unknown> = { __typename: layout.name, __key: '', __asOf: asOf, __view: view, __cut: cut }
  for (const { at } of parts) blank[at] = null
  const steps = parts.map(({ step }) => step)
  return {
    text: parts.map(({ text }) => text).join(''),
    columns: columns.text,
    decode: row => {
      if (!Array.isArray(row)) return null
      const entity = { ...blank, __key: String(row[0]) }
      for (const step of steps) step(entity, row)
      return entity as unknown as Entity
    },
  }
}

/** One field of a node inside the statement; undefined where it is left to a statement of its own. */
function partOf(statement: Statement, layout: Layout, asked: Asked, columns: Columns, place: Place) {
  const field = layout.fields[asked.name]
  if (!field) return undefined
  if (field.kind === 'property')
    return { text: '', at: asked.name, step: propertyStep(asked.name, field, columns, place) }
  const found = hasRoom(statement, field, place) ? orLeft(() => fieldText(statement, layout, asked, place)) : undefined
  if (!found) return undefined
  const column = columns.of(found.result)
  const name = placeOf(asked.name, asked.args)
  const step: Step = (entity, row) => {
    entity[name] = found.decode(row[column] as never)
  }
  return { text: found.text, at: name, step }
}

const hasRoom = ({ parts }: Statement, { kind }: Field, { rows }: Place) =>
  kind === 'value' || (rows <= MOST_ROWS && parts < MOST_PARTS)

/** Arguments that are not of a page are refused by the field itself, at its own place in the answer. */
function orLeft(write: () => FieldText): FieldText | undefined {
  try {
    return write()
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}

function propertyStep(
  name: string,
  { columns: named, expression, decode }: Property,
  columns: Columns,
  { x }: Place,
): Step {
  const places = expression ? [columns.of(inPlace(expression, x, ''))] : named.map(column => columns.named(column))
  const [only] = places
  // Most properties are one column: an answer holds thousands, and a list for each would be most of its garbage.
  if (only !== undefined && places.length === 1)
    return (entity, row) => {
      const value = row[only] ?? null
      entity[name] = value === null ? null : decode(value as never)
    }
  return (entity, row) => {
    const values = places.map(at => row[at] ?? null)
    entity[name] = values.every(value => value === null) ? null : decode(...(values as never[]))
  }
}

/**
 * A field that leads on from the node at `place`.
 * @throws Invalid where its arguments are not of this page
 */
export function fieldText(statement: Statement, layout: Layout, asked: Asked, place: Place): FieldText {
  const name = `${layout.name}.${asked.name}`
  const field = layout.fields[asked.name]
  switch (field?.kind) {
    case 'value': {
      const { expression, past = expression, decode } = field
      return { text: '', result: inPlace(statement.past ? past : expression, place.x, ''), decode }
    }
    case 'one':
      return oneText(statement, field, asked, place)
    case 'many':
      return manyText(statement, field, asked, place)
    case 'page':
      return pageText(statement, name, field, asked.args, asked.parts, place, nodes =>
        targetsText(statement, field, asked.below, nodes),
      )
    default:
      throw new Error(`No room describes ${name} as a field that leads on`)
  }
}

/** One pattern, which finds a neighbour or none. */
const ONE_PATTERN = /^MATCH [^\n]*$/
const RESTRICTED = /\b(WHERE|WITH)\b/

function oneText(statement: Statement, field: One, asked: Asked, { x, rows }: Place): FieldText {
  const target = statement.registry.type(field.target)
  const y = statement.node()
  const { text, columns, decode } = nodeText(statement, target, asked.below, { x: y, rows })
  const match = statement.match(field, target, x, y)
  // At most one neighbour makes no more rows: it is found in passing, which costs half of a subquery.
  if (ONE_PATTERN.test(match) && !RESTRICTED.test(match)) {
    statement.parts++
    return {
      text: `OPTIONAL ${match}\n${text}`,
      result: `CASE WHEN ${y} IS NULL THEN null ELSE ${columns} END`,
      decode,
    }
  }
  const result = statement.result()
  return {
    text: `CALL ${statement.scope(x)} {
${match}
${text}RETURN head(collect(${columns})) AS ${result}
}
`,
    result,
    decode,
  }
}

function manyText(statement: Statement, field: Many, asked: Asked, { x, rows }: Place): FieldText {
  const target = statement.registry.type(field.target)
  const y = statement.node()
  const result = statement.result()
  const { text, columns, decode } = nodeText(statement, target, asked.below, { x: y, rows: rows * SHORT_LIST })
  const order = [...field.order, 'y.id'].map(by => inPlace(by, x, y))
  return {
    text: `CALL ${statement.scope(x)} {
${statement.match(field, target, x, y)}
WITH * ORDER BY ${order.join(', ')}
${text}RETURN collect(${columns}) AS ${result}
}
`,
    result,
    decode: (found: unknown[] | null) => (found ?? []).map(decode),
  }
}

/** The nodes of a page: of one type, or told apart by label where they are a union. */
export function targetsText(statement: Statement, { target }: Page, asked: Selection, place: Place): NodeText {
  const { registry } = statement
  if (typeof target === 'string') return nodeText(statement, registry.type(target), asked, place)
  // What was stated of each then is found by its type afterwards: such a node comes as type and id alone.
  if (statement.past) return { text: '', columns: '[head(labels(y)), y.id]', decode: stubOf(statement) }
  const nodes = target.map(name => [name, nodeText(statement, registry.type(name), asked, place)] as const)
  const cases = nodes.map(([name, { columns }]) => `WHEN ${place.x}:${name} THEN ['${name}', ${columns}]`)
  const decoders = new Map(nodes.map(([name, { decode }]) => [name, decode]))
  return {
    text: nodes.map(([, { text }]) => text).join(''),
    columns: `CASE ${cases.join(' ')} END`,
    decode: found => {
      const [name, row] = found as [string, unknown]
      return decoders.get(name)?.(row) ?? null
    },
  }
}

const stubOf =
  ({ mode: { asOf, cut }, registry }: Statement) =>
  (found: unknown): Entity => {
    const [typeName, key] = found as [string, string]
    return { __typename: typeName, __key: key, __asOf: asOf, __view: registry.view.name, __cut: cut, __stub: true }
  }

/** The columns of a node, each once, in the order in which they were asked for; the id is the first. */
class Columns {
  readonly #expressionOf: (column: string) => string
  readonly #expressions: string[] = []

  constructor(expressionOf: (column: string) => string) {
    this.#expressionOf = expressionOf
    this.named('id')
  }

  get text(): string {
    return `[${this.#expressions.join(', ')}]`
  }

  /** The place of a property. */
  named(column: string): number {
    return this.of(this.#expressionOf(column))
  }

  /** The place of an expression. */
  of(expression: string): number {
    const known = this.#expressions.indexOf(expression)
    return known >= 0 ? known : this.#expressions.push(expression) - 1
  }
}
