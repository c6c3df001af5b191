import { CsvError, parse } from 'csv-parse'
import { Invalid } from '../../base/index.ts'
import { shown } from '../record/index.ts'
import type { Refusals } from './refusals.ts'
import type { Feed, Table } from './source/feed.ts'

/** A row of a table. */
export class Row {
  readonly table: Table
  readonly line: number
  readonly #columns: ReadonlyMap<string, number>
  readonly #cells: readonly string[]

  constructor(table: Table, line: number, columns: ReadonlyMap<string, number>, cells: readonly string[]) {
    this.table = table
    this.line = line
    this.#columns = columns
    this.#cells = cells
  }

  /** Empty where the cell is empty, or the table has no such column. */
  cell(column: string): string {
    return this.#cells[this.#columns.get(column) ?? -1] ?? ''
  }

  toJSON(): object {
    return { table: this.table, ...Object.fromEntries([...this.#columns.keys()].map(name => [name, this.cell(name)])) }
  }
}

/** The columns without which a table says nothing. */
const NEEDED: Readonly<Record<Table, readonly string[]>> = {
  'agency.txt': ['agency_timezone'],
  'calendar.txt': [
    'service_id',
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
    'start_date',
    'end_date',
  ],
  'calendar_dates.txt': ['service_id', 'date', 'exception_type'],
  'feed_info.txt': ['feed_lang'],
  'frequencies.txt': ['trip_id'],
  'routes.txt': ['route_id'],
  'stop_times.txt': ['trip_id', 'stop_id', 'stop_sequence', 'arrival_time', 'departure_time'],
  'stops.txt': ['stop_id', 'stop_name'],
  'translations.txt': ['table_name', 'field_name', 'language', 'translation'],
  'trips.txt': ['trip_id', 'route_id', 'service_id'],
}

/** In bytes: the longest honest row is a stop with its description. */
const LONGEST_ROW = 1 << 16

/** Rows of the tables that are held in memory; the others flow through. */
const MOST_ROWS: Readonly<Partial<Record<Table, number>>> = {
  'agency.txt': 1_000,
  'calendar.txt': 20_000,
  'feed_info.txt': 1_000,
  'routes.txt': 50_000,
  'stops.txt': 50_000,
  'trips.txt': 100_000,
}

/**
 * The well-formed rows of a table, none where the feed has no such table; the others go to `refusals`.
 * @throws Invalid where the header lacks a column or has one twice, the quotes do not close, or the rows are too many
 */
export async function* rowsOf(
  feed: Feed,
  table: Table,
  refusals: Refusals,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row> {
  if (!feed.sizes.has(table)) return
  let columns: Map<string, number> | undefined
  let rows = 0
  for await (const { record, info } of cellsOf(feed, table, onBytes)) {
    if (!columns) {
      columns = columnsOf(table, record)
      continue
    }
    if (++rows > (MOST_ROWS[table] ?? Number.POSITIVE_INFINITY))
      throw new Invalid(`${table}: expected at most ${MOST_ROWS[table]} rows, got more`)
    const row = new Row(table, info.lines, columns, record)
    if (record.length === columns.size) yield row
    else refusals.add(row, '', `${columns.size} cells`, `${record.length}`)
  }
  if (!columns) columnsOf(table, [])
}

/** The cells of each line, as CSV. */
async function* cellsOf(feed: Feed, table: Table, onBytes?: (bytes: number) => void) {
  const content = await feed.open(table)
  const parser = content.pipe(
    parse({
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  )
  if (onBytes) content.on('data', (chunk: Buffer) => onBytes(chunk.length))
  content.on('error', error => parser.destroy(error))
  try {
    yield* parser as AsyncIterable<{ record: string[]; info: { lines: number } }>
  } catch (error) {
    if (error instanceof CsvError) throw new Invalid(`${table}: expected CSV, got ${error.message}`, { cause: error })
    throw error
  } finally {
    content.destroy()
  }
}

function columnsOf(table: Table, header: readonly string[]): Map<string, number> {
  const columns = new Map(header.map((name, i) => [name, i]))
  if (columns.size < header.length)
    throw new Invalid(`${table}: expected each column once, got one twice: ${shown(header.join(','))}`)
  const missing = NEEDED[table].filter(name => !columns.has(name))
  if (missing.length > 0)
    throw new Invalid(`${table}: expected the columns ${missing.join(', ')}, got ${shown(header.join(','))}`)
  return columns
}
