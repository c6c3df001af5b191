import { readId, writeId } from '../../../../src/api/global-id.ts'
import { scalars } from '../../../../src/api/scalars.ts'
import { documentId } from '../../../../src/document/index.ts'
import { readCursor } from '../../../../src/graph/index.ts'
import type { Read } from '../../driver.ts'
import { COLUMNS, type Item, type Loaders } from './loaders.ts'

export interface Context {
  readonly read: Read
  readonly loaders: Loaders
}
interface First {
  readonly first: number
}

type Resolver = (parent: { readonly id: string }, args: never, context: Context) => unknown

const one =
  (type: string, match: string): Resolver =>
  ({ id }, _, { loaders }) =>
    loaders.one(id, type, match)

const many =
  (type: string, match: string, order?: string): Resolver =>
  ({ id }, _, { loaders }) =>
    loaders.many(id, type, match, order)

/** One more than asked for tells whether there is a next page. */
const page =
  (type: string, match: string, order?: string): Resolver =>
  async ({ id }, { first }: First, { loaders }) =>
    cut(await loaders.many(id, type, match, order, first + 1), first)

const cut = (found: readonly Item[], first: number) => ({
  nodes: found.slice(0, first),
  pageInfo: { hasNextPage: found.length > first },
})

const PERSON = 'MATCH (:Identity {id: id})-[:IS]->(y:Person)'
const RUN = 'MATCH (y:TrainRun {id: id})'

const items = async (type: string, rows: Promise<unknown[][]>, first: number) => {
  const columns = COLUMNS[type] as readonly string[]
  return cut(
    (await rows).map(row => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
    first,
  )
}

const returned = (type: string) => COLUMNS[type]?.map(column => `y.${column}`).join(', ')

const lists = {
  persons: (_: unknown, { first, after }: First & { after: string }, { read }: Context) => {
    const [name, id] = readCursor('persons', 'NAME_ASC', 2, after)
    const statement = `MATCH (y:Person) WHERE y.displayName >= $name AND (y.displayName > $name OR y.id > $id)
RETURN ${returned('Person')} ORDER BY y.displayName, y.id LIMIT ${first + 1}`
    return items('Person', read(statement, { name, id }), first)
  },
  documents: (_: unknown, { first, filter }: First & { filter: Item }, { read }: Context) => {
    const statement = `MATCH (y:Document)
WHERE y.number STARTS WITH $numberStartsWith AND y.type IN $types AND y.issuer = $issuer
RETURN ${returned('Document')} ORDER BY y.number, y.id LIMIT ${first + 1}`
    return items('Document', read(statement, { ...filter }), first)
  },
}

const KNOWN = new Map([['Person', true]])

/** A resolver and a DataLoader for every field that leads to other nodes; only the arguments that the shapes use. */
export const resolvers = {
  ...scalars,
  Query: {
    person: (_: unknown, { id }: { id: string }, { loaders }: Context) =>
      loaders.one(readId(id, KNOWN).key, 'Person', PERSON),
    nodes: (_: unknown, { ids }: { ids: string[] }, { loaders }: Context) =>
      ids.map(id => loaders.one(readId(id, KNOWN).key, 'Person', PERSON)),
    trainRun: (_: unknown, { run }: { run: string }, { loaders }: Context) => loaders.one(run, 'TrainRun', RUN),
    station: (_: unknown, { code }: { code: string }, { loaders }: Context) =>
      loaders.one(code, 'Station', 'MATCH (y:Station {id: id})'),
    document: (_: unknown, key: { type: string; issuer: string; number: string }, { loaders }: Context) =>
      loaders.one(documentId(key), 'Document', 'MATCH (y:Document {id: id})'),
    ...lists,
  },
  Person: {
    id: ({ id }: Item) => writeId('Person', String(id)),
    identities: many('Identity', `${PERSON} WITH y AS p MATCH (p)<-[:IS]-(y:Identity)`),
    documents: page('Document', `${PERSON} WITH y AS p MATCH (p)<-[:IS]-(:Identity)-[:STATED_ON]->(y:Document)`),
    journeys: page(
      'Journey',
      `${PERSON} WITH y AS p MATCH (p)<-[:IS]-(:Identity)-[:MADE]->(y:Journey)`,
      'y.departsAt DESC, y.id DESC',
    ),
  },
  Identity: {
    id: ({ id }: Item) => writeId('Identity', String(id)),
    person: one('Person', 'MATCH (:Identity {id: id})-[:IS]->(y:Person)'),
    documents: many('Document', 'MATCH (:Identity {id: id})-[:STATED_ON]->(y:Document)'),
  },
  Document: {
    replaces: one('Document', 'MATCH (:Document {id: id})-[:REPLACES]->(y:Document)'),
    replacedBy: one('Document', 'MATCH (:Document {id: id})<-[:REPLACES]-(y:Document)'),
    issuedFor: one('Document', 'MATCH (:Document {id: id})-[:ISSUED_FOR]->(y:Document)'),
    authorises: many('TrainRun', 'MATCH (:Document {id: id})-[:AUTHORISES]->(y:TrainRun)', 'y.departsAt, y.id'),
    holders: page(
      'Person',
      'MATCH (:Document {id: id})<-[:STATED_ON]-(:Identity)-[:IS]->(y:Person)',
      'y.displayName, y.id',
    ),
  },
  Journey: {
    run: one('TrainRun', 'MATCH (:Journey {id: id})-[:ON]->(y:TrainRun)'),
    identity: one('Identity', 'MATCH (:Journey {id: id})<-[:MADE]-(y:Identity)'),
    person: one('Person', 'MATCH (:Journey {id: id})<-[:MADE]-(:Identity)-[:IS]->(y:Person)'),
    documents: many('Document', 'MATCH (:Journey {id: id})-[:PRESENTED]->(y:Document)'),
    boardedAt: one('Call', 'MATCH (:Journey {id: id})-[:BOARDED_AT]->(y:Call)'),
    ticketedFrom: one('Call', 'MATCH (x:Journey {id: id}) MATCH (y:Call {id: x.ticketedFrom})'),
    ticketedTo: one('Call', 'MATCH (x:Journey {id: id}) MATCH (y:Call {id: x.ticketedTo})'),
    checks: many('Check', 'MATCH (:Journey {id: id})<-[:OF]-(y:Check)', 'y.at, y.id'),
    booking: one('Booking', 'MATCH (:Journey {id: id})-[:BOOKED_IN]->(y:Booking)'),
    alightedAt: one('Call', 'MATCH (:Journey {id: id})-[:ALIGHTED_AT]->(y:Call)'),
  },
  TrainRun: {
    run: ({ id }: Item) => id,
    train: one('Train', 'MATCH (:TrainRun {id: id})-[:RUN_OF]->(y:Train)'),
    calls: many('Call', 'MATCH (:TrainRun {id: id})-[:HAS_CALL]->(y:Call)', 'y.at, y.seq, y.id'),
    journeys: page('Journey', 'MATCH (:TrainRun {id: id})<-[:ON]-(y:Journey)'),
  },
  Train: { number: ({ id }: Item) => id },
  Call: {
    station: one('Station', 'MATCH (:Call {id: id})-[:AT]->(y:Station)'),
    run: one('TrainRun', 'MATCH (:Call {id: id})<-[:HAS_CALL]-(y:TrainRun)'),
  },
  Booking: { ref: ({ id }: Item) => id },
  Station: {
    code: ({ id }: Item) => id,
    names: ({ nameEn }: Item) => ({ en: nameEn }),
    calls: page('Call', 'MATCH (:Station {id: id})<-[:AT]-(y:Call)', 'y.at, y.id'),
  },
}
