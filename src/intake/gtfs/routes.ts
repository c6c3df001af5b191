import { SCHEMAS, shown } from '../record/index.ts'
import type { Refusals } from './refusals.ts'
import { rowsOf } from './row.ts'
import type { Feed } from './source/feed.ts'

export interface Agencies {
  /** Time zone by agency; null: its row was refused. */
  readonly zones: ReadonlyMap<string, string | null>
  /** The zone of the feed: of its first agency, which all share. */
  readonly zone: string | undefined
}

export async function readAgencies(feed: Feed, refusals: Refusals): Promise<Agencies> {
  const zones = new Map<string, string | null>()
  for await (const row of rowsOf(feed, 'agency.txt', refusals)) {
    const id = row.cell('agency_id')
    const zone = row.cell('agency_timezone')
    const isZone = SCHEMAS.station.shape.timeZone.safeParse(zone).success
    if (zones.has(id)) refusals.add(row, 'agency_id', 'each agency once')
    else zones.set(id, isZone ? zone : null)
    if (!isZone) refusals.add(row, 'agency_timezone', 'an IANA time zone such as Europe/Vilnius')
  }
  return { zones, zone: [...zones.values()].find(zone => zone !== null) }
}

export interface Route {
  readonly number: string
  readonly name: string
  /** In which the times of its trips are written. */
  readonly zone: string
}

/** Rail (2), and its kinds in the extended list. */
const RAIL = /^(2|1[01]\d)$/

/** The routes of trains by id; null: refused, or of a refused agency. */
export async function readRoutes(
  feed: Feed,
  agencies: Agencies,
  refusals: Refusals,
): Promise<ReadonlyMap<string, Route | null>> {
  const routes = new Map<string, Route | null>()
  for await (const row of rowsOf(feed, 'routes.txt', refusals)) {
    const id = row.cell('route_id')
    const type = row.cell('route_type')
    const agency = row.cell('agency_id')
    const zone = agency === '' && agencies.zones.size === 1 ? agencies.zone : agencies.zones.get(agency)
    if (routes.has(id)) {
      refusals.add(row, 'route_id', 'each route once')
      continue
    }
    routes.set(id, null)
    if (type !== '' && !RAIL.test(type)) refusals.add(row, 'route_type', 'a railway: 2, or 100 to 119')
    else if (zone === undefined && agency !== '')
      refusals.add(row, 'agency_id', 'an agency of agency.txt', shown(agency))
    else if (zone === undefined && agencies.zones.size !== 1)
      refusals.add(row, 'agency_id', 'the agency, as agency.txt has several')
    else if (zone) routes.set(id, { number: row.cell('route_short_name'), name: row.cell('route_long_name'), zone })
  }
  return routes
}
