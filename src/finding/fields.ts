import { type Along, type Fragments, one, page, properties, property, value } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'
import type { Ways } from '../person/index.ts'
import { readSubjects } from './store.ts'
import { rated } from './wording.ts'

/** A fact that a finding cites, and where it was written when it was cited. */
export interface EvidenceRow {
  readonly label: string
  readonly key: string
  readonly line: string
  readonly witness: boolean
  readonly margin: number | null
  readonly source: { readonly delivery: string; readonly number: number; readonly line: number } | null
}

/** A thing by its type and key. */
export interface SubjectRow {
  readonly label: string
  readonly key: string
}

const evidence = `COLLECT { MATCH (x)-[t:CITES]->(n) WITH t, n ORDER BY t.nth
    RETURN [t.label, n.id, t.line, t.witness, t.margin, head(COLLECT { MATCH (d:Delivery {number: t.delivery}) RETURN d.id }),
      t.delivery, t.fileLine] }`

type Cited = [string, string, string, boolean, number | null, string | null, number | null, number | null]

const cited = ([label, key, line, witness, margin, delivery, number, fileLine]: Cited): EvidenceRow => ({
  label,
  key,
  line,
  witness,
  margin,
  source: delivery === null || number === null ? null : { delivery, number, line: fileLine as number },
})

const history = `COLLECT { MATCH (x)<-[:IN_LIFE_OF]-(e:FindingEvent) WITH e ORDER BY e.number
    RETURN [e.at, e.kind, e.state, e.says, e.by, e.note] }`
type EventRow = [number, string, string, string | null, string | null, string | null]

/** What is shown of a pattern's last sweep: of the sweep `s`, and of what it did for the pattern `t`. */
const SWEEP = ['number', 'startedAt', 'endedAt', 'trigger', 'by', 'asOf'] as const
const SWEPT = ['tests', 'passing', 'raised', 'reopened', 'changed', 'withdrawn', 'skipped', 'took'] as const

const sweepOf = `head(COLLECT { MATCH (x)<-[t:SWEPT]-(s:Sweep) WITH s, t ORDER BY s.number DESC LIMIT 1
    RETURN [${[...SWEEP.map(name => `s.${name}`), ...SWEPT.map(name => `t.${name}`)].join(', ')}] })`

const sweepShown = (row: readonly unknown[] | null) =>
  row && Object.fromEntries([...SWEEP, ...SWEPT].map((name, i) => [name, row[i]]))

const dispatches = `COLLECT { MATCH (x)<-[:TO]-(d:Dispatch) WITH d ORDER BY d.number DESC LIMIT 50
    RETURN [d.finding, d.state, d.attempts, d.answer, d.triedAt, d.dueAt] }`
type DispatchRow = [string, string, number, string | null, number | null, number | null]

const dispatchShown = ([finding, state, attempts, answer, triedAt, dueAt]: DispatchRow) => ({
  finding,
  state,
  attempts,
  answer,
  triedAt,
  dueAt: state === 'DUE' ? dueAt : null,
})

export type IsLate = (pattern: PatternName, sweptAt: number | null) => boolean

/**
 * Findings and patterns as the API shows them, which identities are one person by these ways.
 * @param keyOf the key that a global id names; throws Invalid where it names none
 * @param isLate whether a pattern should have been looked for again, by when it was last (epoch milliseconds; null: never)
 */
export const findingFragments = (ways: Ways, keyOf: (id: string) => string, isLate: IsLate): Fragments => ({
  types: [
    {
      name: 'Finding',
      find: 'MATCH (y:Finding {id: key})',
      fields: {
        state: property('state'),
        score: property('score'),
        pValue: property('pValue'),
        qValue: property('qValue'),
        tests: property('tests'),
        raisedAt: property('raisedAt'),
        asOf: property('asOf'),
        lastAt: property('lastAt'),
        ruleVersion: property('ruleVersion'),
        anchor: property('anchor', (anchor: string) => (anchor === '' ? null : anchor)),
        reviewedBy: property('reviewedBy'),
        reviewedAt: property('reviewedAt'),
        because: properties(
          ['because', 'pValue', 'qValue', 'tests'],
          (because: string[], pValue: number | null, qValue: number | null, tests: number) =>
            rated(because, { pValue, qValue, tests }),
        ),
        figures: property('figures', (text: string) =>
          Object.entries(JSON.parse(text) as Record<string, number>).map(([name, figure]) => ({ name, value: figure })),
        ),
        pattern: one('Pattern', 'MATCH (x)-[:OF_PATTERN]->(y:Pattern)'),
        subjects: value(readSubjects('x'), (rows: [string, string][]): SubjectRow[] =>
          rows.map(([label, key]) => ({ label, key })),
        ),
        evidence: value(evidence, (rows: Cited[]) => rows.map(cited)),
        history: value(history, (rows: EventRow[]) =>
          rows.map(([at, kind, state, says, by, note]) => ({ at, kind, state, says, by, note })),
        ),
      },
    },
    {
      name: 'Pattern',
      find: 'MATCH (y:Pattern {id: key})',
      fields: {
        name: property('id'),
        title: property('title'),
        question: property('question'),
        standard: property('standard'),
        version: property('version'),
        legalBasis: property('legalBasis'),
        fittedAt: property('fittedAt'),
        late: properties(['id', 'sweptAt'], isLate),
        parameters: property('described', (text: string) =>
          (JSON.parse(text) as [string, number, string, string][]).map(([name, figure, unit, meaning]) => ({
            name,
            value: figure,
            unit,
            meaning,
          })),
        ),
        lastSweep: value(sweepOf, sweepShown),
        findings: page('Finding', 'MATCH (x)<-[:OF_PATTERN]-(y:Finding)', listing(keyOf)),
      },
    },
    {
      name: 'Webhook',
      find: 'MATCH (y:Webhook {id: key})',
      fields: {
        url: property('url'),
        patterns: properties(['id', 'patterns'], (_: string, names: PatternName[] | null) => names ?? []),
        createdBy: property('createdBy'),
        createdAt: property('createdAt'),
        deliveries: value(dispatches, (rows: DispatchRow[]) => rows.map(dispatchShown)),
      },
    },
  ],
  additions: {
    Person: {
      findings: page(
        'Finding',
        `${ways.identitiesOf('x', 'i')} CALL (i) {
    MATCH (i)-[:IS]->(:Person)<-[:ABOUT]-(y:Finding) RETURN y
    UNION MATCH (i)<-[:CITES]-(y:Finding) RETURN y
  } WITH DISTINCT x, y`,
        listing(keyOf),
      ),
    },
  },
  lists: {
    findings: page('Finding', 'MATCH (y:Finding)', { ...listing(keyOf), along: ALONG }),
    webhooks: page('Webhook', 'MATCH (y:Webhook)', { orders: { CREATED_ASC: { by: ['y.createdAt'] } } }),
    patterns: page('Pattern', 'MATCH (y:Pattern)', { orders: { RANK_ASC: { by: ['y.rank'] } } }),
  },
})

/** Of one pattern, most score alike and are in one state: without these a page would cost all of them. */
const ALONG: readonly Along[] = [
  { alone: ['patterns', 'states'], columns: ['y.pattern', 'y.state'], orders: ['SCORE_DESC'] },
  {
    alone: ['patterns'],
    // Several states would be sought in the other index, and sorted.
    match: `MATCH (y:Finding) USING INDEX y:Finding(pattern, score, id)
  WHERE y.pattern = $filter.patterns[0] AND y.score IS NOT NULL AND y.id IS NOT NULL`,
    columns: ['y.pattern'],
    orders: ['SCORE_DESC'],
  },
]

function listing(keyOf: (id: string) => string) {
  return {
    filters: {
      patterns: { condition: 'y.pattern IN $filter.patterns', alone: 'y.pattern = $filter.patterns[0]' },
      states: { condition: 'y.state IN $filter.states', alone: 'y.state = $filter.states[0]' },
      subject: {
        condition: 'EXISTS { (y)-[:ABOUT]->(n) WHERE n.id = $filter.subject }',
        match: 'MATCH (:Person|Document|Journey|TrainRun|Station {id: $filter.subject})<-[:ABOUT]-(y:Finding)',
        decode: keyOf,
      },
      raisedAfter: { condition: 'y.raisedAt > $filter.raisedAfter' },
      minScore: { condition: 'y.score >= $filter.minScore' },
      happenedAfter: { condition: 'y.lastAt > $filter.happenedAfter' },
    },
    orders: {
      SCORE_DESC: { by: ['y.score'], descending: true },
      RAISED_DESC: { by: ['y.raisedAt'], descending: true },
      RAISED_ASC: { by: ['y.raisedAt'] },
    },
  }
}
