/** A document that ties persons. */
export interface Tie {
  /** Row. */
  readonly document: number
  /** ln((1 − P)/P) of the two of its holders who are the most surely two. */
  readonly weight: number
  /** Numbers of the persons' nodes. */
  readonly holders: readonly number[]
  /** Those of its holders who are one person as likely as not, together. */
  readonly same: readonly (readonly number[])[]
}

/** Persons tied by documents. */
export interface Ring {
  /** Numbers of the persons' nodes, who are one person as likely as not counted once in `size`. */
  readonly persons: readonly number[]
  readonly size: number
  readonly ties: readonly Tie[]
  /** The sum of its documents' weights. */
  readonly score: number
}

const LEAST_PERSONS = 3
const LEAST_DOCUMENTS = 2

/** The connected parts of the graph of persons and documents with three persons and two documents or more. O(ties). */
export function ringsOf(ties: readonly Tie[]): Ring[] {
  const one = new Sets()
  for (const { same } of ties)
    for (const [first, ...rest] of same) for (const other of rest) one.join(first as number, other)
  const holding = ties.map(tie => ({ tie, persons: new Set(tie.holders.map(person => one.of(person))) }))
  const tied = holding.filter(({ persons }) => persons.size > 1)
  const parts = new Sets()
  for (const { persons } of tied) {
    const [first, ...rest] = persons
    for (const other of rest) parts.join(first as number, other)
  }
  const byPart = Map.groupBy(tied, ({ persons }) => parts.of([...persons][0] as number))
  return [...byPart.values()].flatMap(own => {
    const size = new Set(own.flatMap(({ persons }) => [...persons])).size
    if (own.length < LEAST_DOCUMENTS || size < LEAST_PERSONS) return []
    const holders = own.map(({ tie }) => tie)
    return [
      {
        persons: [...new Set(holders.flatMap(({ holders }) => holders))],
        size,
        ties: holders,
        score: sum(holders.map(({ weight }) => weight)),
      },
    ]
  })
}

/** In ascending order, so that the sum does not depend on which came first. */
const sum = (weights: readonly number[]) => [...weights].sort((a, b) => a - b).reduce((total, own) => total + own, 0)

/** The greatest score of what is left of some ties; 0 where no ring is left. */
export const strongest = (ties: readonly Tie[]) => Math.max(0, ...ringsOf(ties).map(({ score }) => score))

/** Disjoint sets of numbers, found by halving paths; the least of a set names it. */
class Sets {
  readonly #above = new Map<number, number>()

  of(one: number): number {
    let at = one
    for (let above = this.#above.get(at); above !== undefined && above !== at; above = this.#above.get(at)) {
      const next = this.#above.get(above) ?? above
      this.#above.set(at, next)
      at = next
    }
    return at
  }

  join(left: number, right: number): void {
    const [a, b] = [this.of(left), this.of(right)]
    if (a !== b) this.#above.set(Math.max(a, b), Math.min(a, b))
  }
}
