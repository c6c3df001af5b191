import type { Database } from '../../graph/index.ts'
import type { Span, TimelineEvent } from './event.ts'

const FEEDS: Readonly<Record<string, string>> = {
  PASSENGER_LIST: 'passenger lists',
  CHECKS: 'checks',
  MOVEMENTS: 'movements of trains',
}

const gap = (at: number, until: number, says: string): TimelineEvent => ({
  kind: 'GAP',
  at,
  until,
  of: [],
  fact: null,
  says,
  key: `GAP ${says}`,
})

const HOUR = 3_600_000

/**
 * Where silence means nothing: stretches in which no run has a passenger list, times before the first run and after the
 * last, and what sources said to be incomplete, of a time or of these runs.
 */
export async function readGaps(database: Database, span: Span, runs: readonly string[]): Promise<TimelineEvent[]> {
  const [lists, said] = await Promise.all([readRuns(database, span), readIncomplete(database, span, runs)])
  return [...withoutList(lists, span), ...said]
}

type Run = readonly [id: string, departsAt: number, hasList: boolean]

/** Runs of a span in order, and the one before it and the one after, so that a gap is as long as it is. */
async function readRuns(database: Database, { from, to }: Span): Promise<Run[]> {
  const rows = await database.read(
    `// timelineRuns
MATCH (r:TrainRun) WHERE r.departsAt >= $from AND r.departsAt < $to
RETURN r.id, r.departsAt, EXISTS { (r)<-[:ON]-(j:Journey) WHERE j.digest IS NOT NULL } ORDER BY r.departsAt, r.id`,
    { from, to },
  )
  return rows as never
}

function withoutList(runs: readonly Run[], { from, to }: Span): TimelineEvent[] {
  const listed = runs.filter(([, , hasList]) => hasList).map(([, departsAt]) => departsAt)
  const [first, last] = [listed[0], listed.at(-1)]
  if (first === undefined || last === undefined) return [gap(from, to, 'no passenger list of this time is known')]
  const gaps: TimelineEvent[] = []
  if (first > from) gaps.push(gap(from, first, 'no passenger list before this is known'))
  let missing: Run[] = []
  for (const run of runs) {
    const [, departsAt, hasList] = run
    if (!hasList) missing.push(run)
    else {
      if (missing.length > 0 && departsAt > first) gaps.push(ofMissing(missing, departsAt))
      missing = []
    }
  }
  if (last + HOUR < to) gaps.push(gap(last + 1, to, 'no passenger list after this is known'))
  return gaps
}

function ofMissing(missing: readonly Run[], until: number): TimelineEvent {
  const [[id, at]] = missing as readonly [Run]
  const says =
    missing.length === 1
      ? `no passenger list of ${id} is known`
      : `no passenger list of ${missing.length} runs is known, ${id} to ${missing.at(-1)?.[0]}`
  return gap(at, until, says)
}

/** What was said to be incomplete: of no run in particular within the span, and of these runs. */
async function readIncomplete(
  database: Database,
  { from, to }: Span,
  runs: readonly string[],
): Promise<TimelineEvent[]> {
  const rows = (await database.read(
    `// timelineIncomplete
CALL () {
  MATCH (v:Coverage) WHERE v.id STARTS WITH '|' AND v.complete = false
    AND coalesce(v.from, $from) < $to AND coalesce(v.until, $to) > $from
  RETURN v, coalesce(v.from, $from) AS at, coalesce(v.until, $to) AS until
  UNION
  UNWIND $runs AS run
  MATCH (r:TrainRun {id: run})
  MATCH (v:Coverage) WHERE v.id STARTS WITH run + '|' AND v.complete = false
  RETURN v, r.departsAt AS at, COLLECT { MATCH (r)-[:HAS_CALL]->(c) RETURN c.at ORDER BY c.at DESC LIMIT 1 }[0] AS until
}
RETURN v.feed, v.run, v.station, at, until`,
    { from, to, runs },
  )) as [string, string | null, string | null, number, number | null][]
  return rows.map(([feed, run, station, at, until]) => {
    const where = [run && ` of ${run}`, station && ` at ${station}`].filter(Boolean).join('')
    return gap(
      Math.max(at, from),
      Math.min(until ?? at, to),
      `${FEEDS[feed] ?? feed}${where} are said to be incomplete`,
    )
  })
}
