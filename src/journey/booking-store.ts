import { createNodes, noteChange, type Place, placesOf, retire, revive, type Transaction, tie } from '../graph/index.ts'

export interface StatedBooking {
  readonly ref: string
  readonly purchasedAt: number | null
  readonly channel: string | null
  readonly contacts: readonly { readonly kind: string; readonly value: string }[]
}

/** The columns of a booking's node, and of a contact's. */
export const BOOKING = ['id', 'purchasedAt', 'channel'] as const
export const CONTACT = ['id', 'kind', 'value', 'plain'] as const

export type StatedContact = StatedBooking['contacts'][number]

export const contactId = ({ kind, value }: StatedContact) => `${kind}:${value}`

/** What a contact's node says. */
export const contactRow = (contact: StatedContact) => [
  contactId(contact),
  contact.kind,
  contact.value,
  plainContact(contact),
]

/** A contact as it is looked for: of a telephone number the digits, of anything else lower case. */
const plainContact = ({ kind, value }: StatedContact) =>
  kind === 'PHONE' ? value.replace(/[^0-9]/g, '') : value.toLowerCase()

interface KnownBooking {
  readonly place: Place
  readonly purchasedAt: number | null
  readonly channel: string | null
}

/**
 * Records bookings; of differing statements the earliest purchase and the first channel in order stand, whatever came
 * first, and contacts add up. Returns the bookings' places by ref.
 */
export async function recordBookings(
  tx: Transaction,
  stated: readonly StatedBooking[],
): Promise<ReadonlyMap<string, Place>> {
  const bookings = [...Map.groupBy(stated, ({ ref }) => ref).values()].map(same => same.reduce(both))
  const known = await knownBookings(
    tx,
    bookings.map(({ ref }) => ref),
  )
  const fresh = bookings.filter(({ ref }) => !known.has(ref))
  const rows = fresh.map(({ ref, purchasedAt, channel }) => [ref, purchasedAt, channel])
  const created = await createNodes(tx, 'recordBookings', 'Booking', BOOKING, rows)
  const places = new Map([...known].map(([ref, { place }]) => [ref, place]))
  for (const [i, { ref }] of fresh.entries()) places.set(ref, created[i] as Place)
  noteChange(tx, { bookings: created })
  await correctBookings(tx, bookings, known)
  await recordContacts(tx, bookings, places, known)
  await revive(
    tx,
    'Booking',
    fresh.map(({ ref }) => ref),
  )
  return places
}

function both(left: StatedBooking, right: StatedBooking): StatedBooking {
  return {
    ref: left.ref,
    purchasedAt: least(left.purchasedAt, right.purchasedAt),
    channel: least(left.channel, right.channel),
    contacts: [...left.contacts, ...right.contacts],
  }
}

function least<T extends string | number>(left: T | null, right: T | null): T | null {
  if (left === null || right === null) return left ?? right
  return left < right ? left : right
}

async function knownBookings(tx: Transaction, refs: readonly string[]): Promise<Map<string, KnownBooking>> {
  if (refs.length === 0) return new Map()
  const rows = (await tx.run(
    `// knownBookings
UNWIND $refs AS ref
MATCH (b:Booking {id: ref})
RETURN ref, elementId(b), b.purchasedAt, b.channel`,
    { refs },
  )) as [string, Place, number | null, string | null][]
  return new Map(rows.map(([ref, place, purchasedAt, channel]) => [ref, { place, purchasedAt, channel }]))
}

async function correctBookings(
  tx: Transaction,
  bookings: readonly StatedBooking[],
  known: ReadonlyMap<string, KnownBooking>,
): Promise<void> {
  const rows = bookings.flatMap(({ ref, purchasedAt, channel }) => {
    const before = known.get(ref)
    if (!before) return []
    const now = [least(purchasedAt, before.purchasedAt), least(channel, before.channel)]
    return now[0] === before.purchasedAt && now[1] === before.channel ? [] : [[before.place, ...now]]
  })
  if (rows.length === 0) return
  noteChange(tx, { bookings: rows.map(([place]) => place as Place) })
  await tx.run(
    `// correctBookings
UNWIND $rows AS row
MATCH (b) WHERE elementId(b) = row[0]
SET b.purchasedAt = row[1], b.channel = row[2]`,
    { rows },
  )
}

async function recordContacts(
  tx: Transaction,
  bookings: readonly StatedBooking[],
  bookingPlaces: ReadonlyMap<string, Place>,
  known: ReadonlyMap<string, KnownBooking>,
): Promise<void> {
  const given = new Map<string, StatedContact & { ref: string; contact: string }>()
  for (const { ref, contacts } of bookings)
    for (const { kind, value } of contacts) {
      const contact = contactId({ kind, value })
      given.set(JSON.stringify([ref, contact]), { ref, contact, kind, value })
    }
  if (given.size === 0) return
  const contacts = new Map([...given.values()].map(one => [one.contact, one]))
  const places = await placesOf(tx, 'Contact', contacts.keys())
  const fresh = [...contacts.values()].filter(({ contact }) => !places.has(contact))
  const created = await createNodes(tx, 'recordContacts', 'Contact', CONTACT, fresh.map(contactRow))
  for (const [i, { contact }] of fresh.entries()) places.set(contact, created[i] as Place)
  const pairOf = ({ ref, contact }: { ref: string; contact: string }) =>
    [bookingPlaces.get(ref) as Place, places.get(contact) as Place] as const
  const all = [...given.values()]
  await tie(tx, 'GAVE', all.filter(({ ref }) => !known.has(ref)).map(pairOf))
  await giveMore(tx, all.filter(({ ref }) => known.has(ref)).map(pairOf))
  await revive(
    tx,
    'Contact',
    fresh.map(({ contact }) => contact),
  )
}

/** A booking that was known may have given the contact before. */
async function giveMore(tx: Transaction, pairs: readonly (readonly [Place, Place])[]): Promise<void> {
  if (pairs.length === 0) return
  noteChange(tx, { bookings: pairs.map(([booking]) => booking) })
  await tx.run(
    `// giveMore
UNWIND $pairs AS pair
MATCH (b) WHERE elementId(b) = pair[0]
MATCH (c) WHERE elementId(c) = pair[1]
MERGE (b)-[:GAVE]->(c)`,
    { pairs },
  )
}

/** Retires bookings that no journey is in any more, because a correction took them away, and contacts that only they gave. */
export async function retireBookings(tx: Transaction, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return
  const bookings = (await tx.run(
    `// emptyBookings
UNWIND $refs AS ref
MATCH (b:Booking {id: ref}) WHERE NOT EXISTS { (b)<-[:BOOKED_IN]-(:Journey) }
RETURN elementId(b), COLLECT { MATCH (b)-[:GAVE]->(c:Contact) RETURN elementId(c) }`,
    { refs: [...new Set(refs)] },
  )) as [Place, Place[]][]
  noteChange(tx, { bookings: bookings.map(([booking]) => booking) })
  await retire(
    tx,
    'Booking',
    bookings.map(([booking]) => booking),
  )
  const contacts = await tx.run(
    `// ungivenContacts
UNWIND $places AS place
MATCH (c:Contact) WHERE elementId(c) = place AND NOT EXISTS { (c)<-[:GAVE]-(:Booking) }
RETURN DISTINCT elementId(c)`,
    { places: bookings.flatMap(([, given]) => given) },
  )
  await retire(tx, 'Contact', contacts.flat() as Place[])
}
