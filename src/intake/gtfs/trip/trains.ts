import type { TripCall } from './calls.ts'
import type { Trip } from './trips.ts'

const UNDECIDED = Symbol('its trips do not agree')

type Agreed = string | typeof UNDECIDED

/** What the trips of one number have in common. */
class TrainDraft {
  readonly line: number
  trips = 1
  readonly #number: string
  readonly #fields: { name: Agreed; from: Agreed; to: Agreed }

  constructor(trip: Trip, calls: readonly TripCall[]) {
    this.line = trip.line
    this.#number = trip.number
    this.#fields = fieldsOf(trip, calls)
  }

  agree(trip: Trip, calls: readonly TripCall[]): void {
    this.trips++
    const other = fieldsOf(trip, calls)
    for (const field of ['name', 'from', 'to'] as const)
      if (this.#fields[field] !== other[field]) this.#fields[field] = UNDECIDED
  }

  record(): object {
    const stated = Object.entries(this.#fields).filter(([, value]) => value !== UNDECIDED && value !== '')
    return { record: 'train', number: this.#number, ...Object.fromEntries(stated) }
  }
}

function fieldsOf({ name }: Trip, calls: readonly TripCall[]) {
  return { name, from: calls[0]?.station.code ?? '', to: calls.at(-1)?.station.code ?? '' }
}

/** The trains of a feed by number. */
export class Trains {
  readonly #byNumber = new Map<string, TrainDraft>()

  add(trip: Trip, calls: readonly TripCall[]): void {
    const train = this.#byNumber.get(trip.number)
    if (train) train.agree(trip, calls)
    else this.#byNumber.set(trip.number, new TrainDraft(trip, calls))
  }

  /** Do several trips share this number? */
  isShared(number: string): boolean {
    return (this.#byNumber.get(number)?.trips ?? 0) > 1
  }

  [Symbol.iterator](): Iterator<TrainDraft> {
    return this.#byNumber.values()
  }
}
