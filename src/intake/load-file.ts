import { Invalid } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { completeDelivery, type Delivery, noteProgress, openDelivery } from './delivery.ts'
import { KINDS } from './graph/kinds.ts'
import { type BatchOutcome, recordBatch } from './graph/record-batch.ts'
import { type DeliveryFile, type GoodLine, inspect, type ReadLine, RefusedLines, readRecords } from './read/index.ts'

export interface FileOutcome {
  recorded: number
  unchanged: number
  refused: number
  /** Why nothing of the file could be read. */
  refusedWhole?: string
}

const BATCH = 2_500

/** Loads one file; see `loadDelivery`. */
export async function loadFile(
  database: Database,
  home: string,
  file: DeliveryFile,
  options: { progress?: (bytes: number, recorded: number) => void },
): Promise<FileOutcome> {
  const outcome: FileOutcome = { recorded: 0, unchanged: 0, refused: 0 }
  try {
    const sha256 = await inspect(file)
    const delivery = await openDelivery(database, sha256, file.name)
    if (delivery.complete && delivery.refusedLines.length === 0)
      return { ...outcome, unchanged: delivery.recorded + delivery.unchanged }
    const refused = new RefusedLines(home, sha256, file.name)
    try {
      await loadLines(database, file, delivery, refused, outcome, options)
    } finally {
      refused.close()
    }
    await completeDelivery(database, delivery)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    outcome.refused++
    outcome.refusedWhole = error.message
  }
  return outcome
}

async function loadLines(
  database: Database,
  file: DeliveryFile,
  delivery: Delivery,
  refused: RefusedLines,
  outcome: FileOutcome,
  options: { progress?: (bytes: number, recorded: number) => void },
): Promise<void> {
  const resent = new Set(delivery.refusedLines)
  const batch = new Batch()
  let bytes = 0
  let writing: Promise<void> = Promise.resolve()
  const flush = async () => {
    await writing
    const lines = batch.take()
    if (lines.length === 0) return
    writing = write(database, delivery, lines, refused, outcome).then(() => options.progress?.(bytes, outcome.recorded))
    // Awaited at the next flush; handled here so that a failure meanwhile is not reported as unhandled.
    writing.catch(() => {})
  }
  const reading = readRecords(file, { onBytes: read => (bytes = read), onOverlong: piece => refused.piece(piece) })
  for await (const lines of reading) {
    for (const line of lines) {
      // Recorded before (this is the same file again): only lines that were refused are looked at anew.
      if (line.line <= delivery.through && !resent.has(line.line)) {
        outcome.unchanged++
        continue
      }
      if (batch.holdsOther(line) || batch.size >= BATCH) await flush()
      batch.add(line)
    }
  }
  await flush()
  await writing
}

/** Lines to be recorded together; of one key it holds one content only, so that corrections stay in their order. */
class Batch {
  #lines: ReadLine[] = []
  readonly #digests = new Map<string, string>()

  get size(): number {
    return this.#lines.length
  }

  add(line: ReadLine): void {
    this.#lines.push(line)
    if ('record' in line) this.#digests.set(keyOf(line), line.digest)
  }

  holdsOther(line: ReadLine): boolean {
    if (!('record' in line)) return false
    return this.#digests.has(keyOf(line))
  }

  take(): ReadLine[] {
    const lines = this.#lines
    this.#lines = []
    this.#digests.clear()
    return lines
  }
}

function keyOf({ record }: GoodLine): string {
  return `${record.record} ${KINDS[record.record].id(record as never)}`
}

async function write(
  database: Database,
  delivery: Delivery,
  lines: readonly ReadLine[],
  refused: RefusedLines,
  outcome: FileOutcome,
): Promise<void> {
  const good = lines.filter(line => 'record' in line)
  const bad = lines.filter(line => 'problems' in line)
  const source = { delivery: delivery.number, knownAt: delivery.receivedAt }
  const resent = new Set(delivery.refusedLines)
  const result = await database.write(async tx => {
    const recorded: BatchOutcome = await recordBatch(tx, source, good)
    await noteProgress(tx, delivery, {
      through: lines.at(-1)?.line ?? 0,
      recorded: recorded.recorded,
      unchanged: recorded.unchanged,
      refused: [...bad, ...recorded.refused].map(({ line }) => line),
      resent: lines.flatMap(({ line }) => (resent.has(line) ? [line] : [])),
    })
    return recorded
  })
  for (const { line, raw, problems } of bad) {
    if (raw === undefined) refused.reason(line, problems)
    else refused.keep(line, raw, problems)
  }
  const byLine = new Map(good.map(line => [line.line, line]))
  for (const { line, problem } of result.refused) refused.keep(line, byLine.get(line)?.raw ?? '', [problem])
  outcome.recorded += result.recorded
  outcome.unchanged += result.unchanged
  outcome.refused += bad.length + result.refused.length
}
