import { LRUCache } from 'lru-cache'
import type { KnownOperations } from './known-operations.ts'

/** Characters of all texts together that clients may have stored. */
const MOST_STORED = 8_000_000

/**
 * Texts of operations by their SHA-256 (automatic persisted queries): the known ones, and those that clients stored,
 * the least used forgotten first.
 */
export class StoredOperations {
  readonly #known: KnownOperations
  readonly #stored = new LRUCache<string, string>({
    maxSize: MOST_STORED,
    sizeCalculation: (text, key) => text.length + key.length,
  })

  constructor(known: KnownOperations) {
    this.#known = known
  }

  /** @param key Apollo's: the SHA-256 behind a prefix of its own */
  async get(key: string): Promise<string | undefined> {
    const sha256 = key.replace(/^apq:/, '').toLowerCase()
    return this.#known.get(sha256)?.text ?? this.#stored.get(key)
  }

  async set(key: string, text: string): Promise<void> {
    this.#stored.set(key, text)
  }

  async delete(key: string): Promise<boolean> {
    return this.#stored.delete(key)
  }
}
