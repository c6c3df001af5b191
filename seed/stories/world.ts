import { dayOf, dayText, instantText, MINUTE } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import {
  type Basis,
  type Booking,
  type DocumentKey,
  type DocumentRecord,
  keyOf,
  type MovementRecord,
} from '../base/records.ts'
import { type Person, papers } from '../people/person.ts'
import { population } from '../people/population.ts'
import { callAt, type Run, runsBetween } from '../rail/timetable.ts'
import type { Journey, Ride, Sighting } from './journey.ts'

export const FIRST_DAY = dayOf('2023-01-01')
export const LAST_DAY = dayOf('2024-12-31')
/** First day on which leaving at Kena and Kybartai is not let pass. */
export const BAN = dayOf('2024-03-01')

/** What a story plants, for the truth file. */
export interface Planted {
  readonly story: string
  readonly decoy: boolean
  readonly what: string
  readonly patterns: readonly string[]
  readonly persons: readonly string[]
  readonly documents?: readonly string[]
  readonly runs?: readonly string[]
}

/** The small world while it is made. */
export class World {
  readonly persons: readonly Person[]
  readonly runs: readonly Run[]
  readonly journeys: Journey[] = []
  readonly documents = new Map<string, DocumentRecord>()
  /** Whose documents they truly are. */
  readonly holders = new Map<string, Person>()
  readonly movements: MovementRecord[] = []
  readonly planted: Planted[] = []
  readonly capacities = new Map<string, number>()
  /** Runs of a story: nobody else rides them. */
  readonly closed = new Set<string>()
  /** What coverage says of a run's checks. */
  readonly complete = new Map<string, boolean>()
  /** Persons whose journeys are all written in a story. */
  readonly cast = new Set<Person>()
  readonly #runs: ReadonlyMap<string, Run>
  readonly #late = new Map<string, number>()
  readonly #busy = new Map<Person, Set<number>>()
  readonly #seed: number
  #given = new Set<string>()
  readonly #numbers: Random

  constructor(seed: number) {
    this.#seed = seed
    this.persons = population(seed)
    this.runs = runsBetween(FIRST_DAY, LAST_DAY)
    this.#runs = new Map(this.runs.map(run => [run.key, run]))
    this.#numbers = this.random('numbers')
  }

  random(purpose: string): Random {
    return stream(this.#seed, purpose)
  }

  run(train: string, date: string): Run {
    const run = this.#runs.get(`${train}/${date}`)
    if (!run) throw new Error(`No ${train} sets out on ${date}`)
    return run
  }

  /** The first run of one of the trains on the day or in the week after it, that no story keeps for itself. */
  next(trains: readonly string[], day: number): Run | undefined {
    for (let later = 0; later < 8; later++)
      for (const train of trains) {
        const run = this.#runs.get(`${train}/${dayText(day + later)}`)
        if (run && !this.closed.has(run.key)) return run
      }
    return undefined
  }

  /** Takes for a story somebody who fits, lives in a household of this size and is in no other story. */
  take(fits: (person: Person) => boolean, householdOf = 1): Person {
    return this.takeHousehold(household => household.every(fits), householdOf)[0] as Person
  }

  takeHousehold(fits: (household: readonly Person[]) => boolean, size: number): Person[] {
    for (const household of Map.groupBy(this.persons, person => person.household).values()) {
      if (household.length !== size || household.some(person => this.cast.has(person)) || !fits(household)) continue
      for (const person of household) this.cast.add(person)
      return household
    }
    throw new Error('Nobody is left for a story')
  }

  /** Whether the person is at home for these days, which then are taken. */
  reserve(person: Person, from: number, until: number): boolean {
    const busy = this.#busy.get(person) ?? new Set()
    for (let day = from; day <= until; day++) if (busy.has(day)) return false
    for (let day = from; day <= until; day++) busy.add(day)
    this.#busy.set(person, busy)
    return true
  }

  number(letters: string, digits: number): string {
    for (;;) {
      const number = letters + String(this.#numbers.below(10 ** digits)).padStart(digits, '0')
      if (this.#given.has(number)) continue
      this.#given.add(number)
      return number
    }
  }

  booking(contacts: Booking['contacts'] = []): Booking {
    const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
    for (;;) {
      const ref = Array.from({ length: 6 }, () => this.#numbers.pick([...letters])).join('')
      if (this.#given.has(ref)) continue
      this.#given.add(ref)
      return contacts.length > 0 ? { ref, contacts } : { ref }
    }
  }

  /** States what an issuer knows of a document. */
  document(
    { type, issuer, number }: DocumentKey,
    person: Person,
    fields: Partial<DocumentRecord>,
    holder = person.identity,
  ): DocumentKey {
    const id = keyOf({ type, issuer, number })
    this.documents.set(id, { record: 'document', type, issuer, number, holder, ...fields })
    this.holders.set(id, person)
    return { type, issuer, number }
  }

  /** Lets a run be late from a station on. */
  delay(run: Run, station: string, minutes: number): void {
    this.#late.set(`${run.key}@${station}`, minutes)
    const call = callAt(run, station) as { arrive: number; depart: number }
    const fields = { record: 'movement', run: run.key, station } as const
    const at = (instant: number) => instantText(instant + minutes * MINUTE)
    this.movements.push({ ...fields, kind: 'ARRIVED', at: at(call.arrive) })
    this.movements.push({ ...fields, kind: 'DEPARTED', at: at(call.depart) })
  }

  late(run: Run, station: string): number {
    return (this.#late.get(`${run.key}@${station}`) ?? 0) * MINUTE
  }

  /** Somebody travels: a line of the list, ENTRY and EXIT at the border stops passed aboard, BOARD and ALIGHT on top. */
  travel(person: Person, ride: Ride): Journey {
    const { run, booking, scripted = true } = ride
    const basis = ride.basis ?? person.basis
    const end = ride.end ?? person.end
    const { westbound } = run.plan
    const journey: Journey = {
      person,
      run,
      identity: ride.identity ?? person.identity,
      documents: ride.documents ?? papers(person),
      ticket: westbound ? { from: end, to: 'KALININGRAD' } : { from: 'KALININGRAD', to: end },
      booking,
      scripted,
      ref: '',
      checks: [],
    }
    journey.checks = this.#sightings(ride, basis)
    this.journeys.push(journey)
    return journey
  }

  #sightings({ run, boards, alights, without, exception }: Ride, basis: Basis): Sighting[] {
    const [first, last] = run.plan.westbound ? (['KENA', 'KYBARTAI'] as const) : (['KYBARTAI', 'KENA'] as const)
    const at = (station: string, minute: number) => {
      const { arrive } = callAt(run, station) as { arrive: number }
      return Math.floor((arrive + this.late(run, station) + minute * MINUTE) / 1000) * 1000
    }
    // Where in the train the traveller sits: how many minutes the officer needs to come there.
    const place = this.#numbers.below(18 * 60) / 60
    const granted = exception ? { exception, authority: 'State Border Guard Service' } : {}
    const seen: Sighting[] = [
      boards
        ? { at: at(boards, 1 + place / 10), station: boards, kind: 'BOARD', basis }
        : { at: at(first, 2 + place), station: first, kind: 'ENTRY', basis },
      alights
        ? { at: at(alights, 22 + place / 4), station: alights, kind: 'ALIGHT', basis, ...granted }
        : { at: at(last, 4 + place), station: last, kind: 'EXIT' },
    ]
    return seen.filter(({ kind }) => !without?.includes(kind))
  }

  plant(planted: Planted): void {
    this.planted.push(planted)
  }
}
