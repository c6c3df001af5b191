import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Transaction } from '../graph/index.ts'
import { type AnyRecord, parseRecord } from './record/index.ts'

/** A line as it came. */
export interface RawLine {
  readonly line: number
  readonly raw: string
}

/**
 * Keeps lines of a delivery as they came, so that every statement's words can be read again: one compressed node for a
 * batch, line n standing at n − first, the lines that were not recorded left empty.
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
  const text: string[] = new Array(last - first + 1).fill('')
  for (const { line, raw } of lines) text[line - first] = raw
  const bytes = zstdCompressSync(Buffer.from(text.join('\n')))
  return { first, last, packed: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) }
}

/** What a delivery said on a line, as it came; undefined where nothing of that line was recorded. */
export async function readLine(tx: Transaction, delivery: number, line: number): Promise<string | undefined> {
  const rows = await tx.run(
    `// readLine
MATCH (:Delivery {number: $delivery})<-[:IN]-(e:Excerpt)
WHERE e.first <= $line <= e.last
RETURN e.first, e.packed`,
    { delivery, line },
  )
  for (const [first, packed] of rows as [number, Int8Array][]) {
    const text = zstdDecompressSync(Buffer.from(packed.buffer, packed.byteOffset, packed.length)).toString()
    const raw = text.split('\n')[line - first]
    if (raw) return raw
  }
  return undefined
}

/** The record that a delivery stated on a line that was recorded. */
export async function recordOn(tx: Transaction, delivery: number, line: number): Promise<AnyRecord> {
  const raw = await readLine(tx, delivery, line)
  const parsed = raw === undefined ? undefined : parseRecord(JSON.parse(raw))
  if (!parsed || !('record' in parsed)) throw new Error(`Delivery ${delivery}: nothing recorded on line ${line}`)
  return parsed.record
}
