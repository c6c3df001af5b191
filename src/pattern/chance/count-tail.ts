// Beyond these a product is split into its logarithm and 1, so that it neither vanishes nor overflows.
const SMALL = 1e-250
const LARGE = 1e250
/** A term that is so much less than the sum changes no digit of it. */
const NEGLIGIBLE = 1e-17

/**
 * P(Y ≥ y) of a count whose mean and variance are told: negative binomial of variance dispersion × mean, Poisson where
 * dispersion is 1. Terms follow from one another by P(k) = P(k−1)·(mean + (k−1)d) / (k(1+d)), d = dispersion − 1, of which
 * Poisson is the case d = 0; the logarithm of what a product would lose is kept apart, so that tails keep their relative
 * accuracy down to the least number there is, and are 0 below it. O(y + √variance).
 * @param y whole number
 * @param mean at least 0
 * @param dispersion at least 1
 */
export function countTail(y: number, mean: number, dispersion = 1): number {
  if (y <= 0) return 1
  if (mean <= 0) return 0
  const d = dispersion - 1
  const step = (k: number) => (mean + (k - 1) * d) / (k * dispersion)
  const logNone = d > 0 ? (-mean * Math.log1p(d)) / d : -mean
  return y > mean ? sumUpwards(y, step, logNone) : 1 - sumBelow(y, step, logNone)
}

/** Σ P(k) over k ≥ y. */
function sumUpwards(y: number, step: (k: number) => number, logNone: number): number {
  let log = logNone
  let first = 1
  for (let k = 1; k <= y; k++) {
    first *= step(k)
    if (first > SMALL && first < LARGE) continue
    log += Math.log(first)
    first = 1
  }
  let sum = 1
  // Beyond the mean each term is less than the one before, by a factor that stays below 1 and tends to d/(1+d).
  for (let k = y + 1, term = step(k); term > sum * NEGLIGIBLE; term *= step(++k)) sum += term
  return Math.exp(log + Math.log(first) + Math.log(sum))
}

/** Σ P(k) over k < y: for y up to the mean, where it is no more than about a half and nothing is lost by taking it from 1. */
function sumBelow(y: number, step: (k: number) => number, logNone: number): number {
  let log = logNone
  let term = 1
  let sum = 1
  for (let k = 1; k < y; k++) {
    term *= step(k)
    sum += term
    if (sum < LARGE) continue
    log += Math.log(sum)
    term /= sum
    sum = 1
  }
  return Math.exp(log + Math.log(sum))
}
