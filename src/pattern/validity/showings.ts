import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Projection } from '../projection/projection.ts'
import { instantOf } from '../terms/leaving.ts'
import { readingsOf } from '../terms/paper.ts'
import { seenOf } from '../terms/seen.ts'
import { isListedStop } from '../terms/stops.ts'
import { documentsShownOn } from '../terms/units.ts'

/** A document shown at an instant. */
export interface Showing {
  readonly document: number
  /** Row of the check at which it was shown; −1 where the list alone says so. */
  readonly check: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Number of the station, −1 not known. */
  readonly station: number
}

const OTHER = DOCUMENT_TYPES.indexOf('OTHER')

/**
 * When and where each document of a journey was shown, in order of time: at the checks that examined it; one that the list
 * declares at every check of the journey that did not examine another of its type. Where there was no check, the list's
 * are taken as shown when the train should have come to the first listed stop.
 */
export function showingsOf(projection: Projection, journey: number): Showing[] {
  const { type } = projection.documents.documents.columns
  const seen = seenOf(projection, journey)
  const documents = [...documentsShownOn(projection, journey)].filter(document => type[document] !== OTHER)
  const readings = documents.map(document => ({ document, ...readingsOf(projection, journey, document) }))
  const showings = readings.flatMap(({ document, onList, checks }) => {
    const others = readings.filter(other => other.document !== document && type[other.document] === type[document])
    const examined = new Set(others.flatMap(other => other.checks))
    return seen
      .filter(({ check }) => checks.includes(check) || (onList && !examined.has(check)))
      .map(({ check, at, call }) => ({ document, check, at, station: stationAt(projection, call) }))
  })
  const alone = seen.length === 0 ? documents.map(document => ({ document, ...firstStop(projection, journey) })) : []
  return [...showings, ...alone].sort((a, b) => a.at - b.at)
}

const stationAt = ({ rail }: Projection, call: number) => (call < 0 ? -1 : (rail.calls.columns.station[call] as number))

function firstStop(projection: Projection, journey: number): Omit<Showing, 'document'> {
  const { rail, journeys } = projection
  const run = journeys.journeys.columns.run[journey] as number
  const { calls, callCount, departsAt } = rail.runs.columns
  const first = calls[run] as number
  for (let call = first; call < first + (callCount[run] as number); call++) {
    const station = stationAt(projection, call)
    if (isListedStop(projection, station)) return { check: -1, at: instantOf(projection, run, call), station }
  }
  return { check: -1, at: departsAt[run] as number, station: -1 }
}
