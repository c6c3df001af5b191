import type { Database, Transaction } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'

/** What had findings brought up to date. */
export type Trigger = 'START' | 'DELIVERY' | 'SCHEDULE' | 'ASKED'

/** What a sweep did with one pattern. */
export interface Swept {
  readonly pattern: PatternName
  readonly tests: number
  /** Claims that pass. */
  readonly passing: number
  readonly raised: number
  readonly changed: number
  readonly reopened: number
  readonly withdrawn: number
  /** Claims that name what is being changed, and wait for the next sweep. */
  readonly skipped: number
  /** Milliseconds. */
  readonly took: number
}

/** Sweeps that are kept. */
const KEPT = 2_000

/** Notes that a sweep has begun; one that another did not end is noted as interrupted: this one takes it up. */
export async function beginSweep(
  tx: Transaction,
  begun: {
    readonly trigger: Trigger
    readonly by: string
    readonly patterns: readonly PatternName[]
    readonly asOf: number
  },
): Promise<number> {
  const [row] = await tx.run(
    `// beginSweep
OPTIONAL MATCH (open:Sweep) WHERE open.endedAt IS NULL AND NOT coalesce(open.interrupted, false)
SET open.interrupted = true
WITH count(open) AS interrupted
MERGE (c:Counter {name: 'sweep'})
SET c.value = coalesce(c.value, 0) + 1
CREATE (s:Sweep {id: toString(c.value), number: c.value, startedAt: timestamp()})
SET s += $begun
WITH s
OPTIONAL MATCH (old:Sweep) WHERE old.number <= s.number - $kept
DETACH DELETE old
RETURN DISTINCT s.number`,
    { begun, kept: KEPT },
  )
  return Number(row?.[0])
}

/** Notes what a sweep came to. */
export async function endSweep(tx: Transaction, number: number, swept: readonly Swept[]): Promise<void> {
  const rows = swept.map(({ pattern, ...counts }) => [pattern, counts])
  await tx.run(
    `// endSweep
MATCH (s:Sweep {id: toString($number)})
SET s.endedAt = timestamp()
WITH s
UNWIND $rows AS row
MATCH (p:Pattern {id: row[0]})
CREATE (s)-[t:SWEPT]->(p)
SET t += row[1], p.sweptAt = s.endedAt, p.lastSweep = s.number`,
    { number, rows },
  )
}

/** The last delivery received by an instant: its number, and when that was, both 0 where there is none. */
export async function lastReceivedBy(
  database: Pick<Database, 'read'>,
  instant: number,
): Promise<{ readonly number: number; readonly receivedAt: number }> {
  const [row] = await database.read(
    `// lastReceivedBy
MATCH (d:Delivery) WHERE d.receivedAt <= $instant
RETURN coalesce(max(d.number), 0), coalesce(max(d.receivedAt), 0)`,
    { instant },
  )
  return { number: Number(row?.[0]), receivedAt: Number(row?.[1]) }
}

/** When the last delivery was received, epoch milliseconds; 0 where there is none. */
export async function lastReceived(database: Pick<Database, 'read'>): Promise<number> {
  const [row] = await database.read('// lastReceived\nMATCH (d:Delivery) RETURN coalesce(max(d.receivedAt), 0)', {})
  return Number(row?.[0])
}
