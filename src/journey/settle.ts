import { noteChange, type Place, type Transaction } from '../graph/index.ts'
import { makeOwnJourneys, type OwnJourney } from './store.ts'

/** A check that names no passenger, and what it could be placed by. */
interface LooseCheck extends OwnJourney {
  /** Id of the document that was examined. */
  readonly shown: string | null
  readonly person: string | null
  /** Id of the journey that it is placed on now. */
  readonly journey: string | null
}

interface Candidate {
  readonly journey: string
  readonly run: string
  readonly documents: readonly string[]
  readonly person: string | null
}

/**
 * Places checks that name no passenger: on the run's only journey that presents the check's document, else on the only
 * one whose identity is the same person, else on a journey of its own. Decided from the facts alone and again whenever
 * a run gets more lines, so the order of arrival does not matter. Returns the journeys that gained or lost a check.
 */
export async function placeLooseChecks(tx: Transaction, runs: Iterable<string>): Promise<string[]> {
  const asked = [...new Set(runs)]
  if (asked.length === 0) return []
  const found = (await tx.run(
    `// looseChecks
UNWIND $runs AS run
MATCH (k:Check {looseOn: run})
OPTIONAL MATCH (k)-[:EXAMINED]->(d:Document)
OPTIONAL MATCH (k)-[:READ]->(i:Identity)-[:IS]->(p:Person)
OPTIONAL MATCH (k)-[:OF]->(j:Journey)
RETURN k.id, run, d.id, elementId(d), elementId(i), p.id, j.id`,
    { runs: asked },
  )) as [string, string, string | null, Place | null, Place | null, string | null, string | null][]
  if (found.length === 0) return []
  const loose = found.map(([check, run, shown, document, identity, person, journey]) => ({
    check,
    run,
    shown,
    document,
    identity,
    person,
    journey,
  }))
  const byRun = Map.groupBy(await candidates(tx, new Set(loose.map(({ run }) => run))), ({ run }) => run)
  const moves = loose.flatMap(check => {
    const to = placeOf(check, byRun.get(check.run) ?? [])
    return to === check.journey ? [] : [{ ...check, to }]
  })
  if (moves.length > 0) await move(tx, moves)
  return moves.flatMap(({ journey, to }) => (journey ? [journey, to] : [to]))
}

function placeOf(check: LooseCheck, onRun: readonly Candidate[]): string {
  const presenting = onRun.filter(({ documents }) => check.shown !== null && documents.includes(check.shown))
  if (presenting.length === 1) return presenting[0]?.journey as string
  const samePerson = onRun.filter(({ person }) => person !== null && person === check.person)
  return samePerson.length === 1 ? (samePerson[0]?.journey as string) : `check:${check.check}`
}

async function candidates(tx: Transaction, runs: ReadonlySet<string>): Promise<Candidate[]> {
  const rows = (await tx.run(
    `// listedJourneys
UNWIND $runs AS run
MATCH (:TrainRun {id: run})<-[:ON]-(j:Journey)
WHERE NOT j.id STARTS WITH 'check:'
OPTIONAL MATCH (j)<-[:MADE]-(:Identity)-[:IS]->(p:Person)
RETURN j.id, run, COLLECT { MATCH (j)-[:PRESENTED]->(d) RETURN d.id }, p.id`,
    { runs: [...runs] },
  )) as [string, string, string[], string | null][]
  return rows.map(([journey, run, documents, person]) => ({ journey, run, documents, person }))
}

async function move(tx: Transaction, moves: readonly (LooseCheck & { readonly to: string })[]): Promise<void> {
  noteChange(tx, { runs: moves.map(({ run }) => run) })
  await makeOwnJourneys(
    tx,
    moves.filter(({ to }) => to.startsWith('check:')),
  )
  await tx.run(
    `// moveChecks
UNWIND $rows AS row
MATCH (k:Check {id: row.check})-[old:OF]->(:Journey)
MATCH (to:Journey {id: row.to})
DELETE old
CREATE (k)-[:OF]->(to)
WITH row
MATCH (own:Journey {id: 'check:' + row.check})
WHERE own.id <> row.to
DETACH DELETE own`,
    { rows: moves.map(({ check, to }) => ({ check, to })) },
  )
}

/** The runs whose loose checks were read of these persons: where a merge may decide otherwise. */
export async function runsWithLooseChecksOf(tx: Transaction, persons: readonly string[]): Promise<string[]> {
  if (persons.length === 0) return []
  const rows = await tx.run(
    `// runsWithLooseChecksOf
UNWIND $persons AS person
MATCH (:Person {id: person})<-[:IS]-(:Identity)<-[:READ]-(k:Check)
WHERE k.looseOn IS NOT NULL
RETURN DISTINCT k.looseOn`,
    { persons },
  )
  return rows.map(([run]) => String(run))
}

/** The journeys that these checks are of now. */
export async function journeysOfChecks(tx: Transaction, checks: ReadonlySet<string>): Promise<string[]> {
  if (checks.size === 0) return []
  const rows = await tx.run(
    '// journeysOfChecks\nUNWIND $ids AS id\nMATCH (:Check {id: id})-[:OF]->(j:Journey)\nRETURN DISTINCT j.id',
    { ids: [...checks] },
  )
  return rows.map(([id]) => String(id))
}

/** How something was read, the better the later. */
export const CAPTURES = ['CARRIER', 'MANUAL', 'BARCODE', 'MRZ', 'CHIP'] as const

/** The rank of a capture in Cypher: the better, the greater; below all where none is stated. */
export const captureRank = (capture: string) =>
  `CASE ${capture} ${CAPTURES.map((name, i) => `WHEN '${name}' THEN ${i}`).join(' ')} ELSE -1 END`

type Capture = (typeof CAPTURES)[number]

const rankOf = (capture: Capture | null) => (capture === null ? -1 : CAPTURES.indexOf(capture))

/** A check that says where a journey began or ended. */
export type Sighting = readonly [kind: string, at: number, capture: Capture | null, call: string, check: string]

/** Of checks that conflict the better capture holds, then the later, then the greater id: negative where `a` holds. */
export const byHold = (a: Sighting, b: Sighting) => rankOf(b[2]) - rankOf(a[2]) || b[1] - a[1] || (a[4] < b[4] ? 1 : -1)

function holding(sightings: readonly Sighting[], kind: string): string | null {
  const [best] = sightings.filter(([k]) => k === kind).sort(byHold)
  return best?.[3] ?? null
}

/** Settles from BOARD and ALIGHT checks where journeys began and ended; without one that stays unknown. */
export async function settleEnds(tx: Transaction, journeys: Iterable<string>): Promise<void> {
  const ids = [...new Set(journeys)]
  if (ids.length === 0) return
  const rows = (await tx.run(
    `// boardAndAlightChecks
UNWIND $ids AS id
MATCH (j:Journey {id: id})
RETURN id, j.run, COLLECT { MATCH (j)<-[:OF]-(k:Check) WHERE k.kind IN ['BOARD', 'ALIGHT'] RETURN [k.kind, k.at, k.capture, k.call, k.id] }`,
    { ids },
  )) as [string, string, Sighting[]][]
  noteChange(tx, { runs: rows.map(([, run]) => run) })
  await tx.run(
    `// settleEnds
UNWIND $rows AS row
MATCH (j:Journey {id: row.id})
CALL (j) { MATCH (j)-[old:BOARDED_AT|ALIGHTED_AT]->() DELETE old }
CALL (j, row) { MATCH (c:Call {id: row.boarded}) CREATE (j)-[:BOARDED_AT]->(c) }
CALL (j, row) { MATCH (c:Call {id: row.alighted}) CREATE (j)-[:ALIGHTED_AT]->(c) }`,
    { rows: rows.map(([id, , seen]) => ({ id, boarded: holding(seen, 'BOARD'), alighted: holding(seen, 'ALIGHT') })) },
  )
}
