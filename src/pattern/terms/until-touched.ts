import type { Projection } from '../projection/projection.ts'
import { Table } from '../projection/table.ts'
import type { Touches } from '../projection/touches.ts'

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
  const beside = new WeakMap<Projection, Kept<T>>()
  const broughtOn = (projection: Projection, person: number, kept: Kept<T>): T | undefined => {
    const made = takeIn && kept.made(person)
    const came = made && projection.touches.cameTo(person, kept.at(person))
    return came && takeIn?.(made, projection, came)
  }
  return (projection, number) => {
    const { touches } = projection
    let kept = beside.get(projection)
    if (!kept) {
      kept = kind === 'call' ? new KeptApart() : new KeptInRows()
      beside.set(projection, kept)
    }
    const known = kept.made(number)
    if (known && kept.at(number) >= TOUCHED[kind](touches, number)) return known
    const made = (kind === 'person' && broughtOn(projection, number, kept)) || make(projection, number)
    kept.keep(number, made, touches.now)
    return made
  }
}

/** What was made, by number, and as of which update. */
interface Kept<T> {
  made(number: number): T | undefined
  at(number: number): number
  keep(number: number, made: T, at: number): void
}

/** By rows, of which nearly all come to be asked for: without an object for each to say when. */
class KeptInRows<T> implements Kept<T> {
  readonly #made: (T | undefined)[] = []
  readonly #rows = new Table({ at: Uint32Array })

  made(row: number): T | undefined {
    return this.#made[row]
  }

  at(row: number): number {
    return this.#rows.columns.at[row] as number
  }

  keep(row: number, made: T, at: number): void {
    // Without holes, which would make a dictionary of it.
    while (this.#made.length <= row) this.#made.push(undefined)
    this.#rows.reach(row)
    this.#made[row] = made
    this.#rows.columns.at[row] = at
  }
}

/** By numbers that are far apart. */
class KeptApart<T> implements Kept<T> {
  readonly #kept = new Map<number, { readonly made: T; readonly at: number }>()

  made(number: number): T | undefined {
    return this.#kept.get(number)?.made
  }

  at(number: number): number {
    return this.#kept.get(number)?.at ?? -1
  }

  keep(number: number, made: T, at: number): void {
    this.#kept.set(number, { made, at })
  }
}
