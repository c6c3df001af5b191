import type { Database } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'
import type { Found } from './found.ts'

/** What somebody would ask of the graph who has no detector: one statement, one threshold. */
export interface Baseline {
  readonly pattern: PatternName
  readonly name: string
  /** Of each row: how strong, and the persons or documents that it is about. */
  readonly statement: string
  readonly label: 'Person' | 'Document'
}

export const BASELINES: readonly Baseline[] = [
  {
    pattern: 'REPEAT_DISEMBARKER',
    name: 'left at one stop three times or more',
    statement: `MATCH (p:Person)<-[:IS]-()-[:MADE]->(j:Journey)-[:ALIGHTED_AT]->(c:Call)-[:AT]->(s:Station {country: 'LTU'})
WITH p, s, count(j) AS times WHERE times >= 3
RETURN times AS score, [p.id] AS keys`,
    label: 'Person',
  },
  {
    pattern: 'REPEAT_CO_TRAVELLERS',
    name: 'shared five trains or more',
    statement: `MATCH (r:TrainRun)<-[:ON]-(:Journey)<-[:MADE]-()-[:IS]->(p:Person)
WITH p, collect(DISTINCT r.id) AS runs WHERE size(runs) >= 5
UNWIND runs AS run
WITH run, collect(p) AS persons
UNWIND persons AS a UNWIND persons AS b
WITH a, b, count(*) AS shared WHERE a.id < b.id AND shared >= 5
RETURN shared AS score, [a.id, b.id] AS keys`,
    label: 'Person',
  },
  {
    pattern: 'SHARED_DOCUMENT',
    name: 'stated by identities of two persons or more',
    statement: `MATCH (d:Document)<-[:STATED_ON]-()-[:IS]->(p:Person) WHERE d.type <> 'OTHER'
WITH d, count(DISTINCT p) AS persons WHERE persons >= 2
RETURN persons AS score, [d.id] AS keys`,
    label: 'Document',
  },
]

/** What a baseline finds. */
export async function readBaseline(database: Database, { pattern, statement, label }: Baseline): Promise<Found[]> {
  const rows = (await database.read(
    `// baseline
CALL () { ${statement} }
RETURN score, keys, [key IN keys | COLLECT { MATCH (p:Person {id: key})<-[:IS]-()-[:MADE]->(j:Journey) RETURN j.id }]`,
    {},
    { timeout: 600_000 },
  )) as unknown[][]
  return rows.map(row => {
    const [score, keys, journeys] = row as [number, string[], string[][]]
    return {
      pattern,
      score,
      q: null,
      anchor: '',
      raisedAt: 0,
      about: new Map([[label, keys]]),
      journeysOfPersons: label === 'Person' ? journeys.map(own => new Set(own)) : [],
    }
  })
}
