import type { AnyTable, Part } from './part.ts'
import { Places } from './places.ts'
import { type Stretch, Table } from './table.ts'

/** Bookings and the contacts they gave. Rows are made as they are named. */
export class Bookings implements Part<{ readonly dead: number }> {
  /** Booking b gave the contacts `given[first[b]]` up to `given[first[b] + count[b]]`. */
  readonly bookings = new Table({ place: Uint32Array, first: Uint32Array, count: Uint16Array })
  readonly given = new Table({ contact: Uint32Array })
  /** `kind`: code in CONTACT_KINDS. `df`: bookings that gave it. */
  readonly contacts = new Table({ place: Uint32Array, kind: Uint8Array, df: Uint32Array })
  readonly #bookingAt = new Places(this.bookings)
  readonly #contactAt = new Places(this.contacts)
  #dead = 0

  /** The row of a booking; a new one, without contacts, where it has none. */
  row(place: number): number {
    const known = this.#bookingAt.get(place)
    if (known >= 0) return known
    const row = this.bookings.add()
    this.bookings.columns.place[row] = place
    this.bookings.columns.first[row] = 0
    this.bookings.columns.count[row] = 0
    this.#bookingAt.add(row)
    return row
  }

  /** The row of a booking, −1 where it has none. */
  find(place: number): number {
    return this.#bookingAt.get(place)
  }

  /** Forgets a booking with its place: there is none any more. */
  leave(place: number): void {
    const row = this.#bookingAt.get(place)
    if (row < 0) return
    this.give(row, [])
    this.#bookingAt.delete(place)
  }

  /** Says which contacts a booking gave: numbers of their nodes, and codes of their kinds. */
  give(booking: number, contacts: readonly (readonly [place: number, kind: number])[]): void {
    this.#takeBack(booking)
    const first = this.given.add(contacts.length)
    for (const [i, [place, kind]] of contacts.entries()) {
      const contact = this.#contact(place, kind)
      this.given.columns.contact[first + i] = contact
      this.contacts.columns.df[contact] = (this.contacts.columns.df[contact] as number) + 1
    }
    this.bookings.columns.first[booking] = first
    this.bookings.columns.count[booking] = contacts.length
  }

  /** Packs what was given where a quarter of it is no booking's any more; returns whether it did. */
  compact(): boolean {
    if (4 * this.#dead <= this.given.length) return false
    const { first, count } = this.bookings.columns
    this.given.keep(
      Array.from({ length: this.bookings.length }, (_, b): Stretch => {
        const from = first[b] as number
        return [from, from + (count[b] as number)]
      }),
    )
    for (let b = 0, at = 0; b < this.bookings.length; b++) {
      first[b] = at
      at += count[b] as number
    }
    this.#dead = 0
    return true
  }

  get tables(): Record<string, AnyTable> {
    const { bookings, given, contacts } = this
    return {
      ...{ bookings, given, contacts },
      ...this.#bookingAt.tables('bookingAt'),
      ...this.#contactAt.tables('contactAt'),
    }
  }

  readonly names = {}

  get rest() {
    return { dead: this.#dead }
  }

  set rest({ dead }) {
    this.#dead = dead
  }

  /** A contact that nobody gave any more is forgotten with its place. */
  #takeBack(booking: number): void {
    const { first, count } = this.bookings.columns
    const { place, df } = this.contacts.columns
    const end = (first[booking] as number) + (count[booking] as number)
    for (let g = first[booking] as number; g < end; g++) {
      const contact = this.given.columns.contact[g] as number
      df[contact] = (df[contact] as number) - 1
      if (df[contact] === 0) this.#contactAt.delete(place[contact] as number)
    }
    this.#dead += count[booking] as number
  }

  #contact(place: number, kind: number): number {
    const known = this.#contactAt.get(place)
    if (known >= 0) return known
    const row = this.contacts.add()
    this.contacts.columns.place[row] = place
    this.contacts.columns.kind[row] = kind
    this.contacts.columns.df[row] = 0
    this.#contactAt.add(row)
    return row
  }
}
