import type { Statement, Transaction } from '../graph/index.ts'

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
  readonly type: string
  readonly properties: Record<string, unknown>
  readonly issuedFor: string | null
  readonly replaces: string | null
  readonly authorises: readonly string[]
}

/** Numbers are compared in upper case without spaces and hyphens. */
export const documentNumber = (number: string) => number.toUpperCase().replace(/[\s-]+/g, '')

export const documentId = ({ type, issuer, number }: DocumentKey) => `${type}:${issuer}:${documentNumber(number)}`

/** Subtypes are labels of their own beside :Document, so that a pattern over permits touches permits only. */
const SUBTYPES: Record<string, string> = {
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

/** Makes a node for every document that is named for the first time. */
export async function ensureDocuments(tx: Transaction, shown: Iterable<ShownDocument>): Promise<void> {
  const rows = new Map<string, { id: string; type: string; issuer: string; number: string; expiresOn: string | null }>()
  for (const document of shown) {
    const id = documentId(document)
    const expiresOn =
      [document.expiresOn, rows.get(id)?.expiresOn]
        .filter(day => day != null)
        .sort()
        .at(-1) ?? null
    rows.set(id, {
      id,
      type: document.type,
      issuer: document.issuer,
      number: documentNumber(document.number),
      expiresOn,
    })
  }
  for (const [type, label] of Object.entries(SUBTYPES)) {
    const ofType = [...rows.values()].filter(row => row.type === type)
    if (ofType.length === 0) continue
    await tx.run(
      `// ensureDocuments
UNWIND $rows AS row
OPTIONAL MATCH (known:Document {id: row.id})
WITH row, known WHERE known IS NULL
CREATE (d:Document:${label}) SET d = row`,
      { rows: ofType },
    )
  }
  const dated = [...rows.values()].filter(row => row.expiresOn !== null)
  if (dated.length === 0) return
  // Of several showings the latest day stands, whatever their order; a record of the issuer outranks them all.
  await tx.run(
    `// showExpiry
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
WHERE d.digest IS NULL AND (d.expiresOn IS NULL OR d.expiresOn < row.expiresOn)
SET d.expiresOn = row.expiresOn`,
    { rows: dated },
  )
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
  await tx.run(
    `// recordDocuments
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d = row.p
WITH d, row
CALL (d) { MATCH (d)-[old:ISSUED_FOR|REPLACES|AUTHORISES]->() DELETE old }`,
    { rows },
  )
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
