import { MOST_REFUSALS, REFUSAL, refusalRows } from '../delivery.ts'
import { packed, type RawLine } from '../excerpt.ts'
import type { CheckedRecord } from '../graph/prepare-batch.ts'
import { parkedValues, seekingValues } from '../parked.ts'
import type { BadLine, SoughtLine } from '../read/index.ts'
import type { ImportRows } from './rows.ts'

/** Lines, and characters of them, that go into one excerpt. */
const EXCERPT = { lines: 2_500, length: 1_000_000 }

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
  #said: RawLine[] = []
  #length = 0

  constructor(rows: ImportRows, number: number, sha256: string, name: string) {
    this.#rows = rows
    this.#node = rows.reserve()
    this.number = number
    this.#sha256 = sha256
    this.#name = name
  }

  /** Keeps a line's words. */
  say(line: RawLine): void {
    this.#through = line.line
    this.#said.push(line)
    this.#length += line.raw.length
    if (this.#said.length >= EXCERPT.lines || this.#length >= EXCERPT.length) this.#excerpt()
  }

  refuse(bad: BadLine): void {
    this.#through = bad.line
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
    this.#excerpt()
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

  #excerpt(): void {
    if (this.#said.length === 0) return
    this.#in(this.#rows.object('Excerpt', packed(this.#said)))
    this.#said = []
    this.#length = 0
  }

  #in(node: number): void {
    this.#rows.tie('IN', node, this.#node)
  }
}
