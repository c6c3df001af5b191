/** A Beta-binomial distribution of x in n: each person's own rate is drawn from Beta(α, β). */
export interface BetaBinomial {
  readonly alpha: number
  readonly beta: number
}

/** How many persons had x of n. */
export interface Cell {
  readonly n: number
  readonly x: number
  readonly persons: number
}

/** Where nobody is known. */
const UNKNOWN_RATE = 1 / 2
/** Nobody is known so well. */
const LEAST_RATE = 1e-5
const LEAST_CORRELATION = 0.005
const MOST_CORRELATION = 0.9
const REFITS = 4
/** Persons with two or more whose tail is below this do not shape what they are compared with. */
const OUTLYING = 0.002

// Beyond these a product is split into its logarithm and 1, so that it neither vanishes nor overflows.
const SMALL = 1e-250
const LARGE = 1e250

/**
 * P(X ≥ x) of n under a Beta-binomial distribution: Σ C(n,i)·B(i+α, n−i+β)/B(α,β) over i = x…n.
 * The Beta functions are written as the products they stand for. These lose about n units in the last place, less than
 * differences of log-gamma do, and keep their relative accuracy in tails of any size. O(n).
 */
export function upperTail(x: number, n: number, { alpha, beta }: BetaBinomial): number {
  if (x <= 0) return 1
  if (x > n) return 0
  let log = 0
  let first = 1
  const times = (factor: number) => {
    first *= factor
    if (first < SMALL || first > LARGE) {
      log += Math.log(first)
      first = 1
    }
  }
  for (let i = 0; i < x; i++) times(((alpha + i) / (alpha + beta + i)) * ((n - i) / (x - i)))
  for (let i = 0; i < n - x; i++) times((beta + i) / (alpha + beta + x + i))
  let term = 1
  let sum = 1
  for (let i = x; i < n; i++) {
    term *= ((n - i) / (i + 1)) * ((alpha + i) / (beta + n - i - 1))
    sum += term
    if (sum > LARGE) {
      log += Math.log(sum)
      term /= sum
      sum = 1
    }
  }
  return Math.min(1, log === 0 ? first * sum : Math.exp(log + Math.log(first) + Math.log(sum)))
}

/**
 * The Beta-binomial distribution of ordinary persons, from a histogram in which a few are not ordinary.
 * Starts with the mean of all and a correlation of 0.005 (a start from the moments lets the unusual ones drive the
 * correlation up until nothing is unusual); four times over, leaves out who is outlying under the current one and
 * takes the moments of the rest. Persons with x = 1 always stay: leaving them out would empty rare groups. Where in N
 * there was none, their rate is held to be 1 in N + 2 (Laplace's rule of succession): of few peers who never did it is
 * not known that they never do.
 */
export function refit(histogram: readonly Cell[]): BetaBinomial {
  // In one order always: sums of floating-point numbers depend on it.
  const cells = histogram.toSorted((a, b) => a.n - b.n || a.x - b.x)
  let rate = meanRate(cells) ?? UNKNOWN_RATE
  let model = fromMoments(rate, LEAST_CORRELATION)
  for (let round = 0; round < REFITS; round++) {
    const ordinary = cells.filter(({ n, x }) => x < 2 || upperTail(x, n, model) >= OUTLYING)
    rate = meanRate(ordinary) ?? rate
    model = fromMoments(rate, correlation(ordinary, rate))
  }
  return model
}

function meanRate(cells: readonly Cell[]): number | undefined {
  let taken = 0
  let possible = 0
  for (const { n, x, persons } of cells) {
    taken += x * persons
    possible += n * persons
  }
  return possible === 0 ? undefined : clamp(taken / possible, Math.max(LEAST_RATE, 1 / (possible + 2)), 1 - LEAST_RATE)
}

/** ρ = Σ[(x−nm)² − nm(1−m)] / Σ n(n−1)m(1−m); NaN where nobody has n ≥ 2. */
function correlation(cells: readonly Cell[], m: number): number {
  let excess = 0
  let room = 0
  for (const { n, x, persons } of cells) {
    excess += ((x - n * m) ** 2 - n * m * (1 - m)) * persons
    room += n * (n - 1) * m * (1 - m) * persons
  }
  return excess / room
}

function fromMoments(m: number, correlation: number): BetaBinomial {
  const rho = Number.isFinite(correlation) ? clamp(correlation, LEAST_CORRELATION, MOST_CORRELATION) : LEAST_CORRELATION
  return { alpha: (m * (1 - rho)) / rho, beta: ((1 - m) * (1 - rho)) / rho }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
