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

/** Lines of a delivery that are kept together, as they are numbered: whoever asks for a line unpacks a page and no more. */
const PAGE = 128

/** Bytes into which nearly every page unpacks at once: of smaller pieces it takes a quarter longer. */
const PIECE = 65_536

const pageOf = (line: number) => Math.floor(line / PAGE)

/** Lines of one page, compressed. */
export interface Excerpt {
  readonly page: number
  readonly packed: Int8Array
}

/**
 * Keeps lines of a delivery as they came, so that every statement's words can be read again: every line behind its number,
 * those of a page that come in one batch in one compressed node.
 */
export async function keepLines(tx: Transaction, delivery: number, lines: readonly RawLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx.run(
    `// keepLines
MATCH (d:Delivery {number: $delivery})
UNWIND $excerpts AS row
CREATE (:Excerpt {delivery: $delivery, page: row.page, packed: row.packed})-[:IN]->(d)`,
    { delivery, excerpts: excerptsOf(lines) },
  )
}

/** Lines of a delivery as they are kept. */
export const excerptsOf = (lines: readonly RawLine[]): Excerpt[] =>
  [...Map.groupBy(lines, ({ line }) => pageOf(line))].map(([page, own]) => ({ page, packed: packed(own) }))

function packed(lines: readonly RawLine[]): Int8Array {
  const text = lines.map(line => `${line.line}\t${kept(line)}`).join('\n')
  const bytes = zstdCompressSync(Buffer.from(text))
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
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
  await unpack(run, asked, kept, ON_PAGES)
  const missing = asked.map((one, at) => ({ ...one, at })).filter(({ at }) => kept[at]?.length === 0)
  const found: string[][] = missing.map(() => [])
  await unpack(run, missing, found, WITHOUT_PAGES)
  for (const [i, { at }] of missing.entries()) kept[at] = found[i] as string[]
  return kept
}

/** Takes pages, with the places among what is asked of those lines that lie on each. */
const ON_PAGES = `// readLines
UNWIND $pages AS row
MATCH (e:Excerpt {delivery: row.delivery, page: row.page})
RETURN row.ats, e.packed`

/** Excerpts of graphs from before there were pages hold lines from a first up to a last: those of a delivery are gone through once. */
const WITHOUT_PAGES = `// readLinesWithoutPages
UNWIND $pages AS row
WITH row.delivery AS delivery, collect(row) AS rows
MATCH (:Delivery {number: delivery})<-[:IN]-(e:Excerpt) WHERE e.page IS NULL
WITH e, [row IN rows WHERE e.first < row.until AND e.last >= row.from | row.ats] AS ats
WHERE size(ats) > 0
RETURN reduce(all = [], some IN ats | all + some), e.packed`

/** Adds what excerpts that a statement finds hold of lines. */
async function unpack(run: Run, asked: readonly LineOf[], kept: readonly string[][], statement: string): Promise<void> {
  if (asked.length === 0) return
  const onPage = Map.groupBy(asked.keys(), at => {
    const { delivery, line } = asked[at] as LineOf
    return `${delivery} ${pageOf(line)}`
  })
  const pages = [...onPage.values()].map(ats => {
    const { delivery, line } = asked[ats[0] as number] as LineOf
    const page = pageOf(line)
    return { delivery, page, from: PAGE * page, until: PAGE * (page + 1), ats }
  })
  for (const [ats, packed] of (await run(statement, { pages })) as [number[], Int8Array][]) {
    const lines = new Unpacked(packed)
    for (const at of ats) {
      const text = lines.at((asked[at] as LineOf).line)
      if (text !== undefined) kept[at]?.push(text)
    }
  }
}

/** An excerpt as it was before it was packed: of its lines few are asked for, so that no other is made out. */
class Unpacked {
  readonly #bytes: Buffer

  constructor({ buffer, byteOffset, length }: Int8Array) {
    const unpacked = zstdDecompressSync(Buffer.from(buffer, byteOffset, length), { chunkSize: PIECE })
    this.#bytes = Buffer.concat([Buffer.from('\n'), unpacked])
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
