import type { NamedDocuments } from '../document/index.ts'
import { createNodes, type Place, placesOf, revive, type Transaction, tie } from '../graph/index.ts'
import { displayName, FIELDS, type StatedIdentity, sameKey } from './identity.ts'
import { nameKey } from './names.ts'
import { type Assignment, type Neighbour, persons } from './resolution.ts'

export interface RecordedIdentities {
  readonly places: ReadonlyMap<string, Place>
  /** Persons who took in others. */
  readonly merged: readonly string[]
}

/** The columns of {@link identityRow}. */
export const IDENTITY = ['id', 'sameKey', 'nameKey', ...FIELDS] as const

/** What an identity's node says. */
export const identityRow = ({ id, fields }: StatedIdentity) => [
  id,
  sameKey(fields),
  nameKey(displayName(fields)),
  ...FIELDS.map(name => fields[name] ?? null),
]

/** Records identities that are new and takes each to a person. */
export async function recordIdentities(
  tx: Transaction,
  identities: Iterable<StatedIdentity>,
  documents: NamedDocuments,
): Promise<RecordedIdentities> {
  const byId = new Map([...identities].map(identity => [identity.id, identity]))
  const places = await placesOf(tx, 'Identity', byId.keys())
  const fresh = [...byId.values()].filter(({ id }) => !places.has(id))
  if (fresh.length === 0) return { places, merged: [] }
  const created = await createNodes(tx, 'recordIdentities', 'Identity', IDENTITY, fresh.map(identityRow))
  for (const [i, { id }] of fresh.entries()) places.set(id, created[i] as Place)
  await revive(
    tx,
    'Identity',
    fresh.map(({ id }) => id),
  )
  const stated = fresh.flatMap(({ id, documents: beside }) =>
    beside.map(document => [places.get(id) as Place, documents.places.get(document) as Place] as const),
  )
  const [merged] = await Promise.all([assignPersons(tx, fresh, places, documents), tie(tx, 'STATED_ON', stated)])
  return { places, merged }
}

async function assignPersons(
  tx: Transaction,
  fresh: readonly StatedIdentity[],
  identities: ReadonlyMap<string, Place>,
  documents: NamedDocuments,
): Promise<string[]> {
  const near = (await Promise.all([byName(tx, fresh), byDocument(tx, fresh, documents)])).flat()
  const assigned = persons(fresh, near)
  const places = new Map(near.map(({ person, place }) => [person, place]))
  const made = assigned.filter(person => person.kept === undefined)
  const rows = made.map(({ id, name }) => [id, name])
  const created = await createNodes(tx, 'createPersons', 'Person', ['id', 'displayName'], rows)
  for (const [i, { id }] of made.entries()) places.set(id, created[i] as Place)
  const placeOf = ({ id, kept }: Assignment) => places.get(kept ?? id) as Place
  await absorb(
    tx,
    assigned.flatMap(person => person.absorbed.map(from => [places.get(from) as Place, placeOf(person)])),
  )
  await rename(
    tx,
    assigned.filter(({ kept, id }) => kept !== undefined && kept !== id).map(person => [placeOf(person), person.id]),
  )
  await link(
    tx,
    assigned.flatMap(person => person.members.map(member => [identities.get(member) as Place, placeOf(person)])),
  )
  await nameAfresh(tx, assigned.filter(person => person.nameMayChange).map(placeOf))
  return assigned.filter(({ absorbed }) => absorbed.length > 0).map(({ id }) => id)
}

type Near = Neighbour & { readonly place: Place }

/** The persons of equal name and birth. Whoever has the key has the person: one identity of each key is asked for. */
async function byName(tx: Transaction, fresh: readonly StatedIdentity[]): Promise<Near[]> {
  const alike = Map.groupBy(fresh, ({ fields }) => sameKey(fields))
  alike.delete(null)
  if (alike.size === 0) return []
  const rows = (await tx.run(
    `// personsByName
UNWIND $keys AS key
CALL (key) {
  MATCH (:Identity {sameKey: key})-[:IS]->(p:Person)
  RETURN p LIMIT 1
}
RETURN key, p.id, p.displayName, elementId(p)`,
    { keys: [...alike.keys()] },
  )) as [string, string, string, Place][]
  return rows.flatMap(([key, person, name, place]) =>
    (alike.get(key) ?? []).map(({ id }) => ({ identity: id, person, name, place })),
  )
}

/** The persons of those who were stated on a common document before. */
async function byDocument(
  tx: Transaction,
  fresh: readonly StatedIdentity[],
  { places, made }: NamedDocuments,
): Promise<Near[]> {
  const beside = new Map<string, string[]>()
  for (const { id, documents } of fresh)
    for (const document of documents)
      if (!made.has(document)) beside.set(document, [...(beside.get(document) ?? []), id])
  if (beside.size === 0) return []
  const asked = [...beside.keys()]
  const rows = (await tx.run(
    `// personsByDocument
UNWIND range(0, size($documents) - 1) AS i
MATCH (d) WHERE elementId(d) = $documents[i]
MATCH (d)<-[:STATED_ON]-(o:Identity)-[:IS]->(p:Person)
RETURN DISTINCT i, p.id, p.displayName, elementId(p), o.surname, o.givenNames`,
    { documents: asked.map(document => places.get(document)) },
  )) as [number, string, string, Place, string, string | null][]
  return rows.flatMap(([i, person, name, place, surname, givenNames]) =>
    (beside.get(asked[i] as string) ?? []).map(identity => ({
      identity,
      person,
      name,
      place,
      stated: { surname, givenNames: givenNames ?? undefined },
    })),
  )
}

async function absorb(tx: Transaction, pairs: readonly (readonly Place[])[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.run(
    `// absorbPersons
UNWIND $pairs AS pair
MATCH (from:Person)<-[old:IS]-(i:Identity) WHERE elementId(from) = pair[0]
MATCH (to) WHERE elementId(to) = pair[1]
CREATE (i)-[new:IS]->(to) SET new = old
DELETE old
WITH DISTINCT from
DETACH DELETE from`,
    { pairs },
  )
}

export async function rename(tx: Transaction, rows: readonly (readonly string[])[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run('// renamePersons\nUNWIND $rows AS row\nMATCH (p) WHERE elementId(p) = row[0]\nSET p.id = row[1]', {
    rows,
  })
}

/** The status of an assertion that a rule made. */
export const AUTO = 'AUTO'

async function link(tx: Transaction, pairs: readonly (readonly Place[])[]): Promise<void> {
  await tx.run(
    `// linkIdentities
UNWIND $pairs AS pair
MATCH (i) WHERE elementId(i) = pair[0]
MATCH (p) WHERE elementId(p) = pair[1]
CREATE (i)-[:IS {status: '${AUTO}'}]->(p)`,
    { pairs },
  )
}

/** Takes identities over to other persons. */
export async function moveIdentities(tx: Transaction, pairs: readonly (readonly [Place, Place])[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.run(
    `// moveIdentities
UNWIND $pairs AS pair
MATCH (i)-[old:IS]->() WHERE elementId(i) = pair[0]
MATCH (p) WHERE elementId(p) = pair[1]
CREATE (i)-[new:IS]->(p) SET new = old
DELETE old`,
    { pairs },
  )
}

/** Marks identities that a document's issuer stated as its holders: they stay, whatever is corrected. */
export async function markHolders(tx: Transaction, places: Iterable<Place>): Promise<void> {
  await tx.run(
    `// markHolders
UNWIND $places AS place
MATCH (i) WHERE elementId(i) = place AND i.holder IS NULL
SET i.holder = true`,
    { places: [...places] },
  )
}

/** Shows each person under the name most often stated; of equally frequent ones the first in order. */
export async function nameAfresh(tx: Transaction, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return
  await tx.run(
    `// nameAfresh
UNWIND $places AS place
MATCH (p:Person)<-[:IS]-(i:Identity) WHERE elementId(p) = place
WITH p, i.surname + coalesce(' ' + i.givenNames, '') AS name, count(*) AS times
ORDER BY times DESC, name
WITH p, head(collect(name)) AS name
SET p.displayName = name`,
    { places },
  )
}
