import type { Transaction } from '../../graph/index.ts'

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
