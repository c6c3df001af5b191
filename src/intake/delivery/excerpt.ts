import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Transaction } from '../../graph/index.ts'
import { type AnyRecord, parseRecord } from '../record/index.ts'

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

/** A line of a delivery, by the delivery's number. */
export interface LineOf {
  readonly delivery: number
  readonly line: number
}

/** Runs one statement: of a transaction, or by itself. */
type Run = Transaction['run']

/** What deliveries said on these lines, as it came, in their order; undefined where nothing of a line was recorded. */
export async function readLines(run: Run, asked: readonly LineOf[]): Promise<(string | undefined)[]> {
  return (await keptOf(run, asked)).map(([text]) => wordsOf(text))
}

/** The records that deliveries stated on these lines, in their order; each must have been recorded. */
export async function recordsOn(run: Run, asked: readonly LineOf[]): Promise<AnyRecord[]> {
  return (await keptOf(run, asked)).map((texts, i) => {
    const found = texts.map(text => parseRecord(recordIn(text))).find(parsed => 'record' in parsed)
    if (found) return found.record
    throw new Error(`Delivery ${asked[i]?.delivery}: nothing recorded on line ${asked[i]?.line}`)
  })
}

/** What is kept of lines, in their order: once, or (where a record had to wait for its run) twice, or not at all. */
async function keptOf(run: Run, asked: readonly LineOf[]): Promise<string[][]> {
  const kept: string[][] = asked.map(() => [])
  if (asked.length === 0) return kept
  // Excerpts of a delivery are gone through once, however many of its lines are asked for.
  const rows = (await run(
    `// readLines
UNWIND $asked AS row
WITH row.delivery AS delivery, collect(row) AS rows
MATCH (:Delivery {number: delivery})<-[:IN]-(e:Excerpt)
WITH e, [row IN rows WHERE e.first <= row.line <= e.last | row.at] AS ats
WHERE size(ats) > 0
RETURN ats, e.packed`,
    { asked: asked.map(({ delivery, line }, at) => ({ delivery, line, at })) },
  )) as [number[], Int8Array][]
  for (const [ats, packed] of rows) {
    const lines = new Unpacked(packed)
    for (const at of ats) {
      const text = lines.at((asked[at] as LineOf).line)
      if (text !== undefined) kept[at]?.push(text)
    }
  }
  return kept
}

/** An excerpt as it was before it was packed: of thousands of lines few are asked for, so that no other is made out. */
class Unpacked {
  readonly #bytes: Buffer

  constructor({ buffer, byteOffset, length }: Int8Array) {
    this.#bytes = Buffer.concat([Buffer.from('\n'), zstdDecompressSync(Buffer.from(buffer, byteOffset, length))])
  }

  /** What stands behind a line's number, where it is there twice the last time. */
  at(line: number): string | undefined {
    const number = `\n${line}\t`
    const before = this.#bytes.lastIndexOf(number)
    if (before < 0) return undefined
    const end = this.#bytes.indexOf('\n', before + 1)
    return this.#bytes.toString('utf8', before + number.length, end < 0 ? this.#bytes.length : end)
  }
}
