import { WAYS, type WhoIsWho } from '../person/index.ts'
import type { JourneyPair } from './company/co-travellers.ts'

/** What reads the graph: rows as lists in the order of RETURN, integers as numbers. */
export interface Reader {
  read(statement: string, parameters: Record<string, unknown>, options?: { timeout?: number }): Promise<unknown[][]>
}

const TIMEOUT = 60_000

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

/** Number of a person's node, by its key or that of one of its identities; undefined where there is nobody. */
export async function personPlace(reader: Reader, key: string): Promise<number | undefined> {
  const [row] = await reader.read('// personPlace\nMATCH (:Identity {id: $key})-[:IS]->(p:Person) RETURN id(p)', {
    key,
  })
  return row?.[0] as number | undefined
}

/** On how many pairs of journeys both were seated in one coach, and how many seats are known of both; in order. */
export async function coachesShared(
  reader: Reader,
  rows: readonly (readonly JourneyPair[])[],
): Promise<{ readonly sameCoach: number; readonly coachKnown: number }[]> {
  const found = await reader.read(
    `// coachesShared
UNWIND range(0, size($rows) - 1) AS n
CALL (n) {
  UNWIND $rows[n] AS pair
  MATCH (a:Journey) WHERE id(a) = pair[0]
  MATCH (b:Journey) WHERE id(b) = pair[1]
  RETURN count(CASE WHEN a.coach = b.coach THEN 1 END) AS same, count(CASE WHEN a.coach IS NOT NULL AND b.coach IS NOT NULL THEN 1 END) AS known
}
RETURN same, known ORDER BY n`,
    { rows },
  )
  return found.map(([sameCoach, coachKnown]) => ({ sameCoach: Number(sameCoach), coachKnown: Number(coachKnown) }))
}
