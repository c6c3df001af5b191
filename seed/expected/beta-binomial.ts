/**
 * The Beta-binomial distribution, written as its definition reads: every probability as one product, sums term by
 * term. Slow and plain on purpose: it judges a faster one.
 */
export interface Model {
  readonly alpha: number
  readonly beta: number
}

/** Somebody's journeys through the station and leavings there, in one stratum. */
export interface Row {
  readonly n: number
  readonly x: number
}

/** P(X = x) of n: C(n,x) · α(α+1)…(α+x−1) · β(β+1)…(β+n−x−1) / (α+β)(α+β+1)…(α+β+n−1). */
function probability(x: number, n: number, { alpha, beta }: Model): number {
  let product = 1
  for (let i = 0; i < x; i++) product *= (n - i) / (i + 1)
  for (let i = 0; i < n; i++) {
    const numerator = i < x ? alpha + i : beta + i - x
    product *= numerator / (alpha + beta + i)
  }
  return product
}

/** P(X ≥ x) of n. */
export function tail(x: number, n: number, model: Model): number {
  let sum = 0
  for (let i = n; i >= x; i--) sum += probability(i, n, model)
  return Math.min(1, sum)
}

const model = (rate: number, correlation: number): Model => ({
  alpha: (rate * (1 - correlation)) / correlation,
  beta: ((1 - rate) * (1 - correlation)) / correlation,
})

const sum = (rows: readonly Row[], value: (row: Row) => number) => rows.reduce((total, row) => total + value(row), 0)

/** Of rows with N journeys in all, of which at least one is taken to have ended here where N + 2 were observed. */
function rateOf(rows: readonly Row[]): number {
  const journeys = sum(rows, row => row.n)
  return bounded(sum(rows, row => row.x) / journeys, Math.max(1e-5, 1 / (journeys + 2)), 1 - 1e-5)
}

/** The distribution of ordinary persons: four rounds, each without those who are outlying under the one before. */
export function fitted(rows: readonly Row[]): Model {
  let rate = rateOf(rows)
  let current = model(rate, 0.005)
  for (let round = 1; round <= 4; round++) {
    const previous = current
    const ordinary = rows.filter(({ n, x }) => !(x >= 2 && tail(x, n, previous) < 0.002))
    if (ordinary.length > 0) rate = rateOf(ordinary)
    current = model(rate, correlation(ordinary, rate))
  }
  return current
}

function correlation(rows: readonly Row[], m: number): number {
  if (!rows.some(({ n }) => n >= 2)) return 0.005
  const excess = sum(rows, ({ n, x }) => (x - n * m) ** 2 - n * m * (1 - m))
  const room = sum(rows, ({ n }) => n * (n - 1) * m * (1 - m))
  return bounded(excess / room, 0.005, 0.9)
}

function bounded(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
