import { setTimeout } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { Unavailable } from '../../base/index.ts'
import type { Database } from '../database.ts'
import { NO_KEY, type Piece } from './piece.ts'

/** A statement that begins with `UNWIND $keys`, and all else that it takes. */
export type ByKeys = Pick<Piece, 'text' | 'parameters'>

/** Texts held warm: Neo4j keeps a thousand plans, and the cut pieces and all other statements need theirs. */
const MOST_WARM = 400
/** Milliseconds after which a warm text that nobody used is run again, and how many at most at a time. */
const FRESH_FOR = 60_000
const MOST_REFRESHED = 50
const PLANNING_TIMEOUT = 60_000
/** Milliseconds without a read before a text is planned, so that planning takes no processor from who waits for an answer. */
const QUIET = 25
/** Milliseconds that a text waits for that at most: a service that is never quiet gets its plans too. */
const PATIENCE = 1_500

/**
 * Which statements Neo4j has planned. A text that it has not seen costs 100 to 250 ms when it is deep, and only running
 * it makes the plan (`EXPLAIN` does not): so a text is run in the background for a key that nothing has, and counts as warm
 * then. For one, because a plan is kept for each size of a list of parameters: made for none it serves nobody.
 */
export class Warmth {
  readonly #database: Database
  readonly #warm = new LRUCache<string, { piece: ByKeys; at: number }>({ max: MOST_WARM })
  readonly #waiting = new Map<string, ByKeys>()
  readonly #timer: NodeJS.Timeout
  #working: Promise<void> | undefined
  #reading = 0
  #lastRead = 0
  readonly #closing = new AbortController()

  constructor(database: Database) {
    this.#database = database
    this.#timer = setInterval(() => this.#refresh(), FRESH_FOR).unref()
  }

  /** Is this text planned? Asking says that it is used. */
  isWarm({ text }: ByKeys): boolean {
    const known = this.#warm.get(text)
    if (known) known.at = Date.now()
    return known !== undefined
  }

  /** Has the text planned in the background, one after the other. */
  warm(piece: ByKeys): void {
    // Many shapes at once are no work to pile up: those that are asked again are warmed then.
    if (this.#isClosed || this.#waiting.size >= MOST_WARM || this.#waiting.has(piece.text)) return
    this.#waiting.set(piece.text, piece)
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
    })
  }

  /** Somebody waits for what `read` reads. */
  async during<T>(read: () => Promise<T>): Promise<T> {
    this.#reading++
    try {
      return await read()
    } finally {
      this.#reading--
      this.#lastRead = performance.now()
    }
  }

  /** Resolves when nothing waits to be warmed. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** Neo4j went away: whatever answers next knows no plan. */
  forget(): void {
    this.#warm.clear()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    clearInterval(this.#timer)
    this.#waiting.clear()
    await this.settled()
  }

  /** What Neo4j dropped or holds outdated (restart, other plans, many records) is planned again before somebody waits for it. */
  #refresh(): void {
    const before = Date.now() - FRESH_FOR
    const unused = [...this.#warm.values()].filter(({ at }) => at < before).slice(0, MOST_REFRESHED)
    for (const { piece } of unused) this.warm(piece)
  }

  async #quiet(): Promise<void> {
    const isQuiet = () => this.#reading === 0 && performance.now() - this.#lastRead >= QUIET
    const until = performance.now() + PATIENCE
    while (!isQuiet() && performance.now() < until && !this.#isClosed) await setTimeout(QUIET)
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  async #plan({ text, parameters }: ByKeys): Promise<void> {
    const { signal } = this.#closing
    await this.#database.read(text, { ...parameters, keys: [NO_KEY] }, { timeout: PLANNING_TIMEOUT, signal })
  }

  async #work(): Promise<void> {
    for (;;) {
      const [piece] = this.#waiting.values()
      if (!piece) return
      await this.#quiet()
      if (this.#isClosed) return
      try {
        await this.#plan(piece)
        this.#warm.set(piece.text, { piece, at: Date.now() })
      } catch (error) {
        this.#warm.delete(piece.text)
        if (error instanceof Unavailable) this.#waiting.clear()
      }
      this.#waiting.delete(piece.text)
    }
  }
}
