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
    sizeCalculation: (text, sha256) => text.length + sha256.length,
  })

  constructor(known: KnownOperations) {
    this.#known = known
  }

  async get(sha256: string): Promise<string | undefined> {
    return this.#known.get(sha256)?.text ?? this.#stored.get(sha256)
  }

  async set(sha256: string, text: string): Promise<void> {
    this.#stored.set(sha256, text)
  }

  async delete(sha256: string): Promise<boolean> {
    return this.#stored.delete(sha256)
  }
}
