import { LRUCache } from 'lru-cache'
import { type Grouping, Groupings, type Strictness } from '../person/index.ts'
import { loadProjection } from './load-projection.ts'
import type { Projection } from './projection.ts'
import { type RepeatDisembarker, type RepeatDisembarkersInput, repeatDisembarkers } from './repeat-disembarker.ts'
import { type SharedDocument, type SharedDocumentsInput, sharedDocuments } from './shared-document.ts'
import { type AsOf, documentsExaminedElsewhere, type Reader, readAsOf } from './store.ts'

/** Rows of all kept answers together. */
const ROWS_KEPT = 200_000
const ANSWERS_KEPT = 100
/** Milliseconds that working out who is one person may take. */
const TIMEOUT = 60_000

/** What is read once for all askers and holds as long as nothing more is recorded. */
class Shared<T> {
  #state: string | undefined
  #value: Promise<T> | undefined

  /** The value for a state of the graph. A reading under way is waited for, so two are never held at once. */
  async of(state: string, read: () => Promise<T>): Promise<T> {
    while (this.#value !== undefined && this.#state !== state) {
      const earlier = this.#value
      await earlier.catch(() => {})
      if (this.#value === earlier) this.#value = undefined
    }
    if (this.#value === undefined) {
      const reading = read()
      this.#state = state
      this.#value = reading
      reading.catch(() => {
        if (this.#value === reading) this.#value = undefined
      })
    }
    return this.#value
  }
}

/**
 * The two answers that are computed: who leaves again and again, which documents are shared.
 * An answer is kept until more is recorded, a human decides who is who, or others push it out, so the pages of one answer are one answer.
 */
export class Patterns {
  /** Who is one person, under each strictness. */
  readonly groupings: Groupings
  readonly #reader: Reader
  readonly #projections: Readonly<Record<Strictness, Shared<Projection>>> = {
    STRICT: new Shared(),
    REVIEWED: new Shared(),
    PROBABLE: new Shared(),
  }
  readonly #examinedElsewhere = new Shared<string[]>()
  readonly #answers = new LRUCache<string, Promise<readonly unknown[]>>({ max: ANSWERS_KEPT, maxSize: ROWS_KEPT })

  constructor(reader: Reader) {
    this.#reader = reader
    this.groupings = new Groupings((text, given) => reader.read(text, given, { timeout: TIMEOUT }))
  }

  /** How far the graph has come now: what an answer asked for now takes in. */
  asOf(): Promise<AsOf> {
    return readAsOf(this.#reader)
  }

  /** See `repeatDisembarkers`. Reads the graph's journeys where more was recorded since they were read last. */
  repeatDisembarkers(input: RepeatDisembarkersInput): Promise<readonly RepeatDisembarker[]> {
    return this.#answer('repeatDisembarkers', input, async grouping => {
      const shared = this.#projections[grouping.strictness]
      const projection = await shared.of(grouping.state, () => loadProjection(this.#reader, grouping))
      return repeatDisembarkers(projection, input)
    })
  }

  /** See `sharedDocuments`. */
  sharedDocuments(input: SharedDocumentsInput): Promise<readonly SharedDocument[]> {
    return this.#answer('sharedDocuments', input, grouping =>
      sharedDocuments(this.#reader, grouping, input, () =>
        this.#examinedElsewhere.of(grouping.state, () => documentsExaminedElsewhere(this.#reader)),
      ),
    )
  }

  async #answer<Row>(
    name: string,
    input: { readonly identity?: Strictness },
    compute: (grouping: Grouping) => Promise<Row[]>,
  ): Promise<readonly Row[]> {
    const grouping = await this.groupings.of(input.identity ?? 'REVIEWED')
    const key = `${grouping.state} ${grouping.strictness} ${name} ${JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)))}`
    const kept = this.#answers.get(key)
    if (kept) return kept as Promise<Row[]>
    const answer = compute(grouping)
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
