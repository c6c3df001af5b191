/** What was said of completeness: 0 nothing, 1 that it was complete, 2 that it was not, which outranks the other. */
export type Said = 0 | 1 | 2

/** What was said of the completeness of checks at a station in a span of time; station −1: at all stations. */
export interface Span {
  readonly station: number
  /** Epoch milliseconds, from ≤ t < until. */
  readonly from: number
  readonly until: number
  readonly said: Said
}

/** What was said of no run in particular. */
export class Spans {
  readonly all: readonly Span[]
  readonly #byStation: ReadonlyMap<number, readonly Span[]>

  constructor(all: readonly Span[]) {
    this.all = all
    this.#byStation = Map.groupBy(all, ({ station }) => station)
  }

  /** What was said of a station at an instant. */
  said(station: number, at: number): Said {
    let most: Said = 0
    for (const spans of [this.#byStation.get(station), this.#byStation.get(-1)])
      for (const { from, until, said } of spans ?? []) if (from <= at && at < until && said > most) most = said
    return most
  }
}
