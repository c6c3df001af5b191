import { messageOf } from '../../base/index.ts'
import { type AnyRecord, canonical, digestOf, type Problem, parseRecord, shown } from '../record/index.ts'
import { csvRows } from './csv.ts'
import { type DeliveryFile, openContent } from './files.ts'
import { LONGEST_LINE, linesOf } from './lines.ts'

/** A line that holds a well-formed record, or one that does not. */
export type ReadLine = GoodLine | BadLine

export interface GoodLine {
  readonly line: number
  readonly record: AnyRecord
  /** Tells contents of one fact apart, whatever the order of fields. */
  readonly digest: number
  /** As it came. */
  readonly raw: string
}

export interface BadLine {
  readonly line: number
  readonly problems: readonly Problem[]
  /** Undefined where the line was too long to hold and its bytes went to `onOverlong`. */
  readonly raw: string | undefined
}

export interface ReadOptions {
  readonly onBytes?: (bytes: number) => void
  readonly onOverlong: (piece: Buffer | null) => void
}

/** Reads a file line by line into checked records; memory does not grow with the file. */
export async function* readRecords(file: DeliveryFile, options: ReadOptions): AsyncGenerator<ReadLine[]> {
  let bytes = 0
  const content = openContent(file, chunk => {
    bytes += chunk.length
    options.onBytes?.(bytes)
  })
  if (file.format === 'csv') {
    for await (const rows of csvRows(content, file.name))
      yield rows.map(({ number, value }) => checked(number, value, JSON.stringify(value)))
  } else {
    for await (const lines of linesOf(content, options.onOverlong))
      yield lines.map(({ number, text }) => (text === undefined ? overlong(number) : fromText(number, text)))
  }
}

function overlong(line: number): BadLine {
  return {
    line,
    raw: undefined,
    problems: [{ field: '', expected: `a line of at most ${LONGEST_LINE} bytes`, came: 'more' }],
  }
}

function fromText(line: number, text: string): ReadLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const came = error instanceof SyntaxError ? shown(text) : messageOf(error)
    return { line, raw: text, problems: [{ field: '', expected: 'one JSON object', came }] }
  }
  return checked(line, value, text)
}

function checked(line: number, value: unknown, raw: string): ReadLine {
  const parsed = parseRecord(value)
  if ('problems' in parsed) return { line, raw, problems: parsed.problems }
  return { line, record: parsed.record, digest: digestOf(canonical(parsed.record)), raw }
}
