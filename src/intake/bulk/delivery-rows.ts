import { MOST_REFUSALS, REFUSAL, refusalRows } from '../delivery/delivery.ts'
import type { Excerpt } from '../delivery/excerpt.ts'
import { parkedValues, seekingValues } from '../delivery/parked.ts'
import type { CheckedRecord } from '../graph/prepare-batch.ts'
import type { BadLine, SoughtLine } from '../read/index.ts'
import type { ImportRows } from './rows.ts'

/** A delivery as rows: what it said, what was refused of it, and what is left to the ordinary loader. */
export class DeliveryRows {
  readonly number: number
  readonly #rows: ImportRows
  readonly #node: number
  readonly #sha256: string
  readonly #name: string
  readonly #receivedAt = Date.now()
  #through = 0
  #recorded = 0
  #parked = 0
  #refused = 0
  #complete = false

  constructor(rows: ImportRows, number: number, sha256: string, name: string) {
    this.#rows = rows
    this.#node = rows.reserve()
    this.number = number
    this.#sha256 = sha256
    this.#name = name
  }

  /** Keeps the words of lines. */
  say(excerpt: Excerpt): void {
    this.#in(this.#rows.object('Excerpt', { delivery: this.number, ...excerpt }))
  }

  /** Lines up to this one were read. */
  reach(line: number): void {
    this.#through = line
  }

  refuse(bad: Omit<BadLine, 'raw'>): void {
    this.#refused++
    if (this.#refused > MOST_REFUSALS) return
    for (const row of refusalRows(this.number, bad)) this.#in(this.#rows.node('Refusal', REFUSAL, row))
  }

  recorded(): void {
    this.#recorded++
  }

  /** The record is ready to be recorded by the ordinary loader, which finds it so however often it is killed. */
  leave(checked: CheckedRecord): void {
    this.#parked++
    this.#leave(parkedValues(checked))
  }

  /** So is one whose run must be found first. */
  leaveSeeking(line: SoughtLine): void {
    this.#parked++
    this.#leave(seekingValues(this.number, line))
  }

  #leave(values: { readonly delivery: number; readonly line: number }): void {
    const id = `${values.delivery}:${values.line}`
    this.#in(this.#rows.object('ParkedRecord:Ready', { id, since: this.#receivedAt, ...values }))
  }

  /** Its last line was read. */
  end(): void {
    this.#complete = true
  }

  /** Writes the delivery itself, with what has become of its lines. */
  write(): void {
    const properties = {
      id: this.#sha256,
      number: this.number,
      name: this.#name,
      receivedAt: this.#receivedAt,
      receivedFrom: 'load',
      through: this.#through,
      recorded: this.#recorded,
      unchanged: 0,
      parked: this.#parked,
      refused: this.#refused,
      complete: this.#complete,
    }
    this.#rows.put(this.#node, 'Delivery', Object.keys(properties), Object.values(properties))
  }

  #in(node: number): void {
    this.#rows.tie('IN', node, this.#node)
  }
}
