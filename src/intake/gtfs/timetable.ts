import { Invalid } from '../../base/index.ts'
import { type Horizon, readServices } from './calendar/service-days.ts'
import type { StationDraft } from './place/station-draft.ts'
import { readStops } from './place/stops.ts'
import { translateStations } from './place/translations.ts'
import { type Refusal, Refusals } from './refusals.ts'
import { readAgencies, readRoutes } from './routes.ts'
import type { Feed } from './source/feed.ts'
import { callsOf, type TripCall } from './trip/calls.ts'
import { heldTrips, OutOfOrder, type StopTimesSource, type TripTimes, tripByTrip } from './trip/stop-times.ts'
import { Trains } from './trip/trains.ts'
import { readTrips, type Trip } from './trip/trips.ts'

/** A trip whose stop times make a run on each of its days. */
export interface PlannedTrip {
  readonly trip: Trip
  readonly calls: readonly TripCall[]
}

/** All of a feed but its stop times, which flow. */
export interface Timetable {
  readonly refused: readonly Refusal[]
  readonly stations: readonly StationDraft[]
  readonly trains: Trains
  readonly horizon: Horizon
  /** Reads the trips once more; `onBytes` is told how much of the stop times was read. */
  trips(onBytes: (bytes: number) => void): AsyncGenerator<PlannedTrip>
}

/** More than a country's railways run in a year. */
const MOST_RUNS = 2_000_000

/**
 * Reads a feed, its stop times once for what the trips of a train have in common.
 * @throws Invalid where a table cannot be read, or there is more of it than is taken
 */
export async function readTimetable(feed: Feed): Promise<Timetable> {
  const refusals = new Refusals()
  const agencies = await readAgencies(feed, refusals)
  const routes = await readRoutes(feed, agencies, refusals)
  const stops = await readStops(feed, agencies.zone, refusals)
  await translateStations(feed, stops, refusals)
  const services = await readServices(feed, refusals)
  const trips = await readTrips(feed, routes, services, refusals)
  const source = { feed, stops, trips }
  const { trains, again } = await survey(source, refusals)
  return {
    refused: refusals.list,
    stations: stops.stations,
    trains,
    horizon: services.horizon,
    trips: async function* (onBytes) {
      for await (const times of again(onBytes)) {
        const planned = plannedOf(times)
        if ('calls' in planned) yield planned
      }
    },
  }
}

type Again = (onBytes: (bytes: number) => void) => AsyncIterable<TripTimes> | Iterable<TripTimes>

/** Looks at every trip once, and says how they are read again: from the file where it is in order, else from memory. */
async function survey(source: StopTimesSource, refusals: Refusals): Promise<{ trains: Trains; again: Again }> {
  try {
    const found = new Refusals()
    const trains = await trainsOf(tripByTrip(source, found), source, found)
    for (const refusal of found.list) refusals.take(refusal)
    return { trains, again: onBytes => tripByTrip(source, new Refusals(), onBytes) }
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error
  }
  const held = await heldTrips(source, refusals)
  return { trains: await trainsOf(held, source, refusals), again: () => held }
}

async function trainsOf(
  all: AsyncIterable<TripTimes> | Iterable<TripTimes>,
  { trips }: StopTimesSource,
  refusals: Refusals,
): Promise<Trains> {
  const trains = new Trains()
  const timed = new Set<Trip>()
  let runs = 0
  for await (const times of all) {
    timed.add(times.trip)
    const planned = plannedOf(times)
    if ('problems' in planned) {
      refusals.take(planned)
      continue
    }
    trains.add(planned.trip, planned.calls)
    runs += planned.trip.days.size
    if (runs > MOST_RUNS) throw new Invalid(`expected trips that make at most ${MOST_RUNS} runs, got more`)
  }
  for (const trip of trips.values()) if (trip && !timed.has(trip)) refusals.take(untimed(trip))
  return trains
}

function plannedOf({ trip, times, problems }: TripTimes): PlannedTrip | Refusal {
  const calls = problems.length > 0 ? undefined : callsOf(times)
  if (Array.isArray(calls)) return { trip, calls }
  return { problems: calls ? [calls] : problems, row: rowOf(trip) }
}

function untimed(trip: Trip): Refusal {
  const field = `trips.txt:${trip.line} trip_id`
  return { problems: [{ field, expected: 'a trip with stop times', came: 'none of them' }], row: rowOf(trip) }
}

export const rowOf = ({ id, number }: Trip) => ({ table: 'trips.txt', trip_id: id, number })
