import { ALIGHT, EXIT, isExcepted, kindOf, TRANSIT } from '../projection/codes.ts'
import { CREW, END_SEEN, SEEN_LEAVING } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'

/** Of a journey that left by a recorded exception. */
export const BY_EXCEPTION = Number.NEGATIVE_INFINITY

/**
 * When a journey's first ALIGHT check at a call was that no later EXIT or TRANSIT check contradicts, epoch milliseconds;
 * undefined: there is none; BY_EXCEPTION: one states an exception. An ALIGHT that is followed by such a check is a conflict,
 * not a leaving.
 * @param place of the call on its run
 */
export function leavingOf({ journeys }: Projection, journey: number, place: number): number | undefined {
  const { at, code, call } = journeys.checks.columns
  const { checks, flags } = journeys.journeys.columns
  if (((flags[journey] as number) & SEEN_LEAVING) === 0) return undefined
  const end = checks[journey + 1] as number
  let lastAboard = Number.NEGATIVE_INFINITY
  for (let k = checks[journey] as number; k < end; k++) {
    const kind = kindOf(code[k] as number)
    if (kind === EXIT || kind === TRANSIT) lastAboard = Math.max(lastAboard, at[k] as number)
  }
  let left: number | undefined
  for (let k = checks[journey] as number; k < end; k++) {
    if (call[k] !== place || kindOf(code[k] as number) !== ALIGHT) continue
    if (isExcepted(code[k] as number)) return BY_EXCEPTION
    if ((at[k] as number) >= lastAboard) left = Math.min(left ?? Number.POSITIVE_INFINITY, at[k] as number)
  }
  return left
}

/** The planned instant of a call, epoch milliseconds; its run's own where there is none. */
export function instantOf({ rail }: Projection, run: number, call: number): number {
  const at = rail.calls.columns.at[call] as number
  return Number.isNaN(at) ? (rail.runs.columns.departsAt[run] as number) : at
}

/** A journey past a call, whose end is known. */
export interface Passed {
  /** Planned instant of the call, epoch milliseconds. */
  readonly at: number
  /** Instant of the ALIGHT check there; undefined: the journey went on. */
  readonly left: number | undefined
}

/**
 * A journey past a call as it is counted: undefined for crew, for one whose end is not known, and for one that left there by
 * a recorded exception. The end is known by an ALIGHT or EXIT check, or where checks were complete on the run.
 * @param call row of the call, one of the journey's run
 */
export function passageOf(projection: Projection, journey: number, call: number): Passed | undefined {
  const { rail, journeys } = projection
  const { run, flags } = journeys.journeys.columns
  const on = run[journey] as number
  const flag = flags[journey] as number
  if (flag & CREW) return undefined
  const seen = (flag & END_SEEN) !== 0
  if (!seen && (!rail.runs.columns.complete[on] || rail.calls.columns.incomplete[call])) return undefined
  const left = seen ? leavingOf(projection, journey, call - (rail.runs.columns.calls[on] as number)) : undefined
  return left === BY_EXCEPTION ? undefined : { at: instantOf(projection, on, call), left }
}
