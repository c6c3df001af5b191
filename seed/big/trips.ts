import { dayOf, season, weekday } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import { type Run, trainsOf } from '../rail/timetable.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI, BOARDS_AT_KENA, Journeys } from './journeys.ts'
import type { Traveller, TravellerType } from './population.ts'

/** Nobody boards when so many are aboard. */
const MOST_ABOARD = 300
const BAN = dayOf('2024-03-01')
/** Share of those who may leave who still do since March 2024. */
const LEAVES_STILL = 0.0005

/** How often those who may leave do so at Kybartai, coming from Kaliningrad (assumed). */
const LEAVES_WEST = 0.1

/** Round trips a year, on average over a type. */
const A_YEAR: Record<Exclude<TravellerType, 'COURIER'>, number> = {
  YEARLY: 1.05,
  VISITOR: 2,
  STUDENT: 2.6,
  CARER: 5,
  REGULAR: 7,
}
const COURIER = { least: 6, most: 60, shape: 1.6 }

/** Plans everybody's journeys, household by household. */
export function planTrips(households: readonly (readonly Traveller[])[], runs: readonly Run[], seed: number): Journeys {
  const planner = new Planner(runs, stream(seed, 'trips'))
  for (const household of households) planner.household(household)
  return planner.journeys
}

class Planner {
  readonly journeys = new Journeys()
  readonly #runs: readonly Run[]
  readonly #random: Random
  readonly #first: number
  readonly #last: number
  /** Each train's run on each day, and how many are aboard. */
  readonly #byTrain = new Map<string, Int32Array>()
  readonly #aboard: Uint16Array
  readonly #trains = new Map<string, readonly Int32Array[]>()
  /** Sum of season weights up to each day. */
  readonly #seasons: Float64Array
  #trips = 0
  #bookings = 0

  constructor(runs: readonly Run[], random: Random) {
    this.#runs = runs
    this.#random = random
    this.#first = runs[0]?.day ?? 0
    this.#last = runs.at(-1)?.day ?? 0
    this.#aboard = new Uint16Array(runs.length)
    const days = this.#last - this.#first + 1
    for (const [i, run] of runs.entries()) {
      const { train } = run.plan
      const column = this.#byTrain.get(train) ?? new Int32Array(days).fill(-1)
      column[run.day - this.#first] = i
      this.#byTrain.set(train, column)
    }
    this.#seasons = new Float64Array(days)
    for (let day = 0; day < days; day++) this.#seasons[day] = (this.#seasons[day - 1] ?? 0) + season(this.#first + day)
  }

  household(household: readonly Traveller[]): void {
    const head = household[0] as Traveller
    if (head.type === 'REGULAR') {
      this.#regular(head)
      for (const other of household.slice(1)) this.#occasional([other], 'YEARLY')
    } else this.#occasional(household, head.type)
  }

  #occasional(household: readonly Traveller[], type: TravellerType): void {
    const years = this.#seasons.length / 365.25
    const starts = Array.from({ length: this.#howMany(type, years) }, () => this.#startDay()).sort((a, b) => a - b)
    let free = 0
    const head = household[0] as Traveller
    const westFirst = head.resident ? false : this.#random.chance(0.4)
    for (const start of starts) {
      const party = household.length === 1 ? household : household.filter(() => this.#random.chance(0.8))
      const day = Math.max(start, free)
      if (party.length > 0) free = this.#roundTrip(party, day, this.#random.between(2, 21), westFirst) + 2
    }
  }

  /** Fixed weekday and train, every few weeks. */
  #regular(person: Traveller): void {
    const day = this.#random.pick([4, 4, 6, 0, 1, 3])
    const stay = this.#random.pick([2, 2, 3, 5])
    const gap = Math.round(52 / A_YEAR.REGULAR)
    const trains = this.#trainsOf(person.end, false).slice(0, 1)
    const back = this.#trainsOf(person.end, true).slice(0, 1)
    const offset = (day - weekday(this.#first) + 7) % 7
    for (let week = this.#random.below(gap); ; week += this.#random.between(gap - 2, gap + 2)) {
      const start = offset + week * 7
      if (start >= this.#seasons.length) return
      const out = this.#next(trains, start, 1)
      const home = out < 0 ? -1 : this.#next(back, this.#dayOf(out) + stay, 1)
      if (home >= 0) this.#book([person], out, home)
    }
  }

  /** Negative binomial by type; couriers have a Pareto tail. */
  #howMany(type: TravellerType, years: number): number {
    const u = () => 1 - this.#random.next()
    if (type === 'COURIER') {
      const aYear = Math.min(COURIER.most, COURIER.least * u() ** (-1 / COURIER.shape))
      return Math.round(aYear * years)
    }
    const mean = -Math.log(u() * u()) * 0.5 * A_YEAR[type] * years
    let count = 0
    for (let product = u(); product > Math.exp(-mean); product *= u()) count++
    return count
  }

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

  /** Returns the day of return, or of departure where no seats are left. */
  #roundTrip(party: readonly Traveller[], start: number, stay: number, westFirst: boolean): number {
    const { end } = party[0] as Traveller
    const out = this.#next(this.#trainsOf(end, westFirst), start, party.length)
    if (out < 0) return start
    const back = this.#next(this.#trainsOf(end, !westFirst), this.#dayOf(out) + stay, party.length)
    if (back < 0) return start
    this.#book(party, out, back)
    return this.#dayOf(back)
  }

  #book(party: readonly Traveller[], out: number, back: number): void {
    const booking = this.#bookings++
    for (const person of party) {
      const trip = this.#trips++
      for (const run of [out, back]) {
        this.journeys.add(person.index, run, trip, booking, this.#flags(person, this.#runs[run] as Run))
        this.#aboard[run] = (this.#aboard[run] as number) + 1
      }
    }
  }

  #flags({ leaves, resident }: Traveller, { day, plan }: Run): number {
    const tolerated = day < BAN - 3
    if (plan.westbound) return this.#random.chance(tolerated ? leaves : leaves * LEAVES_STILL) ? ALIGHTS_AT_KENA : 0
    if (!tolerated || leaves < 0.1) return 0
    if (resident) return BOARDS_AT_KENA
    return this.#random.chance(LEAVES_WEST) ? ALIGHTS_AT_KYBARTAI : 0
  }

  #dayOf(run: number): number {
    return (this.#runs[run] as Run).day - this.#first
  }

  #trainsOf(end: string, westbound: boolean): readonly Int32Array[] {
    const key = `${end}${westbound}`
    let found = this.#trains.get(key)
    if (!found) {
      found = trainsOf(end, westbound).flatMap(train => this.#byTrain.get(train) ?? [])
      this.#trains.set(key, found)
    }
    return found
  }

  /** The first run from the day on, within ten days, that has seats for all; -1: none. */
  #next(trains: readonly Int32Array[], from: number, seats: number): number {
    const first = this.#random.below(trains.length)
    for (let day = from; day < Math.min(from + 10, this.#seasons.length); day++)
      for (let i = 0; i < trains.length; i++) {
        const run = (trains[(first + i) % trains.length] as Int32Array)[day] ?? -1
        if (run >= 0 && (this.#aboard[run] as number) + seats <= MOST_ABOARD) return run
      }
    return -1
  }
}
