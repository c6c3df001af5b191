import type { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { Invalid } from '../../base/index.ts'
import { isKind, type RecordKind, SCHEMAS } from '../record/index.ts'
import { LONGEST_LINE } from './lines.ts'

/** A row as the JSON record it stands for. */
export interface CsvRow {
  readonly number: number
  readonly value: unknown
}

/** How a column's text becomes a value: a path into the record, and what kind of value the contract has there. */
interface Column {
  readonly path: readonly string[]
  readonly kind: 'text' | 'number' | 'flag'
  /** Where in the path a list lies, its items joined by `|`. */
  readonly listAt: number | undefined
}

/** The kind of record is in the file's name up to the first `-` or `.`. */
function kindOf(fileName: string): RecordKind {
  const kind = fileName.split(/[-.]/)[0]
  if (isKind(kind)) return kind
  throw new Invalid(`expected a name that begins with a kind (${Object.keys(SCHEMAS).join(', ')}), got ${fileName}`)
}

/**
 * The rows of a CSV file, each as its JSON record.
 * @throws Invalid for a header that names an unknown or repeated column: then no row of the file could be trusted
 */
export async function* csvRows(content: Readable, fileName: string): AsyncGenerator<CsvRow[]> {
  const kind = kindOf(fileName)
  const parser = content.pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_LINE }),
  )
  content.on('error', error => parser.destroy(error))
  let columns: (Column & { readonly name: string })[] | undefined
  let rows: CsvRow[] = []
  for await (const { record, info } of wellFormed(parser)) {
    if (!columns) {
      if (new Set(record).size < record.length)
        throw new Invalid('expected each column once, got one twice in the header')
      columns = record.map(name => ({ name, ...columnOf(kind, name) }))
      continue
    }
    rows.push({ number: info.lines, value: recordOf(kind, columns, record) })
    if (rows.length >= 500) {
      yield rows
      rows = []
    }
  }
  if (rows.length > 0) yield rows
}

/** @throws Invalid where quotes do not close or a row is endless: what follows could not be told apart */
async function* wellFormed(parser: AsyncIterable<{ record: string[]; info: { lines: number } }>) {
  try {
    yield* parser
  } catch (error) {
    if (error instanceof CsvError) throw new Invalid(`expected CSV, got ${error.message}`, { cause: error })
    throw error
  }
}

function columnOf(kind: RecordKind, name: string): Column {
  const path = name.split('.')
  let schema: unknown = SCHEMAS[kind]
  let listAt: number | undefined
  for (const [depth, key] of path.entries()) {
    schema = inside(schema)
    if (schema instanceof z.ZodArray) {
      listAt = depth
      schema = inside(schema.element)
    }
    if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, key))
      throw new Invalid(`expected columns that a ${kind} has, got ${JSON.stringify(name.slice(0, 60))}`)
    schema = schema.shape[key]
  }
  schema = inside(schema)
  if (schema instanceof z.ZodArray) {
    listAt = path.length
    schema = inside(schema.element)
  }
  return {
    path,
    listAt,
    kind: schema instanceof z.ZodNumber ? 'number' : schema instanceof z.ZodBoolean ? 'flag' : 'text',
  }
}

function inside(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? inside(schema.unwrap()) : schema
}

function recordOf(
  kind: RecordKind,
  columns: readonly (Column & { name: string })[],
  cells: readonly string[],
): unknown {
  const record: Record<string, unknown> = { record: kind }
  if (cells.length !== columns.length) return { ...record, [`${cells.length} cells`]: `${columns.length} expected` }
  for (const [i, column] of columns.entries()) {
    const cell = cells[i] as string
    if (cell === '') continue
    if (column.listAt === undefined) put(record, column.path, scalar(column.kind, cell))
    else {
      const items = listIn(record, column.path.slice(0, column.listAt))
      for (const [at, item] of cell.split('|').entries()) {
        const rest = column.path.slice(column.listAt)
        if (rest.length === 0) items[at] = scalar(column.kind, item)
        else {
          items[at] ??= {}
          if (item !== '') put(items[at] as Record<string, unknown>, rest, scalar(column.kind, item))
        }
      }
    }
  }
  return record
}

function scalar(kind: Column['kind'], cell: string): unknown {
  if (kind === 'number' && cell.trim() !== '' && Number.isFinite(Number(cell))) return Number(cell)
  if (kind === 'flag' && (cell === 'true' || cell === 'false')) return cell === 'true'
  return cell
}

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = record
  for (const key of path.slice(0, -1)) {
    at[key] ??= {}
    at = at[key] as Record<string, unknown>
  }
  at[path.at(-1) as string] = value
}

function listIn(record: Record<string, unknown>, path: readonly string[]): unknown[] {
  let at: Record<string, unknown> = record
  for (const key of path.slice(0, -1)) {
    at[key] ??= {}
    at = at[key] as Record<string, unknown>
  }
  const last = path.at(-1) as string
  at[last] ??= []
  return at[last] as unknown[]
}
