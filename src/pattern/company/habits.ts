import { countTail } from '../chance/count-tail.ts'
import type { Rail } from '../projection/rail.ts'
import { Table } from '../projection/table.ts'
import type { Traffic } from './traffic.ts'

/** Somebody's presence on a run: travelling on it, or leaving it at one stop. */
export interface Presence {
  readonly run: number
  /** Row of the booking, −1 where none is known. */
  readonly booking: number
}

/** What two persons have in common beyond what each would do without the other. */
export interface Common {
  /** Runs on which both were. */
  readonly runs: number
  /** The same, those out and back on one booking of each counted once. */
  readonly occasions: number
  /** How many would be expected of their habits, the runs in common left out of them. */
  readonly expected: number
  /** The same, the runs in common left in. */
  readonly expectedOfHabit: number
}

/** No expectation is less: nobody's habits are known so well. */
const LEAST_EXPECTED = 1e-6

/** Where nothing is marked. */
const NOTHING = -1

/**
 * Who was where, as rows of presences in order of time, and how often two of them would be together by chance. Of the strata
 * (train × weekday) one habit says how often the other would be met there; of loads, how often on any run:
 * λ = max(Σ n_a(n_b−x)/N, Σ n_b(n_a−x)/N) + max((n_b−x)·L_a, (n_a−x)·L_b), N and L over the window that ends at each one's
 * last presence.
 */
export class Habits {
  readonly #rail: Rail
  readonly #traffic: Traffic
  readonly #countedOn: (run: number) => number
  readonly #rows = new Table({ first: Uint32Array, count: Uint16Array, reach: Float64Array })
  readonly #presences = new Table({ run: Uint32Array, stratum: Uint32Array, booking: Int32Array, rate: Float64Array })
  /** By run: the place of it among the marked row's presences. */
  readonly #at: Int32Array
  /** By stratum: how often the marked row, and the one beside it, are on a run of it. */
  readonly #ours: Float64Array
  readonly #theirs: Float64Array
  #marked = NOTHING

  /** @param countedOn how many were on a run, of whatever a presence is */
  constructor(rail: Rail, traffic: Traffic, countedOn: (run: number) => number) {
    this.#rail = rail
    this.#traffic = traffic
    this.#countedOn = countedOn
    this.#at = new Int32Array(rail.runs.length).fill(NOTHING)
    this.#ours = new Float64Array(7 * rail.trains.all.length)
    this.#theirs = new Float64Array(7 * rail.trains.all.length)
  }

  /** Adds somebody's presences, in order of time; returns their row. */
  add(presences: readonly Presence[]): number {
    const row = this.#rows.add()
    const first = this.#presences.add(presences.length)
    this.#rows.columns.first[row] = first
    this.#rows.columns.count[row] = presences.length
    const { columns } = this.#presences
    const tally = new Map<number, number>()
    let load = 0
    for (const [i, { run, booking }] of presences.entries()) {
      const stratum = this.#rail.runs.columns.stratum[run] as number
      columns.run[first + i] = run
      columns.stratum[first + i] = stratum
      columns.booking[first + i] = booking
      tally.set(stratum, (tally.get(stratum) ?? 0) + 1)
      load += this.#countedOn(run)
    }
    const last = presences.at(-1)
    const until = last ? (this.#rail.runs.columns.departsAt[last.run] as number) : 0
    for (const [stratum, times] of tally)
      tally.set(stratum, times / Math.max(times, this.#traffic.runsWithin(stratum, until)))
    for (let i = first; i < first + presences.length; i++)
      columns.rate[i] = tally.get(columns.stratum[i] as number) as number
    this.#rows.columns.reach[row] = load === 0 ? 0 : load / Math.max(load, this.#traffic.countedWithin(until))
    return row
  }

  /** How many presences a row has. */
  size(row: number): number {
    return this.#rows.columns.count[row] as number
  }

  /** Runs of a row, in order of time. */
  runsOf(row: number): Uint32Array {
    const first = this.#rows.columns.first[row] as number
    return this.#presences.columns.run.subarray(first, first + this.size(row))
  }

  /** Has the next comparisons be with this row. */
  mark(row: number): void {
    if (this.#marked === row) return
    if (this.#marked !== NOTHING)
      this.#each(this.#marked, (run, stratum) => {
        this.#at[run] = NOTHING
        this.#ours[stratum] = 0
      })
    this.#marked = row
    const { rate } = this.#presences.columns
    this.#each(row, (run, stratum, i) => {
      this.#at[run] = i
      this.#ours[stratum] = rate[i] as number
    })
  }

  /** What the marked row has in common with another; the same whichever of them is marked. O(presences of both). */
  common(other: number): Common {
    const { rate } = this.#presences.columns
    const together: [ours: number, theirs: number][] = []
    const [ours, theirs] = [new Met(), new Met()]
    this.#each(other, (run, stratum, i) => {
      this.#theirs[stratum] = rate[i] as number
      const mine = this.#at[run] as number
      if (mine !== NOTHING) together.push([mine, i])
      ours.add(this.#ours[stratum] as number, mine !== NOTHING)
    })
    let next = 0
    this.#each(this.#marked, (_, stratum, i) => {
      const shared = together[next]?.[0] === i
      if (shared) next++
      theirs.add(this.#theirs[stratum] as number, shared)
    })
    this.#each(other, (_, stratum) => {
      this.#theirs[stratum] = 0
    })
    const { reach } = this.#rows.columns
    const anywhere = (left: number) =>
      Math.max(
        (this.size(other) - left) * (reach[this.#marked] as number),
        (this.size(this.#marked) - left) * (reach[other] as number),
      )
    return {
      runs: together.length,
      occasions: this.#occasions(together),
      expected: Math.max(LEAST_EXPECTED, Math.max(ours.apart, theirs.apart) + anywhere(together.length)),
      expectedOfHabit: Math.max(LEAST_EXPECTED, Math.max(ours.all, theirs.all) + anywhere(0)),
    }
  }

  /** Runs together, of those on one booking of each only the first. */
  #occasions(together: readonly (readonly [number, number])[]): number {
    const { booking } = this.#presences.columns
    let occasions = 0
    for (const [nth, [ours, theirs]] of together.entries()) {
      const again =
        (booking[ours] as number) >= 0 &&
        (booking[theirs] as number) >= 0 &&
        together
          .slice(0, nth)
          .some(([mine, other]) => booking[mine] === booking[ours] && booking[other] === booking[theirs])
      if (!again) occasions++
    }
    return occasions
  }

  #each(row: number, visit: (run: number, stratum: number, i: number) => void): void {
    const { run, stratum } = this.#presences.columns
    const first = this.#rows.columns.first[row] as number
    for (let i = first; i < first + this.size(row); i++) visit(run[i] as number, stratum[i] as number, i)
  }
}

/** How often the one would be met on the runs of the other: on all of these, and on those without the one. */
class Met {
  all = 0
  apart = 0

  add(rate: number, shared: boolean): void {
    this.all += rate
    if (!shared) this.apart += rate
  }
}

/** Chance that two have so many occasions in common. */
export const chanceOf = ({ occasions, expected }: Common) => countTail(occasions, expected)

/** The same of two whose habits are not freed of each other: what is left when a crowd cannot tell. */
export const chanceBeyondHabit = ({ occasions, expectedOfHabit }: Common) => countTail(occasions, expectedOfHabit)
