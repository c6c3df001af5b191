import type { Place, Transaction } from '../../graph/index.ts'
import type { Ruling } from './ruling.ts'

/** What a human did. */
export type DecisionKind = 'CONFIRM' | 'REJECT' | 'SPLIT' | 'MERGE' | 'SPLIT_PERSON' | 'UNDO'

/** Who decides, what for, and why. */
export interface Decider {
  readonly by: string
  readonly purpose: string | null
  readonly note: string
}

/** What a decision says of pairs of identities; their places are those of the graph now. */
export type Pair = Pick<Ruling, 'left' | 'right' | 'verdict'>

export interface NewDecision extends Decider {
  readonly kind: DecisionKind
  readonly pairs: readonly Pair[]
  /** Number of the decision that it takes back: an UNDO lays down nothing of its own. */
  readonly undoes?: number
}

/** An identity that a decision concerns; one that is not there now is kept as what earlier statements name. */
export interface Concerned {
  readonly place: Place
  readonly id: string
}

/**
 * Keeps a decision for good: it is closed and dated, never changed and never deleted; another one takes it back. Each is
 * later than the one before it, whatever the clock says. Returns its number and the identities concerned.
 */
export async function recordDecision(
  tx: Transaction,
  { kind, by, purpose, note, pairs, undoes }: NewDecision,
): Promise<{ number: number; concerned: Concerned[] }> {
  const [row] = await tx.run(
    `// recordDecision
MERGE (c:Counter {name: 'decision'})
SET c.value = coalesce(c.value, 0) + 1
WITH c.value AS number
OPTIONAL MATCH (last:Decision {number: number - 1})
CREATE (d:Decision {id: toString(number), number: number, kind: $kind, by: $by, purpose: $purpose, note: $note,
  at: CASE WHEN last.at >= timestamp() THEN last.at + 1 ELSE timestamp() END})
RETURN number`,
    { kind, by, purpose, note },
  )
  const number = Number(row?.[0])
  return { number, concerned: undoes ? await undo(tx, number, undoes) : await layDown(tx, number, pairs) }
}

async function layDown(tx: Transaction, number: number, pairs: readonly Pair[]): Promise<Concerned[]> {
  await tx.run(
    `// layDown
MATCH (d:Decision {number: $number})
UNWIND $rows AS row
MATCH (l:Identity {id: row[0]})
MATCH (r:Identity {id: row[1]})
CREATE (d)-[:LAYS_DOWN]->(u:Ruling {id: d.id + '|' + row[0] + '|' + row[1], left: row[0], right: row[1]})
SET u.verdict = row[2]
CREATE (u)-[:BETWEEN]->(l), (u)-[:BETWEEN]->(r)`,
    { number, rows: pairs.map(({ left, right, verdict }) => [left, right, verdict]) },
  )
  const rows = (await tx.run(
    `// concern
MATCH (d:Decision {number: $number})-[:LAYS_DOWN]->()-[:BETWEEN]->(i)
WITH DISTINCT d, i
CREATE (d)-[:CONCERNS]->(i)
RETURN elementId(i), i.id`,
    { number },
  )) as [Place, string][]
  return rows.map(([place, id]) => ({ place, id }))
}

async function undo(tx: Transaction, number: number, undoes: number): Promise<Concerned[]> {
  const rows = (await tx.run(
    `// undo
MATCH (d:Decision {number: $number})
MATCH (undone:Decision {number: $undoes})
CREATE (d)-[:UNDOES]->(undone)
WITH d, undone
MATCH (undone)-[:CONCERNS]->(i)
CREATE (d)-[:CONCERNS]->(i)
RETURN elementId(i), i.id`,
    { number, undoes },
  )) as [Place, string][]
  return rows.map(([place, id]) => ({ place, id }))
}
