import { hash } from 'node:crypto'

const ABSENT = -1
const FIRST_SLOTS = 1 << 16
/** Words that a slot holds: three of the key's hash, and the number. */
const WORDS = 4
const FULLEST = 0.75

/**
 * Numbers by key, for millions of keys: 96 bits of a key's SHA-256 stand for it, so that a key takes 22 to 43 bytes
 * (a Map of strings: 110 and more, and no more than 16 million of them).
 */
export class KeyTable {
  #slots = new Int32Array(FIRST_SLOTS * WORDS).fill(ABSENT)
  #size = 0
  /** A key is mostly asked for and then added. */
  #last: { key: string; words: Words } | undefined

  get size(): number {
    return this.#size
  }

  /** The number of a key, 0 or more; undefined where the key is not there. */
  get(key: string): number | undefined {
    const number = this.#slots[this.#find(this.#wordsOf(key)) + 3] as number
    return number === ABSENT ? undefined : number
  }

  /** Gives a key the number that `next` says, where it has none; returns whether it was new. */
  add(key: string, number: number): boolean {
    if (this.#size >= (this.#slots.length / WORDS) * FULLEST) this.#grow()
    const words = this.#wordsOf(key)
    const slot = this.#find(words)
    if (this.#slots[slot + 3] !== ABSENT) return false
    this.#put(this.#slots, slot, words, number)
    this.#size++
    return true
  }

  #wordsOf(key: string): Words {
    if (this.#last?.key !== key) this.#last = { key, words: wordsOf(key) }
    return this.#last.words
  }

  #find([a, b, c]: Words): number {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let slot = (a * WORDS) & mask; ; slot = (slot + WORDS) & mask)
      if (slots[slot + 3] === ABSENT || (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c))
        return slot
  }

  #put(slots: Int32Array, slot: number, [a, b, c]: Words, number: number): void {
    slots[slot] = a
    slots[slot + 1] = b
    slots[slot + 2] = c
    slots[slot + 3] = number
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Int32Array(before.length * 2).fill(ABSENT)
    for (let at = 0; at < before.length; at += WORDS) {
      const number = before[at + 3] as number
      if (number === ABSENT) continue
      const words: Words = [before[at] as number, before[at + 1] as number, before[at + 2] as number]
      this.#put(this.#slots, this.#find(words), words, number)
    }
  }
}

type Words = readonly [number, number, number]

function wordsOf(key: string): Words {
  const bytes = hash('sha256', key, 'binary')
  return [word(bytes, 0), word(bytes, 4), word(bytes, 8)]
}

const word = (bytes: string, at: number) =>
  bytes.charCodeAt(at) |
  (bytes.charCodeAt(at + 1) << 8) |
  (bytes.charCodeAt(at + 2) << 16) |
  (bytes.charCodeAt(at + 3) << 24)
