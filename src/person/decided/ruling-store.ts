import type { Place, Transaction } from '../../graph/index.ts'
import type { Ruling, Verdict } from './ruling.ts'

/** A ruling of a decision that stands (none takes it back), and where its identities are. */
export interface StandingRuling extends Ruling {
  readonly places: readonly [left: Place, right: Place]
  /** Both are there and compared; otherwise it waits until they come back. */
  readonly present: boolean
  readonly by: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** Identities, and all standing rulings about them and about those whom these rulings name in turn. */
export interface Ruled {
  readonly identities: readonly Place[]
  readonly rulings: readonly StandingRuling[]
}

export async function rulingsAround(tx: Transaction, identities: Iterable<Place>): Promise<Ruled> {
  const seen = new Set<Place>()
  const rulings = new Map<string, StandingRuling>()
  for (let frontier = [...new Set(identities)]; frontier.length > 0; ) {
    for (const place of frontier) seen.add(place)
    const found = await standingRulings(tx, frontier)
    for (const ruling of found) rulings.set(`${ruling.decision} ${ruling.left} ${ruling.right}`, ruling)
    frontier = [...new Set(found.flatMap(({ places }) => places))].filter(place => !seen.has(place))
  }
  return { identities: [...seen], rulings: [...rulings.values()] }
}

async function standingRulings(tx: Transaction, identities: readonly Place[]): Promise<StandingRuling[]> {
  const rows = (await tx.run(
    `// standingRulings
UNWIND $identities AS place
MATCH (i) WHERE elementId(i) = place
MATCH (i)<-[:BETWEEN]-(u:Ruling)<-[:LAYS_DOWN]-(d)
WHERE NOT EXISTS { (d)<-[:UNDOES]-() }
WITH DISTINCT u, d
MATCH (u)-[:BETWEEN]->(l {id: u.left})
MATCH (u)-[:BETWEEN]->(r {id: u.right})
RETURN u.left, u.right, u.verdict, d.number, elementId(l), elementId(r),
  EXISTS { (l)-[:COMPARED_AS]->() } AND EXISTS { (r)-[:COMPARED_AS]->() }, d.by, d.at`,
    { identities },
  )) as [string, string, Verdict, number, Place, Place, boolean, string, number][]
  return rows.map(([left, right, verdict, decision, ofLeft, ofRight, present, by, at]) => ({
    left,
    right,
    verdict,
    decision,
    places: [ofLeft, ofRight],
    present,
    by,
    at,
  }))
}
