import type { Database } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'

/** A finding as it is compared with the truth. */
export interface Found {
  readonly pattern: PatternName
  readonly score: number
  readonly q: number | null
  readonly anchor: string
  /** When the delivery was received by which it was first found, epoch milliseconds. */
  readonly raisedAt: number
  /** Keys of the things that it is about, by label. */
  readonly about: ReadonlyMap<string, readonly string[]>
  /** For each person that it is about, the journeys that the person made. */
  readonly journeysOfPersons: readonly ReadonlySet<string>[]
}

type Row = [PatternName, number, number | null, string, number, [string, string][], string[][]]

/** The findings that stand and are more than information. */
export async function readFound(database: Database): Promise<Found[]> {
  const rows = (await database.read(
    `// readFound
MATCH (f:Finding) WHERE f.state <> 'WITHDRAWN' AND f.score > 0
RETURN f.pattern, f.score, f.qValue, f.anchor, f.raisedAt, COLLECT { MATCH (f)-[t:ABOUT]->(n) RETURN [t.label, n.id] },
  COLLECT { MATCH (f)-[:ABOUT]->(p:Person) RETURN COLLECT { MATCH (p)<-[:IS]-()-[:MADE]->(j:Journey) RETURN j.id } }`,
    {},
    { timeout: 600_000 },
  )) as Row[]
  return rows.map(([pattern, score, q, anchor, raisedAt, about, journeys]) => ({
    pattern,
    score,
    q,
    anchor,
    raisedAt,
    about: new Map([...Map.groupBy(about, ([label]) => label)].map(([label, own]) => [label, own.map(([, id]) => id)])),
    journeysOfPersons: journeys.map(own => new Set(own)),
  }))
}
