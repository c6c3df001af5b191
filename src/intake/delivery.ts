import type { Database, Transaction } from '../graph/index.ts'

/** A file as the graph knows it: by its SHA-256. */
export interface Delivery {
  readonly sha256: string
  /** 1, 2, 3 …: the order in which deliveries were first seen. */
  readonly number: number
  /** When it was first seen, epoch milliseconds: every fact of it is known since then. */
  readonly receivedAt: number
  /** The last line whose batch was recorded. */
  readonly through: number
  readonly complete: boolean
  readonly recorded: number
  readonly unchanged: number
  /** Lines that were refused and may go in later (what they name has come meanwhile). */
  readonly refusedLines: readonly number[]
}

/**
 * The delivery of a file, made when it is new; `receivedFrom` says who brought it first. The counter node's lock keeps two
 * processes from taking one number.
 */
export async function openDelivery(
  database: Database,
  sha256: string,
  name: string,
  receivedFrom: string,
): Promise<Delivery> {
  const [row] = await database.write(tx =>
    tx.run(
      `// openDelivery
MERGE (c:Counter {name: 'delivery'})
SET c.touched = timestamp()
WITH c
MERGE (d:Delivery {id: $sha256})
  ON CREATE SET d.number = coalesce(c.value, 0) + 1, d.name = $name, d.receivedAt = timestamp(),
    d.receivedFrom = $receivedFrom, d.through = 0,
    d.recorded = 0, d.unchanged = 0, d.refused = 0, d.refusedLines = [], d.complete = false
SET c.value = CASE WHEN d.number > coalesce(c.value, 0) THEN d.number ELSE c.value END
RETURN d.number, d.receivedAt, d.through, d.complete, d.recorded, d.unchanged, d.refusedLines`,
      { sha256, name, receivedFrom },
    ),
  )
  const [number, receivedAt, through, complete, recorded, unchanged, refusedLines] = row as never[]
  return { sha256, number, receivedAt, through, complete, recorded, unchanged, refusedLines } as unknown as Delivery
}

/** Notes in a batch's own transaction how far the delivery came, so that the two can never differ. */
export async function noteProgress(
  tx: Transaction,
  delivery: Delivery,
  batch: {
    through: number
    recorded: number
    unchanged: number
    refused: readonly number[]
    resent: readonly number[]
  },
): Promise<void> {
  await tx.run(
    `// noteProgress
MATCH (d:Delivery {id: $sha256})
SET d.through = CASE WHEN $through > d.through THEN $through ELSE d.through END,
  d.recorded = d.recorded + $recorded, d.unchanged = d.unchanged + $unchanged,
  d.refusedLines = [line IN d.refusedLines WHERE NOT line IN $resent] + $refused
SET d.refused = size(d.refusedLines)`,
    { sha256: delivery.sha256, ...batch },
  )
}

export async function completeDelivery(database: Database, delivery: Delivery): Promise<void> {
  await database.write(tx =>
    tx.run('// completeDelivery\nMATCH (d:Delivery {id: $sha256})\nSET d.complete = true', { sha256: delivery.sha256 }),
  )
}
