import { SCHEMAS, shown } from '../../record/index.ts'
import type { Days, Services } from '../calendar/service-days.ts'
import type { Refusals } from '../refusals.ts'
import type { Route } from '../routes.ts'
import { type Row, rowsOf } from '../row.ts'
import type { Feed } from '../source/feed.ts'

/** A train that runs on the days of its service, always at the same hours. */
export interface Trip {
  readonly line: number
  readonly id: string
  readonly number: string
  readonly name: string
  readonly zone: string
  readonly days: Days
}

/** Trips by id; null: refused, or of a route or service that was. */
export type Trips = ReadonlyMap<string, Trip | null>

export async function readTrips(
  feed: Feed,
  routes: ReadonlyMap<string, Route | null>,
  services: Services,
  refusals: Refusals,
): Promise<Trips> {
  const byHeadway = await repeatedTrips(feed, refusals)
  const trips = new Map<string, Trip | null>()
  for await (const row of rowsOf(feed, 'trips.txt', refusals)) {
    const id = row.cell('trip_id')
    if (id === '') refusals.add(row, 'trip_id', 'the id of a trip')
    else if (trips.has(id)) refusals.add(row, 'trip_id', 'each trip once')
    else trips.set(id, byHeadway.has(id) ? null : tripOf(row, routes, services, refusals))
  }
  return trips
}

function tripOf(
  row: Row,
  routes: ReadonlyMap<string, Route | null>,
  services: Services,
  refusals: Refusals,
): Trip | null {
  const route = routes.get(row.cell('route_id'))
  const days = services.byId.get(row.cell('service_id'))
  const shortName = row.cell('trip_short_name')
  const number = shortName || (route?.number ?? '')
  if (route === undefined) refusals.add(row, 'route_id', 'a route of routes.txt')
  else if (days === undefined) refusals.add(row, 'service_id', 'a service of calendar.txt or calendar_dates.txt')
  else if (route && days) {
    if (SCHEMAS.train.shape.number.safeParse(number).success)
      return { line: row.line, id: row.cell('trip_id'), number, name: route.name, zone: route.zone, days }
    refusals.add(row, 'trip_short_name', 'a train number such as 029, here or as route_short_name', shown(number))
  }
  return null
}

/** Trips that run again and again, of which a run would have no times of its own. */
async function repeatedTrips(feed: Feed, refusals: Refusals): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>()
  for await (const row of rowsOf(feed, 'frequencies.txt', refusals)) {
    const id = row.cell('trip_id')
    if (repeated.has(id)) continue
    repeated.add(id)
    refusals.add(row, 'trip_id', 'no trip that runs by headway: a run needs times of its own')
  }
  return repeated
}
