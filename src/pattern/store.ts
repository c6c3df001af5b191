import { DOCUMENT_TYPES } from '../document/index.ts'
import { CAPTURES } from '../journey/index.ts'
import { CHECK_BASES, CHECK_KINDS } from './projection.ts'

/** What reads the graph: rows as lists in the order of RETURN, integers as numbers. */
export interface Reader {
  read(statement: string, parameters: Record<string, unknown>, options?: { timeout?: number }): Promise<unknown[][]>
}

/** How far the graph has come: the last delivery, when it was received (epoch milliseconds), records recorded so far. */
export interface AsOf {
  readonly delivery: number
  readonly receivedAt: number
  readonly recorded: number
  /** How far it is settled who is who: decisions, the matcher's version, and who waits to be judged by it. */
  readonly persons: string
}

const TIMEOUT = 60_000

/** A delivery has its number from its first line on, so what tells two states of the graph apart is how much was recorded. */
export async function readAsOf(reader: Reader): Promise<AsOf> {
  const [row] = await reader.read(
    `// patternAsOf
MATCH (d:Delivery)
WITH d ORDER BY d.number
WITH collect(d) AS deliveries, sum(coalesce(d.recorded, 0)) AS recorded
RETURN deliveries[-1].number, deliveries[-1].receivedAt, recorded,
  [COUNT { (:Decision) }, head(COLLECT { MATCH (v:MatcherVersion) RETURN v.id }), COUNT { (:Unresolved) }, COUNT { (:Unjudged) }]`,
    {},
  )
  const [delivery, receivedAt, recorded, persons] = (row ?? []) as [number?, number?, number?, unknown[]?]
  return { delivery: delivery ?? 0, receivedAt: receivedAt ?? 0, recorded: recorded ?? 0, persons: String(persons) }
}

export type StationRow = readonly [
  code: string,
  country: string | null,
  longitude: number | null,
  borderCrossing: boolean | null,
]

export async function stationRows(reader: Reader): Promise<StationRow[]> {
  const rows = await reader.read(
    `// patternStations
MATCH (s:Station)
RETURN s.id, s.country, s.longitude, s.borderCrossing ORDER BY s.id`,
    {},
  )
  return rows as unknown as StationRow[]
}

export type RegimeRow = readonly [
  from: string,
  until: string | null,
  stations: readonly string[] | null,
  statesAny: boolean,
]

export async function regimeRows(reader: Reader): Promise<RegimeRow[]> {
  const rows = await reader.read(
    `// patternRegimes
MATCH (g:Regime)
RETURN g.from, g.until, g.stations, g.boarding IS NOT NULL OR g.alighting IS NOT NULL OR g.capacity IS NOT NULL`,
    {},
  )
  return rows as unknown as RegimeRow[]
}

export type CoverageRow = readonly [
  id: string,
  run: string | null,
  station: string | null,
  from: number | null,
  until: number | null,
  complete: boolean,
]

/** Statements about the completeness of checks, after the given id. */
export async function coverageRows(reader: Reader, after: string, limit: number): Promise<CoverageRow[]> {
  const rows = await reader.read(
    `// patternCoverages
MATCH (v:Coverage)
WHERE v.id > $after AND v.feed = 'CHECKS'
WITH v ORDER BY v.id LIMIT $limit
RETURN v.id, v.run, v.station, v.from, v.until, v.complete`,
    { after, limit },
  )
  return rows as unknown as CoverageRow[]
}

export type CallRow = readonly [station: string, at: number | null, seq: number | null]
export type RunRow = readonly [id: string, departsAt: number, calls: readonly CallRow[]]

/** Runs with their calls, after the given id. */
export async function runRows(reader: Reader, after: string, limit: number): Promise<RunRow[]> {
  const rows = await reader.read(
    `// patternRuns
MATCH (r:TrainRun)
WHERE r.id > $after
WITH r ORDER BY r.id LIMIT $limit
RETURN r.id, r.departsAt, COLLECT { MATCH (r)-[:HAS_CALL]->(c:Call) RETURN [c.station, c.at, c.seq] }`,
    { after, limit },
  )
  return rows as unknown as RunRow[]
}

/** The first and the last person of each page of `size` persons. */
export async function personPages(reader: Reader, size: number): Promise<[first: string, last: string][]> {
  const rows = await reader.read(
    `// patternPersonPages
MATCH (p:Person)
WITH p.id AS id ORDER BY id
WITH collect(id) AS ids
UNWIND range(0, size(ids) - 1, $size) AS i
RETURN ids[i], coalesce(ids[i + $size - 1], ids[-1])`,
    { size },
    { timeout: TIMEOUT },
  )
  return rows as [string, string][]
}

/**
 * What hangs on a journey, each as one number (decoding lists and texts was half of the cost of reading):
 * a document: minus one, minus the place of its type; an ALIGHT check: [instant, station, exception];
 * any other check: 1024 × its instant + the codes of its kind, basis and capture (see `CHECK_CODES`).
 * Null: a document of a type without a place.
 */
export type Tie = number | null | readonly [at: number, station: string, exception: string | null]

export type PersonRow = readonly [id: string, runs: readonly string[], ties: readonly (readonly Tie[])[]]

/** Each name's code: its place from 1, times a step; nothing stated is 0. */
function codes(names: readonly string[], step: number): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, (i + 1) * step]))
}

const CHECK_SPAN = 1024
const BASIS_STEP = 8
const CAPTURE_STEP = 128

const CHECK_CODES = {
  kinds: codes(CHECK_KINDS, 1),
  bases: codes(CHECK_BASES, BASIS_STEP),
  captures: codes(CAPTURES, CAPTURE_STEP),
}

/** A check as `patternJourneys` writes it in one number; `basis` and `capture` are places in their lists, −1 where not stated. */
export function readCheck(tie: number) {
  const code = tie % CHECK_SPAN
  return {
    at: Math.floor(tie / CHECK_SPAN),
    kind: CHECK_KINDS[(code % BASIS_STEP) - 1],
    basis: Math.floor((code % CAPTURE_STEP) / BASIS_STEP) - 1,
    capture: Math.floor(code / CAPTURE_STEP) - 1,
  }
}

/**
 * Persons from one id to another, both included, with their journeys (never as crew), by home links alone:
 * for each journey its run, and in the same place of the other list its ties.
 * Starts at the persons: from there each journey is entered once and its ties are walked once.
 */
export async function personRows(reader: Reader, first: string, last: string): Promise<PersonRow[]> {
  const rows = await reader.read(
    `// patternJourneys
MATCH (p:Person)
WHERE p.id >= $first AND p.id <= $last
MATCH (p)<-[s:IS]-(i)-[:MADE]->(j)
WHERE s.status IN ['AUTO', 'CONFIRMED'] AND coalesce(j.role, '') <> 'CREW'
RETURN p.id, collect(j.run), collect([(j)-[:PRESENTED|OF]-(n) | CASE
  WHEN n:Document THEN -$documents[n.type]
  WHEN n.kind = 'ALIGHT' THEN [n.at, split(n.call, '@')[1], n.exception]
  ELSE n.at * $span + $kinds[n.kind] + coalesce($bases[n.basis], 0) + coalesce($captures[n.capture], 0)
END])`,
    { first, last, span: CHECK_SPAN, documents: codes(DOCUMENT_TYPES, 1), ...CHECK_CODES },
    { timeout: TIMEOUT },
  )
  return rows as unknown as PersonRow[]
}

const DOCUMENT_FILTER = `($types IS NULL AND d.type <> 'OTHER' OR d.type IN $types)
  AND ($issuer IS NULL OR d.issuer = $issuer)`

/** Which documents to look for; null: all issuers, every type but OTHER. */
export interface DocumentFilter {
  readonly types: readonly string[] | null
  readonly issuer: string | null
}

/**
 * Documents stated by identities of at least `persons` persons; with `spellings` also those stated by two identities.
 * The count of a document's STATED_ON is stored with it, so most documents are left after one look.
 */
export async function documentsStatedByMany(
  reader: Reader,
  filter: DocumentFilter,
  persons: number,
  spellings: boolean,
): Promise<string[]> {
  const rows = await reader.read(
    `// documentsStatedByMany
MATCH (d:Document)
WHERE COUNT { (d)<-[:STATED_ON]-() } > 1 AND ${DOCUMENT_FILTER}
CALL (d) {
  MATCH (d)<-[:STATED_ON]-(i)-[s:IS]->(p)
  WHERE s.status IN ['AUTO', 'CONFIRMED']
  RETURN count(DISTINCT p) AS persons, count(DISTINCT i.surname + '|' + coalesce(i.givenNames, '')) AS names
}
WITH d, persons, names
WHERE persons >= $persons OR $spellings AND names > 1
RETURN d.id`,
    { ...filter, persons, spellings },
    { timeout: TIMEOUT },
  )
  return rows.map(([id]) => String(id))
}

/** Documents that a check examined on a journey whose list does not present them: what nobody there had stated. */
export async function documentsExaminedElsewhere(reader: Reader): Promise<string[]> {
  const rows = await reader.read(
    `// documentsExaminedElsewhere
MATCH (d:Document)<-[:EXAMINED]-(k)-[:OF]->(j)
WHERE NOT EXISTS { (j)-[:PRESENTED]->(d) }
RETURN DISTINCT d.id`,
    {},
    { timeout: TIMEOUT },
  )
  return rows.map(([id]) => String(id))
}

export type PresentationRow = readonly [
  document: string,
  person: string | null,
  name: string | null,
  journey: string,
  run: string,
  departsAt: number,
  portrait: string | null,
]

/** Every presentation of these documents: on a journey's list, and at each check. */
export async function presentationRows(
  reader: Reader,
  documents: readonly string[],
  filter: DocumentFilter,
): Promise<PresentationRow[]> {
  const rows = await reader.read(
    `// presentations
UNWIND $documents AS id
MATCH (d:Document {id: id})
WHERE ${DOCUMENT_FILTER}
CALL (d) {
  MATCH (d)<-[:PRESENTED]-(j:Journey)
  OPTIONAL MATCH (j)<-[:MADE]-(i:Identity)
  RETURN j, i
  UNION
  MATCH (d)<-[:EXAMINED]-(k:Check)-[:OF]->(j:Journey)
  OPTIONAL MATCH (k)-[:READ]->(read:Identity)
  OPTIONAL MATCH (j)<-[:MADE]-(maker:Identity)
  RETURN j, coalesce(read, maker) AS i
}
OPTIONAL MATCH (i)-[s:IS]->(p:Person)
WHERE s.status IN ['AUTO', 'CONFIRMED']
RETURN id, p.id, i.surname + ' ' + coalesce(i.givenNames, ''), j.id, j.run, j.departsAt,
  head(COLLECT { MATCH (i)-[:COMPARED_AS]->(q) RETURN q.id })`,
    { documents, ...filter },
    { timeout: TIMEOUT },
  )
  return rows as unknown as PresentationRow[]
}
