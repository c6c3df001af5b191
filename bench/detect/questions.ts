import type { Random } from '../../seed/base/random.ts'
import { type Api, globalId } from '../../src/api/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { alone, inTurn } from '../reads/measure.ts'
import { type Times, timed } from './times.ts'

type Variables = Readonly<Record<string, unknown>>

/** A question about findings, and what somebody would send to the graph by hand for it. */
interface Question {
  readonly what: string
  readonly operation: string
  readonly statement: string
  /** Keys that it is asked for, each in turn. */
  readonly keys: readonly string[]
  variables(key: string): Variables
}

/** How often a question was asked, and what the same took by hand. */
export interface Asked {
  readonly ours: Times
  readonly byHand: Times
  readonly first: number
}

/** Keys that a question goes round. */
const KEYS = 200
/** Milliseconds after which what a first use has planned in the background is planned. */
const SETTLED = 3_000

const SUBJECTS =
  'subjects { __typename id ... on Person { displayName } ... on Journey { ref } ... on Document { number } }'
const SUBJECTS_BY_HAND = `COLLECT { MATCH (f)-[t:ABOUT]->(n) WITH t, n ORDER BY t.nth
    RETURN [t.label, n.id, n.displayName, n.ref, n.number] }`
const OWN_BY_HAND = 'f.id, f.pattern, f.state, f.score, f.pValue, f.qValue, f.because'

async function questions(database: Database, random: Random): Promise<Question[]> {
  const drawn = async (statement: string) => {
    const rows = await database.read(statement, {}, { timeout: 60_000 })
    return random.shuffled(rows.map(([key]) => String(key))).slice(0, KEYS)
  }
  return [
    {
      what: 'a first page of 20 findings of a pattern that wait for review',
      operation: `query ($key: PatternName!) { findings(filter: { patterns: [$key], states: [PENDING_REVIEW] }, first: 20) {
        nodes { id state score pValue qValue pattern { name } because { line text } ${SUBJECTS} } } }`,
      statement: `MATCH (f:Finding {pattern: $key, state: 'PENDING_REVIEW'}) WITH f ORDER BY f.score DESC, f.id LIMIT 20
RETURN ${OWN_BY_HAND}, ${SUBJECTS_BY_HAND}`,
      keys: await drawn('MATCH (f:Finding) RETURN DISTINCT f.pattern ORDER BY f.pattern'),
      variables: key => ({ key }),
    },
    {
      what: 'a finding with evidence, lines of sources and history',
      operation: `query ($key: ID!) { finding(id: $key) { id state score pValue qValue pattern { name } because { line text }
        figures { name value } ${SUBJECTS} history { at kind says by }
        evidence { line witness margin fact { __typename id } source { line text delivery { name } } } } }`,
      statement: `MATCH (f:Finding {id: $key})
RETURN ${OWN_BY_HAND}, f.figures, ${SUBJECTS_BY_HAND},
  COLLECT { MATCH (f)<-[:IN_LIFE_OF]-(e) WITH e ORDER BY e.number RETURN [e.at, e.kind, e.says, e.by] },
  COLLECT { MATCH (f)-[t:CITES]->(n) WITH t, n ORDER BY t.nth
    RETURN [t.line, t.witness, t.margin, t.label, n.id, t.fileLine, t.delivery] }`,
      keys: await drawn('MATCH (f:Finding) RETURN f.id ORDER BY f.id'),
      variables: key => ({ key: globalId('Finding', key) }),
    },
    {
      what: 'the findings about a person',
      operation: `query ($key: ID!) { person(id: $key) { displayName findings(first: 20) {
        totalCount nodes { id state score pValue qValue pattern { name } because { line text } ${SUBJECTS} } } } }`,
      statement: `MATCH (p:Person {id: $key})<-[:ABOUT]-(f:Finding) WITH f ORDER BY f.score DESC, f.id LIMIT 20
RETURN ${OWN_BY_HAND}, ${SUBJECTS_BY_HAND}`,
      keys: await drawn('MATCH (p:Person)<-[:ABOUT]-(:Finding) RETURN DISTINCT p.id AS id ORDER BY id'),
      variables: key => ({ key: globalId('Person', key) }),
    },
  ]
}

/** Asks about findings again and again, in process, and by hand over the same driver. */
export async function askAboutFindings(
  { database, api }: { readonly database: Database; readonly api: Api },
  seconds: number,
  random: Random,
): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const question of await questions(database, random)) {
    if (question.keys.length === 0) continue
    const ask = inTurn(question.keys.map(key => () => answered(api, question.operation, question.variables(key))))
    const byHand = inTurn(
      question.keys.map(key => async () => ({ data: await database.read(question.statement, { key }) })),
    )
    const first = await timed(ask)
    await new Promise(resolve => setTimeout(resolve, SETTLED))
    for (const warmUp of [ask, byHand]) await alone(warmUp, seconds / 2)
    asked.push({
      ours: { what: question.what, took: await alone(ask, seconds) },
      byHand: { what: `… by hand`, took: await alone(byHand, seconds) },
      first: first.took,
    })
  }
  return asked
}

async function answered(api: Api, operation: string, variables: Variables) {
  const { data, errors } = await api.execute(operation, { ...variables })
  if (errors) throw new Error(`detect: expected an answer, got ${errors[0]?.message}`)
  return { data }
}
