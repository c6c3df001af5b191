/** Rows of journeys that came with an update, by person. */
export type Arrivals = ReadonlyMap<number, readonly number[]>

const NONE: Arrivals = new Map()

/**
 * Which update touched runs and persons last: what was made out of a row holds until the row is touched again. A run counts
 * as touched too where one of its passengers is another person now.
 */
export class Touches {
  /** Number of the last update. */
  now = 0
  #runs = new Uint32Array(0)
  #persons = new Uint32Array(0)
  /** Which update touched a person before the last that did. */
  #before = new Uint32Array(0)
  #came: Arrivals = NONE

  /** The last that touched everything. */
  #all = 0

  ofRun(run: number): number {
    return Math.max(this.#all, this.#runs[run] ?? 0)
  }

  ofPerson(person: number): number {
    return Math.max(this.#all, this.#persons[person] ?? 0)
  }

  /**
   * The journeys that came to a person with the last update, where it touched nothing else of them and nothing had since
   * another update: what was made out then has these to take in.
   */
  cameTo(person: number, at: number): readonly number[] | undefined {
    const isFollowed = this.ofPerson(person) === this.now && at >= Math.max(this.#all, this.#before[person] ?? 0)
    return isFollowed ? this.#came.get(person) : undefined
  }

  /** Takes down an update that changed what there is little of, which anything may turn on, or moved rows. */
  addAll(): void {
    this.now++
    this.#all = this.now
    this.#came = NONE
  }

  /**
   * Takes down an update.
   * @param came rows of journeys, by persons of whom it touches nothing but that these came
   */
  add(runs: Iterable<number>, persons: Iterable<number>, came: Arrivals): void {
    this.now++
    this.#came = came
    for (const run of runs) {
      this.#runs = roomy(this.#runs, run)
      this.#runs[run] = this.now
    }
    for (const person of persons) {
      this.#persons = roomy(this.#persons, person)
      this.#before = roomy(this.#before, person)
      this.#before[person] = this.#persons[person] as number
      this.#persons[person] = this.now
    }
  }
}

const FIRST_ROOM = 1_024

/** Numbers with room for a row; a row that was never written is 0. */
function roomy(numbers: Uint32Array<ArrayBuffer>, row: number): Uint32Array<ArrayBuffer> {
  if (row < numbers.length) return numbers
  const larger = new Uint32Array(Math.max(FIRST_ROOM, 2 * row))
  larger.set(numbers)
  return larger
}
