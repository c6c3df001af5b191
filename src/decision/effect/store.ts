import type { Reader } from '../../pattern/index.ts'

/** A person and how much hangs on it. */
export interface PersonCounts {
  readonly person: string
  readonly displayName: string
  readonly identities: number
  readonly journeys: number
  readonly documents: number
  /** Journeys that a check saw end. */
  readonly alightings: number
}

/** Of these persons those that are there, in order of id. */
export async function personCounts(reader: Reader, persons: readonly string[]): Promise<PersonCounts[]> {
  const rows = (await reader.read(
    `// personCounts
UNWIND $persons AS id
MATCH (p:Person {id: id})
RETURN id, p.displayName, COUNT { (p)<-[:IS]-() }, COUNT { (p)<-[:IS]-()-[:MADE]->(:Journey) },
  COUNT { MATCH (p)<-[:IS]-()-[:STATED_ON]->(d) RETURN DISTINCT d },
  COUNT { (p)<-[:IS]-()-[:MADE]->(:Journey)-[:ALIGHTED_AT]->() }
ORDER BY id`,
    { persons },
  )) as [string, string, number, number, number, number][]
  return rows.map(([person, displayName, identities, journeys, documents, alightings]) => ({
    person,
    displayName,
    identities,
    journeys,
    documents,
    alightings,
  }))
}

/** Documents that these identities presented, or that a check examined of them. */
export async function documentsShownBy(reader: Reader, identities: readonly string[]): Promise<string[]> {
  const rows = await reader.read(
    `// documentsShownBy
UNWIND $identities AS id
MATCH (i:Identity {id: id})
CALL (i) {
  MATCH (i)-[:MADE]->(:Journey)-[:PRESENTED]->(d:Document) RETURN d
  UNION
  MATCH (i)-[:MADE]->(:Journey)<-[:OF]-(:Check)-[:EXAMINED]->(d:Document) RETURN d
  UNION
  MATCH (i)<-[:READ]-(:Check)-[:EXAMINED]->(d:Document) RETURN d
}
RETURN DISTINCT d.id`,
    { identities },
  )
  return rows.map(([id]) => String(id))
}
