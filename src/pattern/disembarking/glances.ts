import type { Projection } from '../projection/projection.ts'
import type { Touches } from '../projection/touches.ts'

const MOST = 255

/**
 * What fitting saw of each person, for the test that comes after it: how many stops they passed, and how often they left
 * where they did most. It holds until an update touches them.
 */
class Glances {
  readonly #touches: Touches
  /** As of which update, one more; 0: never. */
  readonly #at: Uint32Array
  readonly #stops: Uint8Array
  readonly #most: Uint8Array

  constructor({ touches, people }: Projection) {
    this.#touches = touches
    this.#at = new Uint32Array(people.persons.length)
    this.#stops = new Uint8Array(people.persons.length)
    this.#most = new Uint8Array(people.persons.length)
  }

  /** @param left how often somebody left, by stop that they passed */
  keep(person: number, left: ReadonlyMap<number, number>): void {
    if (person >= this.#at.length || left.size > MOST) return
    this.#at[person] = this.#touches.now + 1
    this.#stops[person] = left.size
    this.#most[person] = Math.min(MOST, Math.max(0, ...left.values()))
  }

  /** How many stops somebody passed who left at none of them so often; undefined where it is not known, or not so. */
  seldom(person: number, atLeast: number): number | undefined {
    const at = (this.#at[person] ?? 0) - 1
    if (at < this.#touches.ofPerson(person) || (this.#most[person] as number) >= Math.min(MOST, atLeast))
      return undefined
    return this.#stops[person]
  }
}

const kept = new WeakMap<Projection, Glances>()

/** What was seen at a glance, kept beside a projection: the same whatever patterns go by. */
export function glancesAt(projection: Projection): Glances {
  const glances = kept.get(projection) ?? new Glances(projection)
  kept.set(projection, glances)
  return glances
}
