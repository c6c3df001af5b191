import type { Projection } from '../projection/projection.ts'
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
  /** As of which update, one more; 0: never. */
  #at: Uint32Array
  /** A bit for each stop. */
  #passed: Uint32Array
  #most: Uint8Array
  readonly #bits = new Map<number, number>()

  constructor({ touches, people }: Projection) {
    this.#touches = touches
    this.#at = new Uint32Array(people.persons.length)
    this.#passed = new Uint32Array(people.persons.length)
    this.#most = new Uint8Array(people.persons.length)
  }

  /** @param left how often somebody left, by stop that they passed */
  keep(person: number, left: ReadonlyMap<number, number>): void {
    this.#makeRoom(person)
    this.#at[person] = 0
    this.#passed[person] = 0
    this.#most[person] = 0
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
    const at = (this.#at[person] ?? 0) - 1
    if (at < 0) return undefined
    if (at < this.#touches.ofPerson(person)) {
      const came = this.#touches.cameTo(person, at)
      if (!came) return undefined
      this.#add(person, leftOn(came))
    }
    if (this.#at[person] === 0 || (this.#most[person] as number) >= Math.min(MOST, atLeast)) return undefined
    return bitsIn(this.#passed[person] as number)
  }

  #add(person: number, left: ReadonlyMap<number, number>): void {
    let passed = this.#passed[person] as number
    let most = 0
    for (const [stop, times] of left) {
      const bit = this.#bits.get(stop) ?? this.#bits.size
      this.#bits.set(stop, bit)
      if (bit >= STOPS) {
        this.#at[person] = 0
        return
      }
      passed |= 1 << bit
      most = Math.max(most, times)
    }
    this.#passed[person] = passed
    this.#most[person] = Math.min(MOST, (this.#most[person] as number) + most)
    this.#at[person] = this.#touches.now + 1
  }

  #makeRoom(person: number): void {
    if (person < this.#at.length) return
    const room = Math.ceil(1.25 * (person + 1))
    const roomy = <N extends Uint32Array | Uint8Array>(numbers: N, larger: N): N => {
      larger.set(numbers)
      return larger
    }
    this.#at = roomy(this.#at, new Uint32Array(room))
    this.#passed = roomy(this.#passed, new Uint32Array(room))
    this.#most = roomy(this.#most, new Uint8Array(room))
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
