import type { Database, Lease } from '../../graph/index.ts'
import { type Delivery, noteProgress } from '../delivery/delivery.ts'
import { keepLines } from '../delivery/excerpt.ts'
import { anyParked, park, parkSeeking, wake } from '../delivery/parked.ts'
import { factId, type PreparedBatch, prepareBatch } from '../graph/prepare-batch.ts'
import type { BadLine, GoodLine, SoughtLine } from '../read/index.ts'
import type { RecordKind } from '../record/index.ts'

/** Lines to be recorded as one transaction: records of one kind, every fact once. */
export interface Batch {
  readonly kind: RecordKind
  readonly lines: readonly GoodLine[]
  /** What is noted with it: the last line that is done with it, and lines refused before they came here. */
  readonly through: number
  readonly refused: readonly BadLine[]
  /** Lines whose run is not known yet. */
  readonly seeking: readonly SoughtLine[]
}

export interface BatchOutcome {
  readonly recorded: number
  readonly unchanged: number
  readonly parked: number
}

type StatedLine = GoodLine & { readonly delivery: number }

/**
 * Records a delivery batch by batch. While one is recorded the next is prepared and the one after that may be read, which
 * keeps the server and this process at work at once. What a batch records, that it is done and what it
 * said go in together; what was prepared for a batch that a crash kept from being recorded is found there again.
 */
export class Recorder {
  readonly #database: Database
  readonly #delivery: Delivery
  readonly #lease: Lease
  readonly #onRecorded: (outcome: BatchOutcome) => void
  #last: Batch | undefined
  #prepared: Promise<PreparedBatch<StatedLine> | undefined> = Promise.resolve(undefined)
  #recorded: Promise<unknown> = Promise.resolve()
  /** The recording that must end before more is read. */
  #room: Promise<unknown> = Promise.resolve()
  /** While nothing is parked, nothing needs to be woken. */
  #anyParked: Promise<boolean> | undefined

  constructor(database: Database, delivery: Delivery, lease: Lease, onRecorded: (outcome: BatchOutcome) => void) {
    this.#database = database
    this.#delivery = delivery
    this.#lease = lease
    this.#onRecorded = onRecorded
  }

  /** Takes a batch up; returns when there is room for another. */
  async take(batch: Batch): Promise<void> {
    const before = this.#recorded
    const ready = areApart(this.#last, batch)
      ? this.#prepared.then(prepared => (prepared?.corrects ? before : undefined))
      : before
    const prepared = ready.then(() => this.#prepare(batch))
    const recorded = Promise.all([prepared, before]).then(([ready]) => this.#record(batch, ready))
    // Whoever waits for them next is told; until then a failure is not unhandled.
    prepared.catch(() => {})
    recorded.catch(() => {})
    this.#last = batch
    this.#prepared = prepared
    this.#recorded = recorded
    const room = this.#room
    this.#room = before
    await room
  }

  /** Returns when all that was taken up is recorded. */
  async finish(): Promise<void> {
    await this.#recorded
  }

  /** Returns when nothing is under way any more, however it went. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#prepared, this.#recorded])
  }

  #prepare({ kind, lines }: Batch): Promise<PreparedBatch<StatedLine>> {
    const stated = lines.map(line => ({ ...line, delivery: this.#delivery.number }))
    return this.#database.write(tx => prepareBatch(tx, kind, stated))
  }

  async #record(batch: Batch, prepared: PreparedBatch<StatedLine>): Promise<void> {
    const { changed, waiting, unchanged } = prepared
    if (waiting.length + batch.seeking.length > 0) this.#anyParked = Promise.resolve(true)
    this.#anyParked ??= anyParked(this.#database)
    const awaited = (await this.#anyParked) ? changed.map(({ record }) => record) : []
    const kept = [...changed, ...waiting.map(({ checked }) => checked), ...batch.seeking]
    const outcome = await this.#database.write(async tx => {
      // Sent at once: the server works on one statement while the next is being packed.
      await Promise.all([this.#lease.renewIn(tx), keepLines(tx, this.#delivery.number, kept), prepared.record(tx)])
      const parked = (await park(tx, waiting)) + (await parkSeeking(tx, this.#delivery.number, batch.seeking))
      await wake(tx, batch.kind, awaited)
      const outcome = { recorded: changed.length, unchanged, parked }
      await noteProgress(tx, this.#delivery, { ...outcome, through: batch.through, refused: batch.refused })
      return outcome
    })
    this.#onRecorded(outcome)
  }
}

/** May `next` be prepared before `last` is recorded? Records refer to other kinds and correct facts of their own. */
function areApart(last: Batch | undefined, next: Batch): boolean {
  if (!last || last.kind !== next.kind) return false
  const ids = new Set(last.lines.map(({ record }) => factId(record)))
  return next.lines.every(({ record }) => !ids.has(factId(record)))
}
