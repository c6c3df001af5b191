import { type BetaBinomial, refit, upperTail } from './beta-binomial.ts'

const CELLS = 2 ** 20
const cell = (n: number, x: number) => n * CELLS + x

/** How many persons had x of n. */
export class Histogram {
  readonly #persons = new Map<number, number>()

  add(n: number, x: number): void {
    this.#persons.set(cell(n, x), (this.#persons.get(cell(n, x)) ?? 0) + 1)
  }

  get persons(): number {
    return [...this.#persons.values()].reduce((sum, persons) => sum + persons, 0)
  }

  /** The distribution of ordinary persons among them; see {@link refit}. */
  fit(): BetaBinomial {
    return refit(
      // In one order whatever came first: sums of fractions depend on it in their last digits.
      [...this.#persons]
        .sort(([a], [b]) => a - b)
        .map(([key, persons]) => ({ n: Math.floor(key / CELLS), x: key % CELLS, persons })),
    )
  }
}

/** The travellers of one stratum: their distribution, and the tails already computed under it. */
export class Peers {
  readonly model: BetaBinomial
  readonly mean: number
  readonly #tails = new Map<number, number>()

  constructor(model: BetaBinomial) {
    this.model = model
    this.mean = model.alpha / (model.alpha + model.beta)
  }

  /** P(X ≥ x) of n journeys. */
  tail(x: number, n: number): number {
    const tail = this.#tails.get(cell(n, x)) ?? upperTail(x, n, this.model)
    this.#tails.set(cell(n, x), tail)
    return tail
  }
}
