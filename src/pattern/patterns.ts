import { LRUCache } from 'lru-cache'
import { standpoint } from '../graph/index.ts'
import type { Projection } from './projection/projection.ts'
import { currentProjection } from './projection/update.ts'
import { type RepeatDisembarker, type RepeatDisembarkersInput, repeatDisembarkers } from './repeat-disembarker.ts'
import { type SharedDocument, type SharedDocumentsInput, sharedDocuments } from './shared-document.ts'
import { type AsOf, documentsExaminedElsewhere, type Reader, readAsOf } from './store.ts'

/** Rows of all kept answers together. */
const ROWS_KEPT = 200_000
const ANSWERS_KEPT = 100

/** What is read once for all askers and holds as long as nothing more is recorded. */
class Shared<T> {
  readonly #read: () => Promise<T>
  #state: string | undefined
  #value: Promise<T> | undefined

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  /** The value for a state of the graph. A reading under way is waited for, so two are never held at once. */
  async of(state: string): Promise<T> {
    while (this.#value !== undefined && this.#state !== state) {
      const earlier = this.#value
      await earlier.catch(() => {})
      if (this.#value === earlier) this.#value = undefined
    }
    if (this.#value === undefined) {
      const reading = this.#read()
      this.#state = state
      this.#value = reading
      reading.catch(() => {
        if (this.#value === reading) this.#value = undefined
      })
    }
    return this.#value
  }
}

/** The projection, made when it is first asked for and brought up to date whenever it is asked for after a change. */
class Picture {
  readonly #reader: Reader
  #last: Promise<Projection | undefined> = Promise.resolve(undefined)

  constructor(reader: Reader) {
    this.#reader = reader
  }

  /** The projection as the graph is now. One update at a time; where one fails, what was there before is brought on. */
  async now(): Promise<Projection> {
    const before = this.#last
    const updated = before.then(async projection => (await currentProjection(this.#reader, projection)).projection)
    this.#last = updated.catch(() => before)
    return updated
  }
}

/**
 * The two answers that are computed: who leaves again and again, which documents are shared.
 * An answer is kept until more is recorded or others push it out, so the pages of one answer are one answer.
 */
export class Patterns {
  readonly #reader: Reader
  readonly #picture: Picture
  readonly #examinedElsewhere: Shared<string[]>
  readonly #answers = new LRUCache<string, Promise<readonly unknown[]>>({ max: ANSWERS_KEPT, maxSize: ROWS_KEPT })

  constructor(reader: Reader) {
    this.#reader = reader
    this.#picture = new Picture(reader)
    this.#examinedElsewhere = new Shared(() => documentsExaminedElsewhere(reader))
  }

  /** How far the graph has come now: what an answer asked for now takes in. */
  asOf(): Promise<AsOf> {
    return readAsOf(this.#reader)
  }

  /** See `repeatDisembarkers`. Reads of the graph what has changed since it was read last. */
  repeatDisembarkers(input: RepeatDisembarkersInput): Promise<readonly RepeatDisembarker[]> {
    return this.#answer('repeatDisembarkers', input, async () => repeatDisembarkers(await this.#picture.now(), input))
  }

  /** See `sharedDocuments`. */
  sharedDocuments(input: SharedDocumentsInput): Promise<readonly SharedDocument[]> {
    return this.#answer('sharedDocuments', input, state =>
      sharedDocuments(this.#reader, input, () => this.#examinedElsewhere.of(state)),
    )
  }

  async #answer<Row>(name: string, input: object, compute: (state: string) => Promise<Row[]>): Promise<readonly Row[]> {
    const { history, number } = await standpoint(this.#reader)
    const state = `${history}/${number}`
    const key = `${state} ${name} ${JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)))}`
    const kept = this.#answers.get(key)
    if (kept) return kept as Promise<Row[]>
    const answer = compute(state)
    this.#answers.set(key, answer, { size: 1 })
    try {
      const rows = await answer
      // Too large an answer is not kept at all; the next page computes it again.
      this.#answers.set(key, answer, { size: rows.length + 1 })
      return rows
    } catch (error) {
      this.#answers.delete(key)
      throw error
    }
  }
}
