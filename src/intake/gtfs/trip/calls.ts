import type { Problem } from '../../record/index.ts'
import { timeText } from '../calendar/service-time.ts'
import type { StationDraft } from '../place/station-draft.ts'
import { problemAt, type RowPlace } from '../refusals.ts'
import type { StopTime } from './stop-times.ts'

/** A planned call of a trip at a station; times in seconds of the service day. */
export interface TripCall {
  readonly station: StationDraft
  readonly arrive: number | undefined
  readonly depart: number | undefined
  readonly boarding: boolean
  readonly alighting: boolean
}

/** The calls of a trip in the order of `stop_sequence`, or what is wrong with that order. */
export function callsOf(times: readonly StopTime[]): TripCall[] | Problem {
  const inOrder = [...times].sort((a, b) => a.sequence - b.sequence)
  const problem = disorder(inOrder)
  if (problem) return problem
  const calls: TripCall[] = []
  const called = new Set<StationDraft>()
  for (const time of inOrder) {
    const before = calls.at(-1)
    if (before?.station === time.station) calls[calls.length - 1] = joined(before, time)
    else if (called.has(time.station))
      return problemAt(time.place, 'stop_id', 'each station once: a run calls at a station once', time.station.code)
    else calls.push(time)
    called.add(time.station)
  }
  return withoutOuterTimes(calls)
}

function disorder(times: readonly StopTime[]): Problem | undefined {
  let latest = 0
  for (const [i, { place, sequence, arrive, depart }] of times.entries()) {
    if (sequence === times[i - 1]?.sequence)
      return problemAt(place, 'stop_sequence', 'each number once in a trip', String(sequence))
    if (arrive !== undefined && arrive < latest) return tooEarly(place, 'arrival_time', latest, arrive)
    latest = arrive ?? latest
    if (depart !== undefined && depart < latest) return tooEarly(place, 'departure_time', latest, depart)
    latest = depart ?? latest
  }
  return undefined
}

const tooEarly = (place: RowPlace, column: string, latest: number, came: number) =>
  problemAt(place, column, `a time not before ${timeText(latest)}, which precedes it`, timeText(came))

/** A train that is moved to another platform still calls once. */
function joined(first: TripCall, second: TripCall): TripCall {
  return {
    station: first.station,
    arrive: first.arrive ?? second.arrive,
    depart: second.depart ?? first.depart,
    boarding: first.boarding || second.boarding,
    alighting: first.alighting || second.alighting,
  }
}

/**
 * GTFS wants both times everywhere and has the one repeated where there is no other: a train does not arrive where it
 * sets out from, nor depart where it ends.
 */
function withoutOuterTimes(calls: readonly TripCall[]): TripCall[] {
  return calls.map((call, i) => {
    if (call.arrive !== call.depart || calls.length < 2) return call
    if (i === 0) return { ...call, arrive: undefined }
    return i === calls.length - 1 ? { ...call, depart: undefined } : call
  })
}
