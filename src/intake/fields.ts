import { type Field, type Fragments, page, property, value } from '../graph/index.ts'

/** Where a statement is written: a delivery, by its SHA-256 and its number, and a line of it. */
export interface Source {
  readonly delivery: string
  readonly number: number
  readonly line: number
}

/** What a source stated of a fact: the current statement, or an earlier one. */
export interface HistoricStatement {
  readonly source: Source
  readonly receivedAt: number
  readonly current: boolean
}

type Row = [delivery: string, number: number, line: number, receivedAt: number, current: boolean]

const row = (x: string) =>
  `head(COLLECT { MATCH (d:Delivery {number: ${x}.delivery}) RETURN [d.id, d.number, ${x}.line, d.receivedAt, NOT ${x}:Record] })`

const sourceOf = ([delivery, number, line]: Row): Source => ({ delivery, number, line })

/** All statements of `node`, the latest first: it bears the current one, its records the earlier ones. */
const statements = (node: string, condition: string) =>
  `COLLECT { MATCH (r)-[:STATES*0..1]->(${node}) WHERE ${condition} WITH r ORDER BY r.delivery DESC, r.line DESC RETURN ${row('r')} }`

/** Where the current statement is written. */
const source = value(row('x'), (found: Row) => found && sourceOf(found))

/** All that was ever stated, the current statement first. */
const history = value(
  statements('x', 'r.delivery IS NOT NULL'),
  (found: Row[]): HistoricStatement[] =>
    found.map(one => ({ source: sourceOf(one), receivedAt: one[3], current: one[4] })),
  statements('n', 'r.delivery <= $asOf'),
)

const stated: Readonly<Record<string, Field>> = { source, history }

/** Deliveries, what of them waits or was refused, and where every fact is written. */
export const intakeFragments: Fragments = {
  types: [
    {
      name: 'Delivery',
      find: 'MATCH (y:Delivery {id: key})',
      fields: {
        sha256: property('id'),
        number: property('number'),
        name: property('name'),
        receivedAt: property('receivedAt'),
        receivedFrom: property('receivedFrom'),
        complete: property('complete'),
        recorded: property('recorded'),
        unchanged: property('unchanged'),
        parked: property('parked'),
        refused: property('refused'),
        parkedRecords: page('ParkedRecord', 'MATCH (x)<-[:IN]-(y:ParkedRecord)', {
          orders: { LINE_ASC: { by: ['y.line'] } },
        }),
        refusals: page('Refusal', 'MATCH (x)<-[:IN]-(y:Refusal)', { orders: { LINE_ASC: { by: ['y.line'] } } }),
      },
    },
    {
      name: 'ParkedRecord',
      find: 'MATCH (y:ParkedRecord {id: key})',
      fields: {
        kind: property('kind', (kind: string) => kind.toUpperCase()),
        key: property('key'),
        field: property('field'),
        waitsFor: property('awaits'),
        since: property('since'),
        source: value(row('x'), sourceOf),
      },
    },
    {
      name: 'Refusal',
      find: 'MATCH (y:Refusal {id: key})',
      fields: {
        line: property('line'),
        field: property('field'),
        expected: property('expected'),
        came: property('came'),
      },
    },
  ],
  additions: {
    Station: stated,
    Train: stated,
    TrainRun: stated,
    Regime: stated,
    Document: stated,
    Journey: stated,
    Check: stated,
  },
  lists: {
    sources: page('Delivery', 'MATCH (y:Delivery)', {
      filters: {
        name: { condition: 'toLower(y.name) CONTAINS toLower($filter.name)' },
        receivedFrom: { condition: 'y.receivedAt >= $filter.receivedFrom' },
        receivedTo: { condition: 'y.receivedAt < $filter.receivedTo' },
        complete: { condition: 'y.complete = $filter.complete' },
        withRefused: { condition: '(y.refused > 0) = $filter.withRefused' },
        withParked: { condition: '(y.parked > 0) = $filter.withParked' },
      },
      orders: {
        RECEIVED_DESC: { by: ['y.number'], descending: true },
        RECEIVED_ASC: { by: ['y.number'] },
      },
    }),
    parked: page('ParkedRecord', 'MATCH (y:ParkedRecord)', {
      filters: {
        kinds: {
          condition: 'y.kind IN $filter.kinds',
          decode: (kinds: readonly string[]) => kinds.map(kind => kind.toLowerCase()),
        },
        waitsFor: { condition: 'y.awaits CONTAINS $filter.waitsFor' },
        since: { condition: 'y.since < $filter.since' },
      },
      orders: {
        SINCE_ASC: { by: ['y.delivery', 'y.line'] },
        SINCE_DESC: { by: ['y.delivery', 'y.line'], descending: true },
      },
    }),
  },
}
