import type { Database } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'
import type { Found } from './found.ts'
import { flaggedByRecipe } from './recipe.ts'

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

const TIMEOUT = 600_000
const JOURNEYS = 'COLLECT { MATCH (p:Person {id: key})<-[:IS]-()-[:MADE]->(j:Journey) RETURN j.id }'

/** What a baseline finds. */
export async function readBaseline(database: Database, { pattern, statement, label }: Baseline): Promise<Found[]> {
  const rows = (await database.read(
    `// baseline
CALL () { ${statement} }
RETURN score, keys, [key IN keys | ${JOURNEYS}]`,
    {},
    { timeout: TIMEOUT },
  )) as Row[]
  return asFound(rows, pattern, label)
}

/** The recipe for fraud rings that comes with the database, as it finds rings. */
export const RECIPE = { pattern: 'SHARED_DOCUMENT_RING', name: 'the Neo4j recipe for fraud rings' } as const

/** What the recipe finds. */
export async function readRecipe(database: Database): Promise<Found[]> {
  const flagged = await flaggedByRecipe(database)
  const rows = (await database.read(
    `// recipeJourneys
UNWIND $flagged AS one
RETURN one.score, one.persons, [key IN one.persons | ${JOURNEYS}]`,
    { flagged },
    { timeout: TIMEOUT },
  )) as Row[]
  return asFound(rows, RECIPE.pattern, 'Person')
}

type Row = [score: number, keys: string[], journeys: string[][]]

function asFound(rows: readonly Row[], pattern: PatternName, label: Baseline['label']): Found[] {
  return rows.map(([score, keys, journeys]) => ({
    pattern,
    score,
    q: null,
    anchor: '',
    raisedAt: 0,
    about: new Map([[label, keys]]),
    journeysOfPersons: label === 'Person' ? journeys.map(own => new Set(own)) : [],
  }))
}
