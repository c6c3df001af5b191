import { chainOf } from '../portrait/paper.ts'
import type { Portrait } from '../portrait/portrait.ts'
import { blockingKeys } from './blocking.ts'

/** Nobody in a block of more is compared because of it: strangers of one key, or somebody's attempt. */
export const LARGEST = 400

/** Pairs to be compared, each once, as places in the list; and how many were in blocks too large to compare. */
export interface Candidates {
  readonly pairs: readonly (readonly [left: number, right: number])[]
  readonly left: number
}

/** The pairs that share a block or a document. What is in a block too large is counted, never dropped in silence. */
export function candidatePairs(portraits: readonly Portrait[]): Candidates {
  const blocks = new Map<string, number[]>()
  for (const [i, portrait] of portraits.entries())
    for (const key of [...blockingKeys(portrait), ...portrait.papers.flatMap(chainOf)]) {
      const block = blocks.get(key)
      if (block) block.push(i)
      else blocks.set(key, [i])
    }
  const pairs: [number, number][] = []
  const others: Set<number>[] = portraits.map(() => new Set())
  let left = 0
  for (const block of blocks.values()) {
    if (block.length > LARGEST) {
      left += block.length
      continue
    }
    for (const [at, i] of block.entries())
      for (const j of block.slice(at + 1)) {
        if (others[i]?.has(j)) continue
        others[i]?.add(j)
        pairs.push([i, j])
      }
  }
  return { pairs, left }
}
