/**
 * Which update touched runs and persons last: what was made out of a row holds until the row is touched again. A run counts
 * as touched too where one of its passengers is another person now.
 */
export class Touches {
  /** Number of the last update. */
  now = 0
  #runs = new Uint32Array(0)
  #persons = new Uint32Array(0)

  /** The last that touched everything. */
  #all = 0

  ofRun(run: number): number {
    return Math.max(this.#all, this.#runs[run] ?? 0)
  }

  ofPerson(person: number): number {
    return Math.max(this.#all, this.#persons[person] ?? 0)
  }

  /** Takes down an update that changed what there is little of, which anything may turn on, or moved rows. */
  addAll(): void {
    this.now++
    this.#all = this.now
  }

  /** Takes down an update. */
  add(runs: Iterable<number>, persons: Iterable<number>): void {
    this.now++
    for (const run of runs) {
      this.#runs = roomy(this.#runs, run)
      this.#runs[run] = this.now
    }
    for (const person of persons) {
      this.#persons = roomy(this.#persons, person)
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
