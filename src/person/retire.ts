import { createNodes, type Place, retire, type Transaction } from '../graph/index.ts'
import type { IdentityFields } from './identity.ts'
import { type Assignment, persons } from './resolution.ts'
import { moveIdentities, nameAfresh, rename } from './store.ts'

/**
 * Retires identities that no fact in force names any more, because a correction took them away, and judges the persons
 * they belonged to again: what they alone held together falls apart. What a document's issuer stated of its holders
 * stays (holders accumulate). Returns the ids of the persons concerned.
 */
export async function retireIdentities(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = (await tx.run(
    `// retireIdentities
UNWIND $ids AS id
MATCH (i:Identity {id: id})-[is:IS]->(p:Person)
WHERE i.holder IS NULL AND NOT EXISTS { (i)-[:MADE]->(:Journey) } AND NOT EXISTS { (i)<-[:READ]-(:Check) }
DELETE is
RETURN elementId(i), elementId(p)`,
    { ids: [...new Set(ids)] },
  )) as [Place, Place][]
  await retire(
    tx,
    'Identity',
    rows.map(([identity]) => identity),
  )
  const concerned: string[] = []
  for (const person of new Set(rows.map(([, person]) => person))) concerned.push(...(await judgeAgain(tx, person)))
  return concerned
}

interface Member {
  readonly id: string
  readonly place: Place
  readonly fields: IdentityFields
  readonly documents: readonly string[]
}

/** Resolves a person's identities anew: one of the persons they make keeps the node, others get their own. */
async function judgeAgain(tx: Transaction, person: Place): Promise<string[]> {
  const members = await membersOf(tx, person)
  if (members.length === 0) {
    await tx.run('// forgetPerson\nMATCH (p) WHERE elementId(p) = $person\nDETACH DELETE p', { person })
    return []
  }
  const [first, ...others] = persons(members, []).sort((a, b) => (a.id < b.id ? -1 : 1)) as [
    Assignment,
    ...Assignment[],
  ]
  const made = await createNodes(
    tx,
    'createPersons',
    'Person',
    ['id', 'displayName'],
    others.map(({ id, name }) => [id, name]),
  )
  const places = new Map(members.map(({ id, place }) => [id, place]))
  await moveIdentities(
    tx,
    others.flatMap((other, i) => other.members.map(id => [places.get(id) as Place, made[i] as Place] as const)),
  )
  await rename(tx, [[person, first.id]])
  await nameAfresh(tx, [person, ...made])
  return [first, ...others].map(({ id }) => id)
}

async function membersOf(tx: Transaction, person: Place): Promise<Member[]> {
  const rows = (await tx.run(
    `// membersOf
MATCH (p:Person)<-[:IS]-(i:Identity) WHERE elementId(p) = $person
RETURN i.id, elementId(i), i.surname, i.givenNames, i.dateOfBirth, COLLECT { MATCH (i)-[:STATED_ON]->(d) RETURN d.id }`,
    { person },
  )) as [string, Place, string, string | null, string | null, string[]][]
  return rows.map(([id, place, surname, givenNames, dateOfBirth, documents]) => ({
    id,
    place,
    fields: { surname, givenNames: givenNames ?? undefined, dateOfBirth: dateOfBirth ?? undefined },
    documents,
  }))
}
