import {
  assertAll,
  noteChange,
  type Place,
  propertiesOf,
  STATEMENT,
  type Statement,
  statementValues,
  type Transaction,
  tie,
} from '../graph/index.ts'

export interface JourneyFact {
  readonly statement: Statement
  /** Places of the run, of who travels, of the documents presented, and of the booking. */
  readonly run: Place
  readonly identity: Place
  readonly documents: readonly Place[]
  readonly booking: Place | null
  readonly values: JourneyValues
}

export type JourneyValues = Readonly<Record<(typeof JOURNEY)[number], string | null>>

export interface CheckFact {
  readonly statement: Statement
  readonly run: string
  /** Place of the journey that the check names; null: it is found by document or person. */
  readonly journey: Place | null
  /** Place of the identity that was read, and of the document that was examined. */
  readonly identity: Place | null
  readonly document: Place | null
  readonly values: CheckValues
}

export type CheckValues = Readonly<Record<(typeof CHECK)[number], string | number | null>>

const JOURNEY = ['ref', 'run', 'role', 'stage', 'capture', 'coach', 'seat', 'ticketedFrom', 'ticketedTo'] as const
/** `looseOn`: the run of a check that names no passenger. */
const CHECK = ['at', 'kind', 'call', 'basis', 'exception', 'authority', 'capture', 'looseOn'] as const

export const journeyId = (run: string, ref: string) => `${run}#${ref}`

/** Records passengers' journeys; those in `corrected` are there before, and their ties are made afresh. */
export async function recordJourneys(
  tx: Transaction,
  facts: readonly JourneyFact[],
  corrected: ReadonlySet<string>,
): Promise<void> {
  noteChange(tx, { runs: facts.flatMap(({ values }) => values.run ?? []) })
  const again = facts.filter(({ statement }) => corrected.has(statement.id))
  const fresh = facts.filter(({ statement }) => !corrected.has(statement.id))
  const places = [...(await createJourneys(tx, fresh)), ...(await correctJourneys(tx, again))]
  const inOrder = [...fresh, ...again].map((fact, i) => ({ ...fact, place: places[i] as Place }))
  const presented = inOrder.flatMap(({ place, documents }) => documents.map(document => [place, document] as const))
  const booked = inOrder.flatMap(({ place, booking }) => (booking === null ? [] : [[place, booking] as const]))
  await Promise.all([tie(tx, 'PRESENTED', presented), tie(tx, 'BOOKED_IN', booked)])
}

/** The columns of a journey's node; one more, `departsAt`, is its run's. */
export const JOURNEY_ROW = [...STATEMENT, ...JOURNEY] as const
const DEPARTS = { departsAt: 'r.departsAt' }

/** A journey's values in the order of {@link JOURNEY_ROW}. */
export const journeyNode = (statement: Statement, values: JourneyValues) => [
  ...statementValues(statement),
  ...JOURNEY.map(name => values[name]),
]

const journeyRow = ({ statement, values, identity, run }: JourneyFact) => [
  ...journeyNode(statement, values),
  identity,
  run,
]

async function createJourneys(tx: Transaction, facts: readonly JourneyFact[]): Promise<Place[]> {
  if (facts.length === 0) return []
  const [created] = await tx.run(
    `// recordJourneys
UNWIND $rows AS row
MATCH (i) WHERE elementId(i) = row[${JOURNEY_ROW.length}]
MATCH (r) WHERE elementId(r) = row[${JOURNEY_ROW.length + 1}]
CREATE (i)-[:MADE]->(j:Journey ${propertiesOf(JOURNEY_ROW, DEPARTS)})-[:ON]->(r)
RETURN collect(elementId(j))`,
    { rows: facts.map(journeyRow) },
  )
  const places = created?.[0] as Place[]
  assertAll('recordJourneys', places.length, facts.length)
  return places
}

async function correctJourneys(tx: Transaction, facts: readonly JourneyFact[]): Promise<Place[]> {
  if (facts.length === 0) return []
  const [corrected] = await tx.run(
    `// correctJourneys
UNWIND $rows AS row
MATCH (j:Journey {id: row[0]})
MATCH (i) WHERE elementId(i) = row[${JOURNEY_ROW.length}]
MATCH (r) WHERE elementId(r) = row[${JOURNEY_ROW.length + 1}]
CALL (j) { MATCH (j)-[old:PRESENTED|BOOKED_IN]->() DELETE old }
CALL (j) { MATCH (j)<-[old:MADE]-() DELETE old }
SET j = ${propertiesOf(JOURNEY_ROW, DEPARTS)}
CREATE (i)-[:MADE]->(j)
RETURN collect(elementId(j))`,
    { rows: facts.map(journeyRow) },
  )
  const places = corrected?.[0] as Place[]
  assertAll('correctJourneys', places.length, facts.length)
  return places
}

/** Records checks; one that names no journey starts on a journey of its own (see `placeLooseChecks`). */
export async function recordChecks(
  tx: Transaction,
  facts: readonly CheckFact[],
  corrected: ReadonlySet<string>,
): Promise<void> {
  noteChange(tx, { runs: facts.map(({ run }) => run) })
  await dropOwnJourneys(tx, corrected)
  const loose = facts.filter(({ journey }) => journey === null)
  const own = await makeOwnJourneys(
    tx,
    loose.map(({ statement, run, identity, document }) => ({ check: statement.id, run, identity, document })),
  )
  const placed = facts.map(fact => ({ ...fact, journey: fact.journey ?? (own.get(fact.statement.id) as Place) }))
  const again = placed.filter(({ statement }) => corrected.has(statement.id))
  const fresh = placed.filter(({ statement }) => !corrected.has(statement.id))
  const places = [...(await createChecks(tx, fresh)), ...(await correctChecks(tx, again))]
  const tied = [...fresh, ...again].map((fact, i) => ({ ...fact, place: places[i] as Place }))
  const pairs = (to: 'document' | 'identity') =>
    tied.flatMap(fact => (fact[to] === null ? [] : [[fact.place, fact[to]] as const]))
  await Promise.all([tie(tx, 'EXAMINED', pairs('document')), tie(tx, 'READ', pairs('identity'))])
}

/** What a check alone had made of itself before it was stated otherwise. */
async function dropOwnJourneys(tx: Transaction, checks: ReadonlySet<string>): Promise<void> {
  if (checks.size === 0) return
  const runs = await tx.run(
    `// dropOwnJourneys
UNWIND $ids AS id
MATCH (own:Journey {id: 'check:' + id})
WITH own, own.run AS run
DETACH DELETE own
RETURN DISTINCT run`,
    { ids: [...checks] },
  )
  noteChange(tx, { runs: runs.flat() as string[] })
}

/** The columns of a check's node. */
export const CHECK_ROW = [...STATEMENT, ...CHECK] as const

/** A check's values in the order of {@link CHECK_ROW}. */
export const checkNode = (statement: Statement, values: CheckValues) => [
  ...statementValues(statement),
  ...CHECK.map(name => values[name]),
]

const checkRow = ({ statement, values, journey }: CheckFact) => [...checkNode(statement, values), journey]

async function createChecks(tx: Transaction, facts: readonly CheckFact[]): Promise<Place[]> {
  if (facts.length === 0) return []
  const [created] = await tx.run(
    `// recordChecks
UNWIND $rows AS row
MATCH (j) WHERE elementId(j) = row[${CHECK_ROW.length}]
CREATE (k:Check ${propertiesOf(CHECK_ROW)})-[:OF]->(j)
RETURN collect(elementId(k))`,
    { rows: facts.map(checkRow) },
  )
  const places = created?.[0] as Place[]
  assertAll('recordChecks', places.length, facts.length)
  return places
}

async function correctChecks(tx: Transaction, facts: readonly CheckFact[]): Promise<Place[]> {
  if (facts.length === 0) return []
  const [corrected] = await tx.run(
    `// correctChecks
UNWIND $rows AS row
MATCH (k:Check {id: row[0]})
MATCH (j) WHERE elementId(j) = row[${CHECK_ROW.length}]
WITH k, j, row, head([(k)-[:OF]->(before) | before.run]) AS before
CALL (k) { MATCH (k)-[old:OF|EXAMINED|READ]->() DELETE old }
SET k = ${propertiesOf(CHECK_ROW)}
CREATE (k)-[:OF]->(j)
RETURN collect(elementId(k)), collect(DISTINCT before)`,
    { rows: facts.map(checkRow) },
  )
  const [places, runs] = corrected as [Place[], string[]]
  noteChange(tx, { runs })
  assertAll('correctChecks', places.length, facts.length)
  return places
}

/** A check that made a journey by itself. */
export interface OwnJourney {
  readonly check: string
  readonly run: string
  readonly identity: Place | null
  readonly document: Place | null
}

/** Somebody seen by a check alone made a journey too. Returns the journeys' places by check. */
export async function makeOwnJourneys(
  tx: Transaction,
  rows: readonly OwnJourney[],
): Promise<ReadonlyMap<string, Place>> {
  if (rows.length === 0) return new Map()
  noteChange(tx, { runs: rows.map(({ run }) => run) })
  const created = (await tx.run(
    `// makeOwnJourneys
UNWIND $rows AS row
MATCH (r:TrainRun {id: row.run})
CREATE (j:Journey {id: 'check:' + row.check, ref: 'check:' + row.check, run: row.run, departsAt: r.departsAt})-[:ON]->(r)
WITH row, j
CALL (row, j) { MATCH (i) WHERE elementId(i) = row.identity CREATE (i)-[:MADE]->(j) }
CALL (row, j) { MATCH (d) WHERE elementId(d) = row.document CREATE (j)-[:PRESENTED]->(d) }
RETURN row.check, elementId(j)`,
    { rows: rows.map(({ check, run, identity, document }) => ({ check, run, identity, document })) },
  )) as [string, Place][]
  assertAll('makeOwnJourneys', created.length, rows.length)
  return new Map(created)
}
