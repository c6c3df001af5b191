import { isExcepted } from '../projection/codes.ts'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import type { Regime } from '../projection/rail.ts'
import { isDiverted } from '../terms/aboard.ts'
import { type Act, actsOf } from '../terms/acts.ts'
import { type Crowd, isCrowd } from '../terms/crowd.ts'
import { regimesOf } from '../terms/regime.ts'
import { journeysMadeBy, personOf } from '../terms/units.ts'

interface Where {
  readonly projection: Projection
  readonly parameters: Crowd
}

/** An act off the ticket. */
export interface Off extends Act {
  /** Calls between it and what the ticket says, more than none. */
  readonly short: number
  /** The rule that forbade it. */
  readonly regime: Regime | undefined
}

/** A dated rule forbade it, and no exception is recorded. */
export const isBreach = ({ regime, seen }: Off) => regime !== undefined && !isExcepted(seen.code)

/**
 * What a journey did off its ticket, in order of time. Nothing after its run was put on another way, where a crowd did the
 * same, and where another ticket on the booking goes from or to there.
 */
export function actsOffTicket(journey: number, given: Where): Off[] {
  const { projection } = given
  const { rail, journeys } = projection
  const { run: runs, from, to } = journeys.journeys.columns
  const run = runs[journey] as number
  if (!mayBeOffTicket(projection, journey)) return []
  return actsOf(projection, journey).flatMap(act => {
    const ticket = (act.kind === 'ALIGHT' ? to : from)[journey] as number
    const place = act.seen.call - (rail.runs.columns.calls[run] as number)
    const short = act.kind === 'ALIGHT' ? ticket - place : place - ticket
    if (ticket < 0 || short <= 0 || isDiverted(projection, run, act.seen.at)) return []
    if (isCrowd(projection, run, place, act.kind, given.parameters) || hasOtherTicket(projection, journey, act))
      return []
    return [{ ...act, short, regime: forbiddingRule(projection, run, act) }]
  })
}

/** Whether a passenger was aboard for less than the ticket says: a look at columns alone, which nearly all journeys end with. */
export function mayBeOffTicket({ journeys }: Projection, journey: number): boolean {
  const { from, to, flags, board, alight } = journeys.journeys.columns
  const isShort = (alight[journey] as number) >= 0 && (alight[journey] as number) < (to[journey] as number)
  const isLate = (from[journey] as number) >= 0 && (board[journey] as number) > (from[journey] as number)
  return (isShort || isLate) && ((flags[journey] as number) & CREW) === 0
}

function forbiddingRule(projection: Projection, run: number, { kind, seen }: Act): Regime | undefined {
  const { rail } = projection
  const attribute = kind === 'ALIGHT' ? 'alighting' : 'boarding'
  const regime = regimesOf(projection).ruling(attribute, {
    station: rail.stations.all[rail.calls.columns.station[seen.call] as number] as string,
    train: rail.trains.all[rail.runs.columns.train[run] as number] as string,
    at: seen.at,
  })
  return regime?.[attribute] === false ? regime : undefined
}

/** Whether another ticket on the booking goes to where they left, or on from there (from where they boarded, or to there). */
function hasOtherTicket(projection: Projection, journey: number, { seen }: Act): boolean {
  const { rail, journeys } = projection
  const { booking, from, to, run } = journeys.journeys.columns
  if ((booking[journey] as number) < 0) return false
  const station = rail.calls.columns.station[seen.call]
  const isSuch = (other: number) => {
    if (booking[other] !== booking[journey] || other === journey) return false
    const first = rail.runs.columns.calls[run[other] as number] as number
    const ends = [from[other] as number, to[other] as number].filter(place => place >= 0)
    return ends.some(place => rail.calls.columns.station[first + place] === station)
  }
  for (const other of journeysMadeBy(projection, personOf(projection, journey))) if (isSuch(other)) return true
  const { journeys: firsts, journeyCount } = rail.runs.columns
  const first = firsts[run[journey] as number] as number
  const end = first + (journeyCount[run[journey] as number] as number)
  for (let other = first; other < end; other++) if (isSuch(other)) return true
  return false
}
