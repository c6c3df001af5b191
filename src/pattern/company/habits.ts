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

/** Rows have room for presences by so many, and for one that comes. */
const ROOM = 4

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
  /** `room`: how many presences there is room for. */
  readonly #rows = new Table({ first: Uint32Array, count: Uint16Array, room: Uint16Array, reach: Float64Array })
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
    const room = Math.ceil((presences.length + 1) / ROOM) * ROOM
    this.#rows.columns.first[row] = this.#presences.add(room)
    this.#rows.columns.room[row] = room
    this.#write(row, presences)
    return row
  }

  /**
   * Puts somebody's presences in place of those of their row, where there is room for them, and else adds them; returns their
   * row. A list that arrives would have the columns grow otherwise, and a hundred megabytes copied now and then.
   */
  replace(row: number, presences: readonly Presence[]): number {
    if (presences.length > (this.#rows.columns.room[row] as number)) return this.add(presences)
    this.#makeRoom()
    if (this.#marked === row) this.#unmark()
    this.#write(row, presences)
    return row
  }

  #write(row: number, presences: readonly Presence[]): void {
    const first = this.#rows.columns.first[row] as number
    const { run: runs, stratum, booking: bookings, rate } = this.#presences.columns
    const { departsAt, stratum: of } = this.#rail.runs.columns
    const times = this.#theirs
    const last = presences.at(-1)
    const until = last ? (departsAt[last.run] as number) : 0
    let load = 0
    for (const [i, { run, booking }] of presences.entries()) {
      const own = of[run] as number
      runs[first + i] = run
      stratum[first + i] = own
      bookings[first + i] = booking
      times[own] = (times[own] as number) + 1
      load += this.#countedOn(run)
    }
    const end = first + presences.length
    for (let i = first; i < end; i++) {
      const own = times[stratum[i] as number] as number
      rate[i] = own / Math.max(own, this.#traffic.runsWithin(stratum[i] as number, until))
    }
    for (let i = first; i < end; i++) times[stratum[i] as number] = 0
    this.#rows.columns.count[row] = presences.length
    this.#rows.columns.reach[row] = load === 0 ? 0 : load / Math.max(load, this.#traffic.countedWithin(until))
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
    return this.commonWhere(other, MOST_RUNS, () => Number.POSITIVE_INFINITY) as Common
  }

  /**
   * The same; undefined where more would be expected than is worth a closer look.
   * @param met on how many runs both were at most
   * @param most the greatest expectation that is, of so many occasions; the more of these, the greater
   */
  commonWhere(other: number, met: number, most: (occasions: number) => number): Common | undefined {
    const ours = this.#meet(other, most(met))
    if (!ours) return undefined
    const occasions = this.#occasions(ours.runs)
    return ours.apart > most(occasions) ? undefined : this.#beside(other, ours, occasions)
  }

  /**
   * Takes down at which presences another row meets the marked one, and how often it would on the runs of the other.
   * Undefined as soon as that is more than a limit, which for nearly all is soon.
   */
  #meet(other: number, limit: number): Met | undefined {
    const { run, stratum } = this.#presences.columns
    const [from, until] = this.#stretch(other)
    let [runs, apart, shared] = [0, 0, 0]
    for (let i = from; i < until; i++) {
      const mine = this.#at[run[i] as number] as number
      const rate = this.#ours[stratum[i] as number] as number
      if (mine === NOTHING) {
        apart += rate
        if (apart > limit) return undefined
      } else {
        shared += rate
        this.#sharedOurs[runs] = mine
        this.#sharedTheirs[runs++] = i
      }
    }
    return { runs, apart, all: apart + shared }
  }

  #beside(other: number, ours: Met, occasions: number): Common {
    const theirs = this.#metOnOurs(other, ours.runs)
    return {
      occasions,
      expected: Math.max(ours.apart, theirs.apart, this.leastExpected(other, ours.runs)),
      expectedOfHabit: Math.max(ours.all, theirs.all, this.leastExpected(other, 0)),
    }
  }

  /** How often another row would be met on the runs of the marked one; on which of them it was has been taken down. */
  #metOnOurs(other: number, runs: number): Met {
    const { rate } = this.#presences.columns
    this.#each(other, (_, stratum, i) => {
      this.#theirs[stratum] = rate[i] as number
    })
    let [met, apart, shared] = [0, 0, 0]
    this.#each(this.#marked, (_, stratum, i) => {
      const own = this.#theirs[stratum] as number
      if (met < runs && this.#sharedOurs[met] === i) {
        met++
        shared += own
      } else apart += own
    })
    this.#each(other, (_, stratum) => {
      this.#theirs[stratum] = 0
    })
    return { runs, apart, all: apart + shared }
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
interface Met {
  /** Those on which both were. */
  readonly runs: number
  readonly all: number
  readonly apart: number
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
