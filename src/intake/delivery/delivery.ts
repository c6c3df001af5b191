import { type Database, propertiesOf, type Transaction } from '../../graph/index.ts'
import type { BadLine } from '../read/index.ts'

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
  readonly parked: number
  readonly refused: number
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
    d.receivedFrom = $receivedFrom, d.through = 0, d.recorded = 0, d.unchanged = 0, d.parked = 0, d.refused = 0,
    d.complete = false
SET c.value = CASE WHEN d.number > coalesce(c.value, 0) THEN d.number ELSE c.value END
RETURN d.number, d.receivedAt, d.through, d.complete, d.recorded, d.unchanged, d.parked, d.refused`,
      { sha256, name, receivedFrom },
    ),
  )
  const [number, receivedAt, through, complete, recorded, unchanged, parked, refused] = row as never[]
  return { sha256, number, receivedAt, through, complete, recorded, unchanged, parked, refused } as unknown as Delivery
}

/** How far a batch takes a delivery. */
export interface Progress {
  readonly through: number
  readonly recorded: number
  readonly unchanged: number
  readonly parked: number
  readonly refused: readonly BadLine[]
}

/** Refused lines whose reasons are kept in the graph, of one delivery; the file beside the refused lines has them all. */
export const MOST_REFUSALS = 1_000

/** Notes in a batch's own transaction how far the delivery came, so that the two can never differ. */
export async function noteProgress(tx: Transaction, delivery: Delivery, batch: Progress): Promise<void> {
  const { refused, ...counts } = batch
  const [row] = await tx.run(
    `// noteProgress
MATCH (d:Delivery {id: $sha256})
SET d.through = CASE WHEN $through > d.through THEN $through ELSE d.through END, d.recorded = d.recorded + $recorded,
  d.unchanged = d.unchanged + $unchanged, d.parked = d.parked + $parked, d.refused = d.refused + $refused
RETURN d.refused`,
    { sha256: delivery.sha256, ...counts, refused: refused.length },
  )
  const before = Number(row?.[0]) - refused.length
  const kept = refused.slice(0, Math.max(0, MOST_REFUSALS - before))
  if (kept.length === 0) return
  await tx.run(
    `// noteRefusals
MATCH (d:Delivery {id: $sha256})
UNWIND $rows AS row
CREATE (:Refusal ${propertiesOf(REFUSAL)})-[:IN]->(d)`,
    {
      sha256: delivery.sha256,
      rows: kept.flatMap(bad => refusalRows(delivery.number, bad)),
    },
  )
}

/** What is kept of a refused line: its first problem, in the order of {@link REFUSAL}. */
export const refusalRows = (delivery: number, { line, problems }: Pick<BadLine, 'line' | 'problems'>) =>
  problems.slice(0, 1).map(({ field, expected, came }) => [`${delivery}:${line}`, line, field, expected, came])

export const REFUSAL = ['id', 'line', 'field', 'expected', 'came'] as const

export async function completeDelivery(database: Database, delivery: Delivery): Promise<void> {
  await database.write(tx =>
    tx.run('// completeDelivery\nMATCH (d:Delivery {id: $sha256})\nSET d.complete = true', { sha256: delivery.sha256 }),
  )
}
