import type { Read } from './read.ts'
import { type ExportedSource, type LeftOut, MOST_SOURCES } from './selection.ts'

/** Where something is written: number of the delivery, and line. */
export type Written = readonly [delivery: number, line: number]

type DeliveryRow = [number: number, name: string, sha256: string, receivedAt: number]

/** Names where facts are written, and counts what it does not name. */
export class Sources {
  readonly #deliveries: ReadonlyMap<number, DeliveryRow>
  #unnamed = 0

  private constructor(deliveries: ReadonlyMap<number, DeliveryRow>) {
    this.#deliveries = deliveries
  }

  /** Reads the deliveries of everything that is written. */
  static async read(read: Read, written: Iterable<Written>): Promise<Sources> {
    const rows = await read<DeliveryRow>(
      `// exportedDeliveries
UNWIND $keys AS number
MATCH (d:Delivery {number: number})
RETURN d.number, d.name, d.id, d.receivedAt`,
      [...new Set([...written].map(([delivery]) => delivery))],
    )
    return new Sources(new Map(rows.map(row => [row[0], row])))
  }

  /** The first sources of something, in the order in which they were received. */
  of(written: Iterable<Written>): ExportedSource[] {
    const lines = new Map([...written].map(one => [one.join(':'), one]))
    const inOrder = [...lines.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
    this.#unnamed += Math.max(0, inOrder.length - MOST_SOURCES)
    return inOrder.slice(0, MOST_SOURCES).flatMap(([number, line]) => {
      const delivery = this.#deliveries.get(number)
      return delivery ? [{ name: delivery[1], sha256: delivery[2], line, receivedAt: delivery[3] }] : []
    })
  }

  get leftOut(): LeftOut[] {
    return [{ what: `sources beyond the first ${MOST_SOURCES} of one thing or tie`, count: this.#unnamed }]
  }
}

/** Places of statements that name `x`, reached by a pattern that ends at a stated node `s`: one more than are shown. */
export const writtenBy = (pattern: string) =>
  `COLLECT { MATCH ${pattern} WHERE s.delivery IS NOT NULL RETURN [s.delivery, s.line] LIMIT ${MOST_SOURCES + 1} }`
