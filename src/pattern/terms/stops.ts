import type { Projection } from '../projection/projection.ts'

/** Where the line is watched: the stations of Lithuania, which the trains cross. */
const COUNTRY = 'LTU'

/** Whether a station is one of those where leaving and boarding is judged. */
export function isListedStop({ rail }: Projection, station: number): boolean {
  return rail.about[station]?.country === COUNTRY
}
