import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { IMPORT_MARKS, type ImportFile } from '../../graph/index.ts'

const { cell: CELL, item: ITEM, quote: QUOTE } = IMPORT_MARKS
/** Bytes that a file's rows are collected in; a row that is longer goes out by itself. */
const BUFFER = 1 << 18
const MOST_BYTES_A_CHARACTER = 3
const NEWLINE = 0x0a

/** One file of rows, written in large pieces. */
class RowFile {
  readonly #path: string
  readonly #descriptor: number
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER)
  #held = 0

  constructor(path: string) {
    this.#path = path
    this.#descriptor = openSync(path, 'wx', 0o600)
  }

  row(text: string): void {
    const most = text.length * MOST_BYTES_A_CHARACTER + 1
    if (this.#held + most > BUFFER) this.#flush()
    if (most > BUFFER) this.#write(Buffer.from(`${text}\n`))
    else {
      this.#held += this.#buffer.write(text, this.#held)
      this.#buffer[this.#held++] = NEWLINE
    }
  }

  /** Ends the file and writes its header beside it. */
  close(kind: ImportFile['kind'], name: string, header: readonly string[], multiline: boolean): ImportFile {
    this.#flush()
    closeSync(this.#descriptor)
    const path = `${this.#path}.header`
    writeFileSync(path, `${header.join(CELL)}\n`, { mode: 0o600 })
    return { kind, name, header: path, rows: this.#path, multiline }
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#held))
    this.#held = 0
  }

  #write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
  }
}

type CellType = 'string' | 'long' | 'double' | 'boolean' | 'string[]' | 'byte[]'

/** The type that a property has in the graph; undefined for one that is not stored. */
function typeOf(value: unknown): CellType | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'double'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof Int8Array) return 'byte[]'
  if (Array.isArray(value) && value.length > 0) return 'string[]'
  throw new Error('expected a property that can be imported, got an empty list or an object')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the marks
const MARKED = /[\u0001-\u0003\n\r]/

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) || value instanceof Int8Array) return value.join(ITEM)
  const text = String(value)
  return text === '' || MARKED.test(text) ? `${QUOTE}${text.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}` : text
}

const runsOverLines = (value: unknown) => typeof value === 'string' && /[\n\r]/.test(value)

/** Rows in which every property has one type. Columns come as they are first seen; short rows lack the last ones. */
class Variant {
  readonly #file: RowFile
  readonly #multiline: boolean
  readonly #positions = new Map<string, number>()
  readonly #types: (CellType | undefined)[] = []
  #lastColumns: readonly string[] = []
  #lastPositions: readonly number[] = []

  constructor(path: string, multiline: boolean) {
    this.#file = new RowFile(path)
    this.#multiline = multiline
  }

  /** Writes the row, unless its types are others. */
  take(number: number, columns: readonly string[], values: readonly unknown[], multiline: boolean): boolean {
    if (multiline !== this.#multiline) return false
    const positions = this.#positionsOf(columns)
    for (let i = 0; i < positions.length; i++) {
      const type = typeOf(values[i])
      const own = this.#types[positions[i] as number]
      if (type !== undefined && own !== undefined && type !== own) return false
    }
    const cells: string[] = new Array(this.#types.length).fill('')
    for (let i = 0; i < positions.length; i++) {
      const type = typeOf(values[i])
      if (type === undefined) continue
      const position = positions[i] as number
      this.#types[position] = type
      cells[position] = cellOf(values[i])
    }
    this.#file.row(number + CELL + cells.join(CELL))
    return true
  }

  /** Most rows of a label come with the very same list of columns. */
  #positionsOf(columns: readonly string[]): readonly number[] {
    if (columns !== this.#lastColumns) {
      this.#lastColumns = columns
      this.#lastPositions = columns.map(column => this.#position(column))
    }
    return this.#lastPositions
  }

  #position(column: string): number {
    const known = this.#positions.get(column)
    if (known !== undefined) return known
    this.#positions.set(column, this.#types.length)
    this.#types.push(undefined)
    return this.#types.length - 1
  }

  close(labels: string): ImportFile {
    const header = [...this.#positions].map(([column, position]) => {
      const type = this.#types[position]
      return type === undefined ? `${column}:IGNORE` : `${column}:${type}`
    })
    return this.#file.close('nodes', labels, [':ID', ...header], this.#multiline)
  }
}

/**
 * The rows of a graph to be imported: nodes, numbered from 0, and ties between them. A property has the type of its value,
 * as it has where it is written by a statement (55 is an integer, 55.7 a float).
 */
export class ImportRows {
  readonly #folder: string
  readonly #nodes = new Map<string, Variant[]>()
  readonly #ties = new Map<string, RowFile>()
  #files = 0
  #next = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** A number for a node that is written later, by {@link put}. */
  reserve(): number {
    return this.#next++
  }

  /** Writes a node; returns its number. */
  node(labels: string, columns: readonly string[], values: readonly unknown[]): number {
    const number = this.#next++
    this.put(number, labels, columns, values)
    return number
  }

  put(number: number, labels: string, columns: readonly string[], values: readonly unknown[]): void {
    const multiline = values.some(runsOverLines)
    const variants = this.#nodes.get(labels) ?? []
    this.#nodes.set(labels, variants)
    for (const variant of variants) if (variant.take(number, columns, values, multiline)) return
    const variant = new Variant(this.#path(), multiline)
    variants.push(variant)
    variant.take(number, columns, values, multiline)
  }

  /** Writes a node from an object. */
  object(labels: string, properties: object): number {
    return this.node(labels, Object.keys(properties), Object.values(properties))
  }

  tie(type: string, from: number, to: number): void {
    let file = this.#ties.get(type)
    if (!file) {
      file = new RowFile(this.#path())
      this.#ties.set(type, file)
    }
    file.row(from + CELL + to + (type === 'IS' ? `${CELL}AUTO` : ''))
  }

  /** Ends all files. */
  close(): ImportFile[] {
    const ends = [':START_ID', ':END_ID']
    return [
      ...[...this.#nodes].flatMap(([labels, variants]) => variants.map(variant => variant.close(labels))),
      ...[...this.#ties].map(([type, file]) =>
        file.close('relationships', type, type === 'IS' ? [...ends, 'status:string'] : ends, false),
      ),
    ]
  }

  #path(): string {
    return join(this.#folder, `rows-${this.#files++}`)
  }
}
