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
  readonly #folder: string
  readonly #name: string
  readonly #descriptor: number
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER)
  #held = 0

  constructor(folder: string, name: string) {
    this.#folder = folder
    this.#name = name
    this.#descriptor = openSync(join(folder, name), 'wx', 0o600)
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
    const headed = `${this.#name}.header`
    writeFileSync(join(this.#folder, headed), `${header.join(CELL)}\n`, { mode: 0o600 })
    return { kind, name, header: headed, rows: this.#name, multiline }
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#held))
    this.#held = 0
  }

  #write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
  }
}

type CellType = 'string' | 'long' | 'double' | 'boolean' | 'string[]' | 'long[]' | 'byte[]'

/** A property's type in the graph and how it is written; undefined for one that is not stored. */
interface Cell {
  readonly type: CellType
  readonly text: string
  readonly multiline: boolean
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the marks
const MARKED = /[\u0001-\u0003\n\r]/

function cellOf(value: unknown): Cell | undefined {
  if (typeof value === 'string') {
    if (value !== '' && !MARKED.test(value)) return { type: 'string', text: value, multiline: false }
    const text = `${QUOTE}${value.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}`
    return { type: 'string', text, multiline: /[\n\r]/.test(value) }
  }
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number')
    return { type: Number.isSafeInteger(value) ? 'long' : 'double', text: String(value), multiline: false }
  if (typeof value === 'boolean') return { type: 'boolean', text: String(value), multiline: false }
  if (value instanceof Int8Array) return { type: 'byte[]', text: value.join(ITEM), multiline: false }
  if (Array.isArray(value) && value.length > 0) {
    const type = value.every(item => Number.isSafeInteger(item)) ? 'long[]' : 'string[]'
    return { type, text: value.join(ITEM), multiline: false }
  }
  throw new Error('expected a property that can be imported, got an empty list or an object')
}

/** Rows in which every property has one type. Columns come as they are first seen; short rows lack the last ones. */
class Variant {
  readonly #file: RowFile
  readonly #multiline: boolean
  readonly #positions = new Map<string, number>()
  readonly #types: (CellType | undefined)[] = []
  #lastColumns: readonly string[] = []
  #lastPositions: readonly number[] = []

  constructor(file: RowFile, multiline: boolean) {
    this.#file = file
    this.#multiline = multiline
  }

  /** Writes the row, unless its types are others. */
  take(number: number, columns: readonly string[], cells: readonly (Cell | undefined)[], multiline: boolean): boolean {
    if (multiline !== this.#multiline) return false
    const positions = this.#positionsOf(columns)
    for (let i = 0; i < positions.length; i++) {
      const type = cells[i]?.type
      const own = this.#types[positions[i] as number]
      if (type !== undefined && own !== undefined && type !== own) return false
    }
    const texts: string[] = new Array(this.#types.length).fill('')
    for (let i = 0; i < positions.length; i++) {
      const cell = cells[i]
      if (cell === undefined) continue
      const position = positions[i] as number
      this.#types[position] = cell.type
      texts[position] = cell.text
    }
    this.#file.row(number + CELL + texts.join(CELL))
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

const ENDS = [':START_ID', ':END_ID'] as const

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
    const cells = values.map(cellOf)
    const multiline = cells.some(cell => cell?.multiline)
    const variants = this.#nodes.get(labels) ?? []
    this.#nodes.set(labels, variants)
    for (const variant of variants) if (variant.take(number, columns, cells, multiline)) return
    const variant = new Variant(this.#file(), multiline)
    variants.push(variant)
    variant.take(number, columns, cells, multiline)
  }

  /** Writes a node from an object. */
  object(labels: string, properties: object): number {
    return this.node(labels, Object.keys(properties), Object.values(properties))
  }

  tie(type: string, from: number, to: number): void {
    let ties = this.#ties.get(type)
    if (!ties) {
      ties = this.#file()
      this.#ties.set(type, ties)
    }
    ties.row(from + CELL + to)
  }

  /** Ends all files. */
  close(): ImportFile[] {
    return [
      ...[...this.#nodes].flatMap(([labels, variants]) => variants.map(variant => variant.close(labels))),
      ...[...this.#ties].map(([type, file]) => file.close('relationships', type, ENDS, false)),
    ]
  }

  #file(): RowFile {
    return new RowFile(this.#folder, `rows-${this.#files++}`)
  }
}
