import type { Portrait } from '../portrait/portrait.ts'
import { blockingKeys, documentKey, finerKey, isFinest, largest } from './blocking.ts'

/** Two portraits to be compared, as places in the list, the smaller first. */
export type Pair = readonly [left: number, right: number]

/**
 * The portraits that are to be compared, without a graph: those that share a block that is not too large, by the keys and
 * limits of the graph. `documents`: ids of all documents that those state who sat for a portrait; its own papers unless told.
 */
export class Candidates {
  readonly #portraits: readonly Portrait[]
  readonly #keys: (place: number) => string[]
  readonly #numbers = new Map<string, number>()
  /** By number of the block: how many are in it, and how many may be. */
  readonly #sizes: number[] = []
  readonly #limits: number[] = []
  /** By portrait, in ascending order: its blocks. */
  readonly #blocks: number[][]

  constructor(
    portraits: readonly Portrait[],
    documents: (place: number) => readonly string[] = place =>
      (portraits[place] as Portrait).papers.map(({ id }) => id),
  ) {
    this.#portraits = portraits
    this.#keys = place => [
      ...blockingKeys(portraits[place] as Portrait),
      ...new Set(documents(place).flatMap(id => documentKey(id) ?? [])),
    ]
    this.#blocks = portraits.map(() => [])
    for (let place = 0; place < portraits.length; place++) for (const key of this.#keys(place)) this.#put(place, key)
    while (this.#split());
    for (const blocks of this.#blocks) blocks.sort((a, b) => a - b)
  }

  /** Each pair once, in the order of the blocks. */
  *pairs(): Generator<Pair> {
    const members = this.#members()
    for (const [block, own] of members.entries())
      for (let at = 1; at < own.length; at++)
        for (let before = 0; before < at; before++) {
          const [left, right] = [own[before] as number, own[at] as number]
          if (this.#firstInCommon(left, right) === block) yield [left, right]
        }
  }

  /** Places in blocks that are too large, finest ones at that, and so compare nobody. */
  get left(): number {
    let left = 0
    for (const [key, block] of this.#numbers) if (!this.#isOpen(block) && isFinest(key)) left += this.#sizes[block] ?? 0
    return left
  }

  #put(place: number, key: string): void {
    let block = this.#numbers.get(key)
    if (block === undefined) {
      block = this.#numbers.size
      this.#numbers.set(key, block)
      this.#limits.push(largest(key))
      this.#sizes.push(0)
    }
    this.#sizes[block] = (this.#sizes[block] ?? 0) + 1
    this.#blocks[place]?.push(block)
  }

  #isOpen(block: number): boolean {
    return (this.#sizes[block] ?? 0) <= (this.#limits[block] ?? 0)
  }

  /** Puts whoever is in a block too large into a finer one; false where all are in theirs. */
  #split(): boolean {
    const known = this.#numbers.size
    const finer: [number, string][] = []
    for (let place = 0; place < this.#portraits.length; place++) {
      if (this.#blocks[place]?.every(block => this.#isOpen(block))) continue
      for (const key of this.#keys(place)) {
        const found = this.#finest(key, this.#portraits[place] as Portrait)
        if (found !== null && !this.#numbers.has(found)) finer.push([place, found])
      }
    }
    for (const [place, key] of finer) this.#put(place, key)
    return this.#numbers.size > known
  }

  /** The first of a key's ever finer blocks that is open or new; null where the finest is too large. */
  #finest(key: string, portrait: Portrait): string | null {
    for (let at: string | null = key; at !== null; at = finerKey(at, portrait)) {
      const block = this.#numbers.get(at)
      if (block === undefined || this.#isOpen(block)) return at
    }
    return null
  }

  #members(): number[][] {
    const members: number[][] = this.#sizes.map(() => [])
    for (const [place, blocks] of this.#blocks.entries())
      for (const block of blocks) if (this.#isOpen(block)) members[block]?.push(place)
    return members
  }

  #firstInCommon(left: number, right: number): number {
    const [ours, theirs] = [this.#blocks[left] as number[], this.#blocks[right] as number[]]
    for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
      const [a, b] = [ours[i] as number, theirs[j] as number]
      if (a === b && this.#isOpen(a)) return a
      if (a <= b) i++
      if (b <= a) j++
    }
    return -1
  }
}
