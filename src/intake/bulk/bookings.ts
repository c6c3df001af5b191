import { BOOKING, CONTACT, contactId, contactRow, type StatedBooking } from '../../journey/index.ts'
import { canonical, digestOf } from '../record/index.ts'
import { Column } from './column.ts'
import { KeyTable } from './key-table.ts'
import type { ImportRows } from './rows.ts'

/** Bookings and contacts, written where they are first named. */
export class Bookings {
  readonly #rows: ImportRows
  readonly #bookings = new KeyTable()
  readonly #contacts = new KeyTable()
  readonly #nodes = Column.whole()
  /** What was said of a booking: 52 bits. */
  readonly #said = Column.wide()

  constructor(rows: ImportRows) {
    this.#rows = rows
  }

  /** The number of a booking's node; undefined where something else was said of it before, which must be weighed. */
  name(booking: StatedBooking): number | undefined {
    const known = this.#bookings.get(booking.ref)
    const said = digestOf(canonical(booking))
    if (known !== undefined) return this.#said.at(known) === said ? this.#nodes.at(known) : undefined
    const { ref, purchasedAt, channel, contacts } = booking
    const node = this.#rows.node('Booking', BOOKING, [ref, purchasedAt, channel])
    const index = this.#bookings.size
    this.#bookings.add(ref, index)
    this.#nodes.set(index, node)
    this.#said.set(index, said)
    for (const contact of new Map(contacts.map(one => [contactId(one), one])).values())
      this.#rows.tie('GAVE', node, this.#contact(contact))
    return node
  }

  #contact(contact: StatedBooking['contacts'][number]): number {
    const id = contactId(contact)
    const known = this.#contacts.get(id)
    if (known !== undefined) return known
    const node = this.#rows.node('Contact', CONTACT, contactRow(contact))
    this.#contacts.add(id, node)
    return node
  }
}
