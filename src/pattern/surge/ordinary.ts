/** How many leave in an ordinary week, and how much more that varies than chance has it. */
export interface Ordinary {
  readonly mean: number
  /** Variance over mean, at least 1. */
  readonly dispersion: number
}

const LEAST = 0.5
/** Residuals beyond this are an earlier surge's, and weigh less. */
const OUTLYING = 2.58
const ROUNDS = 3
/** No week counts for more than so many of its own means in the dispersion. */
const MOST = 16

/**
 * The mean of some weeks, three times over with weights that fall with the square of how far a week is out; and their
 * dispersion around it, in which no week counts for more than sixteen. What surged before does not hide what surges now.
 * @see Farrington et al., J. R. Statist. Soc. A 159 (1996) 547–563, of which this is a short form
 */
export function ordinaryOf(counts: readonly number[]): Ordinary {
  let mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  for (let round = 0; round < ROUNDS; round++) {
    let [weighed, weights] = [0, 0]
    for (const count of counts) {
      const residual = (count - mean) / Math.sqrt(Math.max(mean, LEAST))
      const weight = residual > OUTLYING ? 1 / residual ** 2 : 1
      weighed += weight * count
      weights += weight
    }
    mean = weighed / weights
  }
  let spread = 0
  for (const count of counts) spread += Math.min((count - mean) ** 2, MOST * mean)
  return { mean, dispersion: Math.max(1, spread / Math.max(mean, LEAST) / (counts.length - 1)) }
}

/** The middle one of some numbers, the mean of both where there are two; 1 of none. */
export function median(numbers: readonly number[]): number {
  const inOrder = [...numbers].sort((a, b) => a - b)
  const [low, high] = [inOrder[Math.ceil(inOrder.length / 2) - 1], inOrder[Math.floor(inOrder.length / 2)]]
  return low === undefined || high === undefined ? 1 : (low + high) / 2
}
