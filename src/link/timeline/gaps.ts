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

/**
 * Where silence means nothing: stretches in which no run has a passenger list, times before the first run and after the
 * last, and what sources said to be incomplete, of a time or of the runs on which something happened.
 * @param happened in order
 */
export async function readGaps(
  database: Database,
  span: Span,
  happened: readonly TimelineEvent[],
): Promise<TimelineEvent[]> {
  const [lists, said] = await Promise.all([readRuns(database, span), readIncomplete(database, span, runsOf(happened))])
  const times = happened.map(({ at }) => at)
  return [...withoutList(lists, span, times), ...said]
}

type Run = readonly [id: string, departsAt: number, hasList: boolean]

/** Runs that set out within a span, in order. */
async function readRuns(database: Database, { from, to }: Span): Promise<Run[]> {
  const rows = await database.read(
    `// timelineRuns
MATCH (r:TrainRun) WHERE r.departsAt >= $from AND r.departsAt < $to
RETURN r.id, r.departsAt, EXISTS { (r)<-[:ON]-(j:Journey) WHERE j.digest IS NOT NULL } ORDER BY r.departsAt, r.id`,
    { from, to },
  )
  return rows as never
}

/**
 * Between any two instants at which something happened one gap at most, however many runs it is made of: a line of which
 * few lists are known would bury what happened otherwise.
 */
function withoutList(runs: readonly Run[], { from, to }: Span, happened: readonly number[]): TimelineEvent[] {
  const listed = runs.filter(([, , hasList]) => hasList).map(([, departsAt]) => departsAt)
  const [first, last] = [listed[0], listed.at(-1)]
  if (first === undefined || last === undefined) return [gap(from, to, 'no passenger list of this time is known')]
  const within = runs.filter(([, departsAt]) => departsAt >= first && departsAt <= last)
  const stretches = Map.groupBy(within, ([, departsAt]) => happened.findLastIndex(at => at <= departsAt))
  return [
    ...(first > from ? [gap(from, first, 'no passenger list before this is known')] : []),
    ...[...stretches.values()].flatMap(ofMissing),
    ...(last + 1 < to ? [gap(last + 1, to, 'no passenger list after this is known')] : []),
  ]
}

function ofMissing(stretch: readonly Run[]): TimelineEvent[] {
  const missing = stretch.filter(([, , hasList]) => !hasList)
  const [first, last] = [missing[0], missing.at(-1)]
  if (!first || !last) return []
  const [[id, at], [, until]] = [first, last]
  const which = missing.length === 1 ? id : `${missing.length} of ${stretch.length} runs`
  return [gap(at, until, `no passenger list of ${which} is known`)]
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

/** Runs that persons or documents were on, as journeys are named: `run#ref`. */
const runsOf = (events: readonly TimelineEvent[]) => [
  ...new Set(
    events.flatMap(({ fact }) =>
      fact?.kind === 'JOURNEY' && fact.key.includes('#') ? [fact.key.split('#')[0] as string] : [],
    ),
  ),
]
