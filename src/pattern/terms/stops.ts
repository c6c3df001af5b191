import type { Projection } from '../projection/projection.ts'

/** Whether a station is one of those where leaving and boarding is judged. */
export const isListedStop = ({ rail }: Projection, station: number): boolean => rail.listed[station] === 1
