import {
  createNodes,
  noteChange,
  type Place,
  retire,
  revive,
  type Statement,
  type Transaction,
} from '../graph/index.ts'
import type { DocumentType } from './document-type.ts'
import { numberShape } from './number-shape.ts'

/** What a document is known by. */
export interface DocumentKey {
  readonly type: string
  readonly issuer: string
  readonly number: string
}

/** A document as somebody showed it; what a showing says of it gives way to the issuer's own record. */
export interface ShownDocument extends DocumentKey {
  readonly expiresOn?: string | undefined
}

export interface DocumentFact {
  readonly statement: Statement
  readonly properties: Record<string, unknown>
  readonly issuedFor: string | null
  readonly replaces: string | null
  readonly authorises: readonly string[]
}

/** Numbers are compared in upper case without spaces and hyphens. */
export const documentNumber = (number: string) => number.toUpperCase().replace(/[\s-]+/g, '')

export const documentId = ({ type, issuer, number }: DocumentKey) => `${type}:${issuer}:${documentNumber(number)}`

/** Subtypes are labels of their own beside :Document, so that a pattern over permits touches permits only. */
const SUBTYPES: Readonly<Record<DocumentType, string>> = {
  PASSPORT: 'Passport',
  ID_CARD: 'IdCard',
  RESIDENCE_PERMIT: 'ResidencePermit',
  RESIDENCE_CARD: 'ResidenceCard',
  LONG_STAY_VISA: 'LongStayVisa',
  SHORT_STAY_VISA: 'ShortStayVisa',
  FTD: 'FTD',
  FRTD: 'FRTD',
  OTHER: 'OtherDocument',
}

/** The labels of a document's node. */
export const documentLabels = (type: string) => `Document:${SUBTYPES[type as DocumentType]}`

/** Documents that were named: where they are, and which of them had not been known. */
export interface NamedDocuments {
  readonly places: ReadonlyMap<string, Place>
  readonly made: ReadonlySet<string>
}

/** The columns of a document that was named and has no record of its own. */
export const DOCUMENT = ['id', 'type', 'issuer', 'number', 'shape', 'expiresOn'] as const

/** What the node of such a document says; its number is normalised. */
export const documentRow = (id: string, { type, issuer, number, expiresOn }: ShownDocument) => [
  id,
  type,
  issuer,
  number,
  numberShape(number),
  expiresOn ?? null,
]

/** Makes a node for every document that is named for the first time. */
export async function ensureDocuments(tx: Transaction, shown: Iterable<ShownDocument>): Promise<NamedDocuments> {
  const named = distinct(shown)
  const known = await knownDocuments(tx, [...named.keys()])
  const made = new Set<string>()
  const places = new Map([...known].map(([id, { place }]) => [id, place]))
  const missing = [...named].filter(([id]) => !known.has(id))
  for (const [type, ofType] of Map.groupBy(missing, ([, { type }]) => type)) {
    const rows = ofType.map(([id, document]) => documentRow(id, document))
    const created = await createNodes(tx, 'ensureDocuments', documentLabels(type), DOCUMENT, rows)
    for (const [i, [id]] of ofType.entries()) {
      places.set(id, created[i] as Place)
      made.add(id)
    }
    noteChange(tx, { documents: created })
  }
  await revive(tx, 'Document', [...made])
  await showExpiry(tx, named, known)
  return { places, made }
}

function distinct(shown: Iterable<ShownDocument>): Map<string, ShownDocument> {
  const named = new Map<string, ShownDocument>()
  for (const { type, issuer, number, expiresOn } of shown) {
    const id = documentId({ type, issuer, number })
    const latest = later(expiresOn, named.get(id)?.expiresOn)
    named.set(id, { type, issuer, number: documentNumber(number), expiresOn: latest })
  }
  return named
}

/** Of the days to which showings say that a document is good, the latest stands. */
export const later = (left: string | undefined, right: string | undefined) =>
  left !== undefined && (right === undefined || left > right) ? left : right

interface KnownDocument {
  readonly place: Place
  readonly recorded: boolean
  readonly expiresOn: string | undefined
}

async function knownDocuments(tx: Transaction, ids: readonly string[]): Promise<Map<string, KnownDocument>> {
  if (ids.length === 0) return new Map()
  const [row] = await tx.run(
    `// knownDocuments
UNWIND $ids AS id
OPTIONAL MATCH (d:Document {id: id})
RETURN collect(CASE WHEN d IS NULL THEN '' ELSE elementId(d) END), collect(d.digest IS NOT NULL),
  collect(coalesce(d.expiresOn, ''))`,
    { ids },
  )
  const [places, recorded, expiries] = row as [string[], boolean[], string[]]
  return new Map(
    ids.flatMap((id, i) => {
      const place = places[i]
      if (!place) return []
      return [[id, { place, recorded: recorded[i] === true, expiresOn: expiries[i] || undefined }] as const]
    }),
  )
}

/** Of several showings the latest day stands, whatever their order; a record of the issuer outranks them all. */
async function showExpiry(
  tx: Transaction,
  named: ReadonlyMap<string, ShownDocument>,
  known: ReadonlyMap<string, KnownDocument>,
): Promise<void> {
  const rows = [...known].flatMap(([id, { place, recorded, expiresOn }]) => {
    const shown = named.get(id)?.expiresOn
    return recorded || shown === undefined || later(shown, expiresOn) === expiresOn ? [] : [[place, shown]]
  })
  if (rows.length === 0) return
  noteChange(tx, { documents: rows.map(([place]) => place as Place) })
  await tx.run('// showExpiry\nUNWIND $rows AS row\nMATCH (d) WHERE elementId(d) = row[0]\nSET d.expiresOn = row[1]', {
    rows,
  })
}

/** Retires documents that nothing in force names any more, because a correction took them away. */
export async function retireDocuments(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const unnamed = await tx.run(
    `// unnamedDocuments
UNWIND $ids AS id
MATCH (d:Document {id: id})
WHERE d.digest IS NULL AND NOT EXISTS { (d)<-[:PRESENTED]-(:Journey) } AND NOT EXISTS { (d)<-[:EXAMINED]-(:Check) }
  AND NOT EXISTS { (d)<-[:STATED_ON]-(:Identity) } AND NOT EXISTS { (d)<-[:ISSUED_FOR|REPLACES]-(:Document) }
RETURN elementId(d)`,
    { ids: [...new Set(ids)] },
  )
  noteChange(tx, { documents: unnamed.flat() as Place[] })
  await retire(tx, 'Document', unnamed.flat() as Place[], ['Document', ...Object.values(SUBTYPES)])
}

/** The documents that the records of these documents name beside them. */
export async function namedByDocuments(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.run(
    `// namedByDocuments
UNWIND $ids AS id
MATCH (:Document {id: id})-[:ISSUED_FOR|REPLACES]->(d:Document)
RETURN DISTINCT d.id`,
    { ids: [...ids] },
  )
  return rows.map(([id]) => String(id))
}

/** Records what issuers say of documents; the documents must be there (see {@link ensureDocuments}). */
export async function recordDocuments(tx: Transaction, facts: readonly DocumentFact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(fact => ({
    id: fact.statement.id,
    p: { ...fact.properties, ...fact.statement },
    issuedFor: fact.issuedFor,
    replaces: fact.replaces,
    authorises: fact.authorises,
  }))
  const recorded = await tx.run(
    `// recordDocuments
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d = row.p
WITH d, row
CALL (d) { MATCH (d)-[old:ISSUED_FOR|REPLACES|AUTHORISES]->() DELETE old }
RETURN elementId(d)`,
    { rows },
  )
  noteChange(tx, { documents: recorded.flat() as Place[] })
  await relate(
    tx,
    'ISSUED_FOR',
    'Document',
    rows.flatMap(row => (row.issuedFor ? [{ id: row.id, to: row.issuedFor }] : [])),
  )
  await relate(
    tx,
    'REPLACES',
    'Document',
    rows.flatMap(row => (row.replaces ? [{ id: row.id, to: row.replaces }] : [])),
  )
  await relate(
    tx,
    'AUTHORISES',
    'TrainRun',
    rows.flatMap(row => row.authorises.map(to => ({ id: row.id, to }))),
  )
}

async function relate(tx: Transaction, type: string, target: string, rows: readonly { id: string; to: string }[]) {
  if (rows.length === 0) return
  await tx.run(
    `// recordDocuments ${type}\nUNWIND $rows AS row\nMATCH (d:Document {id: row.id})\nMATCH (t:${target} {id: row.to})\nCREATE (d)-[:${type}]->(t)`,
    { rows },
  )
}
