import type { Parameter, Values } from '../detection/rule.ts'
import type { Projection } from '../projection/projection.ts'
import { stretchOf } from './aboard.ts'
import type { Act } from './acts.ts'
import { journeysOn } from './seen.ts'

/** From when on those who did the same at one call are a crowd: a train that was emptied, cut short or began there. */
export const CROWD = {
  crowdShare: {
    value: 0.5,
    unit: 'share of those aboard',
    meaning: 'Where so many leave or board at one call the train was emptied, cut short or began there.',
    from: 0.1,
    to: 1,
  },
  crowd: {
    value: 10,
    unit: 'persons',
    meaning: 'Least number of them: half of a nearly empty train is nobody in particular.',
    from: 2,
    to: 300,
  },
} as const satisfies Record<string, Parameter>

export type Crowd = Values<keyof typeof CROWD>

/**
 * Whether so many did the same at a call that the train, and not a traveller, is what was unusual. O(journeys of the run).
 * @param place of the call on its run
 */
export function isCrowd(
  projection: Projection,
  run: number,
  place: number,
  kind: Act['kind'],
  { crowd, crowdShare }: Crowd,
): boolean {
  const { board, alight } = projection.journeys.journeys.columns
  const ends = kind === 'ALIGHT' ? alight : board
  let same = 0
  for (const journey of journeysOn(projection, run)) if (ends[journey] === place) same++
  if (same < crowd) return false
  let aboard = 0
  for (const journey of journeysOn(projection, run)) {
    const [from, until] = stretchOf(projection, journey) ?? [0, 0]
    if (kind === 'ALIGHT' ? from < place && place <= until : from <= place && place < until) aboard++
    if (crowdShare * aboard > same) return false
  }
  return true
}
