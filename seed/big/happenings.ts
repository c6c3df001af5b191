import { type Random, stream } from '../base/random.ts'
import type { Run } from '../rail/timetable.ts'
import type { Traveller } from './population.ts'
import type { LooseCheck } from './script.ts'

export type BorderStop = 'KENA' | 'KYBARTAI'

/** What happens to one run and to what is written of it. Times are minutes. */
export interface Happening {
  /** How late the train comes and goes. */
  readonly late: Readonly<Record<BorderStop, { readonly arrives: number; readonly departs: number }>>
  /** A device at this stop whose clock is so far off. */
  readonly clock?: { readonly station: BorderStop; readonly minutes: number }
  /** A stop whose checks are stamped when they were sent, all in one second, so long after the train came. */
  readonly batch?: { readonly station: BorderStop; readonly minute: number }
  readonly routeChanged?: boolean
  /** So many of the list stand on it twice. */
  readonly twice?: number
  /** On the list, and never came. */
  readonly absent?: readonly Traveller[]
  readonly crew?: readonly Traveller[]
  readonly loose?: readonly LooseCheck[]
}

/** How often something goes wrong with runs and checks, at the usual noise. */
export interface Mishaps {
  /** A check stands twice, some seconds apart. */
  readonly scannedTwice: number
  /** A check or a line comes with a later delivery. */
  readonly lately: number
  readonly clockOff: number
  readonly batchStamped: number
}

const USUAL: Mishaps = { scannedTwice: 0.004, lately: 0.005, clockOff: 0.004, batchStamped: 0.004 }
/** The share of wrong fields at which these are usual. */
const USUAL_RATE = 0.02
/** How late trains are: shares, and minutes from and to (assumed). */
const DELAYS = [
  [0.7, 0, 4],
  [0.24, 5, 40],
  [0.052, 41, 120],
  [0.008, 121, 300],
] as const
const ROUTE_CHANGED = 0.003
/** Teams of four ride in turn; no team is on two trains at once. */
const CREW = { teams: 30, members: 4 }

/** What happens to each run of a world, the same whenever it is asked. */
export class Happenings {
  readonly mishaps: Mishaps
  readonly #seed: number
  readonly #crew: readonly Traveller[]
  readonly #scripted = new Map<number, Partial<Happening>>()
  readonly #late = new Map<number, Happening['late']>()

  constructor(seed: number, crew: readonly Traveller[], rate = USUAL_RATE) {
    this.#seed = seed
    this.#crew = crew
    const scaled = (usual: number) => Math.min(0.5, (usual * rate) / USUAL_RATE)
    this.mishaps = {
      scannedTwice: scaled(USUAL.scannedTwice),
      lately: scaled(USUAL.lately),
      clockOff: scaled(USUAL.clockOff),
      batchStamped: scaled(USUAL.batchStamped),
    }
  }

  /** How many people work on the trains. */
  static readonly crewNeeded = CREW.teams * CREW.members

  /** Whether a case has its own plans for this run. */
  isScripted(r: number): boolean {
    return this.#scripted.has(r)
  }

  /** Has something happen to run r, beside what is planned for it already. */
  plan(r: number, happening: Partial<Happening>): void {
    const before = this.#scripted.get(r)
    const loose = [...(before?.loose ?? []), ...(happening.loose ?? [])]
    this.#scripted.set(r, { ...before, ...happening, ...(loose.length > 0 ? { loose } : {}) })
  }

  /** How late run r is. */
  late(run: Run, r: number): Happening['late'] {
    const planned = this.#scripted.get(r)?.late
    if (planned) return planned
    let late = this.#late.get(r)
    if (!late) {
      late = lateness(run, stream(this.#seed, `late ${run.key}`))
      this.#late.set(r, late)
    }
    return late
  }

  /** What happens to run r. */
  of(run: Run, r: number): Happening {
    const random = stream(this.#seed, `run ${run.key}`)
    const late = this.late(run, r)
    const clock = random.chance(this.mishaps.clockOff) ? { clock: clockOff(random) } : {}
    const batch = random.chance(this.mishaps.batchStamped) ? { batch: batchOf(random) } : {}
    const changed = random.chance(ROUTE_CHANGED) ? { routeChanged: true } : {}
    const team = r % CREW.teams
    const crew = this.#crew.slice(team * CREW.members, (team + 1) * CREW.members)
    const scripted = this.#scripted.get(r)
    // What a case needs to be seen is not hidden by chance.
    return scripted ? { late, crew, ...scripted } : { late, crew, ...clock, ...batch, ...changed }
  }
}

function lateness({ plan }: Run, random: Random): Happening['late'] {
  const [, from, to] = DELAYS[random.weighted(DELAYS.map(([share]) => share))] as (typeof DELAYS)[number]
  const before = random.between(from, to)
  const between = before + random.below(6)
  const first = { arrives: before, departs: before + random.below(6) }
  const last = { arrives: between, departs: between + random.below(6) }
  return plan.westbound ? { KENA: first, KYBARTAI: last } : { KYBARTAI: first, KENA: last }
}

function clockOff(random: Random): NonNullable<Happening['clock']> {
  return { station: random.pick(['KENA', 'KYBARTAI'] as const), minutes: random.pick([-180, -120, -60, 60]) }
}

function batchOf(random: Random): NonNullable<Happening['batch']> {
  return { station: random.pick(['KENA', 'KYBARTAI'] as const), minute: random.between(10, 29) }
}
