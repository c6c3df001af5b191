import type { NamedDocuments } from '../document/index.ts'
import { createNodes, noteChange, type Place, placesOf, revive, type Transaction, tie } from '../graph/index.ts'
import { displayName, FIELDS, type StatedIdentity } from './identity.ts'
import { nameKey } from './names.ts'

/** An identity's labels until it is resolved. */
const UNRESOLVED = 'Identity:Unresolved'

/** The columns of {@link identityRow}. */
export const IDENTITY = ['id', 'nameKey', ...FIELDS] as const

/** What an identity's node says. */
export const identityRow = ({ id, fields }: StatedIdentity) => [
  id,
  nameKey(displayName(fields)),
  ...FIELDS.map(name => fields[name] ?? null),
]

/** Records identities that are new; to whom they belong is decided with the facts that name them. Returns all their places. */
export async function recordIdentities(
  tx: Transaction,
  identities: Iterable<StatedIdentity>,
  documents: NamedDocuments,
): Promise<ReadonlyMap<string, Place>> {
  const byId = new Map([...identities].map(identity => [identity.id, identity]))
  const places = await placesOf(tx, 'Identity', byId.keys())
  const fresh = [...byId.values()].filter(({ id }) => !places.has(id))
  if (fresh.length === 0) return places
  const created = await createNodes(tx, 'recordIdentities', UNRESOLVED, IDENTITY, fresh.map(identityRow))
  for (const [i, { id }] of fresh.entries()) places.set(id, created[i] as Place)
  noteChange(tx, { identities: created })
  const stated = fresh.flatMap(({ id, documents: beside }) =>
    beside.map(document => [places.get(id) as Place, documents.places.get(document) as Place] as const),
  )
  await tie(tx, 'STATED_ON', stated)
  await revive(
    tx,
    'Identity',
    fresh.map(({ id }) => id),
  )
  return places
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
