import type { Database } from '../graph/index.ts'
import type { SubjectRow } from './fields.ts'
import { readSubjects } from './store.ts'
import { rated } from './wording.ts'

/** A finding with all that it is about and cites, for whoever carries it elsewhere: an assessment with its reasons. */
export interface ExportableFinding {
  readonly key: string
  readonly pattern: string
  readonly title: string
  readonly question: string
  readonly state: string
  readonly score: number
  /** Epoch milliseconds. */
  readonly raisedAt: number
  readonly asOf: number
  readonly because: readonly string[]
  readonly about: readonly SubjectRow[]
  readonly cites: readonly (SubjectRow & { readonly line: string })[]
}

type Row = [
  pattern: string,
  title: string,
  question: string,
  state: string,
  score: number,
  raisedAt: number,
  asOf: number,
  because: string[],
  p: number | null,
  q: number | null,
  tests: number,
  about: [string, string][],
  cites: [string, string, string][],
]

/** A finding by its key; undefined where there is none. */
export async function findingToExport(
  database: Pick<Database, 'read'>,
  key: string,
): Promise<ExportableFinding | undefined> {
  const [row] = (await database.read(
    `// findingToExport
MATCH (f:Finding {id: $key})-[:OF_PATTERN]->(p:Pattern)
RETURN p.id, p.title, p.question, f.state, f.score, f.raisedAt, f.asOf, f.because, f.pValue, f.qValue, f.tests,
  ${readSubjects('f')},
  COLLECT { MATCH (f)-[t:CITES]->(n) WITH t, n ORDER BY t.nth RETURN [t.label, n.id, t.line] }`,
    { key },
  )) as Row[]
  if (!row) return undefined
  const [pattern, title, question, state, score, raisedAt, asOf, because, pValue, qValue, tests, about, cites] = row
  return {
    key,
    pattern,
    title,
    question,
    state,
    score,
    raisedAt,
    asOf,
    because: rated(because, { pValue, qValue, tests }).map(({ text }) => text),
    about: about.map(([label, one]) => ({ label, key: one })),
    cites: cites.map(([label, one, line]) => ({ label, key: one, line })),
  }
}
