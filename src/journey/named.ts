import type { Transaction } from '../graph/index.ts'

/** What facts name, by id: what nothing may name any more once they are corrected. */
export interface Named {
  readonly identities: readonly string[]
  readonly documents: readonly string[]
  readonly bookings: readonly string[]
  readonly calls: readonly string[]
}

const NOTHING: Named = { identities: [], documents: [], bookings: [], calls: [] }

type Row = [(string | null)[], (string | null)[], (string | null)[], (string | null)[]]

function named(rows: unknown[][]): Named {
  const [row] = rows as Row[]
  const [identities, documents, bookings, calls] = (row ?? [[], [], [], []]).map(ids =>
    ids.filter(id => id !== null),
  ) as [string[], string[], string[], string[]]
  return { identities, documents, bookings, calls }
}

/** What these journeys name now. */
export async function namedByJourneys(tx: Transaction, ids: readonly string[]): Promise<Named> {
  if (ids.length === 0) return NOTHING
  const rows = await tx.run(
    `// namedByJourneys
UNWIND $ids AS id
MATCH (j:Journey {id: id})
WITH collect(j) AS js
RETURN COLLECT { UNWIND js AS j MATCH (j)<-[:MADE]-(i:Identity) RETURN i.id },
  COLLECT { UNWIND js AS j MATCH (j)-[:PRESENTED]->(d:Document) RETURN d.id },
  COLLECT { UNWIND js AS j MATCH (j)-[:BOOKED_IN]->(b:Booking) RETURN b.id },
  COLLECT { UNWIND js AS j UNWIND [j.ticketedFrom, j.ticketedTo] AS call RETURN call }`,
    { ids },
  )
  return named(rows)
}

/** What these checks name now. */
export async function namedByChecks(tx: Transaction, ids: readonly string[]): Promise<Named> {
  if (ids.length === 0) return NOTHING
  const rows = await tx.run(
    `// namedByChecks
UNWIND $ids AS id
MATCH (k:Check {id: id})
WITH collect(k) AS ks
RETURN COLLECT { UNWIND ks AS k MATCH (k)-[:READ]->(i:Identity) RETURN i.id },
  COLLECT { UNWIND ks AS k MATCH (k)-[:EXAMINED]->(d:Document) RETURN d.id },
  [],
  COLLECT { UNWIND ks AS k RETURN k.call }`,
    { ids },
  )
  return named(rows)
}
