import { messageOf } from '../../base/index.ts'
import { type FeedRecord, feedItems } from '../gtfs/index.ts'
import { type ListLine, ListReader, SegmentReader, type SoughtRun, segmentOf } from '../paxlst/index.ts'
import { type AnyRecord, canonical, digestOf, type Problem, parseRecord, shown } from '../record/index.ts'
import { csvRows } from './csv.ts'
import { type DeliveryFile, openContent } from './files.ts'
import { LONGEST_LINE, linesOf } from './lines.ts'

/** A line that holds a well-formed record, one that does not, or one whose run must be found first. */
export type ReadLine = GoodLine | BadLine | SoughtLine

export interface GoodLine {
  readonly line: number
  readonly record: AnyRecord
  /** Tells contents of one fact apart, whatever the order of fields. */
  readonly digest: number
  /** As it came. */
  readonly raw: string
  /** The record as it was written, where the words themselves are none (EDIFACT). */
  readonly readAs?: unknown
  /** Recorded only where nothing is known of that key: never a correction of what another source said in full. */
  readonly fillsIn?: true
}

export interface BadLine {
  readonly line: number
  readonly problems: readonly Problem[]
  /** Undefined where the line was too long to hold and its bytes went to `onOverlong`. */
  readonly raw: string | undefined
}

/** Something said of a run that the file does not name, but tells where it was when. */
export interface SoughtLine {
  readonly line: number
  readonly raw: string
  readonly sought: SoughtRun
  /** What is said, but for the run. */
  readonly readAs: object
}

export interface ReadOptions {
  readonly onBytes?: (bytes: number) => void
  readonly onOverlong: (piece: Buffer | null) => void
  /** Told in one line, without personal data, what was noticed and is no refusal. */
  readonly onNotice?: (text: string) => void
}

/** Reads a file line by line into checked records; memory does not grow with the file. */
export async function* readRecords(file: DeliveryFile, options: ReadOptions): AsyncGenerator<ReadLine[]> {
  if (file.format === 'gtfs') {
    yield* feedLines(file, options)
    return
  }
  let bytes = 0
  const content = openContent(file, chunk => {
    bytes += chunk.length
    options.onBytes?.(bytes)
  })
  if (file.format === 'csv') {
    for await (const rows of csvRows(content, file.name))
      yield rows.map(({ number, value }) => checked(number, value, JSON.stringify(value)))
  } else if (file.format === 'edi') yield* listLines(content, options)
  else {
    for await (const lines of linesOf(content, options.onOverlong))
      yield lines.map(({ number, text }) => (text === undefined ? overlong(number) : fromText(number, text)))
  }
}

/** The passengers of a PAXLST file that was found whole; a line is a segment. */
async function* listLines(content: AsyncIterable<Buffer>, { onNotice }: ReadOptions): AsyncGenerator<ReadLine[]> {
  const segments = new SegmentReader()
  const lists = new ListReader(text => onNotice?.(text))
  const read = (found: ListLine): ReadLine => {
    const line = fromList(found)
    if ('problems' in line) lists.refused()
    return line
  }
  for await (const chunk of content) yield segments.take(chunk).flatMap(segment => lists.take(segment).map(read))
  lists.end()
}

function fromList(found: ListLine): ReadLine {
  const { line, raw } = found
  if ('problems' in found) return { line, raw, problems: found.problems }
  if ('record' in found) return listed(line, raw, found.record)
  const sought = { line, raw, sought: found.sought, readAs: found.recordOn('') as object }
  // What is wrong with it is wrong on any run.
  const onAny = onRun(sought, ANY_RUN)
  return 'problems' in onAny ? onAny : sought
}

const ANY_RUN = '000/2000-01-01'

/** A line with the run that was found for it. */
export const onRun = ({ line, raw, readAs }: Pick<SoughtLine, 'line' | 'raw' | 'readAs'>, run: string) =>
  listed(line, raw, { ...readAs, run })

function listed(line: number, raw: string, readAs: unknown): GoodLine | BadLine {
  const found = checked(line, readAs, raw)
  return 'record' in found ? { ...found, readAs } : inSegments(found)
}

/** Says of each problem which segment it is in. */
function inSegments(line: GoodLine | BadLine): GoodLine | BadLine {
  if (!('problems' in line)) return line
  const problems = line.problems.map(problem => {
    const segment = segmentOf(problem.field)
    return segment ? { ...problem, expected: `${problem.expected} (${segment})` } : problem
  })
  return { ...line, problems }
}

const MOST_AT_ONCE = 500

/** A feed's records one by one; the line is a record's ordinal. */
async function* feedLines(file: DeliveryFile, { onBytes }: ReadOptions): AsyncGenerator<ReadLine[]> {
  let number = 0
  let lines: ReadLine[] = []
  for await (const item of feedItems(file.path, share => onBytes?.(Math.round(share * file.bytes)))) {
    number++
    if ('value' in item) lines.push(fromFeed(number, item))
    else lines.push({ line: number, problems: item.problems, raw: JSON.stringify(item.row) })
    if (lines.length < MOST_AT_ONCE) continue
    yield lines
    lines = []
  }
  if (lines.length > 0) yield lines
}

function fromFeed(number: number, { value, source, fillsIn }: FeedRecord): ReadLine {
  const line = checked(number, value, JSON.stringify(value))
  if ('record' in line) return fillsIn ? { ...line, fillsIn } : line
  return { ...line, problems: line.problems.map(problem => ({ ...problem, field: source(problem.field) })) }
}

function overlong(line: number): BadLine {
  return {
    line,
    raw: undefined,
    problems: [{ field: '', expected: `a line of at most ${LONGEST_LINE} bytes`, came: 'more' }],
  }
}

function fromText(line: number, text: string): GoodLine | BadLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const came = error instanceof SyntaxError ? shown(text) : messageOf(error)
    return { line, raw: text, problems: [{ field: '', expected: 'one JSON object', came }] }
  }
  return checked(line, value, text)
}

function checked(line: number, value: unknown, raw: string): GoodLine | BadLine {
  const parsed = parseRecord(value)
  if ('problems' in parsed) return { line, raw, problems: parsed.problems }
  return { line, record: parsed.record, digest: digestOf(canonical(parsed.record)), raw }
}
