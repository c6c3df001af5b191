import type { Projection } from '../projection/projection.ts'
import { Table } from '../projection/table.ts'
import type { Touches } from '../projection/touches.ts'

const MOST = 255
/** Stops that are told apart. */
const STOPS = 32

/**
 * What was seen of each person when all their journeys were looked at last: the stops they passed, and how often they left
 * where they did most. Journeys that came since are taken in, so that a list costs what is on it; of those the second is
 * then no more than a bound.
 */
class Glances {
  readonly #touches: Touches
  /** By person. `at`: as of which update, one more; 0: never. `passed`: a bit for each stop. */
  readonly #persons = new Table({ at: Uint32Array, passed: Uint32Array, most: Uint8Array })
  readonly #bits = new Map<number, number>()

  constructor({ touches }: Projection) {
    this.#touches = touches
  }

  /** @param left how often somebody left, by stop that they passed */
  keep(person: number, left: ReadonlyMap<number, number>): void {
    this.#persons.reach(person)
    const { at, passed, most } = this.#persons.columns
    at[person] = 0
    passed[person] = 0
    most[person] = 0
    this.#add(person, left)
  }

  /**
   * How many stops somebody passed who left at none of them so often; undefined where it is not known, or not so.
   * @param leftOn how often somebody left, by stop that they passed, on some journeys
   */
  seldom(
    person: number,
    atLeast: number,
    leftOn: (journeys: readonly number[]) => ReadonlyMap<number, number>,
  ): number | undefined {
    const { at: seenAt, passed, most } = this.#persons.columns
    const at = (seenAt[person] ?? 0) - 1
    if (at < 0) return undefined
    if (at < this.#touches.ofPerson(person)) {
      const came = this.#touches.cameTo(person, at)
      if (!came) return undefined
      this.#add(person, leftOn(came))
    }
    if (seenAt[person] === 0 || (most[person] as number) >= Math.min(MOST, atLeast)) return undefined
    return bitsIn(passed[person] as number)
  }

  #add(person: number, left: ReadonlyMap<number, number>): void {
    const { at, passed, most } = this.#persons.columns
    let stops = passed[person] as number
    for (const stop of left.keys()) {
      const bit = this.#bits.get(stop) ?? this.#bits.size
      this.#bits.set(stop, bit)
      if (bit >= STOPS) {
        at[person] = 0
        return
      }
      stops |= 1 << bit
    }
    passed[person] = stops
    most[person] = Math.min(MOST, (most[person] as number) + Math.max(0, ...left.values()))
    at[person] = this.#touches.now + 1
  }
}

function bitsIn(mask: number): number {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++
  return bits
}

const kept = new WeakMap<Projection, Glances>()

/** What was seen at a glance, kept beside a projection: the same whatever patterns go by. */
export function glancesAt(projection: Projection): Glances {
  const glances = kept.get(projection) ?? new Glances(projection)
  kept.set(projection, glances)
  return glances
}
