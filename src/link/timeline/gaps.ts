import type { Database } from '../../graph/index.ts'
import { EVER } from '../steps.ts'
import type { Span, TimelineEvent } from './event.ts'

const FEEDS: Readonly<Record<string, string>> = {
  PASSENGER_LIST: 'passenger lists',
  CHECKS: 'checks',
  MOVEMENTS: 'movements of trains',
}

const gap = (at: number, until: number | null, says: string): TimelineEvent => ({
  kind: 'GAP',
  at,
  until,
  of: [],
  fact: null,
  says,
  key: `GAP ${says}`,
})

/** When the first and the last run set out of which a passenger list is known. */
export interface Known {
  readonly first: number
  readonly last: number
}

/** Null where no list is known at all. */
export async function readKnown(database: Database): Promise<Known | null> {
  const [row] = await database.read(
    `// timelineKnown
CALL () { MATCH (r:TrainRun) WHERE r.departsAt >= $never AND ${HAS_LIST} RETURN r.departsAt AS first ORDER BY r.departsAt LIMIT 1 }
CALL () { MATCH (r:TrainRun) WHERE r.departsAt >= $never AND ${HAS_LIST} RETURN r.departsAt AS last ORDER BY r.departsAt DESC LIMIT 1 }
RETURN first, last`,
    { never: -EVER },
  )
  return row ? { first: row[0] as number, last: row[1] as number } : null
}

const HAS_LIST = 'EXISTS { (r)<-[:ON]-(j:Journey) WHERE j.digest IS NOT NULL }'

/**
 * Where silence means nothing: stretches in which runs have no passenger list, times before the first list and after the
 * last, and what sources said to be incomplete, of a time or of the runs on which something happened.
 * @param happened in order
 */
export async function readGaps(
  database: Database,
  known: Known | null,
  span: Span,
  happened: readonly TimelineEvent[],
): Promise<TimelineEvent[]> {
  const end = endOf(span)
  const [lists, said] = await Promise.all([readRuns(database, span), readIncomplete(database, span, runsOf(happened))])
  if (!known) return [gap(span.from, end, 'no passenger list is known'), ...said]
  const times = happened.map(({ at }) => at)
  return [
    ...(span.from < known.first
      ? [gap(span.from, Math.min(known.first, span.to), 'no passenger list before this is known')]
      : []),
    ...withoutList(
      lists.filter(([, at]) => at > known.first && at < known.last),
      times,
    ),
    ...(span.to > known.last + 1
      ? [gap(Math.max(known.last, span.from), end, 'no passenger list after this is known')]
      : []),
    ...said,
  ]
}

/** A gap that goes on for ever has no end. */
const endOf = ({ to }: Span) => (to >= EVER ? null : to)

type Run = readonly [id: string, departsAt: number, hasList: boolean]

/** Runs that set out within a span, in order. */
async function readRuns(database: Database, { from, to }: Span): Promise<Run[]> {
  const rows = await database.read(
    `// timelineRuns
MATCH (r:TrainRun) WHERE r.departsAt >= $from AND r.departsAt < $to
RETURN r.id, r.departsAt, ${HAS_LIST} ORDER BY r.departsAt, r.id`,
    { from, to },
  )
  return rows as never
}

/**
 * Between any two instants at which something happened one gap at most, however many runs it is made of: a line of which
 * few lists are known would bury what happened otherwise.
 */
function withoutList(runs: readonly Run[], happened: readonly number[]): TimelineEvent[] {
  const stretches = Map.groupBy(runs, ([, departsAt]) => happened.findLastIndex(at => at <= departsAt))
  return [...stretches.values()].flatMap(ofMissing)
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
