import { pieces } from '../base/index.ts'
import type { Database, Transaction } from '../graph/index.ts'
import type { PatternName, Reader } from '../pattern/index.ts'
import type { Kept } from './kept.ts'
import type { FindingState } from './state.ts'
import { PER_READ } from './things.ts'

type KeptRow = [
  id: string,
  state: FindingState,
  substance: string,
  p: number | null,
  q: number | null,
  lastAt: number | null,
  happened: string[],
  holding: string[],
  reviewed: [p: number | null, happened: string[], holding: string[]] | null,
]

const KEPT = `f.id, f.state, f.substance, f.pValue, f.qValue, f.lastAt, f.happened, f.holding,
  CASE WHEN f.seenHappened IS NULL THEN null ELSE [f.seenP, f.seenHappened, f.seenHolding] END`

/** The findings of a pattern that are kept, by id. */
export async function keptFindings(database: Reader, pattern: PatternName): Promise<Map<string, Kept>> {
  const rows = await database.read(
    `// keptFindings\nMATCH (f:Finding {pattern: $pattern}) RETURN ${KEPT}`,
    { pattern },
    { timeout: TIMEOUT },
  )
  return keptOf(rows as KeptRow[])
}

/** Those of these ids. */
export async function keptAgain(database: Reader, ids: readonly string[]): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>()
  for (const some of pieces(ids, PER_READ)) {
    const rows = await database.read(
      `// keptAgain\nUNWIND $ids AS id\nMATCH (f:Finding {id: id}) RETURN ${KEPT}`,
      { ids: some },
      { timeout: TIMEOUT },
    )
    for (const [id, kept] of keptOf(rows as KeptRow[])) found.set(id, kept)
  }
  return found
}

/** Text that reads what a finding is about: labels and keys, in their order. */
export const readSubjects = (variable: 'f' | 'x') =>
  `COLLECT { MATCH (${variable})-[t:ABOUT]->(n) WITH t, n ORDER BY t.nth RETURN [t.label, n.id] }`

/** What findings are about: labels and keys in their order, by the finding. */
export async function keptSubjects(
  database: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly (readonly [label: string, key: string])[]>> {
  const found = new Map<string, [label: string, key: string][]>()
  for (const some of pieces(ids, PER_READ)) {
    const rows = await database.read(
      `// keptSubjects
UNWIND $ids AS id
MATCH (f:Finding {id: id})
RETURN id, ${readSubjects('f')}`,
      { ids: some },
      { timeout: TIMEOUT },
    )
    for (const [id, subjects] of rows as [string, [string, string][]][]) found.set(id, subjects)
  }
  return found
}

/** Findings of which something was written by events of these numbers, each with its pattern. */
export async function keptOfEvents(
  database: Reader,
  numbers: readonly number[],
): Promise<(readonly [pattern: PatternName, kept: Kept])[]> {
  if (numbers.length === 0) return []
  const rows = await database.read(
    `// keptOfEvents
UNWIND $ids AS id
MATCH (:FindingEvent {id: id})-[:IN_LIFE_OF]->(f:Finding)
WITH DISTINCT f
RETURN ${KEPT}, f.pattern`,
    { ids: numbers.map(String) },
    { timeout: TIMEOUT },
  )
  const kept = keptOf(rows as unknown as KeptRow[])
  return rows.map(row => [row.at(-1) as PatternName, kept.get(row[0] as string) as Kept])
}

function keptOf(rows: readonly KeptRow[]): Map<string, Kept> {
  return new Map(
    rows.map(([id, state, substance, p, q, lastAt, happened, holding, seen]) => [
      id,
      {
        id,
        state,
        substance,
        p,
        q,
        lastAt,
        happened,
        holding,
        reviewed: seen && { p: seen[0], happened: seen[1], holding: seen[2] },
      },
    ]),
  )
}

const TIMEOUT = 60_000

/** What a finding is about, by the numbers of nodes in their order. */
export interface AboutRow {
  readonly id: string
  readonly anchor: string
  readonly places: readonly number[]
}

/**
 * The findings of a pattern about these persons among others, where all that they are about is there; of several about the
 * same, one that stands comes after those that do not.
 */
export async function findingsAbout(
  reader: Reader,
  pattern: PatternName,
  persons: readonly number[],
): Promise<AboutRow[]> {
  const found: AboutRow[] = []
  for (const some of pieces(persons, PER_READ)) {
    const rows = await reader.read(
      `// findingsAbout
UNWIND $persons AS person
MATCH (p:Person)<-[:ABOUT]-(f:Finding {pattern: $pattern}) WHERE id(p) = person
WITH DISTINCT f, COLLECT { MATCH (f)-[t:ABOUT]->(n) WITH t, n ORDER BY t.nth RETURN id(n) } AS places
WHERE size(places) = f.subjectCount
RETURN f.id, f.anchor, places ORDER BY f.state <> 'WITHDRAWN', f.id`,
      { persons: some, pattern },
    )
    for (const [id, anchor, places] of rows as [string, string, number[]][]) found.push({ id, anchor, places })
  }
  return found
}

/** A finding as it is written: its own properties, and its ties by the numbers of nodes. */
export interface FindingRow {
  readonly id: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly subjects: readonly (readonly [place: number, id: string, label: string])[]
  readonly cited: readonly CitedRow[]
}

/** `margin` null: it has no measure. */
export type CitedRow = readonly [
  place: number,
  id: string,
  label: string,
  line: string,
  witness: boolean,
  margin: number | null,
  delivery: number | null,
  fileLine: number | null,
]

/** Writes findings with all that they are tied to, in place of what was tied to them before. */
export async function writeFindings(tx: Transaction, pattern: PatternName, rows: readonly FindingRow[]): Promise<void> {
  await tx.run(
    `// writeFindings
MATCH (p:Pattern {id: $pattern})
UNWIND $rows AS row
MERGE (f:Finding {id: row[0]})
SET f += row[1]
MERGE (f)-[:OF_PATTERN]->(p)
WITH f
CALL (f) { MATCH (f)-[t:ABOUT|CITES]->() DELETE t }`,
    { pattern, rows: rows.map(({ id, properties }) => [id, properties]) },
  )
  await tx.run(
    `// tieFindings
UNWIND $rows AS row
MATCH (f:Finding {id: row[0]})
CALL (f, row) {
  UNWIND range(0, size(row[1]) - 1) AS nth
  WITH f, nth, row[1][nth] AS subject
  MATCH (n) WHERE id(n) = subject[0] AND n.id = subject[1]
  CREATE (f)-[:ABOUT {nth: nth, label: subject[2]}]->(n)
}
CALL (f, row) {
  UNWIND range(0, size(row[2]) - 1) AS nth
  WITH f, nth, row[2][nth] AS cited
  MATCH (n) WHERE id(n) = cited[0] AND n.id = cited[1]
  CREATE (f)-[:CITES {nth: nth, label: cited[2], line: cited[3], witness: cited[4], margin: cited[5], delivery: cited[6],
    fileLine: cited[7]}]->(n)
}`,
    { rows: rows.map(({ id, subjects, cited }) => [id, subjects, cited]) },
  )
}

/** What happens in a finding's life. */
export interface EventRow {
  readonly finding: string
  readonly kind: 'RAISED' | 'CHANGED' | 'REOPENED' | 'WITHDRAWN' | 'TOLD' | 'REVIEWED'
  readonly state: FindingState
  readonly says: string | null
  readonly by: string | null
  readonly purpose: string | null
  readonly note: string | null
  /** Whoever waits for findings is told. */
  readonly announced: boolean
  /** As what, where it is told later than it happened. */
  readonly as?: Untold
}

/**
 * Keeps what happened to findings, each with the next number, for good; what is announced is also put on its way to whoever
 * has it sent, so that it is sent if and only if it is kept.
 * @returns the number before the first of them, and that of the last
 */
export async function writeEvents(
  tx: Transaction,
  events: readonly EventRow[],
): Promise<readonly [after: number, upTo: number]> {
  if (events.length === 0) return [0, 0]
  const [row] = await tx.run(
    `// writeFindingEvents
MERGE (c:Counter {name: 'findingEvent'})
SET c.value = coalesce(c.value, 0) + size($events)
WITH c.value - size($events) AS before
UNWIND range(0, size($events) - 1) AS i
WITH before + i + 1 AS number, $events[i] AS event
MATCH (f:Finding {id: event.finding})
CREATE (e:FindingEvent {id: toString(number), number: number, at: timestamp()})-[:IN_LIFE_OF]->(f)
SET e.kind = event.kind, e.state = event.state, e.says = event.says, e.by = event.by, e.purpose = event.purpose,
  e.note = event.note, e.announced = event.announced
WITH e, f, event
CALL (e, f, event) {
  MATCH (w:Webhook) WHERE e.announced AND (w.patterns IS NULL OR f.pattern IN w.patterns)
  CREATE (:Dispatch {id: w.id + '|' + e.id, number: e.number, finding: f.id, kind: coalesce(event.as, e.kind), state: 'DUE', attempts: 0,
    dueAt: e.at})-[:TO]->(w)
}
RETURN min(e.number) - 1, max(e.number)`,
    { events },
  )
  return [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0)]
}

/** As what a finding is yet to be told. */
export type Untold = 'RAISED' | 'REOPENED'

/** The findings of a pattern that nobody was told of yet, how each stands, and as what it is to be told. */
export async function untoldFindings(
  reader: Reader,
  pattern: PatternName,
): Promise<{ readonly id: string; readonly state: FindingState; readonly untold: Untold }[]> {
  const rows = await reader.read(
    `// untoldFindings
MATCH (f:Finding {pattern: $pattern}) WHERE f.untold IS NOT NULL
RETURN f.id, f.state, f.untold ORDER BY f.id`,
    { pattern },
  )
  return (rows as [string, FindingState, Untold][]).map(([id, state, untold]) => ({ id, state, untold }))
}

/** Has whoever looks whether the graph stood still see that findings were written, of which no event need tell. */
export const noteFindings = (tx: Transaction) =>
  tx.run("// noteFindings\nMERGE (c:Counter {name: 'findings'})\nSET c.value = coalesce(c.value, 0) + 1")

/** Properties of findings that stay tied as they are. */
export async function setFindings(
  tx: Transaction,
  rows: readonly (readonly [id: string, properties: Readonly<Record<string, unknown>>])[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.run('// setFindings\nUNWIND $rows AS row\nMATCH (f:Finding {id: row[0]})\nSET f += row[1]', { rows })
}

/** How often anything was written of findings, so that what was read of them is known to hold still. */
export async function findingEvents(database: Pick<Database, 'read'>): Promise<number> {
  const [row] = await database.read(
    "// findingEvents\nOPTIONAL MATCH (c:Counter {name: 'findingEvent'})\nRETURN c.value",
    {},
  )
  return Number(row?.[0] ?? 0)
}
