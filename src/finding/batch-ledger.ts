import { falseDiscoveryRates } from '../pattern/index.ts'

/** Level at which the false discovery rate of what is told is held, over all batches together. */
const ALPHA = 0.05

/** What the batches of a pattern have spent since the ledger began: batches that came to the same stand together. */
export interface Ledger {
  /** How many batches there were. */
  readonly batches: number
  /** Rejections, rejections had one p been 0, how many such batches, and their levels together. */
  readonly spent: readonly (readonly [rejected: number, atMost: number, batches: number, levels: number])[]
}

export const NEW_LEDGER: Ledger = { batches: 0, spent: [] }

/** The share of {@link ALPHA} of batch j, from 1 on: γ_j = 0.43749 / j^1.6, which add up to one. */
const share = (j: number) => 0.43749 / j ** 1.6

/** Beyond so many batches what is left is too little to tell anything. */
const MOST_BATCHES = 100_000

/**
 * Which tests of a batch are told at once, so that over all batches together at most five of a hundred are false to be
 * expected: Benjamini–Hochberg within the batch, at a level that earlier batches leave.
 * @param ps those of the batch that are at most 0.1; of the others only how many there are counts
 * @param tests how many tests the batch made
 * @returns the largest p that is told, −1 for none; and the ledger with this batch
 * @see Zrnic, Jiang, Ramdas and Jordan, The Power of Batching in Multiple Hypothesis Testing, AISTATS 2020, Batch-BH
 */
export function tellBatch(
  ledger: Ledger,
  ps: readonly number[],
  tests: number,
): { readonly told: number; readonly ledger: Ledger } {
  if (tests === 0) return { told: -1, ledger }
  const level = levelOf(ledger, tests)
  const rejected = rejections(ps, tests, level)
  const told = rejected === 0 ? -1 : (ps.toSorted((a, b) => a - b)[rejected - 1] as number)
  return { told, ledger: enter(ledger, rejected, mostRejections(ps, tests, level), level) }
}

function levelOf({ batches, spent }: Ledger, tests: number): number {
  if (batches >= MOST_BATCHES) return 0
  let allotted = 0
  for (let j = 1; j <= batches + 1; j++) allotted += share(j)
  const rejected = spent.reduce((sum, [own, , count]) => sum + own * count, 0)
  const used = spent.reduce((sum, [own, atMost, , levels]) => sum + (levels * atMost) / (atMost + rejected - own), 0)
  return (Math.max(0, ALPHA * allotted - used) * (tests + rejected)) / tests
}

/** How many p the Benjamini–Hochberg procedure rejects at a level, of so many tests. */
function rejections(ps: readonly number[], tests: number, level: number): number {
  return falseDiscoveryRates(ps, tests).filter(q => q <= level).length
}

/** How many it would reject at most if one p of the batch were 0: the largest of them is the one to be so. */
function mostRejections(ps: readonly number[], tests: number, level: number): number {
  const others = ps.length < tests ? ps : ps.toSorted((a, b) => a - b).slice(0, -1)
  return rejections([0, ...others], tests, level)
}

function enter({ batches, spent }: Ledger, rejected: number, atMost: number, level: number): Ledger {
  const isSame = ([own, most]: Ledger['spent'][number]) => own === rejected && most === atMost
  const [, , count, levels] = spent.find(isSame) ?? [0, 0, 0, 0]
  return {
    batches: batches + 1,
    spent: [...spent.filter(one => !isSame(one)), [rejected, atMost, count + 1, levels + level]],
  }
}
