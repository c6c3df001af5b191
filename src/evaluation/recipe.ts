import type { Database } from '../graph/index.ts'

/** Most neighbours that are kept of each person. */
const TOP = 15
/** Share of the persons with neighbours that is flagged, those of the greatest weighted degree. */
const FLAGGED = 0.05
/** An identifier of more persons is nobody's own. */
const MOST_HOLDERS = 100

/** Persons who are flagged together, and the greatest weighted degree among them. */
export interface Flagged {
  readonly score: number
  readonly persons: readonly string[]
}

/**
 * The recipe for fraud rings that Neo4j shows with its Graph Data Science library: persons who share identifiers make
 * components; within one they are compared by what they share (Jaccard, the fifteen most alike); whoever has a weighted
 * degree among the greatest twentieth is flagged. Told component by component, as rings are.
 */
export async function flaggedByRecipe(database: Pick<Database, 'read'>): Promise<Flagged[]> {
  const rows = (await database.read(
    `// recipe
MATCH (p:Person)<-[:IS]-(i)
CALL (i) {
  MATCH (i)-[:STATED_ON]->(d:Document) RETURN d AS thing
  UNION MATCH (i)-[:MADE]->()-[:BOOKED_IN]->()-[:GAVE]->(c:Contact) RETURN c AS thing
}
WITH thing, collect(DISTINCT p.id) AS persons WHERE size(persons) <= $most
RETURN elementId(thing), persons`,
    { most: MOST_HOLDERS },
    { timeout: 600_000 },
  )) as [string, string[]][]
  const sets = new Map<string, Set<string>>()
  for (const [thing, persons] of rows)
    for (const person of persons) sets.set(person, (sets.get(person) ?? new Set()).add(thing))
  const shared = rows.flatMap(([, persons]) => (persons.length > 1 ? [persons] : []))
  const degrees = degreesOf(shared, sets)
  const strongest = [...degrees].sort(([, a], [, b]) => b - a).slice(0, Math.ceil(FLAGGED * degrees.size))
  const component = componentsOf(shared)
  const rings = Map.groupBy(strongest, ([person]) => component(person))
  return [...rings.values()].map(own => ({
    score: Math.max(...own.map(([, degree]) => degree)),
    persons: own.map(([person]) => person),
  }))
}

/** Of each person who shares something, the summed likeness to the most alike. */
function degreesOf(
  shared: readonly (readonly string[])[],
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number> {
  const fellows = new Map<string, Set<string>>()
  for (const persons of shared)
    for (const person of persons) {
      const own = fellows.get(person) ?? new Set()
      fellows.set(person, own)
      for (const other of persons) if (other !== person) own.add(other)
    }
  const alike = (a: string, b: string) =>
    jaccard(sets.get(a) as ReadonlySet<string>, sets.get(b) as ReadonlySet<string>)
  const degree = (person: string, others: ReadonlySet<string>) =>
    [...others]
      .map(other => alike(person, other))
      .sort((a, b) => b - a)
      .slice(0, TOP)
      .reduce((sum, one) => sum + one, 0)
  return new Map([...fellows].map(([person, others]) => [person, degree(person, others)]))
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const one of a) if (b.has(one)) both++
  return both / (a.size + b.size - both)
}

/** Names the component of a person: whoever hangs together by what they share. */
function componentsOf(shared: readonly (readonly string[])[]): (person: string) => string {
  const leaders = new Map<string, string>()
  const lead = (person: string): string => {
    let at = person
    for (let next = leaders.get(at); next !== undefined && next !== at; next = leaders.get(at)) at = next
    return at
  }
  for (const [first, ...others] of shared) for (const other of others) leaders.set(lead(other), lead(first as string))
  return lead
}
