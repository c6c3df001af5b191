import { LRUCache } from 'lru-cache'
import { type AnswersAbout, answersBeside } from './answers-about.ts'
import { loadProjection } from './load-projection.ts'
import type { Projection } from './projection.ts'
import { type RepeatDisembarker, type RepeatDisembarkersInput, repeatDisembarkers } from './repeat-disembarker.ts'
import { type SharedDocument, type SharedDocumentsInput, sharedDocuments } from './shared-document.ts'
import { type AsOf, documentsExaminedElsewhere, type Reader, readAsOf } from './store.ts'

/** Rows of all kept answers together. */
const ROWS_KEPT = 200_000
const ANSWERS_KEPT = 100

/** What is read once for all askers and holds as long as nothing more is recorded, and nobody decides who is who. */
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

/** One text for each state of the graph in which answers may differ. */
const stateOf = ({ delivery, recorded, persons }: AsOf) => `${delivery}/${recorded}/${persons}`

/**
 * The two answers that are computed: who leaves again and again, which documents are shared.
 * An answer is kept until more is recorded or decided, or others push it out, so the pages of one answer are one answer.
 */
export class Patterns {
  readonly #reader: Reader
  readonly #projection: Shared<Projection>
  readonly #examinedElsewhere: Shared<string[]>
  readonly #answers = new LRUCache<string, Promise<readonly unknown[]>>({ max: ANSWERS_KEPT, maxSize: ROWS_KEPT })

  constructor(reader: Reader) {
    this.#reader = reader
    this.#projection = new Shared(() => loadProjection(reader))
    this.#examinedElsewhere = new Shared(() => documentsExaminedElsewhere(reader))
  }

  /** How far the graph has come now: what an answer asked for now takes in. */
  asOf(): Promise<AsOf> {
    return readAsOf(this.#reader)
  }

  /** See `repeatDisembarkers`. Reads the graph's journeys where more was recorded since they were read last. */
  repeatDisembarkers(input: RepeatDisembarkersInput): Promise<readonly RepeatDisembarker[]> {
    return this.#answer('repeatDisembarkers', input, async state =>
      repeatDisembarkers(await this.#projection.of(state), input),
    )
  }

  /** See `sharedDocuments`. */
  sharedDocuments(input: SharedDocumentsInput): Promise<readonly SharedDocument[]> {
    return this.#answer('sharedDocuments', input, state =>
      sharedDocuments(this.#reader, input, () => this.#examinedElsewhere.of(state)),
    )
  }

  /** How to compute both answers about some persons and documents beside the peers of now; see `answersBeside`. */
  async answersAbout(): Promise<AnswersAbout> {
    return answersBeside(await this.#projection.of(stateOf(await this.asOf())))
  }

  async #answer<Row>(name: string, input: object, compute: (state: string) => Promise<Row[]>): Promise<readonly Row[]> {
    const state = stateOf(await this.asOf())
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
