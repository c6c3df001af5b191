import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { BY_EXCEPTION, leavingOf } from '../terms/leaving.ts'
import { isListedStop } from '../terms/stops.ts'

const NOWHERE = -1

/**
 * Row of the call in Lithuania where a journey is held to have left by its ALIGHT checks; −1 where it did not, where a later
 * check aboard contradicts it, and for crew and leavings by a recorded exception.
 */
export function leavingAt(projection: Projection, journey: number): number {
  const { rail, journeys } = projection
  const { alight, run, flags } = journeys.journeys.columns
  const place = alight[journey] as number
  if (place < 0 || (flags[journey] as number) & CREW) return NOWHERE
  const left = leavingOf(projection, journey, place)
  if (left === undefined || left === BY_EXCEPTION) return NOWHERE
  const call = (rail.runs.columns.calls[run[journey] as number] as number) + place
  return isListedStop(projection, rail.calls.columns.station[call] as number) ? call : NOWHERE
}
