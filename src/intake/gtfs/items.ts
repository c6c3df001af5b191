import { instantText } from '../../base/index.ts'
import { Days, dayText, type Horizon } from './calendar/service-days.ts'
import { ServiceClock } from './calendar/service-time.ts'
import type { Refusal } from './refusals.ts'
import { openFeed } from './source/inspect.ts'
import { type PlannedTrip, readTimetable, rowOf, type Timetable } from './timetable.ts'
import type { TripCall } from './trip/calls.ts'
import type { Trains } from './trip/trains.ts'
import type { Trip } from './trip/trips.ts'

/** A record as the feed states it, still to be checked, and where in the feed a field of it is stated. */
export interface FeedRecord {
  readonly value: object
  source(field: string): string
  /** A feed knows less of a station or train than a curated record does. */
  readonly fillsIn?: true
}

/**
 * What a feed says, in the order in which it is recorded: refused rows, stations, trains, runs. `onShare` is told how much
 * of the feed was read, 0 to 1.
 * @throws Invalid where it is no feed, a table cannot be read, or there is more of it than is taken
 */
export async function* feedItems(path: string, onShare: (share: number) => void): AsyncGenerator<FeedRecord | Refusal> {
  const feed = await openFeed(path)
  try {
    const timetable = await readTimetable(feed)
    yield* timetable.refused
    for (const station of timetable.stations)
      yield { value: station.record(), source: field => station.source(field), fillsIn: true }
    for (const train of timetable.trains) yield { value: train.record(), source: inTrips(train), fillsIn: true }
    const size = feed.sizes.get('stop_times.txt') ?? 1
    let read = 0
    const trips = timetable.trips(bytes => {
      read += bytes
      onShare(read / size)
    })
    const runs = new RunMaker(timetable)
    for await (const trip of trips) yield* runs.runsOf(trip)
  } finally {
    feed.close()
  }
}

const inTrips =
  ({ line }: { readonly line: number }) =>
  (field: string) =>
    `trips.txt:${line} ${field}`.trim()

/** Makes the runs of trips; of one train there is one a day. */
class RunMaker {
  readonly #horizon: Horizon
  readonly #trains: Trains
  readonly #clock = new ServiceClock()
  /** Days on which a train runs already, of those with several trips. */
  readonly #taken = new Map<string, Days>()

  constructor({ horizon, trains }: Timetable) {
    this.#horizon = horizon
    this.#trains = trains
  }

  *runsOf({ trip, calls }: PlannedTrip): Generator<FeedRecord | Refusal> {
    const taken = this.#takenBy(trip.number)
    const again: number[] = []
    for (const day of trip.days) {
      if (taken?.has(day)) {
        again.push(day)
        continue
      }
      taken?.put(day)
      yield { value: runOf(trip, calls, day, this.#clock.beginning(trip.zone, day)), source: inTrips(trip) }
    }
    if (again.length > 0) yield secondOfDay(trip, again)
  }

  #takenBy(number: string): Days | undefined {
    if (!this.#trains.isShared(number)) return undefined
    const taken = this.#taken.get(number) ?? new Days(this.#horizon)
    this.#taken.set(number, taken)
    return taken
  }
}

function secondOfDay(trip: Trip, days: readonly number[]): Refusal {
  const more = days.length > 1 ? ` and on ${days.length - 1} days more` : ''
  const came = `another on ${dayText(days[0] as number)}${more}`
  const expected = `one trip of train ${trip.number} on a service day`
  return { problems: [{ field: `trips.txt:${trip.line} trip_id`, expected, came }], row: rowOf(trip) }
}

function runOf({ number }: Trip, calls: readonly TripCall[], day: number, beginning: number): object {
  const originDate = dayText(day)
  const instant = (seconds: number) => instantText(beginning + seconds * 1_000)
  return {
    record: 'run',
    run: `${number}/${originDate}`,
    train: number,
    originDate,
    calls: calls.map(({ station, arrive, depart, boarding, alighting }, i) => ({
      seq: i + 1,
      station: station.code,
      ...(arrive === undefined ? {} : { arrive: instant(arrive) }),
      ...(depart === undefined ? {} : { depart: instant(depart) }),
      kind: kindOf(station.isBorder, boarding, alighting),
      boarding,
      alighting,
    })),
  }
}

function kindOf(isBorder: boolean, boarding: boolean, alighting: boolean): string {
  if (isBorder) return 'BORDER'
  return boarding || alighting ? 'COMMERCIAL' : 'TECHNICAL'
}
