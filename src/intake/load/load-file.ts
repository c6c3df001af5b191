import { Invalid } from '../../base/index.ts'
import type { Database, Lease } from '../../graph/index.ts'
import { completeDelivery, type Delivery, openDelivery } from '../delivery/delivery.ts'
import { KINDS_IN_ORDER } from '../graph/kinds.ts'
import { factId } from '../graph/prepare-batch.ts'
import { type BadLine, type DeliveryFile, inspect, type ReadLine, RefusedLines, readRecords } from '../read/index.ts'
import { type BatchOutcome, Recorder } from './recorder.ts'
import { withRunsFound } from './seek-runs.ts'

export interface FileOutcome {
  /** Number of the delivery, once it is known. */
  delivery?: number
  recorded: number
  unchanged: number
  parked: number
  refused: number
  /** Why nothing of the file could be read. */
  refusedWhole?: string
}

export interface LoadContext {
  readonly database: Database
  /** Folder under which refused lines are kept. */
  readonly home: string
  readonly lease: Lease
  readonly receivedFrom: string
}

/** Loads one file; see `loadDelivery`. `progress` is told bytes read and records recorded, `notice` what is no refusal. */
export async function loadFile(
  context: LoadContext,
  file: DeliveryFile,
  progress: (bytes: number, recorded: number) => void,
  notice: (text: string) => void,
): Promise<FileOutcome> {
  const outcome: FileOutcome = { recorded: 0, unchanged: 0, parked: 0, refused: 0 }
  try {
    const sha256 = await inspect(file)
    const delivery = await openDelivery(context.database, sha256, file.name, context.receivedFrom)
    outcome.delivery = delivery.number
    if (delivery.complete && delivery.refused === 0)
      return { ...outcome, unchanged: delivery.recorded + delivery.unchanged + delivery.parked }
    const refused = new RefusedLines(context.home, sha256, file.name)
    try {
      await new FileLoad(context, delivery, refused, outcome, progress).run(file, notice)
    } finally {
      refused.close()
    }
    await completeDelivery(context.database, delivery)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    outcome.refused++
    outcome.refusedWhole = error.message
  }
  return outcome
}

/** Lines, and characters of them, that are read before they go to the graph together. */
const STRETCH = { lines: 2_500, length: 4_000_000 }

class FileLoad {
  readonly #database: Database
  readonly #recorder: Recorder
  readonly #delivery: Delivery
  readonly #refused: RefusedLines
  readonly #outcome: FileOutcome
  #bytes = 0
  #lines: ReadLine[] = []
  #length = 0
  readonly #facts = new Set<string>()

  constructor(
    { database, lease }: LoadContext,
    delivery: Delivery,
    refused: RefusedLines,
    outcome: FileOutcome,
    progress: (bytes: number, recorded: number) => void,
  ) {
    this.#database = database
    this.#delivery = delivery
    this.#refused = refused
    this.#outcome = outcome
    this.#recorder = new Recorder(database, delivery, lease, batch => {
      this.#count(batch)
      progress(this.#bytes, outcome.recorded)
    })
  }

  async run(file: DeliveryFile, notice: (text: string) => void): Promise<void> {
    const reading = readRecords(file, {
      onBytes: read => {
        this.#bytes = read
      },
      onOverlong: piece => this.#refused.piece(piece),
      onNotice: notice,
    })
    try {
      for await (const lines of reading)
        for (const line of await withRunsFound(this.#database, lines)) await this.#add(line)
      await this.#flush()
      await this.#recorder.finish()
    } finally {
      await this.#recorder.settle()
    }
  }

  async #add(line: ReadLine): Promise<void> {
    // Done before: this is the same file again. What was refused is kept and told again, what was not is unchanged.
    if (line.line <= this.#delivery.through) {
      if ('problems' in line) this.#keep([line])
      else this.#outcome.unchanged++
      return
    }
    if ('record' in line) {
      const fact = `${line.record.record} ${factId(line.record)}`
      // Of one fact a stretch holds one statement only, so that corrections stay in their order.
      if (this.#facts.has(fact)) await this.#flush()
      this.#facts.add(fact)
    }
    this.#lines.push(line)
    this.#length += line.raw?.length ?? 0
    if (this.#lines.length >= STRETCH.lines || this.#length >= STRETCH.length) await this.#flush()
  }

  /** Hands over what was read, kind by kind in the order in which they name each other; the last batch notes the lines done. */
  async #flush(): Promise<void> {
    const lines = this.#lines
    if (lines.length === 0) return
    this.#lines = []
    this.#length = 0
    this.#facts.clear()
    const bad = lines.filter(line => 'problems' in line)
    this.#keep(bad)
    const byKind = Map.groupBy(
      lines.filter(line => 'record' in line),
      ({ record }) => record.record,
    )
    const kinds = KINDS_IN_ORDER.filter(kind => byKind.has(kind))
    const seeking = lines.filter(line => 'sought' in line)
    const done = { through: lines.at(-1)?.line ?? 0, refused: bad, seeking }
    const nothing = { through: 0, refused: [], seeking: [] }
    // A stretch of bad lines alone is noted too.
    for (const [i, kind] of (kinds.length > 0 ? kinds : KINDS_IN_ORDER.slice(0, 1)).entries())
      await this.#recorder.take({
        kind,
        lines: byKind.get(kind) ?? [],
        ...(i >= kinds.length - 1 ? done : nothing),
      })
  }

  #keep(bad: readonly BadLine[]): void {
    for (const { line, raw, problems } of bad) {
      if (raw === undefined) this.#refused.reason(line, problems)
      else this.#refused.keep(line, raw, problems)
    }
    this.#outcome.refused += bad.length
  }

  #count({ recorded, unchanged, parked }: BatchOutcome): void {
    this.#outcome.recorded += recorded
    this.#outcome.unchanged += unchanged
    this.#outcome.parked += parked
  }
}
