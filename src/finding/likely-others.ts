import { pieces } from '../base/index.ts'
import type { Claim, Reader } from '../pattern/index.ts'
import { type Known, PER_READ, type Things } from './things.ts'

/** Persons that somebody is likely to be too, who are not counted: those who are most alike, and how many there are. */
interface Likely {
  readonly others: readonly (readonly [place: number, displayName: string])[]
  readonly count: number
}

const MOST_READ = 20
const MOST_NAMED = 3

/** Who else the persons may be that claims are about, by the numbers of their nodes. */
export async function likelyOthers(
  reader: Reader,
  claims: readonly Claim[],
  things: Things,
): Promise<ReadonlyMap<number, Likely>> {
  const persons = claims.flatMap(({ subjects }) =>
    subjects.flatMap(subject => (subject[0] === 'Person' ? (things(subject)?.place ?? []) : [])),
  )
  const likely = new Map<number, Likely>()
  for (const some of pieces([...new Set(persons)], PER_READ)) {
    const rows = (await reader.read(
      `// likelyOthers
UNWIND $persons AS person
MATCH (p:Person)<-[:IS]-(i:Identity)-[:COMPARED_AS]->(:Portrait)-[:LIKE]-(:Portrait)<-[:COMPARED_AS]-(o:Identity)-[:IS]->(w:Person)
WHERE id(p) = person AND w <> p AND NOT EXISTS { (i)-[:REJECTED_WITH]-(o) }
WITH person, w, count(*) AS ties ORDER BY ties DESC, w.id
RETURN person, collect([id(w), w.displayName])[..${MOST_READ}], count(w)`,
      { persons: some },
    )) as [number, Likely['others'], number][]
    for (const [person, others, count] of rows) likely.set(person, { others, count })
  }
  return likely
}

/** What is uncertain of what a claim is about, in words: who else its persons may be, beside each other. */
export function likelyText(likely: ReadonlyMap<number, Likely>, about: readonly Known[]): string[] {
  const own = new Set(about.map(({ place }) => place))
  const found = [...own].flatMap(place => likely.get(place) ?? [])
  const others = new Map(found.flatMap(one => one.others).filter(([place]) => !own.has(place)))
  if (others.size === 0) return []
  const beyond = found.reduce((sum, one) => sum + one.count - one.others.length, 0)
  const more = others.size + beyond - MOST_NAMED
  const names = [...others.values()].slice(0, MOST_NAMED).join(', ')
  return [
    `Likely one with others, by the matcher, who are not counted: ${names}${more > 0 ? ` and ${more} more` : ''}.`,
  ]
}
