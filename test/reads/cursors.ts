/**
 * Cursors are opaque: what the test knows of one is the place that the service gave it out for. Each place has one text
 * and each text one place, whichever way the service was asked.
 */

/** The place of a row: in which list, in which order, behind which node. */
export interface Place {
  readonly list: string
  readonly order: string
  readonly typeName: string
  readonly id: string
}

const MARK = 'cursor of '

/** How a place is written into the expected answer, where the service writes a cursor. */
export const writePlace = ({ list, order, typeName, id }: Place) => MARK + JSON.stringify([list, order, typeName, id])

export class Cursors {
  readonly #places = new Map<string, Place>()
  readonly #texts = new Map<string, string>()

  /** The place that the service gave a cursor out for; undefined: it never did. */
  place(cursor: string): Place | undefined {
    return this.#places.get(cursor)
  }

  /** Every cursor given out for a list, in an order or in any. */
  of(list: string, order?: string): string[] {
    return [...this.#places]
      .filter(([, place]) => place.list === list && (order === undefined || place.order === order))
      .map(([cursor]) => cursor)
  }

  all(): string[] {
    return [...this.#places.keys()]
  }

  /** An expected answer with cursors in the place of places; `undefined` instead of one that was never given out. */
  shown(expected: unknown): unknown {
    if (typeof expected === 'string') return expected.startsWith(MARK) ? this.#texts.get(expected) : expected
    if (Array.isArray(expected)) return expected.map(item => this.shown(item))
    if (expected === null || typeof expected !== 'object') return expected
    return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, this.shown(value)]))
  }

  /** Learns the cursors of an answer where the expected one has places. */
  learnFrom(expected: unknown, given: unknown): void {
    if (typeof expected === 'string') {
      if (expected.startsWith(MARK) && typeof given === 'string') this.#learn(expected, given)
    } else if (expected !== null && typeof expected === 'object' && given !== null && typeof given === 'object') {
      for (const [name, value] of Object.entries(expected))
        this.learnFrom(value, (given as Record<string, unknown>)[name])
    }
  }

  /** The first text seen for a place is its cursor, unless it is already that of another. */
  #learn(written: string, cursor: string): void {
    if (this.#texts.has(written) || this.#places.has(cursor)) return
    const [list, order, typeName, id] = JSON.parse(written.slice(MARK.length)) as [string, string, string, string]
    this.#texts.set(written, cursor)
    this.#places.set(cursor, { list, order, typeName, id })
  }
}
