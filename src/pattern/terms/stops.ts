import type { Projection } from '../projection/projection.ts'

/** Whether a station is one of those where leaving and boarding is judged. */
export function isListedStop({ rail }: Projection, station: number): boolean {
  return rail.about[station]?.isListed === true
}
