import type { Portrait } from '../portrait/portrait.ts'
import { blockingKeys } from './blocking.ts'

/** Above this a block is split by year of birth, then by sex. */
const LARGEST = 400

/** Pairs to be compared, each once, as places in the list; and how many identities were in blocks too large to compare. */
export interface Candidates {
  readonly pairs: readonly (readonly [left: number, right: number])[]
  readonly left: number
}

/** The pairs that share a block. What is in a block too large even when split is counted, never dropped in silence. */
export function candidatePairs(portraits: readonly Portrait[]): Candidates {
  const blocks = new Map<string, number[]>()
  for (const [i, portrait] of portraits.entries())
    for (const key of blockingKeys(portrait)) {
      const block = blocks.get(key)
      if (block) block.push(i)
      else blocks.set(key, [i])
    }
  const pairs: [number, number][] = []
  const others: Set<number>[] = portraits.map(() => new Set())
  let left = 0
  for (const block of blocks.values())
    for (const part of parts(block, portraits)) {
      if (part.length > LARGEST) {
        left += part.length
        continue
      }
      for (const [at, i] of part.entries())
        for (const j of part.slice(at + 1)) {
          if (others[i]?.has(j)) continue
          others[i]?.add(j)
          pairs.push([i, j])
        }
    }
  return { pairs, left }
}

/** A block of at most 400, or its parts of one year of birth, or of one year and sex; whoever has none is in none. */
function parts(block: number[], portraits: readonly Portrait[]): number[][] {
  if (block.length <= LARGEST) return [block]
  const byYear = Map.groupBy(block, i => portraits[i]?.birth?.year)
  return [...byYear.values()].flatMap(year =>
    year.length <= LARGEST ? [year] : [...Map.groupBy(year, i => portraits[i]?.sex).values()],
  )
}
