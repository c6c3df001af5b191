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
  /**
   * Runs on which both were and that tell something new. Those out and back on one booking of each count once. So do those
   * that follow the one before after as many days as others did: two who each keep to a rhythm, every other Friday, meet
   * always or never, and of all these meetings the first alone is chance.
   */
  readonly occasions: number
  /** How many would be expected of their habits, the runs in common left out of them. */
  readonly expected: number
  /** The same, the runs in common left in. */
  readonly expectedOfHabit: number
}

/** No expectation is less: nobody's habits are known so well. */
const LEAST_EXPECTED = 1e-6
/**
 * Presences that are expected of somebody beyond those that were seen apart from the other: with n seen of a Poisson rate of
 * which nothing is known beforehand, n + 1 are expected of the next time (Laplace). Without, two who were never seen apart
 * would be expected nowhere, and twice together be proof.
 */
const UNSEEN = 1

/** Nobody has more presences. */
const MOST_RUNS = 250
/** No window is longer. */
const MOST_DAYS = 3_650
const DAY = 86_400_000

/** Where nothing is marked. */
const NOTHING = -1

/**
 * Who was where, as rows of presences in order of time, and how often two of them would be together by chance. Of the strata
 * (train × weekday) one habit says how often the other would be met there; of loads, how often on any run. They are two
 * estimates of one thing, of which the greater is taken:
 * λ = max(Σ n_a(n_b−x)/N, Σ n_b(n_a−x)/N, (n_b−x+1)·L_a, (n_a−x+1)·L_b), N and L over the window that ends at each one's
 * last presence.
 */
export class Habits {
  readonly #rail: Rail
  readonly #traffic: Traffic
  readonly #countedOn: (run: number) => number
  readonly #rows = new Table({ first: Uint32Array, count: Uint16Array, reach: Float64Array })
  readonly #presences = new Table({ run: Uint32Array, stratum: Uint32Array, booking: Int32Array, rate: Float64Array })
  /** By run: the place of it among the marked row's presences. */
  #at = new Int32Array(0)
  /** By stratum: how often the marked row, and the one beside it, are on a run of it; of the other 0 between comparisons. */
  #ours = new Float64Array(0)
  #theirs = new Float64Array(0)
  /** Presences of the marked row and of the other on the runs in common. */
  readonly #sharedOurs = new Uint32Array(MOST_RUNS)
  readonly #sharedTheirs = new Uint32Array(MOST_RUNS)
  /** By days from one run in common to the next: the counting in which there were as many last. */
  readonly #gaps = new Float64Array(MOST_DAYS + 1)
  #countings = 0
  #marked = NOTHING

  /** @param countedOn how many were on a run, of whatever a presence is */
  constructor(rail: Rail, traffic: Traffic, countedOn: (run: number) => number) {
    this.#rail = rail
    this.#traffic = traffic
    this.#countedOn = countedOn
  }

  /** How many rows there are. */
  get length(): number {
    return this.#rows.length
  }

  /** What comes of some rows that are gone afterwards; none that is kept may be added meanwhile. */
  aside<T>(act: () => T): T {
    const { length } = this.#rows
    const presences = this.#presences.length
    try {
      return act()
    } finally {
      if (this.#marked >= length) this.#unmark()
      this.#rows.length = length
      this.#presences.length = presences
    }
  }

  /** Adds somebody's presences, in order of time; returns their row. */
  add(presences: readonly Presence[]): number {
    this.#makeRoom()
    const row = this.#rows.add()
    const first = this.#presences.add(presences.length)
    this.#rows.columns.first[row] = first
    this.#rows.columns.count[row] = presences.length
    const { run: runs, stratum, booking: bookings, rate } = this.#presences.columns
    const times = this.#theirs
    const last = presences.at(-1)
    const until = last ? (this.#rail.runs.columns.departsAt[last.run] as number) : 0
    let load = 0
    for (const [i, { run, booking }] of presences.entries()) {
      const of = this.#rail.runs.columns.stratum[run] as number
      runs[first + i] = run
      stratum[first + i] = of
      bookings[first + i] = booking
      times[of] = (times[of] as number) + 1
      load += this.#countedOn(run)
    }
    for (let i = first; i < first + presences.length; i++) {
      const own = times[stratum[i] as number] as number
      rate[i] = own / Math.max(own, this.#traffic.runsWithin(stratum[i] as number, until))
    }
    for (let i = first; i < first + presences.length; i++) times[stratum[i] as number] = 0
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

  /** The presences of a row, in order of time. */
  presencesOf(row: number): Presence[] {
    const { run, booking } = this.#presences.columns
    const [first, end] = this.#stretch(row)
    return Array.from({ length: end - first }, (_, i) => ({
      run: run[first + i] as number,
      booking: booking[first + i] as number,
    }))
  }

  /** Has the next comparisons be with this row. */
  mark(row: number): void {
    if (this.#marked === row) return
    this.#unmark()
    this.#marked = row
    const { rate } = this.#presences.columns
    this.#each(row, (run, stratum, i) => {
      this.#at[run] = i
      this.#ours[stratum] = rate[i] as number
    })
  }

  #unmark(): void {
    if (this.#marked === NOTHING) return
    this.#each(this.#marked, (run, stratum) => {
      this.#at[run] = NOTHING
      this.#ours[stratum] = 0
    })
    this.#marked = NOTHING
  }

  /** No less is expected of the marked row and another that have at most so many runs in common. O(1). */
  leastExpected(other: number, runs: number): number {
    const { reach } = this.#rows.columns
    return Math.max(
      LEAST_EXPECTED,
      (this.size(other) - runs + UNSEEN) * (reach[this.#marked] as number),
      (this.size(this.#marked) - runs + UNSEEN) * (reach[other] as number),
    )
  }

  /** What the marked row has in common with another; the same whichever of them is marked. O(presences of both). */
  common(other: number): Common {
    return this.commonWhere(other, () => Number.POSITIVE_INFINITY) as Common
  }

  /**
   * The same; undefined where more would be expected than is worth a closer look.
   * @param most the greatest expectation that is, of so many occasions; the more of these, the greater
   */
  commonWhere(other: number, most: (occasions: number) => number): Common | undefined {
    const theirs = this.#stretch(other)
    const ours = new Met()
    const runs = this.#meet(theirs, ours)
    const occasions = this.#occasions(runs)
    const found = ours.apart > most(occasions) ? undefined : this.#beside(other, ours, runs, occasions)
    const { stratum } = this.#presences.columns
    for (let i = theirs[0]; i < theirs[1]; i++) this.#theirs[stratum[i] as number] = 0
    return found
  }

  /** Takes down at which presences another row meets the marked one, and how often it would; returns on how many runs. */
  #meet([from, until]: readonly [number, number], ours: Met): number {
    const { run, stratum, rate } = this.#presences.columns
    let runs = 0
    for (let i = from; i < until; i++) {
      this.#theirs[stratum[i] as number] = rate[i] as number
      const mine = this.#at[run[i] as number] as number
      if (mine !== NOTHING) {
        this.#sharedOurs[runs] = mine
        this.#sharedTheirs[runs++] = i
      }
      ours.add(this.#ours[stratum[i] as number] as number, mine !== NOTHING)
    }
    return runs
  }

  #beside(other: number, ours: Met, runs: number, occasions: number): Common {
    const { stratum } = this.#presences.columns
    const [start, end] = this.#stretch(this.#marked)
    const theirs = new Met()
    for (let i = start, next = 0; i < end; i++) {
      const shared = next < runs && this.#sharedOurs[next] === i
      if (shared) next++
      theirs.add(this.#theirs[stratum[i] as number] as number, shared)
    }
    return {
      occasions,
      expected: Math.max(ours.apart, theirs.apart, this.leastExpected(other, runs)),
      expectedOfHabit: Math.max(ours.all, theirs.all, this.leastExpected(other, 0)),
    }
  }

  /** Counts the runs in common that tell something new: see {@link Common.occasions}. */
  #occasions(runs: number): number {
    if (runs === 0) return 0
    const { run } = this.#presences.columns
    const { departsAt } = this.#rail.runs.columns
    const dayOf = (nth: number) =>
      Math.floor((departsAt[run[this.#sharedTheirs[nth] as number] as number] as number) / DAY)
    const counting = ++this.#countings
    let occasions = 1
    let before = dayOf(0)
    for (let nth = 1; nth < runs; nth++) {
      if (this.#isOnEarlierBooking(nth)) continue
      const gap = dayOf(nth) - before
      before += gap
      if (this.#gaps[gap] === counting) continue
      this.#gaps[gap] = counting
      occasions++
    }
    return occasions
  }

  /** Whether a run in common is on those bookings of both on which an earlier one was. */
  #isOnEarlierBooking(nth: number): boolean {
    const { booking } = this.#presences.columns
    const ours = (of: number) => booking[this.#sharedOurs[of] as number] as number
    const theirs = (of: number) => booking[this.#sharedTheirs[of] as number] as number
    if (ours(nth) < 0 || theirs(nth) < 0) return false
    for (let of = nth - 1; of >= 0; of--) if (ours(of) === ours(nth) && theirs(of) === theirs(nth)) return true
    return false
  }

  /** Runs and trains may have come since the last row did. */
  #makeRoom(): void {
    const { runs, trains } = this.#rail
    if (runs.length > this.#at.length) {
      const at = new Int32Array(Math.ceil(1.25 * runs.length)).fill(NOTHING)
      at.set(this.#at)
      this.#at = at
    }
    const strata = 7 * trains.all.length
    if (strata <= this.#ours.length) return
    const ours = new Float64Array(2 * strata)
    ours.set(this.#ours)
    this.#ours = ours
    this.#theirs = new Float64Array(2 * strata)
  }

  #stretch(row: number): readonly [from: number, until: number] {
    const first = this.#rows.columns.first[row] as number
    return [first, first + this.size(row)]
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

const known = new Map<number, number[]>()

/**
 * The greatest expectation of which so many occasions are still no likelier than a level: a pair that would be expected to
 * have more in common is not looked at any closer.
 */
export function mostExpected(level: number): (occasions: number) => number {
  const levels = known.get(level) ?? []
  known.set(level, levels)
  return occasions => {
    levels[occasions] ??= bisected(occasions, level)
    return levels[occasions]
  }
}

function bisected(occasions: number, level: number): number {
  let [low, high] = [0, occasions + 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (countTail(occasions, middle) <= level) low = middle
    else high = middle
  }
  return high
}
