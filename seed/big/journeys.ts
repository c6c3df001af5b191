/** What a traveller does at the border stops, beside riding through: flags of a journey. */
export const ALIGHTS_AT_KENA = 1
export const BOARDS_AT_KENA = 2
export const ALIGHTS_AT_KYBARTAI = 4
export const BOARDS_AT_KYBARTAI = 8

/** Journeys by group: those of group g are `order[start[g]]` to before `order[start[g + 1]]`. */
export interface Grouped {
  readonly order: Uint32Array
  readonly start: Uint32Array
}

/** Journeys as columns, in the order in which they were planned. */
export class Journeys {
  person = new Uint32Array(1 << 16)
  run = new Uint32Array(1 << 16)
  /** One number for both journeys of a person's trip: what was issued for it, in the order in which trips begin. */
  trip = new Uint32Array(1 << 16)
  /** One number for all journeys of a party's trip. */
  booking = new Uint32Array(1 << 16)
  flags = new Uint8Array(1 << 16)
  count = 0

  add(person: number, run: number, trip: number, booking: number, flags: number): void {
    if (this.count === this.person.length) this.#grow()
    this.person[this.count] = person
    this.run[this.count] = run
    this.trip[this.count] = trip
    this.booking[this.count] = booking
    this.flags[this.count] = flags
    this.count++
  }

  #grow(): void {
    const longer = <T extends Uint32Array | Uint8Array>(column: T, grown: T): T => {
      grown.set(column)
      return grown
    }
    const length = this.count * 2
    this.person = longer(this.person, new Uint32Array(length))
    this.run = longer(this.run, new Uint32Array(length))
    this.trip = longer(this.trip, new Uint32Array(length))
    this.booking = longer(this.booking, new Uint32Array(length))
    this.flags = longer(this.flags, new Uint8Array(length))
  }

  /** Numbers trips in the order of their first runs, as offices number what they issue; runs are in order of time. */
  numberTrips(): void {
    const trips = this.trip.subarray(0, this.count)
    const first = new Map<number, number>()
    for (const [i, trip] of trips.entries())
      first.set(trip, Math.min(first.get(trip) ?? Number.POSITIVE_INFINITY, this.run[i] as number))
    const inOrder = [...first].sort(([a, one], [b, other]) => one - other || a - b)
    const number = new Map(inOrder.map(([trip], n) => [trip, n]))
    for (const [i, trip] of trips.entries()) trips[i] = number.get(trip) as number
  }

  /** Journeys of each run. */
  byRun(runs: number): Grouped {
    return this.#grouped(this.run, runs)
  }

  /** Journeys of each person. */
  byPerson(persons: number): Grouped {
    return this.#grouped(this.person, persons)
  }

  #grouped(column: Uint32Array, groups: number): Grouped {
    const start = new Uint32Array(groups + 1)
    for (let i = 0; i < this.count; i++) postIncrement(start, (column[i] as number) + 1)
    for (let g = 0; g < groups; g++) start[g + 1] = (start[g + 1] as number) + (start[g] as number)
    const next = start.slice()
    const order = new Uint32Array(this.count)
    for (let i = 0; i < this.count; i++) order[postIncrement(next, column[i] as number)] = i
    return { order, start }
  }
}

function postIncrement(counts: Uint32Array, at: number): number {
  const before = counts[at] as number
  counts[at] = before + 1
  return before
}
