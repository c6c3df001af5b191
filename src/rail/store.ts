import {
  type CoarseKind,
  createNodes,
  noteChange,
  type Place,
  retire,
  revive,
  STATEMENT,
  type Statement,
  type Transaction,
  tie,
} from '../graph/index.ts'

/** Properties of a node to be written beside its statement. */
type Properties = Record<string, unknown>

export interface Fact {
  readonly statement: Statement
  readonly properties: Properties
}

export interface RunFact extends Fact {
  readonly train: string
  readonly calls: readonly ({ readonly id: string; readonly station: string } & Properties)[]
}

/** A place where a ticket, check or movement puts a run; `at` where something was seen there. */
export interface Stop {
  readonly run: string
  readonly station: string
  readonly at?: number
}

export const callId = (run: string, station: string) => `${run}@${station}`

const runOfCall = (id: string) => id.slice(0, id.lastIndexOf('@'))

/** What a statement of completeness is known by. */
export interface CoverageKey {
  readonly run?: string | undefined
  readonly station?: string | undefined
  readonly feed: string
  readonly from?: number | undefined
}

export const coverageId = ({ run, station, feed, from }: CoverageKey) =>
  [run ?? '', station ?? '', feed, from ?? ''].join('|')

const rowsOf = (facts: readonly Fact[]) =>
  facts.map(({ statement, properties }) => ({ id: statement.id, p: { ...properties, ...statement } }))

/** Creates what is new and overwrites what is not: for nodes that stand by themselves. */
async function record(tx: Transaction, label: CoarseKind, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  await tx.run(`// record${label}\nUNWIND $rows AS row\nMERGE (n:${label} {id: row.id})\nSET n = row.p`, {
    rows: rowsOf(facts),
  })
}

/** The same of what there is little of. */
async function recordFew(tx: Transaction, label: CoarseKind, facts: readonly Fact[]): Promise<void> {
  if (facts.length > 0) noteChange(tx, { kinds: [label] })
  await record(tx, label, facts)
}

export const recordStations = (tx: Transaction, facts: readonly Fact[]) => recordFew(tx, 'Station', facts)
export const recordTrains = (tx: Transaction, facts: readonly Fact[]) => recordFew(tx, 'Train', facts)
export const recordRegimes = (tx: Transaction, facts: readonly Fact[]) => recordFew(tx, 'Regime', facts)

export async function recordCoverages(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  const runs = facts.map(({ properties }) => properties.run)
  noteChange(tx, {
    runs: runs.filter(run => typeof run === 'string'),
    kinds: runs.some(run => run === undefined) ? ['Coverage'] : [],
  })
  await record(tx, 'Coverage', facts)
}

/** Records runs with their calls; those in `corrected` are there before. `places` holds trains and stations by id. */
export async function recordRuns(
  tx: Transaction,
  facts: readonly RunFact[],
  corrected: ReadonlySet<string>,
  places: RailPlaces,
): Promise<void> {
  noteChange(tx, { runs: facts.map(({ statement }) => statement.id) })
  await createRuns(
    tx,
    facts.filter(({ statement }) => !corrected.has(statement.id)),
    places,
  )
  await correctRuns(
    tx,
    facts.filter(({ statement }) => corrected.has(statement.id)),
  )
}

export interface RailPlaces {
  readonly trains: ReadonlyMap<string, Place>
  readonly stations: ReadonlyMap<string, Place>
}

/** The columns of a run's node, and of a call's as planned. */
export const RUN_ROW = [...STATEMENT, 'train', 'originDate', 'capacity', 'departsAt']
export const CALL_ROW = ['id', 'run', 'station', 'seq', 'arrive', 'depart', 'kind', 'boarding', 'alighting', 'at']

async function createRuns(tx: Transaction, facts: readonly RunFact[], places: RailPlaces): Promise<void> {
  const valuesOf = (p: Properties, columns: readonly string[]) => columns.map(name => p[name] ?? null)
  const runs = await createNodes(
    tx,
    'recordRuns',
    'TrainRun',
    RUN_ROW,
    facts.map(({ statement, properties, train }) => valuesOf({ ...statement, ...properties, train }, RUN_ROW)),
  )
  await tie(
    tx,
    'RUN_OF',
    facts.map(({ train }, i) => [runs[i] as Place, places.trains.get(train) as Place]),
  )
  const stops = facts.flatMap(({ calls }, i) => calls.map(call => ({ call, run: runs[i] as Place })))
  const calls = await createNodes(
    tx,
    'recordCalls',
    'Call',
    CALL_ROW,
    stops.map(({ call }) => valuesOf(call, CALL_ROW)),
  )
  await tie(
    tx,
    'HAS_CALL',
    stops.map(({ run }, i) => [run, calls[i] as Place]),
  )
  await tie(
    tx,
    'AT',
    stops.map(({ call }, i) => [calls[i] as Place, places.stations.get(call.station) as Place]),
  )
}

/** A call that a correction dropped stays as UNPLANNED where somebody was there. */
async function correctRuns(tx: Transaction, facts: readonly RunFact[]): Promise<void> {
  if (facts.length === 0) return
  await tx.run(
    `// correctRuns
UNWIND $rows AS row
MATCH (r:TrainRun {id: row.id})
SET r = row.p
WITH r
CALL (r) {
  MATCH (r)<-[:ON]-(j:Journey) SET j.departsAt = r.departsAt
}
WITH r
MATCH (r)-[:HAS_CALL]->(c:Call)
SET c.kind = 'UNPLANNED', c.seq = null, c.arrive = null, c.depart = null, c.boarding = null, c.alighting = null,
  c.at = coalesce(c.seenAt, r.departsAt)`,
    { rows: rowsOf(facts) },
  )
  await tx.run(
    `// correctCalls
UNWIND $rows AS row
MATCH (r:TrainRun {id: row.run})
MATCH (s:Station {id: row.station})
MERGE (c:Call {id: row.id})
SET c += row.p
MERGE (r)-[:HAS_CALL]->(c)
MERGE (c)-[:AT]->(s)`,
    {
      rows: facts.flatMap(({ statement, calls }) =>
        calls.map(call => ({ run: statement.id, id: call.id, station: call.station, p: call })),
      ),
    },
  )
  await revive(
    tx,
    'Call',
    facts.flatMap(({ calls }) => calls.map(({ id }) => id)),
  )
  const dropped = await tx.run(
    `// dropCalls
UNWIND $runs AS run
MATCH (r:TrainRun {id: run})-[:HAS_CALL]->(c:Call {kind: 'UNPLANNED'})
WHERE c.seenAt IS NULL AND NOT EXISTS { (r)<-[:ON]-(j:Journey) WHERE j.ticketedFrom = c.id OR j.ticketedTo = c.id }
RETURN elementId(c)`,
    { runs: facts.map(fact => fact.statement.id) },
  )
  await retire(tx, 'Call', dropped.flat() as Place[])
}

/** Makes calls of kind UNPLANNED for stops outside a run's timetable; the earliest sighting is where they stand in order. */
export async function ensureCalls(tx: Transaction, stops: readonly Stop[]): Promise<void> {
  const earliest = new Map<string, { id: string; run: string; station: string; at: number | null }>()
  for (const { run, station, at } of stops) {
    const id = callId(run, station)
    const known = earliest.get(id)
    const least = Math.min(at ?? Number.POSITIVE_INFINITY, known?.at ?? Number.POSITIVE_INFINITY)
    earliest.set(id, { id, run, station, at: Number.isFinite(least) ? least : null })
  }
  if (earliest.size === 0) return
  noteChange(tx, { runs: [...earliest.values()].map(({ run }) => run) })
  await tx.run(
    `// ensureCalls
UNWIND $rows AS row
OPTIONAL MATCH (known:Call {id: row.id})
WITH row, known WHERE known IS NULL
MATCH (r:TrainRun {id: row.run})
MATCH (s:Station {id: row.station})
CREATE (r)-[:HAS_CALL]->(:Call {id: row.id, run: row.run, station: row.station, kind: 'UNPLANNED', at: r.departsAt})-[:AT]->(s)`,
    { rows: [...earliest.values()] },
  )
  await revive(tx, 'Call', [...earliest.keys()])
  await tx.run(
    `// seenAtCalls
UNWIND $rows AS row
MATCH (c:Call {id: row.id})
WHERE c.seenAt IS NULL OR row.at < c.seenAt
SET c.seenAt = row.at, c.at = CASE c.kind WHEN 'UNPLANNED' THEN row.at ELSE c.at END`,
    { rows: [...earliest.values()].filter(row => row.at !== null) },
  )
}

/**
 * Settles again, after a correction, when somebody was first seen at these calls; one outside the timetable where nobody
 * was seen and to which nobody holds a ticket goes.
 */
export async function settleCalls(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  noteChange(tx, { runs: ids.map(runOfCall) })
  const unseen = await tx.run(
    `// settleCalls
UNWIND $ids AS id
MATCH (r:TrainRun)-[:HAS_CALL]->(c:Call {id: id})
CALL (r, c) { MATCH (r)<-[:ON]-(:Journey)<-[:OF]-(k:Check) WHERE k.call = c.id RETURN collect(k.at) AS checked }
CALL (r, c) { MATCH (r)<-[:OF]-(m:Movement) WHERE m.station = c.station RETURN collect(m.at) AS moved }
CALL (checked, moved) { UNWIND checked + moved AS at RETURN min(at) AS seenAt }
SET c.seenAt = seenAt, c.at = CASE c.kind WHEN 'UNPLANNED' THEN coalesce(seenAt, r.departsAt) ELSE c.at END
WITH r, c
WHERE c.kind = 'UNPLANNED' AND c.seenAt IS NULL
  AND NOT EXISTS { (r)<-[:ON]-(j:Journey) WHERE j.ticketedFrom = c.id OR j.ticketedTo = c.id }
RETURN elementId(c)`,
    { ids: [...new Set(ids)] },
  )
  await retire(tx, 'Call', unseen.flat() as Place[])
}

/** Records what a train did; arrivals and departures are shown at the call, the first arrival and the last departure. */
export async function recordMovements(
  tx: Transaction,
  facts: readonly (Fact & { run: string; call: string | null })[],
): Promise<void> {
  if (facts.length === 0) return
  noteChange(tx, { runs: facts.map(({ run }) => run) })
  const rows = facts.map(fact => ({ ...fact, id: fact.statement.id, p: { ...fact.properties, ...fact.statement } }))
  await tx.run(
    `// recordMovements
UNWIND $rows AS row
MATCH (r:TrainRun {id: row.run})
MERGE (m:Movement {id: row.id})
SET m = row.p
MERGE (m)-[:OF]->(r)
WITH row, m
MATCH (c:Call {id: row.call})
SET c.arrived = CASE WHEN m.kind = 'ARRIVED' AND (c.arrived IS NULL OR m.at < c.arrived) THEN m.at ELSE c.arrived END,
  c.departed = CASE WHEN m.kind = 'DEPARTED' AND (c.departed IS NULL OR m.at > c.departed) THEN m.at ELSE c.departed END`,
    { rows: rows.map(({ id, p, run, call }) => ({ id, p, run, call })) },
  )
}
