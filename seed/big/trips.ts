import { dayOf, season, weekday } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import type { Habits } from './habits.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI, BOARDS_AT_KENA, Journeys } from './journeys.ts'
import type { Traveller, TravellerType } from './population.ts'
import { Seats } from './seats.ts'

/** The first of March 2024 begins in Lithuania: from here on nobody is let leave or board at the border stops. */
export const BAN = Date.parse('2024-02-29T22:00:00Z')
/** Share of those who may leave who still do since then. */
const LEAVES_STILL = 0.0005
/** How often those who may leave do so at Kybartai, coming from Kaliningrad (assumed). */
const LEAVES_WEST = 0.1
/** Days between a return and the next departure. */
const REST = 2

/** Round trips a year, on average over a type. */
const A_YEAR: Record<Exclude<TravellerType, 'COURIER' | 'CREW'>, number> = {
  YEARLY: 1.05,
  VISITOR: 2,
  STUDENT: 2.6,
  CARER: 5,
  REGULAR: 7,
}
/** Weeks between two trips of a commuter, and days between those of somebody with a monthly habit. */
const COMMUTES = 2
const MONTH = 30
const COURIER = { least: 6, most: 60, shape: 1.6 }

/** Plans everybody's journeys, household by household; nobody is aboard two trains at once. */
export function planTrips(
  households: readonly (readonly Traveller[])[],
  runs: readonly Run[],
  seed: number,
  habits?: Habits,
): Journeys {
  const planner = new Planner(runs, stream(seed, 'trips'), habits)
  for (const household of households) planner.household(household)
  planner.journeys.numberTrips()
  return planner.journeys
}

class Planner {
  readonly journeys = new Journeys()
  readonly #runs: readonly Run[]
  readonly #random: Random
  readonly #seats: Seats
  readonly #firstDay: number
  /** Sum of season weights up to each day. */
  readonly #seasons: Float64Array
  #trips = 0
  #bookings = 0

  readonly #habits: Habits | undefined

  constructor(runs: readonly Run[], random: Random, habits?: Habits) {
    this.#runs = runs
    this.#habits = habits
    this.#random = random
    this.#seats = new Seats(runs)
    this.#firstDay = runs[0]?.day ?? dayOf('2023-01-01')
    this.#seasons = new Float64Array(this.#seats.days)
    const departures = habits ? habits.departures : season
    for (let day = 0; day < this.#seats.days; day++)
      this.#seasons[day] = (this.#seasons[day - 1] ?? 0) + departures(this.#firstDay + day)
  }

  /** Those who live together travel together, except beside somebody who travels by a fixed plan. */
  household(household: readonly Traveller[]): void {
    const head = household[0] as Traveller
    if (head.type === 'REGULAR') {
      this.#regular(head)
      for (const other of household.slice(1)) this.#occasional([other], other.type)
    } else this.#occasional(household, head.type)
  }

  #occasional(household: readonly Traveller[], type: TravellerType): void {
    const starts = Array.from({ length: this.#howMany(type) }, () => this.#startDay()).sort((a, b) => a - b)
    let free = 0
    const head = household[0] as Traveller
    const westFirst = head.resident ? false : this.#random.chance(0.4)
    for (const start of starts) {
      const party = household.length === 1 ? household : household.filter(() => this.#random.chance(0.8))
      const day = Math.max(start, free)
      if (party.length > 0) free = this.#roundTrip(party, day, this.#random.between(2, 21), westFirst) + REST
    }
  }

  /** Fixed weekday and train, every few weeks; or the same two days every thirty. */
  #regular(person: Traveller): void {
    const habits = this.#habits
    if (habits && this.#random.chance(habits.monthly)) {
      this.#monthly(person)
      return
    }
    const day = this.#random.pick([4, 4, 6, 0, 1, 3])
    const stay = this.#random.pick([2, 2, 3, 5])
    const commutes = habits ? this.#random.chance(habits.commuters) : false
    const gap = commutes ? COMMUTES : Math.round(52 / A_YEAR.REGULAR)
    const slack = commutes ? 0 : 2
    const trains = this.#seats.trains(person.end, false).slice(0, 1)
    const back = this.#seats.trains(person.end, true).slice(0, 1)
    const offset = (day - weekday(this.#firstDay) + 7) % 7
    for (let week = this.#random.below(gap); ; week += this.#random.between(gap - slack, gap + slack)) {
      const start = offset + week * 7
      if (start >= this.#seats.days) return
      const out = this.#seats.next(trains, start, 1, this.#random)
      const home = out < 0 ? -1 : this.#seats.next(back, this.#seats.departs(out) + stay, 1, this.#random)
      if (home >= 0) this.#book([person], out, home)
    }
  }

  #monthly(person: Traveller): void {
    const [out, back] = [this.#seats.trains(person.end, false), this.#seats.trains(person.end, true)]
    const stay = this.#random.pick([2, 3, 5])
    for (let start = this.#random.below(MONTH); start < this.#seats.days; start += MONTH) {
      const there = this.#seats.next(out, start + this.#random.below(2), 1, this.#random)
      const home = there < 0 ? -1 : this.#seats.next(back, this.#seats.arrives(there) + stay, 1, this.#random)
      if (home >= 0) this.#book([person], there, home)
    }
  }

  /** How many round trips: negative binomial by type; couriers have a Pareto tail. */
  #howMany(type: TravellerType): number {
    const years = this.#seats.days / 365.25
    const u = () => 1 - this.#random.next()
    if (type === 'COURIER') {
      const aYear = Math.min(COURIER.most, COURIER.least * u() ** (-1 / COURIER.shape))
      return Math.round(aYear * years)
    }
    if (type === 'CREW') return 0
    const mean = -Math.log(u() * u()) * 0.5 * A_YEAR[type] * years
    let count = 0
    for (let product = u(); product > Math.exp(-mean); product *= u()) count++
    return count
  }

  /** A day at random, each as probable as its season. */
  #startDay(): number {
    const target = this.#random.next() * (this.#seasons.at(-1) as number)
    let [low, high] = [0, this.#seasons.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#seasons[middle] as number) <= target) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Returns the day on which all are back; the day of departure where no seats are left. */
  #roundTrip(party: readonly Traveller[], start: number, stay: number, westFirst: boolean): number {
    const { end } = party[0] as Traveller
    const seats = this.#seats
    const out = seats.next(seats.trains(end, westFirst), start, party.length, this.#random)
    if (out < 0) return start
    const back = seats.next(seats.trains(end, !westFirst), seats.arrives(out) + stay, party.length, this.#random)
    if (back < 0) return start
    this.#book(party, out, back)
    return seats.arrives(back)
  }

  #book(party: readonly Traveller[], out: number, back: number): void {
    const booking = this.#bookings++
    for (const person of party) {
      const trip = this.#trips++
      for (const run of [out, back]) {
        this.journeys.add(person.index, run, trip, booking, this.#flags(person, this.#runs[run] as Run))
        this.#seats.take(run)
      }
    }
  }

  /** What the person does at the border stops on this run. */
  #flags({ leaves, resident }: Traveller, run: Run): number {
    const tolerated = (callAt(run, 'KENA') as { arrive: number }).arrive < BAN
    if (run.plan.westbound) return this.#random.chance(tolerated ? leaves : leaves * LEAVES_STILL) ? ALIGHTS_AT_KENA : 0
    if (!tolerated || leaves < 0.1) return 0
    if (resident) return BOARDS_AT_KENA
    return this.#random.chance(LEAVES_WEST) ? ALIGHTS_AT_KYBARTAI : 0
  }
}
