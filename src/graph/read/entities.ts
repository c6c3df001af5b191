import { Edge, EdgesPage, type Entity, NodesPage } from './answer.ts'
import type {
  ColumnReading,
  EdgeRow,
  NodeReading,
  NodesReading,
  PageReading,
  PageRow,
  PropertyReading,
  Reading,
  SliceReading,
  TieReading,
} from './reading.ts'
import { sliceRows, totalOf } from './reading.ts'
import type { Mode } from './statement.ts'

/** Makes what was found one or more entities, which carry what was read with them for whoever goes on asking. */
export function entitiesOf(reading: Reading, mode: Mode): (found: never) => unknown {
  switch (reading.kind) {
    case 'value':
      return reading.decode
    case 'one':
      return entityOf(reading.node, mode)
    case 'many': {
      const entity = entityOf(reading.node, mode)
      return (found: unknown[] | null) => (found ?? []).map(entity)
    }
    default:
      return pageOf(reading, mode)
  }
}

type Step = (entity: Record<string, unknown>, row: readonly unknown[]) => void

function entityOf({ typeName, key, fields }: NodeReading, mode: Mode): (row: unknown) => Entity | null {
  const { asOf, view, cut } = mode
  // Copies of one object have all its places from the start; added one by one, they would be moved again and again.
  const blank: Record<string, unknown> = { __typename: typeName, __key: '', __asOf: asOf, __view: view, __cut: cut }
  for (const place of fields.keys()) blank[place] = null
  const steps = [...fields].map(([place, field]) => stepOf(place, field, mode))
  return row => {
    if (!Array.isArray(row)) return null
    const entity = { ...blank }
    if (key !== undefined) entity.__key = String(row[key])
    for (const step of steps) step(entity, row)
    return entity as unknown as Entity
  }
}

function stepOf(place: string, field: PropertyReading | ColumnReading, mode: Mode): Step {
  const value = field.kind === 'property' ? propertyOf(field) : columnOf(field, mode)
  return (entity, row) => {
    entity[place] = value(row)
  }
}

function columnOf({ column, found }: ColumnReading, mode: Mode): (row: readonly unknown[]) => unknown {
  const make = entitiesOf(found, mode)
  return row => make(row[column] as never)
}

/** A property's value in its node's row. */
export function propertyOf({ columns, decode }: PropertyReading): (row: readonly unknown[]) => unknown {
  const [only] = columns
  // Most properties are one column: an answer holds thousands, and a list for each would be most of its garbage.
  if (only !== undefined && columns.length === 1)
    return row => {
      const value = row[only] ?? null
      return value === null ? null : decode(value as never)
    }
  return row => {
    const values = columns.map(at => row[at] ?? null)
    return values.every(value => value === null) ? null : decode(...(values as never[]))
  }
}

function pageOf(reading: PageReading, mode: Mode): (found: PageRow) => unknown {
  const slice = reading.slice ? sliceOf(reading.slice, mode) : undefined
  return found => {
    const shown = (slice ? slice(sliceRows(found)) : {}) as { totalCount?: number }
    if (reading.total) shown.totalCount = totalOf(reading, found)
    return shown
  }
}

function sliceOf({ bare, nodes, ties, listed, limit, continues }: SliceReading, mode: Mode) {
  const node = nodeOf(nodes, mode)
  if (bare) return (rows: readonly unknown[]) => new NodesPage(rows.map(node) as Entity[])
  return (rows: readonly unknown[]) => {
    const edges = (rows as EdgeRow[]).map(
      ([place, tie, row]) => new Edge(listed, place, node(row) as Entity, tieOf(ties, tie)),
    )
    return new EdgesPage(edges, limit, continues)
  }
}

function nodeOf(nodes: NodesReading, mode: Mode): (found: unknown) => Entity | null {
  if (nodes === 'stubs') return stubOf(mode)
  if ('typeName' in nodes) return entityOf(nodes, mode)
  const types = new Map([...nodes.types].map(([name, node]) => [name, entityOf(node, mode)]))
  return found => {
    const [name, row] = found as [string, unknown]
    return types.get(name)?.(row) ?? null
  }
}

const stubOf =
  ({ asOf, view, cut }: Mode) =>
  (found: unknown): Entity => {
    const [typeName, key] = found as [string, string]
    return { __typename: typeName, __key: key, __asOf: asOf, __view: view, __cut: cut, __stub: true }
  }

const tieOf = (ties: readonly TieReading[], values: readonly unknown[]) =>
  Object.fromEntries(ties.map(({ name, at, decode }) => [name, decode ? decode(values[at] as never) : values[at]]))
