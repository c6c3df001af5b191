import type { Transaction } from '../graph/index.ts'
import { displayName, type StatedIdentity, sameKey } from './identity.ts'
import { nameKey } from './names.ts'
import { type Neighbour, persons } from './resolution.ts'

/** Records identities that are new and takes each to a person. Returns the persons whose members changed. */
export async function recordIdentities(tx: Transaction, stated: Iterable<StatedIdentity>): Promise<string[]> {
  const byId = new Map([...stated].map(identity => [identity.id, identity]))
  const known = await tx.run('// knownIdentities\nUNWIND $ids AS id\nMATCH (i:Identity {id: id})\nRETURN id', {
    ids: [...byId.keys()],
  })
  for (const [id] of known as [string][]) byId.delete(id)
  const fresh = [...byId.values()]
  if (fresh.length === 0) return []
  await tx.run(
    `// recordIdentities
UNWIND $rows AS row
CREATE (i:Identity) SET i = row.p
WITH i, row
UNWIND row.documents AS document
MATCH (d:Document {id: document})
CREATE (i)-[:STATED_ON]->(d)`,
    {
      rows: fresh.map(({ id, fields, documents }) => ({
        documents,
        p: { ...fields, id, sameKey: sameKey(fields), nameKey: nameKey(displayName(fields)) },
      })),
    },
  )
  return assignPersons(tx, fresh)
}

async function assignPersons(tx: Transaction, fresh: readonly StatedIdentity[]): Promise<string[]> {
  const neighbours = await neighboursOf(tx, fresh)
  const assigned = persons(fresh, neighbours)
  // Members of several persons that are one now move to the person that already has most of the way: the one kept.
  const created = assigned.filter(person => person.kept === undefined)
  await tx.run('// createPersons\nUNWIND $rows AS row\nCREATE (p:Person) SET p = row', {
    rows: created.map(({ id, name }) => ({ id, displayName: name })),
  })
  const merged = assigned.flatMap(({ kept, absorbed }) => absorbed.map(from => ({ from, to: kept })))
  if (merged.length > 0)
    await tx.run(
      `// absorbPersons
UNWIND $rows AS row
MATCH (from:Person {id: row.from})<-[old:IS]-(i:Identity)
MATCH (to:Person {id: row.to})
CREATE (i)-[new:IS]->(to) SET new = old
DELETE old
WITH DISTINCT from
DETACH DELETE from`,
      { rows: merged },
    )
  const renamed = assigned.filter(({ kept, id }) => kept !== undefined && kept !== id)
  if (renamed.length > 0)
    await tx.run('// renamePersons\nUNWIND $rows AS row\nMATCH (p:Person {id: row.kept})\nSET p.id = row.id', {
      rows: renamed.map(({ kept, id }) => ({ kept, id })),
    })
  await tx.run(
    `// linkIdentities
UNWIND $rows AS row
MATCH (i:Identity {id: row.identity})
MATCH (p:Person {id: row.person})
CREATE (i)-[:IS {status: 'AUTO'}]->(p)`,
    { rows: assigned.flatMap(({ id, members }) => members.map(identity => ({ identity, person: id }))) },
  )
  await nameAfresh(
    tx,
    assigned.filter(person => person.nameMayChange).map(({ id }) => id),
  )
  return assigned.filter(({ absorbed }) => absorbed.length > 0).map(({ id }) => id)
}

/** The persons that new identities may belong to: by equal name and birth, or by a common document. */
async function neighboursOf(tx: Transaction, fresh: readonly StatedIdentity[]): Promise<Neighbour[]> {
  const ids = fresh.map(({ id }) => id)
  const byName = await tx.run(
    `// personsByName
UNWIND $rows AS row
CALL (row) {
  MATCH (o:Identity {sameKey: row.sameKey})-[:IS]->(p:Person)
  RETURN p LIMIT 1
}
RETURN row.id, p.id, p.displayName`,
    { rows: fresh.flatMap(({ id, fields }) => (sameKey(fields) ? [{ id, sameKey: sameKey(fields) }] : [])) },
  )
  const byDocument = await tx.run(
    `// personsByDocument
UNWIND $ids AS id
MATCH (i:Identity {id: id})-[:STATED_ON]->(d:Document)<-[:STATED_ON]-(o:Identity)-[:IS]->(p:Person)
RETURN DISTINCT id, p.id, p.displayName, o.surname, o.givenNames`,
    { ids },
  )
  const rows = [...byName, ...byDocument] as [string, string, string, string?, (string | null)?][]
  return rows.map(([identity, person, name, surname, givenNames]) => ({
    identity,
    person,
    name,
    ...(surname === undefined ? {} : { stated: { surname, givenNames: givenNames ?? undefined } }),
  }))
}

/** Shows each person under the name most often stated; of equally frequent ones the first in order. */
async function nameAfresh(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.run(
    `// nameAfresh
UNWIND $ids AS id
MATCH (p:Person {id: id})<-[:IS]-(i:Identity)
WITH p, i.surname + coalesce(' ' + i.givenNames, '') AS name, count(*) AS times
ORDER BY times DESC, name
WITH p, head(collect(name)) AS name
SET p.displayName = name`,
    { ids },
  )
}
