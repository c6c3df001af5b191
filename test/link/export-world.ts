import { type Api, openApi } from '../../src/api/index.ts'
import { openLog } from '../../src/base/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { globalId } from '../api/service.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

/** A name as a hostile source would write it: a formula, markup, blanks of all kinds, another direction of writing. */
export const HOSTILE = `=cmd()|' /C calc'!A0 ]]> <b a="1">&amp; "quoted" \u202eRTL שלום ${'x'.repeat(220)}`

const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'SYN000022' }
const booking = (ref: string) => ({
  booking: {
    ref,
    purchasedAt: '2023-04-20T10:00:00Z',
    channel: 'OFFICE',
    contacts: [{ kind: 'PHONE', value: '+37060000001' }],
  },
})

const anna = identity('IUREVA', 'ANNA', '1981-03-14')
const olga = identity(HOSTILE, 'OLGA', '1993-08-22')

/** Two women on two runs: one leaves at Kena twice; they share a permit and a telephone number, not a booking. */
export const world = [
  ...line,
  run('2023-05-01'),
  run('2023-05-08'),
  passenger('2023-05-01', 'P1', anna, {
    documents: [passport('000000011'), permit],
    ticket: { from: 'MOSKVA', to: 'KALININGRAD' },
    ...booking('Q1'),
  }),
  passenger('2023-05-08', 'P1', anna, { documents: [passport('000000011')], ...booking('Q2') }),
  passenger('2023-05-01', 'P2', olga, { documents: [passport('000000022'), permit], ...booking('Q3') }),
  check('K1', '2023-05-01', 'ALIGHT', { passenger: 'P1', document: passport('000000011') }),
  check('K2', '2023-05-08', 'ALIGHT', { passenger: 'P1' }),
]

export interface World {
  readonly database: Database
  readonly api: Api
  readonly patterns: Patterns
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Data>
  /** Global id of the person that an identity of this surname is taken for. */
  personOf(surname: string): Promise<string>
  identityOf(surname: string): Promise<string>
  close(): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question
type Data = any

export async function openWorld(records: readonly unknown[] = world): Promise<World> {
  const database = await emptyGraph()
  await deliver(database, scratch(), records)
  const patterns = new Patterns(database)
  const api = await openApi({
    database,
    patterns,
    log: openLog('silent'),
    uploads: { home: scratch(), limit: 2 ** 20 },
  })
  const keyOf = async (statement: string, surname: string) => {
    const [row] = await database.read(statement, { surname })
    return String(row?.[0])
  }
  return {
    database,
    api,
    patterns,
    ask: async (query, variables = {}, headers = {}) => {
      const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } })
      const { data, errors } = response.json()
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    },
    personOf: async surname =>
      globalId('Person', await keyOf('MATCH (:Identity {surname: $surname})-[:IS]->(p) RETURN p.id', surname)),
    identityOf: async surname =>
      globalId('Identity', await keyOf('MATCH (i:Identity {surname: $surname}) RETURN i.id', surname)),
    close: async () => {
      await api.close()
      await patterns.close()
      await database.close()
    },
  }
}

/** Everything in the graph that an export can hold, by global id. */
export async function everything(database: Database): Promise<string[]> {
  const rows = await database.read(
    `MATCH (n:Person|Identity|Document|Journey|TrainRun|Call|Station|Check|Booking|Contact)
RETURN [l IN labels(n) WHERE l IN ['Person', 'Identity', 'Document', 'Journey', 'TrainRun', 'Call', 'Station', 'Check', 'Booking', 'Contact']][0], n.id
ORDER BY n.id`,
    {},
  )
  return rows.map(([label, key]) => globalId(String(label), String(key)))
}

export const EXPORT = `mutation ($input: ExportGraphInput!) {
  exportGraph(input: $input) { url expiresAt things ties leftOut { what count } format userErrors { message field code } }
}`
