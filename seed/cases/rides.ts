import { DAY } from '../base/calendar.ts'
import type { Random } from '../base/random.ts'
import type { Grouped, Journeys } from '../big/journeys.ts'
import type { Traveller } from '../big/population.ts'
import { MOST_ABOARD, Seats } from '../big/seats.ts'
import { callAt, departure, type Run } from '../rail/timetable.ts'

/** Days between the two legs of a trip that is added. */
const STAY = { least: 2, most: 24 }

/** Everybody's journeys after they were planned, and room for more. Runs and journeys are named by their place. */
export class Rides {
  readonly runs: readonly Run[]
  readonly journeys: Journeys
  readonly #seats: Seats
  readonly #byPerson: Grouped
  readonly #byRun: Grouped
  readonly #ofPerson = new Map<number, number[]>()
  readonly #firstOn = new Map<number, number>()
  #trips = 0
  #bookings = 0

  constructor(runs: readonly Run[], journeys: Journeys, persons: number) {
    this.runs = runs
    this.journeys = journeys
    this.#seats = new Seats(runs)
    this.#byPerson = journeys.byPerson(persons)
    this.#byRun = journeys.byRun(runs.length)
    for (let j = 0; j < journeys.count; j++) {
      this.#seats.take(journeys.run[j] as number)
      this.#trips = Math.max(this.#trips, (journeys.trip[j] as number) + 1)
      this.#bookings = Math.max(this.#bookings, (journeys.booking[j] as number) + 1)
    }
    for (const [r, { day }] of runs.entries()) if (!this.#firstOn.has(day)) this.#firstOn.set(day, r)
  }

  /** A person's journeys in the order of time. */
  of({ index }: Traveller): readonly number[] {
    let own = this.#ofPerson.get(index)
    if (!own) {
      const { order, start } = this.#byPerson
      own = [...order.subarray(start[index], start[index + 1])].sort((a, b) => this.start(a) - this.start(b))
      this.#ofPerson.set(index, own)
    }
    return own
  }

  /** Journeys on a run as they were planned at first. */
  on(r: number): Uint32Array {
    return this.#byRun.order.subarray(this.#byRun.start[r], this.#byRun.start[r + 1])
  }

  runAt(r: number): Run {
    return this.runs[r] as Run
  }

  run(journey: number): Run {
    return this.runAt(this.journeys.run[journey] as number)
  }

  start(journey: number): number {
    return departure(this.run(journey))
  }

  aboard(r: number): number {
    return this.#seats.aboard(r)
  }

  /** The runs that set out from one day to another, both included. */
  between(first: number, last: number): number[] {
    const found: number[] = []
    for (let day = first; day <= last; day++)
      for (let r = this.#firstOn.get(day) ?? -1; r >= 0 && this.runs[r]?.day === day; r++) found.push(r)
    return found
  }

  /** Whether the run carries between the person's end of the line and Kaliningrad. */
  serves(r: number, { end }: Traveller): boolean {
    return this.runAt(r).plan.calls.some(([station]) => station === end)
  }

  /** A booking that nobody has yet; one that households share gives no telephone. */
  booking(shared = false): number {
    if (shared) while (this.#bookings % 3 !== 0) this.#bookings++
    return this.#bookings++
  }

  /** Whether the person is on no train, nor on one a day before or after, from one instant to another. */
  free(person: Traveller, from: number, until: number): boolean {
    return this.of(person).every(journey => {
      const run = this.run(journey)
      return departure(run) > until + DAY || arrival(run) < from - DAY
    })
  }

  /** Whether a trip can be added of which one leg is this run. */
  canRide(person: Traveller, r: number): boolean {
    return this.aboard(r) < MOST_ABOARD && this.#otherLegs(person, r).length > 0
  }

  /**
   * Adds a trip of which one leg is this run and the other one a run some days later or, where that cannot be, before, unless
   * it is given; `over`: also where the run is full. Returns the journey on the run and the other one; nothing where the
   * person is not free.
   */
  ride(
    person: Traveller,
    r: number,
    random: Random,
    { booking, over = false, other }: { booking?: number; over?: boolean; other?: number } = {},
  ): readonly [number, number] | undefined {
    if (!over && this.aboard(r) >= MOST_ABOARD) return undefined
    const legs = this.#otherLegs(person, r, other)
    if (legs.length === 0) return undefined
    const trip = this.#trips++
    const own = booking ?? this.booking()
    return [this.add(person, r, trip, own), this.add(person, random.pick(legs), trip, own)]
  }

  /** Adds a journey as it is, whatever else the person does. */
  add(person: Traveller, r: number, trip = this.#trips++, booking = this.booking()): number {
    const journey = this.journeys.count
    const own = this.of(person) as number[]
    this.journeys.add(person.index, r, trip, booking, 0)
    this.#seats.take(r)
    own.push(journey)
    own.sort((x, y) => this.start(x) - this.start(y))
    return journey
  }

  /** Runs the other way that make a trip with this one for which the person is free. */
  #otherLegs(person: Traveller, r: number, other?: number): number[] {
    const run = this.runAt(r)
    if (!this.serves(r, person) || !this.free(person, departure(run), arrival(run))) return []
    const fits = (second: number) => {
      const leg = this.runAt(second)
      return (
        leg.plan.westbound !== run.plan.westbound &&
        this.serves(second, person) &&
        this.aboard(second) < MOST_ABOARD &&
        this.free(person, Math.min(departure(run), departure(leg)), Math.max(arrival(run), arrival(leg)))
      )
    }
    if (other !== undefined) return [other].filter(fits)
    const later = this.between(arrivalDay(run) + STAY.least, arrivalDay(run) + STAY.most).filter(fits)
    return later.length > 0 ? later : this.between(run.day - STAY.most, run.day - STAY.least - 2).filter(fits)
  }
}

/** When the run comes to its end. */
export function arrival(run: Run): number {
  const [station] = run.plan.calls.at(-1) as readonly [string, number | null, number | null]
  return (callAt(run, station) as { arrive: number }).arrive
}

const arrivalDay = (run: Run) => Math.floor(arrival(run) / DAY)
