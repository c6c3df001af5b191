import type { Projection } from '../projection/projection.ts'
import type { Touches } from '../projection/touches.ts'
import { journeysMadeBy } from './units.ts'

/** Calls of a run are fewer. */
const CALLS = 2 ** 16

/** One number for a call of a run, by its place among the run's calls: other than its row it stays when rows are packed. */
export const callNumber = (run: number, place: number): number => run * CALLS + place

/** The run and the place that such a number stands for. */
export const callOf = (number: number): readonly [run: number, place: number] => [
  Math.floor(number / CALLS),
  number % CALLS,
]

/** Which update touched what a number stands for last. */
const TOUCHED = {
  run: (touches: Touches, run: number) => touches.ofRun(run),
  /** A {@link callNumber}. */
  call: (touches: Touches, call: number) => touches.ofRun(callOf(call)[0]),
  person: (touches: Touches, person: number) => touches.ofPerson(person),
} as const

/** Whether neither a person nor any run that they made was touched since an update: what they did with others is as it was. */
export function isAsOf(projection: Projection, person: number, at: number): boolean {
  const { touches } = projection
  if (touches.ofPerson(person) > at) return false
  const { run } = projection.journeys.journeys.columns
  return journeysMadeBy(projection, person).every(journey => touches.ofRun(run[journey] as number) <= at)
}

interface Kept<T> {
  readonly at: number
  readonly made: T
}

/**
 * Keeps what is made out of a run, a call or a person beside its projection until an update touches it, so that a list which
 * arrives costs what is on it and not what everybody does.
 * @param make turns on nothing but what the number stands for, and on what touches everything where it changes: see `Touches`
 * @param takeIn brings what was made of a person on by journeys that came; absent: it is made again
 */
export function untilTouched<T extends object>(
  kind: keyof typeof TOUCHED,
  make: (projection: Projection, number: number) => T,
  takeIn?: (made: T, projection: Projection, came: readonly number[]) => T,
): (projection: Projection, number: number) => T {
  const kept = new WeakMap<Projection, Map<number, Kept<T>>>()
  const broughtOn = (projection: Projection, person: number, known: Kept<T> | undefined): T | undefined => {
    const came = known && takeIn ? projection.touches.cameTo(person, known.at) : undefined
    return known && came && takeIn?.(known.made, projection, came)
  }
  return (projection, number) => {
    const { touches } = projection
    let beside = kept.get(projection)
    if (!beside) {
      beside = new Map()
      kept.set(projection, beside)
    }
    const known = beside.get(number)
    if (known && known.at >= TOUCHED[kind](touches, number)) return known.made
    const made = (kind === 'person' && broughtOn(projection, number, known)) || make(projection, number)
    beside.set(number, { at: touches.now, made })
    return made
  }
}
