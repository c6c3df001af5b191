import type { Claim, Reader } from '../pattern/index.ts'
import type { Things } from './things.ts'

/** Persons that somebody is likely to be too, who are not counted: the surest few, and how many there are. */
interface Likely {
  readonly names: readonly string[]
  readonly count: number
}

const MOST_NAMED = 3

/** What may be wrong with claims because persons that they are about may be more than is counted, by the number of the person. */
export async function likelyOthers(
  reader: Reader,
  claims: readonly Claim[],
  things: Things,
): Promise<ReadonlyMap<number, Likely>> {
  const persons = claims.flatMap(({ subjects }) =>
    subjects.flatMap(subject => (subject[0] === 'Person' ? (things(subject)?.place ?? []) : [])),
  )
  if (persons.length === 0) return new Map()
  const rows = await reader.read(
    `// likelyOthers
UNWIND $persons AS person
MATCH (p:Person)<-[:IS]-(i:Identity)-[:COMPARED_AS]->(:Portrait)-[:LIKE]-(:Portrait)<-[:COMPARED_AS]-(o:Identity)-[:IS]->(w:Person)
WHERE id(p) = person AND w <> p AND NOT EXISTS { (i)-[:REJECTED_WITH]-(o) }
WITH person, w, count(*) AS ties ORDER BY ties DESC, w.id
RETURN person, collect(w.displayName)[..${MOST_NAMED}], count(w)`,
    { persons: [...new Set(persons)] },
  )
  return new Map((rows as [number, string[], number][]).map(([person, names, count]) => [person, { names, count }]))
}

/** In words, of the persons that a claim is about. */
export function likelyText(likely: ReadonlyMap<number, Likely>, persons: readonly number[]): string[] {
  const found = [...new Set(persons)].flatMap(person => likely.get(person) ?? [])
  const names = [...new Set(found.flatMap(one => one.names))].slice(0, MOST_NAMED)
  if (names.length === 0) return []
  const more = found.reduce((sum, { count }) => sum + count, 0) - names.length
  return [
    `Likely one with others, by the matcher, who are not counted: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  ]
}
