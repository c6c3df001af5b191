import { availableParallelism } from 'node:os'
import { DOCUMENT_TYPES } from '../../../document/index.ts'
import type { Reader } from '../../store.ts'
import { CHECK_CODES, codesOf, JOURNEY_CODES, MACHINES } from '../codes.ts'

export type CallRow = readonly [
  station: string,
  seq: number | null,
  at: number | null,
  arrive: number | null,
  depart: number | null,
  arrived: number | null,
  departed: number | null,
  boarding: boolean | null,
  alighting: boolean | null,
]

export type MovementRow = readonly [
  kind: string,
  station: string | null,
  at: number,
  until: number | null,
  km: number | null,
]

export type RunRow = readonly [
  id: string,
  train: string,
  originDate: string,
  departsAt: number,
  capacity: number | null,
  calls: readonly CallRow[],
  movements: readonly MovementRow[],
  said: readonly (readonly [station: string | null, complete: boolean])[],
  /** Journeys of the run, each a line (see {@link JOURNEY}). */
  journeys: readonly string[],
]

/** Lines that are put together as one text; putting one more to a long text copies it. */
const LINES = 16

/** A word and its tab, from a station's code within the id of a call. */
const station = (call: string) => `coalesce(substring(${call}, cut), '') + '\\t'`

/**
 * One journey as a line: its node's number, the code of what its list says, the ticket's stations, then its ties, each
 * under its letter: i identity, d document and type, b booking, f and t the stations where it began and ended, k a check
 * (number, instant, code, station), after it e the document that it examined and r the identity that it read.
 * Home links alone: each journey is entered once and its ties are walked once.
 */
const JOURNEY = `id(j) + '\\t' + (coalesce($roles[j.role], 0) + coalesce($stages[j.stage], 0)
    + CASE WHEN j.digest IS NULL THEN $unlisted ELSE 0 END + CASE WHEN j.capture IN $machines THEN $machine ELSE 0 END) + '\\t' + ${station('j.ticketedFrom')} + ${station('j.ticketedTo')}
  + reduce(ties = '', tie IN [(j)-[t:MADE|PRESENTED|BOOKED_IN|BOARDED_AT|ALIGHTED_AT|OF]-(n) WHERE NOT n:Record | CASE type(t)
    WHEN 'OF' THEN 'k' + id(n) + '\\t' + n.at + '\\t' + ($kinds[n.kind] + coalesce($bases[n.basis], 0) + coalesce($captures[n.capture], 0)
        + coalesce($exceptions[n.exception], 0)) + '\\t' + ${station('n.call')}
      + CASE COUNT { (n)-->() } WHEN 1 THEN '' ELSE reduce(shown = '', s IN [(n)-[u:EXAMINED|READ]->(m) |
          CASE type(u) WHEN 'READ' THEN 'r' ELSE 'e' END + id(m) + '\\t'] | shown + s) END
    WHEN 'PRESENTED' THEN 'd' + id(n) + '\\t' + ($documents[n.type] - 1) + '\\t'
    WHEN 'MADE' THEN 'i' + id(n) + '\\t'
    WHEN 'BOOKED_IN' THEN 'b' + id(n) + '\\t'
    WHEN 'BOARDED_AT' THEN 'f' + n.station + '\\t'
    ELSE 't' + n.station + '\\t'
  END] | ties + tie) + '\\n'`

const STATEMENT = `// projectRuns
UNWIND $runs AS run
MATCH (r:TrainRun {id: run})
WITH r, size(r.id) + 1 AS cut
CALL (r, cut) {
  MATCH (r)<-[:ON]-(j:Journey)
  WITH collect(${JOURNEY}) AS lines
  RETURN [i IN range(0, size(lines) - 1, ${LINES}) | reduce(text = '', line IN lines[i..i + ${LINES}] | text + line)] AS journeys
}
RETURN r.id, r.train, r.originDate, r.departsAt, r.capacity,
  COLLECT { MATCH (r)-[:HAS_CALL]->(c:Call)
    RETURN [c.station, c.seq, c.at, c.arrive, c.depart, c.arrived, c.departed, c.boarding, c.alighting] },
  COLLECT { MATCH (r)<-[:OF]-(m:Movement) RETURN [m.kind, m.station, m.at, m.until, m.km] },
  COLLECT { MATCH (v:Coverage) WHERE v.id STARTS WITH r.id + '|' AND v.feed = 'CHECKS' RETURN [v.station, v.complete] },
  journeys`

const TIMEOUT = 120_000
/** Runs that are read as one statement: some 15,000 journeys, two megabytes of text. */
const RUNS_AT_ONCE = 50
/** Statements under way at once: what takes the time is the server's walk, each on a core of its own. */
const LANES = Math.min(8, Math.max(2, availableParallelism()))

/** Reads runs with all that is theirs; of those that are not there nothing is told. `take` is given each as it comes. */
export async function readRuns(reader: Reader, runs: readonly string[], take: (row: RunRow) => void): Promise<void> {
  const parameters = { documents: codesOf(DOCUMENT_TYPES), machines: MACHINES, ...CHECK_CODES, ...JOURNEY_CODES }
  let next = 0
  const readOn = async () => {
    while (next < runs.length) {
      const some = runs.slice(next, next + RUNS_AT_ONCE)
      next += RUNS_AT_ONCE
      const rows = await reader.read(STATEMENT, { runs: some, ...parameters }, { timeout: TIMEOUT })
      for (const row of rows) take(row as unknown as RunRow)
    }
  }
  await Promise.all(Array.from({ length: LANES }, readOn))
}

/** Ids of all runs, in order. */
export async function readRunIds(reader: Reader): Promise<string[]> {
  const [row] = await reader.read(
    '// projectedRuns\nMATCH (r:TrainRun) WITH r.id AS id ORDER BY id RETURN collect(id)',
    {},
  )
  return (row?.[0] ?? []) as string[]
}
