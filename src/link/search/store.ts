import { fieldsOf, SEARCHED, type SearchedFields, type Ways } from '../../person/index.ts'
import type { Ask } from './graph.ts'

/** A person, and what one of its identities states. */
export interface PortraitRow {
  readonly person: string
  readonly fields: SearchedFields
}

type Parameters = Record<string, unknown>

/** Persons by a query of the full-text index of names, the best first. */
export async function personsNamed(ask: Ask, ways: Ways, parameters: Parameters): Promise<PortraitRow[]> {
  const rows = await listed<[string, ...unknown[]]>(
    ask,
    `// personsNamed
CALL db.index.fulltext.queryNodes('portrait_search_keys', $query, {limit: $most}) YIELD node AS q, score
${ways.personsBy('(q)<-[:COMPARED_AS]-', 'i', 'y')}
WITH DISTINCT q, score, y.id AS person
ORDER BY score DESC, person LIMIT $most
RETURN collect([person, ${SEARCHED.map(field => `q.${field}`).join(', ')}])`,
    parameters,
  )
  return rows.map(([person, ...values]) => ({ person, fields: fieldsOf(values) }))
}

/** One list holds all rows: hundreds of records cost twice as much to send and read. */
async function listed<Row>(ask: Ask, statement: string, parameters: Parameters): Promise<Row[]> {
  const [row] = await ask(statement, parameters)
  return (row?.[0] ?? []) as Row[]
}

/** Documents whose numbers begin with these shapes, the nearest to the whole number first: key and number. */
export const documentsBeginning = (ask: Ask, parameters: Parameters) =>
  listed<[string, string]>(
    ask,
    `// documentsBeginning
UNWIND $shapes AS shape
CALL (shape) {
  MATCH (d:Document) WHERE d.shape STARTS WITH shape
  RETURN d ORDER BY d.shape LIMIT $most
}
WITH DISTINCT d LIMIT $most
RETURN collect([d.id, d.number])`,
    parameters,
  )

/** Documents whose numbers hold these shapes: key and number. */
export const documentsHolding = (ask: Ask, parameters: Parameters) =>
  listed<[string, string]>(
    ask,
    `// documentsHolding
UNWIND $shapes AS shape
CALL (shape) {
  MATCH (d:Document) WHERE d.shape CONTAINS shape
  RETURN d LIMIT $most
}
WITH DISTINCT d LIMIT $most
RETURN collect([d.id, d.number])`,
    parameters,
  )

/** Which of these runs there are. */
export const runsNamed = (ask: Ask, runs: readonly string[]) =>
  ask('// runsNamed\nUNWIND $runs AS run\nMATCH (r:TrainRun {id: run})\nRETURN r.id, r.train, r.originDate', {
    runs,
  }) as Promise<RunRow[]>

export type RunRow = [run: string, train: string, originDate: string]

/** Runs of these trains, of a month or of all days, the latest first. */
export const runsOfTrains = (ask: Ask, parameters: Parameters) =>
  ask(
    `// runsOfTrains
MATCH (r:TrainRun) WHERE r.train IN $trains AND r.originDate STARTS WITH $date
RETURN r.id, r.train, r.originDate ORDER BY r.departsAt DESC, r.id LIMIT $most`,
    parameters,
  ) as Promise<RunRow[]>

/** Runs that set out on a day, by the calendar of where they do. */
export const runsOfDay = (ask: Ask, parameters: Parameters) =>
  ask(
    `// runsOfDay
MATCH (r:TrainRun) WHERE r.departsAt >= $from AND r.departsAt < $to AND r.originDate = $date
RETURN r.id, r.train, r.originDate ORDER BY r.departsAt, r.id LIMIT $most`,
    parameters,
  ) as Promise<RunRow[]>

/** Which of these journeys there are. */
export const journeysNamed = (ask: Ask, journeys: readonly string[]) =>
  ask('// journeysNamed\nUNWIND $journeys AS journey\nMATCH (j:Journey {id: journey})\nRETURN j.id, j.ref', {
    journeys,
  }) as Promise<[string, string][]>

/** Stations by a query of the full-text index of their names: key, names in order, codes. */
export const stationsNamed = (ask: Ask, parameters: Parameters) =>
  ask(
    `// stationsNamed
CALL db.index.fulltext.queryNodes('station_names', $query, {limit: $most}) YIELD node AS s, score
RETURN s.id, [s.nameEn, s.nameLt, s.nameRu, s.nameBe, s.namePl], s.codes
ORDER BY score DESC, s.id`,
    parameters,
  ) as Promise<[string, (string | null)[], string | null][]>

/** Bookings whose references begin with one of these, in order. */
export const bookingsBeginning = (ask: Ask, parameters: Parameters) =>
  ask(
    `// bookingsBeginning
UNWIND $refs AS ref
CALL (ref) {
  MATCH (b:Booking) WHERE b.id STARTS WITH ref
  RETURN b.id AS id ORDER BY id LIMIT $most
}
RETURN DISTINCT id LIMIT $most`,
    parameters,
  ) as Promise<[string][]>

/** Contacts that are these, and those that hold one of these: key, kind, value and how it is looked for. */
export const contactsHolding = (ask: Ask, parameters: Parameters) =>
  listed<[key: string, kind: string, value: string, plain: string]>(
    ask,
    `// contactsHolding
CALL () {
  UNWIND $ids AS id MATCH (c:Contact {id: id}) RETURN c
  UNION
  UNWIND $parts AS part
  CALL (part) { MATCH (c:Contact) WHERE c.plain CONTAINS part RETURN c LIMIT $most }
  RETURN c
}
WITH c LIMIT $most
RETURN collect([c.id, c.kind, c.value, c.plain])`,
    parameters,
  )
