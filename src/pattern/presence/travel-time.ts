import type { Projection } from '../projection/projection.ts'
import type { Station } from '../projection/rail.ts'

const HOUR = 3_600_000
const EARTH_RADIUS = 6_371
/** km/h, by rail or road and by air; and hours that a flight takes beside flying. */
const [GROUND, AIR, ABOUT_IT] = [130, 800, 2]
/** Of the fastest planned run, where it is not known how far two stations are apart. */
const OF_FASTEST = 0.8

/** The fastest planned run between two stations of which one has no coordinates, milliseconds, by {@link pairOf}. */
export type Fastest = Readonly<Record<string, number>>

/** Names two stations, whichever comes first. */
export const pairOf = (left: string, right: string) => (left < right ? `${left}|${right}` : `${right}|${left}`)

/** Great-circle distance, km; undefined where a station has no coordinates. */
export function distance({ rail }: Projection, left: number, right: number): number | undefined {
  const [a, b] = [placeOf(rail.about[left]), placeOf(rail.about[right])]
  if (!a || !b) return undefined
  const [dLat, dLon] = [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2]
  const h = Math.sin(dLat) ** 2 + Math.cos(a[0]) * Math.cos(b[0]) * Math.sin(dLon) ** 2
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}

function placeOf(station: Station | undefined): readonly [number, number] | undefined {
  if (!station || station.latitude === null || station.longitude === null) return undefined
  return [(station.latitude * Math.PI) / 180, (station.longitude * Math.PI) / 180]
}

/**
 * The least time from one station to another, milliseconds: by rail or road at 130 km/h, or by air at 800 km/h with two
 * hours about it; where it is not known how far they are apart, 0.8 of the fastest planned run. Undefined: not known.
 */
export function leastTravel(projection: Projection, left: number, right: number, fastest: Fastest): number | undefined {
  const km = distance(projection, left, right)
  if (km !== undefined) return Math.min(km / GROUND, ABOUT_IT + km / AIR) * HOUR
  const { all } = projection.rail.stations
  const planned = fastest[pairOf(all[left] as string, all[right] as string)]
  return planned === undefined ? undefined : OF_FASTEST * planned
}

/** No two stations take longer than this, milliseconds: see {@link leastTravel}. */
export function longestTravel(fastest: Fastest): number {
  const halfRound = Math.PI * EARTH_RADIUS
  return Math.max((ABOUT_IT + halfRound / AIR) * HOUR, ...Object.values(fastest).map(took => OF_FASTEST * took))
}

/** The fastest planned runs between stations of which one has no coordinates. O(runs × calls²) where there are any. */
export function fastestRuns(projection: Projection): Fastest {
  const { rail } = projection
  const { station, arrive, depart } = rail.calls.columns
  const { calls, callCount } = rail.runs.columns
  const placed = rail.about.map(about => placeOf(about) !== undefined)
  const fastest: Record<string, number> = {}
  if (placed.every(Boolean)) return fastest
  for (let run = 0; run < rail.runs.length; run++) {
    const end = (calls[run] as number) + (callCount[run] as number)
    for (let from = calls[run] as number; from < end; from++)
      for (let to = from + 1; to < end; to++) {
        const [left, right] = [station[from] as number, station[to] as number]
        if (placed[left] && placed[right]) continue
        const took = first(arrive[to], depart[to]) - first(depart[from], arrive[from])
        const pair = pairOf(rail.stations.all[left] as string, rail.stations.all[right] as string)
        if (took >= 0) fastest[pair] = Math.min(fastest[pair] ?? took, took)
      }
  }
  return Object.fromEntries(Object.entries(fastest).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The first of two that is a number. */
const first = (one: number | undefined, other: number | undefined) =>
  (one === undefined || Number.isNaN(one) ? other : one) as number
