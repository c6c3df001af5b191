import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database, Transaction } from '../graph/index.ts'
import { type AnyRecord, parseRecord } from './record/index.ts'

/** A line as it came. */
export interface RawLine {
  readonly line: number
  readonly raw: string
  /** The record as it was written, where the words themselves are none. */
  readonly readAs?: unknown
}

/** Stands between words that are no record and the record that was read from them: no JSON contains it. */
const SEPARATOR = '\u001e'

const kept = ({ raw, readAs }: RawLine) =>
  readAs === undefined ? raw : `${raw.replaceAll(SEPARATOR, ' ')}${SEPARATOR}${JSON.stringify(readAs)}`

const wordsOf = (text: string | undefined) => text?.split(SEPARATOR)[0]
const recordIn = (text: string) => JSON.parse(text.split(SEPARATOR).at(-1) as string) as unknown

/**
 * Keeps lines of a delivery as they came, so that every statement's words can be read again: one compressed node for a
 * batch, every line behind its number.
 */
export async function keepLines(tx: Transaction, delivery: number, lines: readonly RawLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx.run(
    `// keepLines
MATCH (d:Delivery {number: $delivery})
CREATE (:Excerpt {first: $first, last: $last, packed: $packed})-[:IN]->(d)`,
    { delivery, ...packed(lines) },
  )
}

/** Lines as an excerpt holds them. */
export function packed(lines: readonly RawLine[]): { first: number; last: number; packed: Int8Array } {
  const numbers = lines.map(({ line }) => line)
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  const text = lines.map(line => `${line.line}\t${kept(line)}`).join('\n')
  const bytes = zstdCompressSync(Buffer.from(text))
  return { first, last, packed: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) }
}

/** What a delivery said on a line, as it came; undefined where nothing of that line was recorded. */
export async function readLine(tx: Transaction, delivery: number, line: number): Promise<string | undefined> {
  return wordsOf((await keptOf(tx, delivery, line))[0])
}

/** What is kept of a line, once or (where a record had to wait for its run) twice. */
async function keptOf(tx: Transaction, delivery: number, line: number): Promise<string[]> {
  const rows = await tx.run(
    `// readLine
MATCH (:Delivery {number: $delivery})<-[:IN]-(e:Excerpt)
WHERE e.first <= $line <= e.last
RETURN e.packed`,
    { delivery, line },
  )
  return (rows as [Int8Array][]).flatMap(([packed]) => unpacked(packed).get(line) ?? [])
}

/** The record that a delivery stated on a line that was recorded. */
export async function recordOn(tx: Transaction, delivery: number, line: number): Promise<AnyRecord> {
  for (const text of await keptOf(tx, delivery, line)) {
    const parsed = parseRecord(recordIn(text))
    if ('record' in parsed) return parsed.record
  }
  throw new Error(`Delivery ${delivery}: nothing recorded on line ${line}`)
}

/** A line of a delivery, by the delivery's SHA-256. */
export interface LineOf {
  readonly delivery: string
  readonly line: number
}

/** What deliveries said on these lines, as it came, in their order; undefined where nothing of a line was recorded. */
export async function readLines(database: Database, asked: readonly LineOf[]): Promise<(string | undefined)[]> {
  const rows = (await database.read(
    `// readLines
UNWIND $asked AS row
MATCH (:Delivery {id: row.delivery})<-[:IN]-(e:Excerpt)
WHERE e.first <= row.line <= e.last
WITH e, collect(row.at) AS ats
RETURN ats, e.packed`,
    { asked: asked.map((one, at) => ({ ...one, at })) },
  )) as [number[], Int8Array][]
  const found: (string | undefined)[] = asked.map(() => undefined)
  for (const [ats, packed] of rows) {
    const lines = unpacked(packed)
    for (const at of ats) found[at] ??= wordsOf(lines.get((asked[at] as LineOf).line))
  }
  return found
}

/** An excerpt's lines by their numbers. */
function unpacked(packed: Int8Array): Map<number, string> {
  const text = zstdDecompressSync(Buffer.from(packed.buffer, packed.byteOffset, packed.length)).toString()
  return new Map(
    text.split('\n').map(line => {
      const tab = line.indexOf('\t')
      return [Number(line.slice(0, tab)), line.slice(tab + 1)]
    }),
  )
}
