import { isExcepted } from '../projection/codes.ts'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import type { Regime } from '../projection/rail.ts'
import { isDiverted, stretchOf } from '../terms/aboard.ts'
import { type Act, actsOf } from '../terms/acts.ts'
import { regimesOf } from '../terms/regime.ts'
import { journeysOn } from '../terms/seen.ts'
import { journeysMadeBy, personOf } from '../terms/units.ts'

/** From how many persons on, and from what share of those aboard on, those who did the same at one call are a crowd. */
export interface Crowd {
  readonly crowd: number
  readonly crowdShare: number
}

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
  const { run: runs, from, to, flags, board, alight } = journeys.journeys.columns
  const run = runs[journey] as number
  const isShort = (alight[journey] as number) >= 0 && (alight[journey] as number) < (to[journey] as number)
  const isLate = (from[journey] as number) >= 0 && (board[journey] as number) > (from[journey] as number)
  if ((!isShort && !isLate) || (flags[journey] as number) & CREW) return []
  return actsOf(projection, journey).flatMap(act => {
    const ticket = (act.kind === 'ALIGHT' ? to : from)[journey] as number
    const place = act.seen.call - (rail.runs.columns.calls[run] as number)
    const short = act.kind === 'ALIGHT' ? ticket - place : place - ticket
    if (ticket < 0 || short <= 0 || isDiverted(projection, run, act.seen.at)) return []
    if (isCrowd(run, place, act.kind, given) || hasOtherTicket(projection, journey, act)) return []
    return [{ ...act, short, regime: forbiddingRule(projection, run, act) }]
  })
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

/** Whether so many did the same at that call that the train, and not a traveller, is what was unusual. */
function isCrowd(run: number, place: number, kind: Act['kind'], { projection, parameters }: Where): boolean {
  const { board, alight } = projection.journeys.journeys.columns
  const ends = kind === 'ALIGHT' ? alight : board
  let same = 0
  for (const journey of journeysOn(projection, run)) if (ends[journey] === place) same++
  if (same < parameters.crowd) return false
  let aboard = 0
  for (const journey of journeysOn(projection, run)) {
    const [from, until] = stretchOf(projection, journey) ?? [0, 0]
    if (kind === 'ALIGHT' ? from < place && place <= until : from <= place && place < until) aboard++
    if (parameters.crowdShare * aboard > same) return false
  }
  return true
}

/** Whether another ticket on the booking goes to where they left, or on from there (from where they boarded, or to there). */
function hasOtherTicket(projection: Projection, journey: number, { seen }: Act): boolean {
  const { rail, journeys } = projection
  const { booking, from, to, run } = journeys.journeys.columns
  if ((booking[journey] as number) < 0) return false
  const station = rail.calls.columns.station[seen.call]
  const own = journeysMadeBy(projection, personOf(projection, journey))
  for (const other of [...own, ...journeysOn(projection, run[journey] as number)]) {
    if (other === journey || booking[other] !== booking[journey]) continue
    const first = rail.runs.columns.calls[run[other] as number] as number
    const ends = [from[other] as number, to[other] as number].filter(place => place >= 0)
    if (ends.some(place => rail.calls.columns.station[first + place] === station)) return true
  }
  return false
}
