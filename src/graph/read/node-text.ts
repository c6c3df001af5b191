import { Invalid } from '../../base/index.ts'
import { columnsOf } from './as-known.ts'
import type { Field, Many, One, Page } from './fragment.ts'
import { pageText } from './page-text.ts'
import { inPlace } from './place.ts'
import type { ColumnReading, NodeReading, PropertyReading } from './reading.ts'
import type { Layout } from './registry.ts'
import { type Asked, placeOf, type Selection } from './selection.ts'
import type { FieldText, NodeText, Place, Statement } from './statement.ts'

/** Nodes that one statement may read; a branch that could bring more is left to a statement of its own. */
const MOST_ROWS = 50_000
/** Subqueries and neighbours in one statement: each takes some 10 ms to plan. */
const MOST_PARTS = 30
/** A list without `first` is short by nature. */
const SHORT_LIST = 10

/** The node `x` with what is asked of it: in a cut statement all its properties. */
export function nodeText(
  statement: Statement,
  layout: Layout,
  selection: Selection,
  place: Place,
): NodeText<NodeReading> {
  const columns = new Columns(columnsOf(layout, place.x, statement.past))
  const asked = statement.mode.cut ? layout.properties : (selection.get(layout.name) ?? [])
  const parts = asked.flatMap(one => partOf(statement, layout, one, columns, place) ?? [])
  // By its key a node is asked for what was left out: an answer of thousands does without where nothing was.
  const key = statement.mode.cut || parts.length < asked.length ? columns.named('id') : undefined
  return {
    text: parts.map(({ text }) => text).join(''),
    columns: columns.text,
    reading: { typeName: layout.name, key, fields: new Map(parts.map(({ at, field }) => [at, field])) },
  }
}

/** A field of a node inside the statement: the subqueries that it needs, and under which place it is read. */
interface Part {
  readonly text: string
  readonly at: string
  readonly field: PropertyReading | ColumnReading
}

/** One field of a node inside the statement; undefined where it is left to a statement of its own. */
function partOf(statement: Statement, layout: Layout, asked: Asked, columns: Columns, place: Place): Part | undefined {
  const field = layout.fields[asked.name]
  if (!field) return undefined
  if (field.kind === 'property') {
    const { expression, columns: named } = field
    const places = expression
      ? [columns.of(inPlace(expression, place.x, ''))]
      : named.map(column => columns.named(column))
    return { text: '', at: asked.name, field: { kind: 'property', columns: places, decode: field.decode } }
  }
  const found = hasRoom(statement, field, place) ? orLeft(() => fieldText(statement, layout, asked, place)) : undefined
  if (!found) return undefined
  const column: ColumnReading = { kind: 'column', column: columns.of(found.result), found: found.reading }
  return { text: found.text, at: placeOf(asked.name, asked.args), field: column }
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
      return {
        text: '',
        result: inPlace(statement.past ? past : expression, place.x, ''),
        reading: { kind: 'value', decode },
      }
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
  const { text, columns, reading: node } = nodeText(statement, target, asked.below, { x: y, rows })
  const match = statement.match(field, target, x, y)
  // At most one neighbour makes no more rows: it is found in passing, which costs half of a subquery.
  if (ONE_PATTERN.test(match) && !RESTRICTED.test(match)) {
    statement.parts++
    return {
      text: `OPTIONAL ${match}\n${text}`,
      result: `CASE WHEN ${y} IS NULL THEN null ELSE ${columns} END`,
      reading: { kind: 'one', node },
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
    reading: { kind: 'one', node },
  }
}

function manyText(statement: Statement, field: Many, asked: Asked, { x, rows }: Place): FieldText {
  const target = statement.registry.type(field.target)
  const y = statement.node()
  const result = statement.result()
  const place = { x: y, rows: rows * SHORT_LIST }
  const { text, columns, reading: node } = nodeText(statement, target, asked.below, place)
  const order = [...field.order, 'y.id'].map(by => inPlace(by, x, y))
  return {
    text: `CALL ${statement.scope(x)} {
${statement.match(field, target, x, y)}
WITH * ORDER BY ${order.join(', ')}
${text}RETURN collect(${columns}) AS ${result}
}
`,
    result,
    reading: { kind: 'many', node },
  }
}

/** The nodes of a page: of one type, or told apart by label where they are a union. */
export function targetsText(statement: Statement, { target }: Page, asked: Selection, place: Place): NodeText {
  const { registry } = statement
  if (typeof target === 'string') return nodeText(statement, registry.type(target), asked, place)
  // What was stated of each then is found by its type afterwards: such a node comes as type and id alone.
  if (statement.past) return { text: '', columns: '[head(labels(y)), y.id]', reading: 'stubs' }
  const nodes = target.map(name => [name, nodeText(statement, registry.type(name), asked, place)] as const)
  const cases = nodes.map(([name, { columns }]) => `WHEN ${place.x}:${name} THEN ['${name}', ${columns}]`)
  return {
    text: nodes.map(([, { text }]) => text).join(''),
    columns: `CASE ${cases.join(' ')} END`,
    reading: { types: new Map(nodes.map(([name, { reading }]) => [name, reading])) },
  }
}

/** The columns of a node, each once, in the order in which they were asked for. */
class Columns {
  readonly #expressionOf: (column: string) => string
  readonly #expressions: string[] = []

  constructor(expressionOf: (column: string) => string) {
    this.#expressionOf = expressionOf
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
