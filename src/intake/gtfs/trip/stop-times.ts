import { Invalid } from '../../../base/index.ts'
import { type Problem, shown } from '../../record/index.ts'
import { EXPECTED_TIME, secondsOf } from '../calendar/service-time.ts'
import type { StationDraft } from '../place/station-draft.ts'
import type { Stops } from '../place/stops.ts'
import { problemAt, type Refusals, type RowPlace } from '../refusals.ts'
import { type Row, rowsOf } from '../row.ts'
import type { Feed } from '../source/feed.ts'
import type { Trip, Trips } from './trips.ts'

/** A trip at a stop; times in seconds of the service day, absent where none are stated. */
export interface StopTime {
  readonly place: RowPlace
  readonly sequence: number
  readonly station: StationDraft
  readonly arrive: number | undefined
  readonly depart: number | undefined
  readonly boarding: boolean
  readonly alighting: boolean
}

/** All stop times of a trip, in the order of the file, and what is wrong with some. */
export interface TripTimes {
  readonly trip: Trip
  readonly times: StopTime[]
  readonly problems: Problem[]
}

/** What the stop times of a feed are read from and against. */
export interface StopTimesSource {
  readonly feed: Feed
  readonly stops: Stops
  readonly trips: Trips
}

/** A trip comes up again after another: the file is in no order of trips. */
export class OutOfOrder extends Error {}

/** The trips of a file in which the rows of each stand together; one trip is held at a time. @throws OutOfOrder */
export async function* tripByTrip(
  source: StopTimesSource,
  refusals: Refusals,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<TripTimes> {
  const begun = new Set<Trip>()
  let current: TripTimes | undefined
  for await (const { trip, row } of rowsWithTrips(source, refusals, onBytes)) {
    if (trip !== current?.trip) {
      if (begun.has(trip)) throw new OutOfOrder()
      if (current) yield current
      begun.add(trip)
      current = { trip, times: [], problems: [] }
    }
    take(current as TripTimes, row, source.stops)
  }
  if (current) yield current
}

/** Rows of a file in no order that are held at once. */
const MOST_HELD = 400_000

/** The trips of a file in whatever order. @throws Invalid where there is more of it than can be held */
export async function heldTrips(source: StopTimesSource, refusals: Refusals): Promise<TripTimes[]> {
  const held = new Map<Trip, TripTimes>()
  let rows = 0
  for await (const { trip, row } of rowsWithTrips(source, refusals)) {
    if (++rows > MOST_HELD)
      throw new Invalid(
        `stop_times.txt: expected the rows of each trip together, or at most ${MOST_HELD} rows, got more`,
      )
    let times = held.get(trip)
    if (!times) {
      times = { trip, times: [], problems: [] }
      held.set(trip, times)
    }
    take(times, row, source.stops)
  }
  return [...held.values()]
}

async function* rowsWithTrips({ feed, trips }: StopTimesSource, refusals: Refusals, onBytes?: (bytes: number) => void) {
  for await (const row of rowsOf(feed, 'stop_times.txt', refusals, onBytes)) {
    const trip = trips.get(row.cell('trip_id'))
    if (trip) yield { trip, row }
    else if (trip === undefined) refusals.add(row, 'trip_id', 'a trip of trips.txt')
  }
}

/** What a record's list holds at most. */
const MOST_STOPS = 1_000
const MOST_PROBLEMS = 10

function take(into: TripTimes, row: Row, stops: Stops): void {
  if (into.problems.length >= MOST_PROBLEMS) return
  const time = into.times.length >= MOST_STOPS ? tooMany(row) : stopTimeOf(row, stops)
  if ('place' in time) into.times.push(time)
  else into.problems.push(time)
}

const tooMany = (row: Row) => problemAt(row, 'trip_id', `at most ${MOST_STOPS} stop times of a trip`, 'more')

function stopTimeOf(row: Row, stops: Stops): StopTime | Problem {
  const wrong = (column: string, expected: string) => problemAt(row, column, expected, shown(row.cell(column)))
  const [arrival, departure] = [row.cell('arrival_time'), row.cell('departure_time')]
  const [arrive, depart] = [secondsOf(arrival), secondsOf(departure)]
  const station = stops.byId.get(row.cell('stop_id'))
  const sequence = row.cell('stop_sequence')
  if (!station) return wrong('stop_id', 'a stop, platform or station of stops.txt that is not refused itself')
  if (!/^\d{1,9}$/.test(sequence)) return wrong('stop_sequence', 'a whole number')
  if (arrive === undefined && arrival !== '') return wrong('arrival_time', EXPECTED_TIME)
  if (depart === undefined && departure !== '') return wrong('departure_time', EXPECTED_TIME)
  for (const column of ['pickup_type', 'drop_off_type'])
    if (!/^[0-3]?$/.test(row.cell(column))) return wrong(column, 'one of 0, 1, 2, 3')
  return {
    place: { table: row.table, line: row.line },
    sequence: Number(sequence),
    station,
    arrive,
    depart,
    boarding: row.cell('pickup_type') !== '1',
    alighting: row.cell('drop_off_type') !== '1',
  }
}
