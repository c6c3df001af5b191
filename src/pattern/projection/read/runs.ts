import { availableParallelism } from 'node:os'
import type { Reader } from '../../store.ts'
import { booked, checked, examined, LINE_CODES, listed, made, presented } from './journey-line.ts'

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
  /** Journeys of the run, each a line (see `journey-line.ts`). */
  journeys: readonly string[],
]

/** Lines that are put together as one text; putting one more to a long text copies it. */
const LINES = 16

/** Journeys' `lines` as fewer texts. */
export const PACKED = `[i IN range(0, size(lines) - 1, ${LINES}) | reduce(text = '', line IN lines[i..i + ${LINES}] | text + line)]`

/** One journey as a line (see `journey-line.ts`). Home links alone: each journey is entered once and its ties are walked once. */
const JOURNEY = `id(j) + '\\t' + ${listed('j')}
  + reduce(ties = '', tie IN [(j)-[t:MADE|PRESENTED|BOOKED_IN|BOARDED_AT|ALIGHTED_AT|OF]-(n) WHERE NOT n:Record | CASE type(t)
    WHEN 'OF' THEN ${checked('n', 'id(n)')}
      + CASE COUNT { (n)-->() } WHEN 1 THEN '' ELSE ${examined('n')} END
    WHEN 'PRESENTED' THEN ${presented('n')}
    WHEN 'MADE' THEN ${made('n')}
    WHEN 'BOOKED_IN' THEN ${booked('n')}
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
  RETURN ${PACKED} AS journeys
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
export function readRuns(reader: Reader, runs: readonly string[], take: (row: RunRow) => void): Promise<void> {
  return readSome(reader, runs, { statement: STATEMENT, parameters: LINE_CODES }, row => take(row as unknown as RunRow))
}

/** Reads runs, some at a time, with a statement of `$runs`. */
export async function readSome(
  reader: Reader,
  runs: readonly string[],
  { statement, parameters }: { readonly statement: string; readonly parameters: Record<string, unknown> },
  take: (row: readonly unknown[]) => void,
): Promise<void> {
  let next = 0
  const readOn = async () => {
    while (next < runs.length) {
      const some = runs.slice(next, next + RUNS_AT_ONCE)
      next += RUNS_AT_ONCE
      const rows = await reader.read(statement, { runs: some, ...parameters }, { timeout: TIMEOUT })
      for (const row of rows) take(row)
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
