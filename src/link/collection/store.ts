import { Conflict, NotFound } from '../../base/index.ts'
import type { Database, Transaction } from '../../graph/index.ts'
import type { Thing } from '../kinds.ts'

/** Who acts on a collection, and what for. */
export interface Actor {
  readonly by: string
  readonly purpose: string | null
}

/** What somebody did with a collection. */
export type ActKind = 'CREATED' | 'DESCRIBED' | 'ADDED' | 'REMOVED' | 'DELETED'

/** A thing as it is kept in a collection. */
export interface CollectedRow extends Thing {
  readonly label: string
  /** The identities of a person as it was put in: by them it is found under whatever name. */
  readonly identities: readonly string[] | null
}

export const collectedId = (collection: string, { kind, key }: Thing) => `${collection}|${kind}|${key}`

/** A name that another collection has is refused by the constraint of the graph, whoever comes second. */
const TAKEN = 'Neo.ClientError.Schema.ConstraintValidationFailed'

/** @throws Conflict where another collection has the name that `work` gives */
export async function withName<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await database.write(work)
  } catch (error) {
    if ((error as { code?: string }).code !== TAKEN) throw error
    throw new Conflict('name: expected one that no other collection has, got one that another has', {
      field: 'name',
      cause: error,
    })
  }
}

export const writeCollection = (tx: Transaction, id: string, name: string, note: string | null, { by }: Actor) =>
  tx.run(
    `// createCollection
CREATE (c:Collection {id: $id, name: $name, note: $note, createdBy: $by, createdAt: timestamp(), changedAt: timestamp()})`,
    { id, name, note, by },
  )

/**
 * Locks a collection for the transaction, and says how many things are in it.
 * @throws NotFound where there is no such collection
 */
export async function lockCollection(tx: Transaction, id: string): Promise<number> {
  const [row] = await tx.run(
    `// lockCollection
MATCH (c:Collection {id: $id})
SET c.changedAt = timestamp()
WITH c
RETURN COUNT { (c)<-[:IN_COLLECTION]-() }`,
    { id },
  )
  if (!row) throw new NotFound('id: expected a collection that is there, got one that is not', { field: 'id' })
  return Number(row[0])
}

export const nameCollection = (
  tx: Transaction,
  id: string,
  given: { readonly name?: string; readonly note?: string | null },
) => tx.run('// describeCollection\nMATCH (c:Collection {id: $id})\nSET c += $given', { id, given })

/** Which of these things are in a collection already. */
export async function inCollection(
  tx: Transaction,
  collection: string,
  things: readonly Thing[],
): Promise<Set<string>> {
  const rows = await tx.run('// inCollection\nUNWIND $ids AS id\nMATCH (t:CollectedThing {id: id})\nRETURN t.id', {
    ids: things.map(thing => collectedId(collection, thing)),
  })
  return new Set(rows.map(([id]) => id as string))
}

export const writeCollected = (
  tx: Transaction,
  collection: string,
  rows: readonly CollectedRow[],
  note: string | null,
  { by }: Actor,
) =>
  tx.run(
    `// addToCollection
MATCH (c:Collection {id: $collection})
UNWIND $rows AS row
CREATE (t:CollectedThing {id: row.id, kind: row.kind, key: row.key, label: row.label, identities: row.identities,
  note: $note, addedBy: $by, addedAt: timestamp(), nth: row.nth})-[:IN_COLLECTION]->(c)`,
    {
      collection,
      // What is put in at once has one time: `nth` keeps the order in which it was given.
      rows: rows.map((row, nth) => ({ ...row, nth, id: collectedId(collection, row) })),
      note,
      by,
    },
  )

export async function takeOut(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.run('// removeFromCollection\nUNWIND $ids AS id\nMATCH (t:CollectedThing {id: id})\nDETACH DELETE t', {
    ids,
  })
}

/** What was done stays, also of a collection that is deleted: who, when, and how many things. */
export const writeAct = (
  tx: Transaction,
  collection: string,
  {
    kind,
    things = 0,
    says = null,
  }: { readonly kind: ActKind; readonly things?: number; readonly says?: string | null },
  { by, purpose }: Actor,
) =>
  tx.run(
    `// writeCollectionAct
MERGE (n:Counter {name: 'collectionAct'})
SET n.value = coalesce(n.value, 0) + 1
WITH n.value AS number
MATCH (c:Collection {id: $collection})
CREATE (:CollectionAct {id: toString(number), number: number, at: timestamp(), kind: $kind, things: $things, says: $says,
  by: $by, purpose: $purpose})-[:OF_COLLECTION]->(c)`,
    { collection, kind, things, says, by, purpose },
  )

export const dropCollection = (tx: Transaction, id: string) =>
  tx.run(
    `// deleteCollection
MATCH (c:Collection {id: $id})
CALL (c) { MATCH (c)<-[:IN_COLLECTION]-(t) DETACH DELETE t }
SET c:DeletedCollection
REMOVE c:Collection`,
    { id },
  )
