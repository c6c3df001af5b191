import type { Transaction } from '../../graph/index.ts'
import { instantBy, zoneOf } from '../../rail/index.ts'
import type { SoughtRun } from '../paxlst/index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How far the planned departure may be from the time that a list gives. */
const NEAR = 12 * HOUR
/** No zone is further from UTC: bounds in which a station's clock, read as UTC, may err. */
const FURTHEST_ZONE = 14 * HOUR
/** No train of the transit is longer under way from its origin to the last station before entry. */
const LONGEST_WAY = 10 * DAY

interface Candidate {
  readonly run: string
  readonly timeZone: string | null
  readonly country: string
  readonly depart: number
}

/**
 * The runs that are sought, in the order of `sought`: of each the run of its train whose planned departure from the
 * station is nearest to the time by the station's clock, and within 12 hours of it. Undefined where there is none, or two
 * are equally near.
 */
export async function findRuns(tx: Transaction, sought: readonly SoughtRun[]): Promise<(string | undefined)[]> {
  if (sought.length === 0) return []
  const rows = (await tx.run(
    `// findRuns
UNWIND range(0, size($sought) - 1) AS i
WITH i, $sought[i] AS row
MATCH (s:Station {id: row.station})
MATCH (r:TrainRun {train: row.train}) WHERE row.earliest <= r.departsAt <= row.latest
MATCH (c:Call {id: r.id + '@' + row.station}) WHERE c.depart IS NOT NULL
RETURN i, r.id, s.timeZone, s.country, c.depart`,
    { sought: sought.map(bounded) },
  )) as [number, string, string | null, string, number][]
  const candidates = Map.groupBy(
    rows.map(([of, run, timeZone, country, depart]) => ({ of, run, timeZone, country, depart })),
    ({ of }) => of,
  )
  return sought.map(({ localTime }, i) => nearest(localTime, candidates.get(i) ?? []))
}

function bounded({ train, station, localTime }: SoughtRun) {
  const time = Date.parse(`${localTime}Z`)
  const around = NEAR + FURTHEST_ZONE
  return { train, station, earliest: time - around - LONGEST_WAY, latest: time + around }
}

function nearest(localTime: string, candidates: readonly Candidate[]): string | undefined {
  const [first, second] = candidates
    .flatMap(({ run, timeZone, country, depart }) => {
      const zone = zoneOf(timeZone, country)
      const distance = zone === undefined ? Number.POSITIVE_INFINITY : Math.abs(depart - instantBy(zone, localTime))
      return distance <= NEAR ? [{ run, distance }] : []
    })
    .sort((a, b) => a.distance - b.distance)
  return first?.distance === second?.distance ? undefined : first?.run
}
