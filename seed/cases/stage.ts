import { dayOf, MINUTE } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import type { DocumentRecord } from '../base/records.ts'
import type { BorderStop, Happenings } from '../big/happenings.ts'
import type { Traveller } from '../big/population.ts'
import type { Script } from '../big/script.ts'
import { BAN } from '../big/trips.ts'
import type { Wallet } from '../big/wallet.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import { type Case, type PlantedPattern, TIERS, type Tier } from './case.ts'
import type { Rides } from './rides.ts'

/** Share of actors who also act in another case. */
const MIXED = 0.2
const ADULT = '2004-01-01'

/** Where cases are played: who is free to act, what is written otherwise on which journey, and what was played. */
export class Stage {
  readonly travellers: readonly Traveller[]
  readonly households: readonly (readonly Traveller[])[]
  readonly rides: Rides
  readonly wallet: Wallet
  readonly happenings: Happenings
  /** What is otherwise on a journey, by its place. */
  readonly scripts = new Map<number, Script>()
  /** Documents that are nobody's in the ordinary way. */
  readonly documents: DocumentRecord[] = []
  readonly cases: Case[] = []
  readonly seed: number
  /** Draws for the pattern that is being played. */
  random: Random
  /** How many cases of each tier are played. */
  perTier = 0
  /** Who may act in another case too. */
  readonly #versatile: Traveller[] = []
  readonly #acting = new Set<number>()

  constructor(set: {
    travellers: readonly Traveller[]
    households: readonly (readonly Traveller[])[]
    rides: Rides
    wallet: Wallet
    happenings: Happenings
    seed: number
  }) {
    this.travellers = set.travellers
    this.households = set.households
    this.rides = set.rides
    this.wallet = set.wallet
    this.happenings = set.happenings
    this.seed = set.seed
    this.random = stream(set.seed, 'stage')
  }

  /** Makes ready for a pattern: its own random numbers, so many cases of each tier. */
  enter(pattern: PlantedPattern, perTier: number): void {
    this.random = stream(this.seed, `cases of ${pattern}`)
    this.perTier = perTier
  }

  /** Each tier so many times. */
  *tiers(perTier = this.perTier): Generator<Tier> {
    for (const tier of TIERS) for (let i = 0; i < perTier; i++) yield tier
  }

  /** Somebody grown up who acts in no case yet, or with `mixes`, one time in five somebody who does. */
  draw(test: (person: Traveller) => boolean, { mixes = false } = {}): Traveller | undefined {
    if (mixes && this.#versatile.length > 0 && this.random.chance(MIXED)) {
      const first = this.random.below(this.#versatile.length)
      for (let i = 0; i < this.#versatile.length; i++) {
        const person = this.#versatile[(first + i) % this.#versatile.length] as Traveller
        if (test(person)) return person
      }
    }
    const first = this.random.below(this.travellers.length)
    for (let i = 0; i < this.travellers.length; i++) {
      const person = this.travellers[(first + i) % this.travellers.length] as Traveller
      if (!this.acts(person) && person.dateOfBirth < ADULT && test(person)) {
        if (mixes) this.offer(person)
        return this.engage(person)
      }
    }
    return undefined
  }

  acts({ index }: Traveller): boolean {
    return this.#acting.has(index)
  }

  engage(person: Traveller): Traveller {
    this.#acting.add(person.index)
    return person
  }

  /** Lets somebody who acts be drawn for another case too. */
  offer(person: Traveller): void {
    this.#versatile.push(person)
  }

  alone({ household }: Traveller): boolean {
    return this.households[household]?.length === 1
  }

  /** Journeys that no case has touched, by time. */
  untouched(person: Traveller): number[] {
    return this.rides.of(person).filter(journey => !this.scripts.has(journey))
  }

  /** Writes a journey otherwise; what was written otherwise before stays so. */
  script(journey: number, script: Script = {}): void {
    this.scripts.set(journey, { ...this.scripts.get(journey), ...script })
  }

  /** Has the journey's traveller leave or board at a border stop. */
  flag(journey: number, flags: number): void {
    this.rides.journeys.flags[journey] = flags
  }

  flags(journey: number): number {
    return this.rides.journeys.flags[journey] as number
  }

  traveller(journey: number): Traveller {
    return this.travellers[this.rides.journeys.person[journey] as number] as Traveller
  }

  trip(journey: number): number {
    return this.rides.journeys.trip[journey] as number
  }

  runOf(journey: number): number {
    return this.rides.journeys.run[journey] as number
  }

  /** A journey whose traveller acts in no case and that no case has touched, on one of the runs; engages the traveller. */
  journeyOn(runs: readonly number[], test: (person: Traveller, journey: number) => boolean): number | undefined {
    for (const r of this.random.shuffled(runs)) {
      const fitting = [...this.rides.on(r)].filter(journey => {
        const person = this.traveller(journey)
        return !this.acts(person) && person.dateOfBirth < ADULT && !this.scripts.has(journey) && test(person, journey)
      })
      if (fitting.length === 0) continue
      const journey = this.random.pick(fitting)
      this.engage(this.traveller(journey))
      return journey
    }
    return undefined
  }

  /** Runs whose planned arrival at Kena lies from one instant to before another. */
  runsAtKena(from: number, until: number, test: (run: Run) => boolean = () => true): number[] {
    const found: number[] = []
    for (const [r, run] of this.rides.runs.entries()) {
      const at = atKena(run)
      if (at >= from && at < until && test(run)) found.push(r)
    }
    return found
  }

  /** When run r comes to a border stop, late as it is. */
  came(r: number, stop: BorderStop): number {
    const run = this.rides.runAt(r)
    const planned = stop === 'KENA' ? atKena(run) : atKybartai(run)
    return planned + this.happenings.late(run, r)[stop].arrives * MINUTE
  }

  tell(told: Case): void {
    this.cases.push(told)
  }
}

/** When the run is planned to come to Kena. */
export function atKena(run: Run): number {
  return (callAt(run, 'KENA') as { arrive: number }).arrive
}

export function atKybartai(run: Run): number {
  return (callAt(run, 'KYBARTAI') as { arrive: number }).arrive
}

/** Whether leaving is still let pass at Kena. */
export function tolerated(run: Run): boolean {
  return atKena(run) < BAN
}

export const DAY_OF_BAN = dayOf('2024-03-01')
