import { ALIGHT, BOARD, ENTRY, EXIT, kindOf, TRANSIT } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { type Seen, seenOf } from './seen.ts'

/** Boarding or leaving that a check saw. */
export interface Act {
  readonly kind: 'BOARD' | 'ALIGHT'
  readonly seen: Seen
}

/**
 * Where a journey was seen to begin and to end, in order of time: BOARD and ALIGHT checks at the calls that hold where
 * checks conflict, the earliest of each. Not an ALIGHT before an EXIT or TRANSIT check, nor a BOARD after a check aboard
 * at an earlier call: those are conflicts.
 */
export function actsOf(projection: Projection, journey: number): Act[] {
  const { rail, journeys } = projection
  const { run, board, alight } = journeys.journeys.columns
  const first = rail.runs.columns.calls[run[journey] as number] as number
  const seen = seenOf(projection, journey)
  const held = (kind: number, place: number) =>
    place < 0 ? undefined : seen.find(({ code, call }) => kindOf(code) === kind && call === first + place)
  const boarded = held(BOARD, board[journey] as number)
  const left = held(ALIGHT, alight[journey] as number)
  const aboard = (kinds: readonly number[]) => seen.filter(({ code }) => kinds.includes(kindOf(code)))
  const acts: Act[] = []
  if (boarded && !aboard([ENTRY, TRANSIT]).some(({ call, at }) => call >= 0 && call < boarded.call && at < boarded.at))
    acts.push({ kind: 'BOARD', seen: boarded })
  if (left && !aboard([EXIT, TRANSIT]).some(({ at }) => at > left.at)) acts.push({ kind: 'ALIGHT', seen: left })
  return acts.sort((a, b) => a.seen.at - b.seen.at)
}
