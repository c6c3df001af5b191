import type { Database } from '../graph/index.ts'
import { coverageId } from './store.ts'

/** A planned call of a run. */
export interface PlannedCall {
  readonly id: string
  readonly station: string
  readonly country: string
  readonly timeZone: string | null
  /** Epoch milliseconds. */
  readonly arrive: number | null
  readonly depart: number | null
}

export interface Timetable {
  readonly train: string
  readonly calls: readonly PlannedCall[]
  /** Whether the run's passenger list is known to name everybody. */
  readonly isListComplete: boolean
  /** The stations of calls outside the timetable too, by id of the call. */
  readonly stations: ReadonlyMap<string, string>
}

/** The planned calls of a run, in their order; undefined where there is no such run. */
export async function timetableOf(database: Database, run: string): Promise<Timetable | undefined> {
  const [row] = await database.read(
    `// timetableOf
MATCH (r:TrainRun {id: $run})
RETURN r.train, EXISTS { (:Coverage {id: $coverage, complete: true}) },
  COLLECT {
    MATCH (r)-[:HAS_CALL]->(c:Call)-[:AT]->(s:Station)
    RETURN c {.id, .station, .seq, .arrive, .depart, country: s.country, timeZone: s.timeZone} ORDER BY c.seq
  }`,
    { run, coverage: coverageId({ run, feed: 'PASSENGER_LIST' }) },
  )
  if (!row) return undefined
  const [train, isListComplete, calls] = row as [string, boolean, (PlannedCall & { seq: number | null })[]]
  return {
    train,
    isListComplete,
    calls: calls.filter(({ seq }) => seq !== null),
    stations: new Map(calls.map(({ id, station }) => [id, station])),
  }
}
