import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** A file that was made ready, and waits to be fetched. */
export interface WaitingExport {
  readonly fileName: string
  readonly contentType: string
  /** Things and ties that it holds: what it takes of memory. */
  readonly size: number
  write(): Iterable<string | Uint8Array>
}

/** How long an export waits, in milliseconds. */
const WAITS = 10 * 60_000
/** Things and ties of all that wait; where more would, those that have waited longest are let go. */
const MOST_WAITING = 150_000

/**
 * Exports by the token under which each is fetched, once: 256 bits that nobody guesses, kept in memory only, so that an
 * address found later in a log leads nowhere.
 */
export class WaitingExports {
  readonly #waiting = new LRUCache<string, WaitingExport>({
    ttl: WAITS,
    maxSize: MOST_WAITING,
    sizeCalculation: ({ size }) => size + 1,
  })

  keep(waiting: WaitingExport): { readonly token: string; readonly expiresAt: number } {
    const token = randomBytes(32).toString('base64url')
    this.#waiting.set(token, waiting)
    return { token, expiresAt: Date.now() + WAITS }
  }

  take(token: string): WaitingExport | undefined {
    const waiting = this.#waiting.get(token)
    this.#waiting.delete(token)
    return waiting
  }
}
