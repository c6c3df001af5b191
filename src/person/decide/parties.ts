import type { Transaction } from '../../graph/index.ts'
import type { DecisionKind } from '../decided/record-decision.ts'
import type { Verdict } from '../decided/ruling.ts'
import type { Run } from '../resolve/version/matcher-store.ts'

/** An identity, and the person that it is of. */
export interface Party {
  readonly identity: string
  readonly person: string
}

/** The identities of these ids that are of a person now, by id; others are not there, or not resolved yet. */
export async function partiesOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Party>> {
  const rows = (await tx.run(
    '// parties\nUNWIND $ids AS id\nMATCH (:Identity {id: id})-[:IS]->(p:Person)\nRETURN id, p.id',
    { ids },
  )) as [string, string][]
  return new Map(rows.map(([identity, person]) => [identity, { identity, person }]))
}

/** The identities of a person, by id. */
export async function identitiesOf(tx: Transaction, person: string): Promise<string[]> {
  const rows = (await tx.run('// identitiesOf\nMATCH (:Person {id: $person})<-[:IS]-(i)\nRETURN i.id ORDER BY i.id', {
    person,
  })) as [string][]
  return rows.map(([id]) => id)
}

/**
 * Of a person's identities the one that this identity is the most like: one of the same portrait, else by probability,
 * of equals the smallest. A confirmation ties these two, so that where the person comes apart later the identity goes
 * with whom it resembles. Undefined where the person has no other.
 */
export async function mostAlike(tx: Transaction, identity: string, person: string): Promise<string | undefined> {
  const [row] = await tx.run(
    `// mostAlike
MATCH (i:Identity {id: $identity})-[:COMPARED_AS]->(q)
MATCH (:Person {id: $person})<-[:IS]-(o)-[:COMPARED_AS]->(r) WHERE o <> i
WITH o, CASE WHEN r = q THEN 2 ELSE coalesce(head(COLLECT { MATCH (q)-[l:LIKE]-(r) RETURN l.p }), 0) END AS alike
RETURN o.id ORDER BY alike DESC, o.id LIMIT 1`,
    { identity, person },
  )
  return row?.[0] as string | undefined
}

/** Numbers of the decisions by which this is in force between an identity and each of others, one for each other. */
export async function decidedBetween(
  tx: Transaction,
  identity: string,
  others: readonly string[],
  verdict: Verdict,
): Promise<{ other: string; decision: number }[]> {
  const rows = (await tx.run(
    `// decidedBetween ${verdict}
MATCH (:Identity {id: $identity})-[t:${verdict}_WITH]-(o) WHERE o.id IN $others
RETURN o.id, t.decision`,
    { identity, others },
  )) as [string, number][]
  return rows.map(([other, decision]) => ({ other, decision }))
}

/** Ids of the persons that these identities are of, in order; identities that are not there are passed over. */
export async function personsOf(run: Run, identities: readonly string[]): Promise<string[]> {
  const rows = (await run(
    '// personsOf\nUNWIND $identities AS id\nMATCH (:Identity {id: id})-[:IS]->(p)\nRETURN DISTINCT p.id ORDER BY p.id',
    { identities },
  )) as [string][]
  return rows.map(([id]) => id)
}

/** A decision by its id, and the number of the one that took it back; undefined where there is none. */
export async function readDecision(
  tx: Transaction,
  id: string,
): Promise<{ number: number; kind: DecisionKind; undoneBy: number | null } | undefined> {
  const [row] = await tx.run(
    `// readDecision
MATCH (d:Decision {id: $id})
RETURN d.number, d.kind, head(COLLECT { MATCH (d)<-[:UNDOES]-(u) RETURN u.number })`,
    { id },
  )
  if (!row) return undefined
  const [number, kind, undoneBy] = row as [number, DecisionKind, number | null]
  return { number, kind, undoneBy }
}
