import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { Households } from '../terms/household.ts'
import { asOfNow } from './as-of-now.ts'
import { Habits } from './habits.ts'
import { lastPresences, passengerJourneys, type Span } from './presences.ts'
import { Traffic, type TrafficCounted } from './traffic.ts'

/** A tally in 32 bits: in whose turn it was begun, on how many runs somebody was seen, and on which of them last. */
const TURN = 16
const TIMES = 8
const BYTE = 0xff
const LAST_TURN = 0xffff

/** Somebody met on some of a person's runs. */
export interface Fellow {
  readonly person: number
  /** On how many: no fewer than both have in common. */
  readonly times: number
}

/** Who travels with whom, as of one state of the facts. Habits are made out as they are asked for. */
export class Company {
  readonly habits: Habits
  readonly households: Households
  readonly #projection: Projection
  readonly #span: Span
  /** By person: the row of the habits, −1 where they are not made out. */
  readonly #rows: Int32Array
  readonly #tally: Uint32Array
  #turn = 0
  /** By journey: who made it as a passenger, −1 nobody known; by run: whether that is made out. */
  readonly #passenger: Int32Array
  readonly #isMadeOut: Uint8Array

  constructor(projection: Projection, counted: TrafficCounted, span: Span) {
    const { rail, people, journeys } = projection
    const traffic = new Traffic(counted, rail.trains.all, span.windowDays)
    this.habits = new Habits(rail, traffic, run => rail.runs.columns.load[run] as number)
    this.households = new Households(projection)
    this.#projection = projection
    this.#span = span
    this.#rows = new Int32Array(people.persons.length).fill(-1)
    this.#tally = new Uint32Array(people.persons.length)
    this.#passenger = new Int32Array(journeys.journeys.length)
    this.#isMadeOut = new Uint8Array(rail.runs.length)
  }

  /** The habits of a person. */
  rowOf(person: number): number {
    const known = this.#rows[person] as number
    if (known >= 0) return known
    const row = this.habits.add(
      lastPresences(this.#projection, passengerJourneys(this.#projection, person), this.#span),
    )
    this.#rows[person] = row
    return row
  }

  /**
   * Who else was on at least so many of a person's last runs, in no order. O(runs × passengers), and the part of a sweep that
   * takes the time: each passenger of each run costs one look at a tally, which nobody has to empty.
   */
  fellows(person: number, atLeast: number): Fellow[] {
    if (this.#turn === LAST_TURN) this.#tally.fill(0)
    this.#turn = (this.#turn % LAST_TURN) + 1
    const { journeys, journeyCount } = this.#projection.rail.runs.columns
    const [tally, passenger, turn] = [this.#tally, this.#passenger, this.#turn]
    const found: number[] = []
    for (const [i, run] of this.habits.runsOf(this.rowOf(person)).entries()) {
      this.#makeOut(run)
      const first = journeys[run] as number
      const end = first + (journeyCount[run] as number)
      for (let j = first; j < end; j++) {
        const other = passenger[j] as number
        if (other < 0) continue
        const before = tally[other] as number
        const isFirst = before >>> TURN !== turn
        if (!isFirst && (before & BYTE) === i) continue
        const times = isFirst ? 1 : ((before >>> TIMES) & BYTE) + 1
        tally[other] = (turn << TURN) | (times << TIMES) | i
        if (times === atLeast) found.push(other)
      }
    }
    return found
      .filter(other => other !== person)
      .map(other => ({ person: other, times: ((tally[other] as number) >>> TIMES) & BYTE }))
  }

  #makeOut(run: number): void {
    if (this.#isMadeOut[run]) return
    this.#isMadeOut[run] = 1
    const { rail, people, journeys } = this.#projection
    const { flags, identity } = journeys.journeys.columns
    const { person } = people.identities.columns
    const first = rail.runs.columns.journeys[run] as number
    for (let j = first; j < first + (rail.runs.columns.journeyCount[run] as number); j++) {
      const by = (flags[j] as number) & CREW ? -1 : (identity[j] as number)
      this.#passenger[j] = by < 0 ? -1 : (person[by] as number)
    }
  }
}

/** What a company is made out of. */
interface Of {
  readonly projection: Projection
  readonly parameters: Span
  readonly fitted: TrafficCounted
}

/** The company of now. */
export const companyOf = asOfNow(
  ({ projection, fitted, parameters }: Of) => new Company(projection, fitted, parameters),
)
