import { randomUUID } from 'node:crypto'
import { checkedNote, checkedText, Invalid, NotFound } from '../../base/index.ts'
import type { Database, Transaction } from '../../graph/index.ts'
import { NO_GROUPS } from '../../person/index.ts'
import { readPersons } from '../export/persons.ts'
import type { Read } from '../export/read.ts'
import { readThings } from '../export/things.ts'
import type { NodeKind, Thing } from '../kinds.ts'
import { nowIsExpression, nowIsOf } from './fields.ts'
import {
  type Actor,
  type CollectedRow,
  collectedId,
  dropCollection,
  inCollection,
  lockCollection,
  nameCollection,
  takeOut,
  withName,
  writeAct,
  writeCollected,
  writeCollection,
} from './store.ts'

/** What a collection holds at most. */
export const MOST_COLLECTED = 10_000
const LONGEST_NAME = 100

const checkedName = (name: string) => checkedText('name', name, 'what it is called', LONGEST_NAME)
const noteOrNone = (note: string | null | undefined) => (note == null ? null : checkedNote(note))

/**
 * Makes an empty collection; returns its key.
 * @throws Invalid for a name or note that cannot be; Conflict where another collection has the name
 */
export async function createCollection(
  database: Database,
  given: { readonly name: string; readonly note?: string | null | undefined },
  actor: Actor,
): Promise<string> {
  const id = randomUUID()
  const name = checkedName(given.name)
  const note = noteOrNone(given.note)
  await withName(database, async tx => {
    await writeCollection(tx, id, name, note, actor)
    await writeAct(tx, id, { kind: 'CREATED', says: name }, actor)
  })
  return id
}

/**
 * Gives a collection another name, another note, or both; a note that is null takes the note away.
 * @throws Invalid for what cannot be; NotFound; Conflict where another collection has the name
 */
export async function describeCollection(
  database: Database,
  id: string,
  given: { readonly name?: string | null | undefined; readonly note?: string | null | undefined },
  actor: Actor,
): Promise<void> {
  if (given.name == null && given.note === undefined)
    throw new Invalid('name: expected a name or a note, got neither', { field: 'name' })
  const described = {
    ...(given.name == null ? {} : { name: checkedName(given.name) }),
    ...(given.note === undefined ? {} : { note: noteOrNone(given.note) }),
  }
  await withName(database, async tx => {
    await lockCollection(tx, id)
    await nameCollection(tx, id, described)
    await writeAct(tx, id, { kind: 'DESCRIBED', says: described.name ?? null }, actor)
  })
}

export interface Added {
  readonly added: number
  /** They were in it before, and stay as they were put in. */
  readonly already: number
}

/**
 * Puts things into a collection, all or none; a person is kept with its identities, by which it is found whatever becomes
 * of its name.
 * @throws Invalid for too many or none, NotFound for a thing or collection that is not there
 */
export async function addToCollection(
  database: Database,
  id: string,
  given: { readonly things: readonly Thing[]; readonly note?: string | null | undefined },
  actor: Actor,
): Promise<Added> {
  checkCount(given.things)
  const note = noteOrNone(given.note)
  return database.write(async tx => {
    const before = await lockCollection(tx, id)
    const rows = await rowsOf(tx, given.things)
    const there = await inCollection(tx, id, rows)
    const fresh = rows.filter(row => !there.has(collectedId(id, row)))
    if (before + fresh.length > MOST_COLLECTED)
      throw new Invalid(
        `things: expected at most ${MOST_COLLECTED} in a collection, got ${before + fresh.length}; begin another one`,
        { field: 'things' },
      )
    await writeCollected(tx, id, fresh, note, actor)
    if (fresh.length > 0) await writeAct(tx, id, { kind: 'ADDED', things: fresh.length, says: note }, actor)
    return { added: fresh.length, already: there.size }
  })
}

function checkCount(things: readonly Thing[]): void {
  if (things.length === 0 || things.length > MOST_COLLECTED)
    throw new Invalid(`things: expected 1 to ${MOST_COLLECTED}, got ${things.length}`, { field: 'things' })
}

/** Things as they are kept, each once. */
async function rowsOf(tx: Transaction, things: readonly Thing[]): Promise<CollectedRow[]> {
  const found = new Map<string, CollectedRow>()
  const read: Read = async <Row extends unknown[]>(statement: string, keys: readonly unknown[], more = {}) =>
    (await tx.run(statement, { ...more, keys })) as Row[]
  for (const [kind, own] of Map.groupBy(things, thing => thing.kind)) {
    const keys = own.map(({ key }) => key)
    for (const [asked, row] of await rowsOfKind(read, kind, keys)) found.set(`${kind}|${asked}`, row)
  }
  const rows = things.map(({ kind, key }, i) => {
    const row = found.get(`${kind}|${key}`)
    if (row) return row
    throw new NotFound(`things.${i}: expected a thing that is there, got one that is not`, { field: `things.${i}` })
  })
  return [...new Map(rows.map(row => [`${row.kind}|${row.key}`, row])).values()]
}

async function rowsOfKind(read: Read, kind: NodeKind, keys: readonly string[]): Promise<Map<string, CollectedRow>> {
  if (kind !== 'PERSON') {
    const things = await readThings(read, kind, keys)
    return new Map(things.map(({ key, label }) => [key, { kind, key, label, identities: null }]))
  }
  const reviewed = { strictness: 'REVIEWED' as const, state: '', parameters: NO_GROUPS }
  const { persons, byKey, byIdentity } = await readPersons(read, reviewed, keys)
  const byPerson = Map.groupBy([...byIdentity], ([, person]) => person)
  const rows = new Map(
    persons.map(({ key, label }): [string, CollectedRow] => {
      const identities = (byPerson.get(key) ?? []).map(([identity]) => identity)
      return [key, { kind, key, label, identities }]
    }),
  )
  return new Map([...byKey].map(([asked, key]) => [asked, rows.get(key) as CollectedRow]))
}

/** A thing of a collection as somebody names it: by the thing's own key, or by that of its place in the collection. */
export type Named = Thing | { readonly collected: string }

/**
 * Takes things out of a collection, all or none; a thing may be named by what it was put in as, by what it is now, or by
 * its place in the collection.
 * @throws Invalid for too many or none, NotFound for a thing that is not in it
 */
export async function removeFromCollection(
  database: Database,
  id: string,
  things: readonly Named[],
  actor: Actor,
): Promise<number> {
  if (things.length === 0 || things.length > MOST_COLLECTED)
    throw new Invalid(`things: expected 1 to ${MOST_COLLECTED}, got ${things.length}`, { field: 'things' })
  return database.write(async tx => {
    await lockCollection(tx, id)
    const byName = namesOf(id, await collected(tx, id))
    const found = things.map((thing, i) => {
      const one = byName.get('collected' in thing ? thing.collected : collectedId(id, thing))
      if (one !== undefined) return one
      throw new NotFound(`things.${i}: expected a thing of the collection, got another`, { field: `things.${i}` })
    })
    const gone = [...new Set(found)]
    await takeOut(tx, gone)
    await writeAct(tx, id, { kind: 'REMOVED', things: gone.length }, actor)
    return gone.length
  })
}

/** What was put in under a name comes before what only now is called so. */
function namesOf(collection: string, held: readonly Held[]): Map<string, string> {
  const now = held.flatMap(({ id, now: { kind, keys } }) =>
    keys.map(key => [collectedId(collection, { kind, key }), id] as const),
  )
  return new Map([...now, ...held.map(({ id }) => [id, id] as const)])
}

/** @throws NotFound where there is no such collection */
export async function deleteCollection(database: Database, id: string, actor: Actor): Promise<void> {
  await database.write(async tx => {
    const things = await lockCollection(tx, id)
    await writeAct(tx, id, { kind: 'DELETED', things }, actor)
    await dropCollection(tx, id)
  })
}

interface Held {
  readonly id: string
  readonly key: string
  readonly now: ReturnType<typeof nowIsOf>
}

const COLLECTED = `// collected
MATCH (:Collection {id: $id})<-[:IN_COLLECTION]-(x:CollectedThing)
WITH x ORDER BY x.addedAt, x.nth, x.id
RETURN x.id, x.key, ${nowIsExpression}`

type HeldRow = [id: string, key: string, now: Parameters<typeof nowIsOf>[0]]

async function collected({ run }: Pick<Transaction, 'run'>, id: string): Promise<Held[]> {
  const rows = (await run(COLLECTED, { id })) as HeldRow[]
  return rows.map(([own, key, now]) => ({ id: own, key, now: nowIsOf(now) }))
}

/**
 * The things of a collection as they are now, to begin from; one that is not there any more goes by the name it had, so
 * that whoever begins from it is told. Undefined where there is no such collection.
 */
export async function thingsOfCollection(
  database: Pick<Database, 'read'>,
  collection: string,
): Promise<{ readonly name: string; readonly things: Thing[] } | undefined> {
  const [row] = await database.read(
    '// collectionNamed\nMATCH (c:Collection) WHERE c.id = $collection OR c.name = $collection\nRETURN c.id, c.name',
    { collection },
  )
  if (!row) return undefined
  const [id, name] = row as [string, string]
  const held = await collected({ run: (statement, given = {}) => database.read(statement, given) }, id)
  const things = held.flatMap(({ key, now: { kind, keys } }) =>
    (keys.length > 0 ? keys : [key]).map((one): Thing => ({ kind, key: one })),
  )
  return { name, things }
}
