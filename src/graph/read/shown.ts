import { writeCursor } from './cursor.ts'
import { propertyOf } from './entities.ts'
import type {
  EdgeFieldForm,
  FieldForm,
  Form,
  NeighbourForm,
  NodeForm,
  PageForm,
  PageInfoFieldForm,
  PageInfoPart,
  PartForm,
  Show,
} from './form.ts'
import { asStored } from './fragment.ts'
import {
  type EdgeRow,
  type NodeReading,
  type NodesReading,
  type PageReading,
  type PageRow,
  type Reading,
  type SliceReading,
  sliceRows,
  totalOf,
} from './reading.ts'

/** Something that cannot be shown in this form: the answer has an error there, which is not for this to tell. */
export class NotShown extends Error {}

/** A form asks for what the statement does not bring: a branch that was left to a statement of its own. */
class NotRead extends Error {}

type Answer = Record<string, unknown>
type Step = (answer: Answer, row: readonly unknown[]) => void

/**
 * Makes what was found for a key an answer of this form; undefined where the statement does not bring all of it.
 * What it makes throws NotShown where there is null and the form wants something.
 */
export function answerOf(reading: Reading, form: Form): Show | undefined {
  try {
    return shown(reading, form)
  } catch (error) {
    if (error instanceof NotRead) return undefined
    throw error
  }
}

function shown(reading: Reading, form: Form): Show {
  if (reading.kind === 'value' && form.kind === 'leaf') {
    const { decode } = reading
    return found => form.show(decode(found as never))
  }
  if (reading.kind === 'one' && form.kind === 'one') return oneOf(reading.node, form)
  if (reading.kind === 'many' && form.kind === 'many') {
    const node = nodeOf(reading.node, form.node)
    return found => ((found ?? []) as unknown[]).map(node)
  }
  if (reading.kind === 'page' && form.kind === 'page') return pageOf(reading, form)
  throw new NotRead()
}

function oneOf(reading: NodeReading, { node, required }: NeighbourForm): Show {
  const show = nodeOf(reading, node)
  return row => {
    if (row !== null) return show(row)
    if (required) throw new NotShown()
    return null
  }
}

function nodeOf(nodes: NodesReading, form: NodeForm): Show {
  if (nodes === 'stubs') throw new NotRead()
  if ('typeName' in nodes) return rowOf(nodes, form.get(nodes.typeName) ?? [])
  const types = new Map([...nodes.types].map(([name, node]) => [name, rowOf(node, form.get(name) ?? [])]))
  return found => {
    const [name, row] = found as [string, unknown]
    return types.get(name)?.(row)
  }
}

function rowOf({ typeName, fields }: NodeReading, forms: readonly FieldForm[]): Show {
  // Copies of one object have all its places from the start; added one by one, they would be moved again and again.
  const blank: Answer = {}
  const steps: Step[] = []
  for (const { as, place, form } of forms) {
    blank[as] = place === null ? typeName : null
    if (place !== null) steps.push(stepOf(fields.get(place), as, form))
  }
  return row => {
    const answer = { ...blank }
    for (const step of steps) step(answer, row as readonly unknown[])
    return answer
  }
}

type RowField = ReturnType<NodeReading['fields']['get']>

function stepOf(field: RowField, as: string, form: Form): Step {
  if (!field) throw new NotRead()
  if (field.kind === 'column') {
    const { column, found } = field
    const show = shown(found, form)
    return (answer, row) => {
      answer[as] = show(row[column])
    }
  }
  if (form.kind !== 'leaf') throw new NotRead()
  const { show } = form
  const [only] = field.columns
  if (field.decode === asStored && only !== undefined)
    return (answer, row) => {
      answer[as] = show(row[only])
    }
  const value = propertyOf(field)
  return (answer, row) => {
    answer[as] = show(value(row))
  }
}

function pageOf(reading: PageReading, { parts }: PageForm): Show {
  const steps = parts.map(part => partOf(reading, part))
  const blank: Answer = Object.fromEntries(parts.map(({ as }) => [as, null]))
  return found => {
    const answer = { ...blank }
    for (const step of steps) step(answer, found as PageRow)
    return answer
  }
}

function partOf(reading: PageReading, part: PartForm): (answer: Answer, found: PageRow) => void {
  const { as } = part
  const filled = (fill: (found: PageRow) => unknown) => (answer: Answer, found: PageRow) => {
    answer[as] = fill(found)
  }
  if (part.part === 'name') return filled(() => part.name)
  if (part.part === 'totalCount') {
    if (!reading.total) throw new NotRead()
    return filled(found => totalOf(reading, found))
  }
  const { slice } = reading
  if (!slice) throw new NotRead()
  if (part.part === 'nodes') {
    const node = nodeOf(slice.nodes, part.node)
    const show = slice.bare ? node : (row: unknown) => node((row as EdgeRow)[2])
    return filled(found => within(slice, sliceRows(found)).map(show))
  }
  if (part.part === 'pageInfo') {
    const show = pageInfoOf(slice, part.fields)
    return filled(found => show(sliceRows(found) as EdgeRow[]))
  }
  const show = edgeOf(slice, part.edge)
  return filled(found => (within(slice, sliceRows(found)) as EdgeRow[]).map(show))
}

/** Without the row that only says that the list goes on. */
const within = ({ limit }: SliceReading, rows: readonly unknown[]) =>
  rows.length > limit ? rows.slice(0, limit) : rows

const cursorOf = ({ listed }: SliceReading, row: EdgeRow | undefined) =>
  row ? writeCursor(listed.name, listed.orderName, row[0]) : null

function pageInfoOf(slice: SliceReading, fields: readonly PageInfoFieldForm[]) {
  const { limit, continues } = slice
  const parts: Record<PageInfoPart, (rows: readonly EdgeRow[]) => unknown> = {
    hasNextPage: rows => rows.length > limit,
    hasPreviousPage: () => continues,
    startCursor: rows => cursorOf(slice, rows[0]),
    endCursor: rows => cursorOf(slice, rows[Math.min(rows.length, limit) - 1]),
  }
  return (rows: readonly EdgeRow[]): Answer =>
    Object.fromEntries(fields.map(field => [field.as, field.part === 'name' ? field.name : parts[field.part](rows)]))
}

function edgeOf(slice: SliceReading, fields: readonly EdgeFieldForm[]): (row: EdgeRow) => Answer {
  // A page of bare nodes was asked for no places: its edges are asked for their nodes alone.
  const rowIn = slice.bare ? (row: EdgeRow) => row as unknown : (row: EdgeRow) => row[2]
  const steps = fields.map((field): [string, (row: EdgeRow) => unknown] => {
    switch (field.part) {
      case 'name':
        return [field.as, () => field.name]
      case 'cursor':
        return [field.as, row => cursorOf(slice, row)]
      case 'tie':
        return [field.as, tieOf(slice, field.tie, field.show)]
      default: {
        const node = nodeOf(slice.nodes, field.node)
        return [field.as, row => node(rowIn(row))]
      }
    }
  })
  const blank: Answer = Object.fromEntries(fields.map(({ as }) => [as, null]))
  return row => {
    const answer = { ...blank }
    for (const [as, make] of steps) answer[as] = make(row)
    return answer
  }
}

function tieOf({ ties }: SliceReading, name: string, show: Show): (row: EdgeRow) => unknown {
  const tie = ties.find(one => one.name === name)
  if (!tie) throw new NotRead()
  const { at, decode } = tie
  return ([, values]) => show(decode ? decode(values[at] as never) : values[at])
}
