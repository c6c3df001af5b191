import { BOARD, kindOf, MOVEMENT_KINDS } from '../projection/codes.ts'
import { BOARDED, CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { seenOf } from './seen.ts'

const ROUTE_CHANGED = MOVEMENT_KINDS.indexOf('ROUTE_CHANGED')

/** When a run was at a call, epoch milliseconds, NaN where neither is known; what was recorded beats what was planned. */
export interface Standstill {
  readonly arrived: number
  readonly departed: number
  /** Both were recorded as they happened, not only planned. */
  readonly recorded: boolean
}

/** @param call row of the call */
export function standstillOf({ rail }: Projection, call: number): Standstill {
  const { arrive, depart, arrived, departed } = rail.calls.columns
  const [came, went] = [arrived[call] as number, departed[call] as number]
  return {
    arrived: Number.isNaN(came) ? (arrive[call] as number) : came,
    departed: Number.isNaN(went) ? (depart[call] as number) : went,
    recorded: !Number.isNaN(came) && !Number.isNaN(went),
  }
}

/** Whether a run was put on another way, by an instant or at all. */
export function isDiverted({ rail }: Projection, run: number, by = Number.POSITIVE_INFINITY): boolean {
  const { movements, movementCount } = rail.runs.columns
  const { kind, at } = rail.movements.columns
  const first = movements[run] as number
  for (let m = first; m < first + (movementCount[run] as number); m++)
    if (kind[m] === ROUTE_CHANGED && (at[m] as number) <= by) return true
  return false
}

/** The calls between which a journey was aboard: places among the run's calls, from the one up to the other. */
export type Stretch = readonly [from: number, until: number]

/**
 * Where a journey was aboard its run, as far as can be told: from where it boarded, else from where its ticket begins, up
 * to where it left, else to where its ticket ends; checks aboard stretch what the ticket says. Without a ticket from the
 * call before the first check, which finds those aboard who came in by the train, to the last.
 */
export function stretchOf(projection: Projection, journey: number): Stretch | undefined {
  const { rail, journeys } = projection
  const { run, board, alight, from, to } = journeys.journeys.columns
  const first = rail.runs.columns.calls[run[journey] as number] as number
  const seen = seenOf(projection, journey).filter(({ call }) => call >= 0)
  const places = seen.map(({ call, code }) => call - first - (kindOf(code) === BOARD ? 0 : 1))
  const starts = [from[journey] as number, ...places].filter(place => place >= 0)
  const ends = [to[journey] as number, ...seen.map(({ call }) => call - first)].filter(place => place >= 0)
  const boarded = board[journey] as number
  const left = alight[journey] as number
  const start = boarded >= 0 ? boarded : starts.length > 0 ? Math.min(...starts) : Number.NaN
  const end = left >= 0 ? left : ends.length > 0 ? Math.max(...ends) : Number.NaN
  return start < end ? [start, end] : undefined
}

/** Whether a traveller was aboard at all: boarded by the list, or seen by a check; not crew. */
export function isAboard(projection: Projection, journey: number): boolean {
  const flags = projection.journeys.journeys.columns.flags[journey] as number
  return (flags & CREW) === 0 && ((flags & BOARDED) !== 0 || isSeen(projection, journey))
}

/** Whether any check was made of a journey. */
export function isSeen({ journeys }: Projection, journey: number): boolean {
  const { checks } = journeys.journeys.columns
  return (checks[journey + 1] as number) > (checks[journey] as number)
}
