import type { Database } from '../../graph/index.ts'
import type { Fact, Line, PatternName } from '../../pattern/index.ts'

/** A fact as a finding cites it. */
export interface CitedFact extends Fact {
  readonly line: Line
  readonly witness: boolean
  readonly margin: number | null
  /** Where it was written when it was cited, and where it is now; null for what nobody states. */
  readonly source: string | null
  readonly sourceNow: string | null
}

/** A finding as it was kept, with all that it is tied to and that is still there. */
export interface KeptWhole {
  readonly id: string
  readonly pattern: PatternName
  readonly anchor: string
  readonly score: number
  readonly p: number | null
  readonly q: number | null
  readonly figures: Readonly<Record<string, number>>
  readonly because: readonly string[]
  /** Names of all that it cites, and how many things it is about, whether they are there or not. */
  readonly facts: readonly string[]
  readonly subjectCount: number
  readonly subjects: readonly Fact[]
  readonly cited: readonly CitedFact[]
  /** Why it was withdrawn; null for one that stands. */
  readonly withdrawn: string | null
}

type FactRow = [label: string, id: string, place: number]
type CitedRow = [...FactRow, Line, boolean, number | null, ...(number | null)[]]

type Row = [
  own: [
    PatternName,
    anchor: string,
    score: number,
    p: number | null,
    q: number | null,
    figures: string,
    subjects: number,
  ],
  because: string[],
  facts: string[],
  subjects: FactRow[],
  cited: CitedRow[],
  withdrawn: string | null,
]

/** What a correction has retired keeps its ties, and bears its label no more. */
const THERE = 't.label IN labels(n)'

export async function keptWhole(database: Pick<Database, 'read'>, id: string): Promise<KeptWhole | undefined> {
  const [row] = await database.read(
    `// findingToVerify
MATCH (f:Finding {id: $id})
RETURN [f.pattern, f.anchor, f.score, f.pValue, f.qValue, f.figures, f.subjectCount], f.because, f.facts,
  COLLECT { MATCH (f)-[t:ABOUT]->(n) WHERE ${THERE} WITH t, n ORDER BY t.nth RETURN [t.label, n.id, id(n)] },
  COLLECT { MATCH (f)-[t:CITES]->(n) WHERE ${THERE} WITH t, n ORDER BY t.nth
    RETURN [t.label, n.id, id(n), t.line, t.witness, t.margin, t.delivery, t.fileLine, n.delivery, n.line] },
  CASE f.state WHEN 'WITHDRAWN' THEN head(COLLECT { MATCH (f)<-[:IN_LIFE_OF]-(e:FindingEvent {kind: 'WITHDRAWN'})
    WITH e ORDER BY e.number DESC LIMIT 1 RETURN e.says }) END`,
    { id },
  )
  if (!row) return undefined
  const [own, because, facts, subjects, cited, withdrawn] = row as Row
  const [pattern, anchor, score, p, q, figures, subjectCount] = own
  return {
    id,
    pattern,
    anchor,
    score,
    p,
    q,
    figures: JSON.parse(figures),
    because,
    facts,
    subjectCount,
    withdrawn,
    subjects: subjects.map(factOf),
    cited: cited.map(citedOf),
  }
}

const factOf = ([label, id, place]: FactRow): Fact => ({ label, id, place })

function citedOf([label, id, place, line, witness, margin, ...places]: CitedRow): CitedFact {
  const [delivery, fileLine, deliveryNow, lineNow] = places
  const [source, sourceNow] = [written(delivery, fileLine), written(deliveryNow, lineNow)]
  return { label, id, place, line, witness, margin, source, sourceNow }
}

const written = (delivery: number | null | undefined, line: number | null | undefined) =>
  delivery == null ? null : `delivery ${delivery}, line ${line}`
