import type { Parameter, Values } from '../detection/rule.ts'
import type { Projection } from '../projection/projection.ts'
import { stretchOf } from './aboard.ts'
import type { Act } from './acts.ts'
import { journeysOn } from './seen.ts'
import { callNumber, callOf, untilTouched } from './until-touched.ts'

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

/** How many did the same at a call, and how many were aboard then: not counted until it is asked for. */
interface Counted {
  readonly same: number
  aboard: number | undefined
}

const countedBy = (kind: Act['kind']) =>
  untilTouched('call', (projection, call): Counted => ({ same: countSame(projection, call, kind), aboard: undefined }))

const COUNTED = { BOARD: countedBy('BOARD'), ALIGHT: countedBy('ALIGHT') } as const

/**
 * Whether so many did the same at a call that the train, and not a traveller, is what was unusual. O(journeys of the run) the
 * first time that it is asked after an update has touched the run.
 * @param place of the call on its run
 */
export function isCrowd(
  projection: Projection,
  run: number,
  place: number,
  kind: Act['kind'],
  { crowd, crowdShare }: Crowd,
): boolean {
  const call = callNumber(run, place)
  const counted = COUNTED[kind](projection, call)
  if (counted.same < crowd) return false
  counted.aboard ??= countAboard(projection, call, kind)
  return crowdShare * counted.aboard <= counted.same
}

function countSame(projection: Projection, call: number, kind: Act['kind']): number {
  const [run, place] = callOf(call)
  const { board, alight } = projection.journeys.journeys.columns
  const ends = kind === 'ALIGHT' ? alight : board
  let same = 0
  for (const journey of journeysOn(projection, run)) if (ends[journey] === place) same++
  return same
}

function countAboard(projection: Projection, call: number, kind: Act['kind']): number {
  const [run, place] = callOf(call)
  let aboard = 0
  for (const journey of journeysOn(projection, run)) {
    const [from, until] = stretchOf(projection, journey) ?? [0, 0]
    if (kind === 'ALIGHT' ? from < place && place <= until : from <= place && place < until) aboard++
  }
  return aboard
}
