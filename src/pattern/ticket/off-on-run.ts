import type { Projection } from '../projection/projection.ts'
import type { Crowd } from '../terms/crowd.ts'
import { keptBeside } from '../terms/kept-beside.ts'
import { journeysOn } from '../terms/seen.ts'
import { personOf } from '../terms/units.ts'
import { actsOffTicket, mayBeOffTicket } from './off-ticket.ts'

interface Given {
  readonly projection: Projection
  readonly parameters: Crowd
  readonly fitted: unknown
}

/** A journey that may have gone off its ticket, and whether it had when whoever made it was touched last. */
interface Doubtful {
  readonly journey: number
  readonly person: number
  /** As of which update; −1 before it is looked at. */
  at: number
  isOff: boolean
}

interface OnRun {
  readonly at: number
  readonly doubtful: readonly Doubtful[]
}

const kept = keptBeside((_: Given) => new Map<number, OnRun>())

/**
 * How many journeys of a run went off their ticket. What was found of each is kept until an update touches the run, or
 * whoever made the journey: their other tickets count.
 */
export function countOffOn(run: number, given: Given): number {
  const { touches } = given.projection
  const runs = kept(given)
  let onRun = runs.get(run)
  if (!onRun || touches.ofRun(run) > onRun.at) {
    onRun = { at: touches.now, doubtful: doubtfulOn(given.projection, run) }
    runs.set(run, onRun)
  }
  for (const one of onRun.doubtful) {
    if (touches.ofPerson(one.person) <= one.at) continue
    one.isOff = actsOffTicket(one.journey, given).length > 0
    one.at = touches.now
  }
  return onRun.doubtful.filter(({ isOff }) => isOff).length
}

const doubtfulOn = (projection: Projection, run: number): Doubtful[] =>
  [...journeysOn(projection, run)]
    .filter(journey => mayBeOffTicket(projection, journey))
    .map(journey => ({ journey, person: personOf(projection, journey), at: -1, isOff: false }))
