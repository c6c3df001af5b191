import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { Habits } from './habits.ts'
import { lastPresences, passengerJourneys, type Span } from './presences.ts'
import { Traffic, type TrafficCounted } from './traffic.ts'

/** Bits of a tally: the lower say on which of the runs somebody was seen last, the upper on how many. */
const SEEN_ON = 8
/** Runs that fit into a tally. */
export const MOST_RUNS = 2 ** SEEN_ON - 1

/** Who travels with whom, as of one state of the facts. Habits are made out as they are asked for. */
export class Company {
  readonly habits: Habits
  readonly #projection: Projection
  readonly #span: Span
  /** By person: the row of the habits, −1 where they are not made out. */
  readonly #rows: Int32Array
  readonly #tally: Uint16Array

  constructor(projection: Projection, counted: TrafficCounted, span: Span) {
    const { rail, people } = projection
    const traffic = new Traffic(counted, rail.trains.all, span.windowDays)
    this.habits = new Habits(rail, traffic, run => rail.runs.columns.load[run] as number)
    this.#projection = projection
    this.#span = span
    this.#rows = new Int32Array(people.persons.length).fill(-1)
    this.#tally = new Uint16Array(people.persons.length)
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

  /** Who else was on at least so many of a person's last runs, each once, in no order. O(runs × passengers). */
  fellows(person: number, atLeast: number): number[] {
    const { rail, people, journeys } = this.#projection
    const { flags, identity } = journeys.journeys.columns
    const { person: whose } = people.identities.columns
    const tally = this.#tally
    const met: number[] = []
    const found: number[] = []
    for (const [i, run] of this.habits.runsOf(this.rowOf(person)).entries()) {
      const first = rail.runs.columns.journeys[run] as number
      const end = first + (rail.runs.columns.journeyCount[run] as number)
      for (let j = first; j < end; j++) {
        const by = identity[j] as number
        if (by < 0 || (flags[j] as number) & CREW) continue
        const other = whose[by] as number
        if (other < 0) continue
        const before = tally[other] as number
        if (before === 0) met.push(other)
        else if ((before & MOST_RUNS) === i + 1) continue
        const times = (before >> SEEN_ON) + 1
        tally[other] = (times << SEEN_ON) | (i + 1)
        if (times === atLeast && other !== person) found.push(other)
      }
    }
    for (const other of met) tally[other] = 0
    return found
  }
}

/** What a company is made out of: it holds as long as all of these are the same. */
interface Of {
  readonly projection: Projection
  readonly parameters: Span
  readonly fitted: TrafficCounted
}
const kept = new WeakMap<Projection, { readonly standpoint: object; readonly of: Of; readonly company: Company }>()

/** The company of now; made anew whenever facts or what was fitted to them have changed. */
export function companyOf(of: Of): Company {
  const { projection, parameters, fitted } = of
  const known = kept.get(projection)
  if (known?.standpoint === projection.standpoint && known.of.parameters === parameters && known.of.fitted === fitted)
    return known.company
  const company = new Company(projection, fitted, parameters)
  kept.set(projection, { standpoint: projection.standpoint, of, company })
  return company
}
