import { WAYS, type WhoIsWho } from '../person/index.ts'

/** What reads the graph: rows as lists in the order of RETURN, integers as numbers. */
export interface Reader {
  read(statement: string, parameters: Record<string, unknown>, options?: { timeout?: number }): Promise<unknown[][]>
}

/** How far the graph has come: the last delivery, when it was received (epoch milliseconds), records recorded so far. */
export interface AsOf {
  readonly delivery: number
  readonly receivedAt: number
  readonly recorded: number
}

const TIMEOUT = 60_000

/** A delivery has its number from its first line on, so what tells two states of the graph apart is how much was recorded. */
export async function readAsOf(reader: Reader): Promise<AsOf> {
  const [row] = await reader.read(
    `// patternAsOf
MATCH (d:Delivery)
WITH d ORDER BY d.number
WITH collect(d) AS deliveries, sum(coalesce(d.recorded, 0)) AS recorded
RETURN deliveries[-1].number, deliveries[-1].receivedAt, recorded`,
    {},
  )
  const [delivery, receivedAt, recorded] = (row ?? []) as (number | null)[]
  return { delivery: delivery ?? 0, receivedAt: receivedAt ?? 0, recorded: recorded ?? 0 }
}

const DOCUMENT_FILTER = `($types IS NULL AND d.type <> 'OTHER' OR d.type IN $types)
  AND ($issuer IS NULL OR d.issuer = $issuer)`

/** Which documents to look for; null: all issuers, every type but OTHER. */
export interface DocumentFilter {
  readonly types: readonly string[] | null
  readonly issuer: string | null
}

/**
 * Documents stated by identities of at least `persons` persons of this grouping; with `spellings` also those stated by two identities.
 * The count of a document's STATED_ON is stored with it, so most documents are left after one look.
 */
export async function documentsStatedByMany(
  reader: Reader,
  { strictness, parameters }: WhoIsWho,
  filter: DocumentFilter,
  persons: number,
  spellings: boolean,
): Promise<string[]> {
  const rows = await reader.read(
    `// documentsStatedByMany
MATCH (d:Document)
WHERE COUNT { (d)<-[:STATED_ON]-() } > 1 AND ${DOCUMENT_FILTER}
CALL (d) {
  ${WAYS[strictness].personsBy('(d)<-[:STATED_ON]-', 'i', 'p')}
  RETURN count(DISTINCT p) AS persons, count(DISTINCT i.surname + '|' + coalesce(i.givenNames, '')) AS names
}
WITH d, persons, names
WHERE persons >= $persons OR $spellings AND names > 1
RETURN d.id`,
    { ...parameters, ...filter, persons, spellings },
    { timeout: TIMEOUT },
  )
  return rows.map(([id]) => String(id))
}

/** Documents that a check examined on a journey whose list does not present them: what nobody there had stated. */
export async function documentsExaminedElsewhere(reader: Reader): Promise<string[]> {
  const rows = await reader.read(
    `// documentsExaminedElsewhere
MATCH (d:Document)<-[:EXAMINED]-(k)-[:OF]->(j)
WHERE NOT EXISTS { (j)-[:PRESENTED]->(d) }
RETURN DISTINCT d.id`,
    {},
    { timeout: TIMEOUT },
  )
  return rows.map(([id]) => String(id))
}

export type PresentationRow = readonly [
  document: string,
  person: string | null,
  name: string | null,
  journey: string,
  run: string,
  departsAt: number,
  portrait: string | null,
]

/** Every presentation of these documents, by persons of this whoIsWho: on a journey's list, and at each check. */
export async function presentationRows(
  reader: Reader,
  { strictness, parameters }: WhoIsWho,
  documents: readonly string[],
  filter: DocumentFilter,
): Promise<PresentationRow[]> {
  const rows = await reader.read(
    `// presentations
UNWIND $documents AS id
MATCH (d:Document {id: id})
WHERE ${DOCUMENT_FILTER}
CALL (d) {
  MATCH (d)<-[:PRESENTED]-(j:Journey)
  OPTIONAL MATCH (j)<-[:MADE]-(i:Identity)
  RETURN j, i
  UNION
  MATCH (d)<-[:EXAMINED]-(k:Check)-[:OF]->(j:Journey)
  OPTIONAL MATCH (k)-[:READ]->(read:Identity)
  OPTIONAL MATCH (j)<-[:MADE]-(maker:Identity)
  RETURN j, coalesce(read, maker) AS i
}
RETURN id, ${WAYS[strictness].personId('i')}, i.surname + ' ' + coalesce(i.givenNames, ''), j.id, j.run, j.departsAt,
  head(COLLECT { MATCH (i)-[:COMPARED_AS]->(q) RETURN q.id })`,
    { ...parameters, documents, ...filter },
    { timeout: TIMEOUT },
  )
  return rows as unknown as PresentationRow[]
}
