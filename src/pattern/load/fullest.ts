import type { Projection } from '../projection/projection.ts'
import type { Regime } from '../projection/rail.ts'
import { isAboard, type Stretch, standstillOf, stretchOf } from '../terms/aboard.ts'
import { instantOf } from '../terms/leaving.ts'
import { regimesOf } from '../terms/regime.ts'
import { journeysOn } from '../terms/seen.ts'
import { type Load, loadOf } from './load.ts'

/** Where most were too many, or least few: one call up to the next. */
export interface Fullest {
  /** Row of the call from which they rode on. */
  readonly call: number
  /** How many are allowed there, and by which dated rule; by the run itself where there is none. */
  readonly capacity: number
  readonly regime: Regime | undefined
  readonly load: Load
}

/**
 * The stretch of a run on which persons exceed what is allowed by most, the first of several; undefined where no number is
 * stated, and where too few were aboard for any. O(stretches × journeys) where there may be too many.
 */
export function fullestOf(projection: Projection, run: number): Fullest | undefined {
  const { calls, callCount, journeyCount, capacity } = projection.rail.runs.columns
  const own = capacity[run] as number
  const least = Math.min(own < 0 ? Number.POSITIVE_INFINITY : own, regimesOf(projection).leastCapacity)
  if ((journeyCount[run] as number) <= least) return undefined
  const first = calls[run] as number
  let aboard: (readonly [journey: number, stretch: Stretch])[] | undefined
  let fullest: Fullest | undefined
  for (let call = first; call + 1 < first + (callCount[run] as number); call++) {
    const allowed = allowedFrom(projection, run, call)
    if (!allowed || (journeyCount[run] as number) <= allowed.capacity) continue
    aboard ??= stretches(projection, run)
    const riding = aboard.flatMap(([journey, [from, until]]) =>
      from <= call - first && call - first < until ? [journey] : [],
    )
    // There are no more persons than lines.
    if (riding.length <= allowed.capacity) continue
    const here = { call, load: loadOf(projection, riding), ...allowed }
    if (!fullest || isMore(here, fullest)) fullest = here
  }
  return fullest
}

function isMore(one: Fullest, other: Fullest): boolean {
  const counts = ({ load, capacity }: Fullest) => [load.distinct, load.persons, load.lines].map(n => n - capacity)
  const [left, right] = [counts(one), counts(other)]
  const at = left.findIndex((count, i) => count > 0 || (right[i] as number) > 0)
  return at >= 0 && (left[at] as number) > (right[at] as number)
}

/** Whichever allows fewer, the dated rule or the run: a train has no more seats for being allowed more. */
function allowedFrom(
  projection: Projection,
  run: number,
  call: number,
): Pick<Fullest, 'capacity' | 'regime'> | undefined {
  const { rail } = projection
  const own = rail.runs.columns.capacity[run] as number
  const { departed } = standstillOf(projection, call)
  const regime = regimesOf(projection).ruling('capacity', {
    station: rail.stations.all[rail.calls.columns.station[call] as number] as string,
    train: rail.trains.all[rail.runs.columns.train[run] as number] as string,
    at: Number.isNaN(departed) ? instantOf(projection, run, call) : departed,
  })
  const capped = regime?.capacity ?? Number.POSITIVE_INFINITY
  if (own >= 0 && own < capped) return { capacity: own, regime: undefined }
  return regime ? { capacity: capped, regime } : undefined
}

function stretches(projection: Projection, run: number): [number, Stretch][] {
  return [...journeysOn(projection, run)].flatMap(journey => {
    const stretch = isAboard(projection, journey) ? stretchOf(projection, journey) : undefined
    return stretch ? [[journey, stretch] as [number, Stretch]] : []
  })
}
