import { createNodes, noteChange, type Place, type Transaction } from '../../graph/index.ts'
import type { Resolved } from './group.ts'

/** The status of an assertion that the matcher made. */
export const AUTO = 'AUTO'

/** The columns of a person's node when it is made. */
export const PERSON = ['id', 'whole', 'displayName'] as const

/** A person as it should be, and the node that becomes it. */
interface Assigned extends Resolved {
  readonly kept: Place | undefined
}

/**
 * Makes persons what they should be, by as few changes as can be. Returns the ids of persons that others' identities
 * have come to, or gone from.
 */
export async function settlePersons(tx: Transaction, resolved: readonly Resolved[]): Promise<string[]> {
  const assigned = assign(resolved)
  const kept = new Set(assigned.map(({ kept }) => kept))
  const before = new Map(
    resolved.flatMap(({ members }) =>
      members.flatMap(m => (m.person === null ? [] : [[m.person, m.personId] as const])),
    ),
  )
  const left = [...before.keys()].filter(person => !kept.has(person))
  const renamed = assigned.filter(one => one.kept !== undefined && before.get(one.kept) !== one.id)
  await forgetIds(tx, [...left, ...renamed.map(one => one.kept as Place)])
  await renamePersons(
    tx,
    renamed.map(one => [one.kept as Place, one.id]),
  )
  const fresh = assigned.filter(one => one.kept === undefined)
  const made = await createNodes(
    tx,
    'createPersons',
    'Person',
    PERSON,
    fresh.map(({ id, whole }) => [id, whole || null, null]),
  )
  await markWhole(
    tx,
    assigned.filter(({ kept, whole, members }) => kept && members.find(m => m.person === kept)?.personWhole !== whole),
  )
  const placeOf = new Map(fresh.map(({ id }, i) => [id, made[i] as Place]))
  const moves = assigned.flatMap(({ id, kept, members }) => {
    const person = kept ?? (placeOf.get(id) as Place)
    return members.filter(member => member.person !== person).map(member => ({ member, person, id }))
  })
  noteChange(tx, {
    identities: moves.map(({ member }) => member.place),
    persons: [...made, ...renamed.map(one => one.kept as Place)],
  })
  await moveIdentities(
    tx,
    moves.map(({ member, person }) => [member.place, person]),
  )
  await forgetPersons(tx, left)
  const concerned = new Set(moves.flatMap(({ member, person }) => [person, member.person ?? person]))
  await nameAfresh(
    tx,
    [...concerned].filter(person => !left.includes(person)),
  )
  const moved = moves.filter(({ member }) => member.person !== null)
  const lost = new Set(moved.map(({ member }) => member.person))
  return [
    ...new Set([...moved.map(({ id }) => id), ...assigned.filter(one => lost.has(one.kept ?? '')).map(one => one.id)]),
  ]
}

/** Each person keeps the node from which the most identities need not be moved. */
function assign(resolved: readonly Resolved[]): Assigned[] {
  const claims = resolved.flatMap((person, i) => {
    const counts = new Map<Place, number>()
    for (const member of person.members)
      if (member.person !== null) counts.set(member.person, (counts.get(member.person) ?? 0) + 1)
    return [...counts].map(([place, count]) => ({ i, place, count }))
  })
  const kept = new Map<number, Place>()
  const taken = new Set<Place>()
  for (const { i, place } of claims.sort((a, b) => b.count - a.count)) {
    if (kept.has(i) || taken.has(place)) continue
    kept.set(i, place)
    taken.add(place)
  }
  return resolved.map((person, i) => ({ ...person, kept: kept.get(i) }))
}

/** Ids are unique at every moment: those that go are given up before those that come. */
async function forgetIds(tx: Transaction, persons: readonly Place[]): Promise<void> {
  if (persons.length === 0) return
  await tx.run('// forgetIds\nUNWIND $persons AS place\nMATCH (p) WHERE elementId(p) = place\nREMOVE p.id', { persons })
}

/** Gives persons other ids; these are nobody's. */
export async function renamePersons(tx: Transaction, rows: readonly (readonly [Place, string])[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run('// renamePersons\nUNWIND $rows AS row\nMATCH (p) WHERE elementId(p) = row[0]\nSET p.id = row[1]', {
    rows,
  })
}

async function markWhole(tx: Transaction, persons: readonly Assigned[]): Promise<void> {
  if (persons.length === 0) return
  await tx.run('// markWhole\nUNWIND $rows AS row\nMATCH (p) WHERE elementId(p) = row[0]\nSET p.whole = row[1]', {
    rows: persons.map(({ kept, whole }) => [kept, whole || null]),
  })
}

async function moveIdentities(tx: Transaction, pairs: readonly (readonly [Place, Place])[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.run(
    `// moveIdentities
UNWIND $pairs AS pair
MATCH (i) WHERE elementId(i) = pair[0]
MATCH (p) WHERE elementId(p) = pair[1]
CALL (i) { MATCH (i)-[old:IS]->() DELETE old }
CREATE (i)-[:IS {status: '${AUTO}'}]->(p)`,
    { pairs },
  )
}

/** Forgets persons to whom no identity belongs any more. */
export async function forgetPersons(tx: Transaction, persons: readonly Place[]): Promise<void> {
  if (persons.length === 0) return
  await tx.run(
    `// forgetPersons
UNWIND $persons AS place
MATCH (p:Person) WHERE elementId(p) = place AND NOT EXISTS { (p)<-[:IS]-() }
DETACH DELETE p`,
    { persons },
  )
}

/** Shows each person under the name most often stated; of equally frequent ones the first in order. */
export async function nameAfresh(tx: Transaction, persons: readonly Place[]): Promise<void> {
  if (persons.length === 0) return
  await tx.run(
    `// nameAfresh
UNWIND $persons AS place
MATCH (p:Person)<-[:IS]-(i:Identity) WHERE elementId(p) = place
WITH p, i.surname + coalesce(' ' + i.givenNames, '') AS name, count(*) AS times
ORDER BY times DESC, name
WITH p, head(collect(name)) AS name
SET p.displayName = name`,
    { persons },
  )
}
