import type { Statement, Transaction } from '../graph/index.ts'

export interface StatedBooking {
  readonly ref: string
  readonly purchasedAt: number | null
  readonly channel: string | null
  readonly contacts: readonly { readonly kind: string; readonly value: string }[]
}

export interface JourneyFact {
  readonly statement: Statement
  readonly run: string
  readonly properties: Record<string, unknown>
  readonly identity: string
  readonly documents: readonly string[]
  readonly booking: string | null
}

export interface CheckFact {
  readonly statement: Statement
  readonly run: string
  /** The journey that the check names; null: it is found by document or person. */
  readonly journey: string | null
  readonly properties: Record<string, unknown>
  readonly identity: string | null
  readonly document: string | null
}

export const journeyId = (run: string, ref: string) => `${run}#${ref}`

/** Records bookings; of differing statements the earliest purchase and the first channel in order stand, whatever came first. */
export async function recordBookings(tx: Transaction, bookings: readonly StatedBooking[]): Promise<void> {
  if (bookings.length === 0) return
  await tx.run(
    `// recordBookings
UNWIND $rows AS row
MERGE (b:Booking {id: row.ref})
SET b.purchasedAt = CASE WHEN row.purchasedAt < b.purchasedAt OR b.purchasedAt IS NULL THEN row.purchasedAt ELSE b.purchasedAt END,
  b.channel = CASE WHEN row.channel < b.channel OR b.channel IS NULL THEN row.channel ELSE b.channel END`,
    { rows: bookings.map(({ ref, purchasedAt, channel }) => ({ ref, purchasedAt, channel })) },
  )
  const contacts = bookings.flatMap(({ ref, contacts }) =>
    contacts.map(({ kind, value }) => ({ ref, id: `${kind}:${value}`, kind, value })),
  )
  if (contacts.length === 0) return
  await tx.run(
    `// recordContacts
UNWIND $rows AS row
MERGE (c:Contact {id: row.id})
  ON CREATE SET c.kind = row.kind, c.value = row.value
WITH row, c
MATCH (b:Booking {id: row.ref})
MERGE (b)-[:GAVE]->(c)`,
    { rows: contacts },
  )
}

/** Records passengers' journeys. `corrected`: those there before, whose ties are made afresh. */
export async function recordJourneys(
  tx: Transaction,
  facts: readonly JourneyFact[],
  corrected: ReadonlySet<string>,
): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(fact => ({
    run: fact.run,
    identity: fact.identity,
    documents: fact.documents,
    booking: fact.booking,
    p: { ...fact.properties, ...fact.statement },
  }))
  const again = rows.filter(row => corrected.has(row.p.id))
  if (again.length > 0)
    await tx.run(
      `// correctJourneys
UNWIND $rows AS row
MATCH (j:Journey {id: row.p.id})
SET j = row.p
WITH j, row
CALL (j) { MATCH (j)-[old:PRESENTED|BOOKED_IN]->() DELETE old }
CALL (j) { MATCH (j)<-[old:MADE]-() DELETE old }
WITH j, row
MATCH (r:TrainRun {id: row.run}) SET j.departsAt = r.departsAt
WITH j, row
MATCH (i:Identity {id: row.identity}) CREATE (i)-[:MADE]->(j)`,
      { rows: again },
    )
  await tx.run(
    `// recordJourneys
UNWIND $rows AS row
MATCH (r:TrainRun {id: row.run})
MATCH (i:Identity {id: row.identity})
CREATE (i)-[:MADE]->(j:Journey)-[:ON]->(r)
SET j = row.p, j.departsAt = r.departsAt`,
    { rows: rows.filter(row => !corrected.has(row.p.id)) },
  )
  await tx.run(
    '// presentDocuments\nUNWIND $rows AS row\nMATCH (j:Journey {id: row.id})\nMATCH (d:Document {id: row.document})\nCREATE (j)-[:PRESENTED]->(d)',
    { rows: rows.flatMap(row => row.documents.map(document => ({ id: row.p.id, document }))) },
  )
  await tx.run(
    '// bookJourneys\nUNWIND $rows AS row\nMATCH (j:Journey {id: row.id})\nMATCH (b:Booking {id: row.booking})\nCREATE (j)-[:BOOKED_IN]->(b)',
    { rows: rows.flatMap(row => (row.booking === null ? [] : [{ id: row.p.id, booking: row.booking }])) },
  )
}

/** Records checks; one that names no journey starts on a journey of its own (see `placeLooseChecks`). */
export async function recordChecks(
  tx: Transaction,
  facts: readonly CheckFact[],
  corrected: ReadonlySet<string>,
): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(fact => ({
    journey: fact.journey ?? `check:${fact.statement.id}`,
    p: { ...fact.properties, ...fact.statement, looseOn: fact.journey === null ? fact.run : null },
    run: fact.run,
    loose: fact.journey === null,
    identity: fact.identity,
    document: fact.document,
  }))
  if (corrected.size > 0)
    await tx.run(
      `// correctChecks
UNWIND $ids AS id
MATCH (k:Check {id: id})
OPTIONAL MATCH (own:Journey {id: 'check:' + id})
DETACH DELETE own
WITH k
CALL (k) { MATCH (k)-[old:OF|EXAMINED|READ]->() DELETE old }`,
      { ids: [...corrected] },
    )
  await makeOwnJourneys(
    tx,
    rows.filter(row => row.loose).map(row => ({ ...row, check: row.p.id })),
  )
  await tx.run(
    `// recordChecks
UNWIND $rows AS row
MATCH (j:Journey {id: row.journey})
CREATE (k:Check)-[:OF]->(j)
SET k = row.p`,
    { rows: rows.filter(row => !corrected.has(row.p.id)) },
  )
  if (corrected.size > 0)
    await tx.run(
      '// recordChecksAgain\nUNWIND $rows AS row\nMATCH (k:Check {id: row.p.id})\nMATCH (j:Journey {id: row.journey})\nCREATE (k)-[:OF]->(j)\nSET k = row.p',
      {
        rows: rows.filter(row => corrected.has(row.p.id)),
      },
    )
  const examined = rows.filter(row => row.document !== null)
  if (examined.length > 0)
    await tx.run(
      '// examineDocuments\nUNWIND $rows AS row\nMATCH (k:Check {id: row.id})\nMATCH (d:Document {id: row.document})\nCREATE (k)-[:EXAMINED]->(d)',
      {
        rows: examined.map(row => ({ id: row.p.id, document: row.document })),
      },
    )
  const read = rows.filter(row => row.identity !== null)
  if (read.length > 0)
    await tx.run(
      '// readIdentities\nUNWIND $rows AS row\nMATCH (k:Check {id: row.id})\nMATCH (i:Identity {id: row.identity})\nCREATE (k)-[:READ]->(i)',
      {
        rows: read.map(row => ({ id: row.p.id, identity: row.identity })),
      },
    )
}

/** Somebody seen by a check alone made a journey too. */
export async function makeOwnJourneys(
  tx: Transaction,
  rows: readonly { check: string; run: string; identity: string | null; document: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `// makeOwnJourneys
UNWIND $rows AS row
MATCH (r:TrainRun {id: row.run})
CREATE (j:Journey {id: 'check:' + row.check, ref: 'check:' + row.check, run: row.run, departsAt: r.departsAt})-[:ON]->(r)
WITH row, j
CALL (row, j) { MATCH (i:Identity {id: row.identity}) CREATE (i)-[:MADE]->(j) }
CALL (row, j) { MATCH (d:Document {id: row.document}) CREATE (j)-[:PRESENTED]->(d) }`,
    { rows: rows.map(({ check, run, identity, document }) => ({ check, run, identity, document })) },
  )
}
