import { heldAt, statedThen } from '../../../../graph/index.ts'
import { captureRank } from '../../../../journey/index.ts'
import type { Reader } from '../../../store.ts'
import { booked, checked, examined, LINE_CODES, listed, made, presented, station } from '../journey-line.ts'
import { type MovementRow, PACKED, type RunRow, readSome } from '../runs.ts'
import { callsThen, type PlannedCall, type Stop } from './calls.ts'

/**
 * What the checks of a journey were. One that names no passenger is on the journey where it is placed today; its earlier
 * record may have lost its own, which that check alone had made.
 */
const CHECKS = `COLLECT {
    MATCH (j)<-[:OF]-(t) WHERE ${heldAt('t')} RETURN t
    UNION
    MATCH (j)<-[:OF]-(:Check)<-[:STATES]-(t) WHERE t.looseOn = j.run AND NOT EXISTS { (t)-[:OF]->() } AND ${heldAt('t')} RETURN t
  }`

/** What a list said of a journey ties it to. */
const LISTED = `reduce(ties = '', tie IN [(l)-[t:MADE|PRESENTED|BOOKED_IN]-(n) | CASE type(t)
      WHEN 'PRESENTED' THEN ${presented('n')}
      WHEN 'MADE' THEN ${made('n')}
      ELSE ${booked('n')}
    END] | ties + tie)`

/** Of somebody whom no list named, what the checks saw. */
const SEEN = `reduce(ties = '', tie IN COLLECT { UNWIND checks AS t MATCH (t)-[u:READ|EXAMINED]->(n)
      RETURN CASE type(u) WHEN 'READ' THEN ${made('n')} ELSE ${presented('n')} END } | ties + tie)`

/** Where the journey began or ended, under the letter of that. */
const end = (kind: 'BOARD' | 'ALIGHT', letter: string) => `coalesce('${letter}' + head(COLLECT {
      UNWIND checks AS t WITH t, cut WHERE t.kind = '${kind}'
      RETURN ${station('t.call')} AS ended ORDER BY ${captureRank('t.capture')} DESC, t.at DESC, t.id DESC LIMIT 1 }), '')`

const JOURNEY = `id(j) + '\\t' + ${listed('l')}
    + CASE WHEN l IS NULL THEN ${SEEN} ELSE ${LISTED} END + ${end('BOARD', 'f')} + ${end('ALIGHT', 't')}
    + reduce(text = '', t IN checks | text + ${checked('t', 'id(coalesce(head([(t)-[:STATES]->(k) | k]), t))')} + ${examined('t')}) + '\\n'`

const STATEMENT = `// projectRunsThen
UNWIND $runs AS run
MATCH (x:TrainRun {id: run})
${statedThen('x')}
WITH x, v AS said, size(x.id) + 1 AS cut WHERE v IS NOT NULL
CALL (x, cut) {
  MATCH (x)<-[:ON]-(j:Journey)
  ${statedThen('j')}
  WITH j, cut, CASE WHEN v.digest IS NULL THEN null ELSE v END AS l, ${CHECKS} AS checks
  WHERE l IS NOT NULL OR size(checks) > 0
  WITH collect(${JOURNEY}) AS lines,
    collect([[l.ticketedFrom, null], [l.ticketedTo, null]] + [t IN checks | [t.call, t.at]]) AS stops
  RETURN ${PACKED} AS journeys, stops
}
RETURN x.id, x.train, said.originDate, said.departsAt, said.capacity,
  COLLECT { MATCH (x)-[:HAS_CALL]->(c) RETURN [c.id, c.station, c.seq, c.at, c.arrive, c.depart, c.boarding, c.alighting] },
  COLLECT { MATCH (x)<-[:OF]-(m:Movement) ${statedThen('m')} WITH v WHERE v IS NOT NULL
    RETURN [v.kind, v.station, v.at, v.until, v.km] },
  COLLECT { MATCH (c:Coverage) WHERE c.id STARTS WITH x.id + '|' AND c.feed = 'CHECKS' ${statedThen('c')}
    WITH v WHERE v IS NOT NULL RETURN [v.station, v.complete] },
  journeys, stops`

type Row = readonly [
  id: string,
  train: string,
  originDate: string,
  departsAt: number,
  capacity: number | null,
  calls: readonly PlannedCall[],
  movements: readonly MovementRow[],
  said: RunRow[7],
  journeys: readonly string[],
  stops: readonly (readonly Stop[])[],
]

/** Reads runs with all that is theirs, as known when a delivery had been received; see `readRuns`. */
export function readRunsThen(
  reader: Reader,
  runs: readonly string[],
  asOf: number,
  take: (row: RunRow) => void,
): Promise<void> {
  return readSome(reader, runs, { statement: STATEMENT, parameters: { ...LINE_CODES, asOf } }, row => {
    const [id, train, originDate, departsAt, capacity, planned, movements, said, journeys, stops] = row as Row
    const calls = callsThen(planned, { departsAt, movements, stops: stops.flat() })
    take([id, train, originDate, departsAt, capacity, calls, movements, said, journeys])
  })
}
