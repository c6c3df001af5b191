import { LRUCache } from 'lru-cache'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { keptBeside } from '../terms/kept-beside.ts'
import { untilTouched } from '../terms/until-touched.ts'
import { Habits, type Presence } from './habits.ts'
import { asPassenger, lastOf, passengerJourneys, presencesOn, type Span } from './presences.ts'
import { Traffic, type TrafficCounted } from './traffic.ts'

/** Habits know no more runs of anybody than a tally of 8 bits counts. */
const MOST_TIMES = 0xff

/** Persons whose fellows are kept until the next update. */
const FELLOWS_KEPT = 1_000

/** Habits are made out anew where there are so many more than persons: those of before an update are left behind. */
const LEFT_BEHIND = 10_000

/** Who was met on some of a person's runs, those met most often first. */
export interface Fellows {
  readonly persons: Int32Array
  /** On how many each was: no fewer than both have in common. */
  readonly times: Uint8Array
}

/** Who travels with whom. What is made out of a person or a run is kept until an update touches it. */
export class Company {
  readonly #projection: Projection
  readonly #traffic: Traffic
  readonly #span: Span
  #habits: Habits
  /** By person: the row of the habits, −1 where they are not made out, and as of which update they are. */
  #rows = new Int32Array(0)
  #madeAt = new Uint32Array(0)
  /**
   * By person, on how many runs they were. It is looked at all over, and the less room it takes the more of it the processor
   * has at hand.
   */
  #tally = new Uint8Array(0)
  /** Whoever is tested is judged next. */
  readonly #fellows = new LRUCache<string, { readonly at: number; readonly found: Fellows }>({ max: FELLOWS_KEPT })
  /** By how often somebody was met: where the next of those stands among fellows. */
  readonly #places = new Uint32Array(MOST_TIMES + 1)

  constructor(projection: Projection, counted: TrafficCounted, span: Span) {
    this.#projection = projection
    this.#traffic = new Traffic(counted, projection.rail.trains.all, span.windowDays)
    this.#span = span
    this.#habits = this.#newHabits()
  }

  get habits(): Habits {
    return this.#habits
  }

  /** Makes room for what an update has brought: before anything is asked, for rows that are held may be others after it. */
  catchUp(): void {
    const { length } = this.#projection.people.persons
    const isFull = this.#habits.length > 2 * length + LEFT_BEHIND
    if (this.#rows.length >= length && !isFull) return
    const room = Math.ceil(1.25 * length)
    const rows = new Int32Array(room).fill(-1)
    const madeAt = new Uint32Array(room)
    if (isFull) this.#habits = this.#newHabits()
    else {
      rows.set(this.#rows)
      madeAt.set(this.#madeAt)
    }
    this.#rows = rows
    this.#madeAt = madeAt
    this.#tally = new Uint8Array(room)
  }

  /** The habits of a person. */
  rowOf(person: number): number {
    const { touches } = this.#projection
    const known = this.#rows[person] as number
    if (known >= 0 && (this.#madeAt[person] as number) >= touches.ofPerson(person)) return known
    const presences = lastOf(this.#projection, this.#presencesOf(person, known), this.#span)
    const row = known < 0 ? this.#habits.add(presences) : this.#habits.replace(known, presences)
    this.#rows[person] = row
    this.#madeAt[person] = touches.now
    return row
  }

  /** Presences of which the last are a person's last: those of the row that was theirs, and what came since, where that is all. */
  #presencesOf(person: number, row: number): Presence[] {
    const came = row < 0 ? undefined : this.#projection.touches.cameTo(person, this.#madeAt[person] as number)
    return came
      ? [...this.#habits.presencesOf(row), ...presencesOn(this.#projection, asPassenger(this.#projection, came))]
      : presencesOn(this.#projection, passengerJourneys(this.#projection, person))
  }

  /**
   * Who else was on at least so many of a person's last runs. O(runs × passengers), and the part of a sweep that takes the
   * time: each passenger of each run costs one look at a tally.
   */
  fellows(person: number, atLeast: number): Fellows {
    const key = `${person} ${atLeast}`
    const { now } = this.#projection.touches
    const known = this.#fellows.get(key)
    if (known?.at === now) return known.found
    const found = this.#findFellows(person, atLeast)
    this.#fellows.set(key, { at: now, found })
    return found
  }

  #findFellows(person: number, atLeast: number): Fellows {
    const tally = this.#tally.fill(0)
    const found: number[] = []
    for (const run of this.#habits.runsOf(this.rowOf(person))) {
      const passengers = passengersOf(this.#projection, run)
      for (let i = 0; i < passengers.length; i++) {
        const other = passengers[i] as number
        const times = (tally[other] as number) + 1
        tally[other] = times
        if (times === atLeast && other !== person) found.push(other)
      }
    }
    return this.#mostFirst(found)
  }

  /** Puts those who were tallied in order, by counting how many were met how often. */
  #mostFirst(found: readonly number[]): Fellows {
    const [tally, places] = [this.#tally, this.#places.fill(0)]
    const timesOf = (other: number) => tally[other] as number
    for (const other of found) places[timesOf(other)] = (places[timesOf(other)] as number) + 1
    let before = 0
    for (let times = MOST_TIMES; times >= 0; times--) {
      before += places[times] as number
      places[times] = before - (places[times] as number)
    }
    const fellows = { persons: new Int32Array(found.length), times: new Uint8Array(found.length) }
    for (const other of found) {
      const times = timesOf(other)
      const place = places[times] as number
      places[times] = place + 1
      fellows.persons[place] = other
      fellows.times[place] = times
    }
    return fellows
  }

  /** Whether neither a person nor any of its runs was touched since an update: with whom it travels is as it was then. */
  isAsOf(person: number, at: number): boolean {
    const { touches } = this.#projection
    if (touches.ofPerson(person) > at) return false
    for (const run of this.#habits.runsOf(this.rowOf(person))) if (touches.ofRun(run) > at) return false
    return true
  }

  #newHabits(): Habits {
    const { rail } = this.#projection
    return new Habits(rail, this.#traffic, run => rail.runs.columns.load[run] as number)
  }
}

/** Who made a run as a passenger, each once, as far as that is known. */
const passengersOf = untilTouched('run', ({ rail, people, journeys }, run): Int32Array => {
  const { flags, identity } = journeys.journeys.columns
  const { person } = people.identities.columns
  const first = rail.runs.columns.journeys[run] as number
  const found = new Set<number>()
  for (let j = first; j < first + (rail.runs.columns.journeyCount[run] as number); j++) {
    const by = (flags[j] as number) & CREW ? -1 : (identity[j] as number)
    if (by >= 0 && (person[by] as number) >= 0) found.add(person[by] as number)
  }
  return Int32Array.from(found)
})

/** What a company is made out of. */
interface Of {
  readonly projection: Projection
  readonly parameters: Span
  readonly fitted: TrafficCounted
}

/** Keeps a company beside facts, and hands it out caught up with them. */
export function keepCompany(): (of: Of) => Company {
  const kept = keptBeside(({ projection, fitted, parameters }: Of) => new Company(projection, fitted, parameters))
  return of => {
    const company = kept(of)
    company.catchUp()
    return company
  }
}
