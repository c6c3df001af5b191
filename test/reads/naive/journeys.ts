import type { Copy, CopyNode } from '../copy.ts'
import { type About, type Fields, instantsAs, millis, only, sorted, stored, storedAs } from './about.ts'
import { documentKey } from './documents.ts'
import { type List, page, rows } from './page.ts'
import { stated } from './statements.ts'

/** By run and ref, those whom a check alone saw last, by the check. */
export const runAndRef = (journey: CopyNode) => {
  const { run, ref } = journey.properties
  return ref.startsWith('check:') ? [1, '', ref] : [0, run, ref]
}
const departure = (journey: CopyNode) => [journey.properties.departsAt, ...runAndRef(journey)]
const reference = (journey: CopyNode) => [journey.properties.ref, ...runAndRef(journey)]

export const byDeparture: List['orders'] = {
  DEPARTS_ASC: { by: departure },
  DEPARTS_DESC: { by: departure, down: true },
}
const anywhere: List['orders'] = {
  ...byDeparture,
  REF_ASC: { by: reference },
  REF_DESC: { by: reference, down: true },
}

export const journeyFilters: NonNullable<List['filters']> = {
  from: ({ properties }, from) => properties.departsAt >= millis(from),
  to: ({ properties }, to) => properties.departsAt < millis(to),
  run: (journey, run, { copy }) => copy.out(journey, 'ON', 'TrainRun')[0]?.properties.id === run,
  alightedAt: (journey, station, { copy }) =>
    copy
      .out(journey, 'ALIGHTED_AT', 'Call')
      .some(call => copy.out(call, 'AT', 'Station')[0]?.properties.id === station),
}

export const journeysOfPerson: List = { name: 'Person.journeys', orders: anywhere, filters: journeyFilters }
const journeysOfBooking: List = { name: 'Booking.journeys', orders: anywhere }
const bookingsOfContact: List = {
  name: 'Contact.bookings',
  orders: { ID_ASC: { by: ({ properties }) => [properties.id] } },
}

const makers = (journey: CopyNode, copy: Copy) => copy.into(journey, 'MADE', 'Identity')
const calledAt = (property: string) => (node: CopyNode, _: unknown, about: About) =>
  only('Call', [about.copy.find('Call', node.properties[property])])

export const journeys: Fields = {
  Journey: {
    ...stated,
    ...storedAs('ref', 'role', 'stage', 'coach', 'seat', 'capture'),
    ...instantsAs('departsAt'),
    run: (journey, _, { copy }) => only('TrainRun', copy.out(journey, 'ON', 'TrainRun')),
    identity: (journey, _, { copy }) => only('Identity', makers(journey, copy)),
    person: (journey, _, { copy, persons }) =>
      only(
        'Person',
        makers(journey, copy).flatMap(identity => persons.of(identity)),
      ),
    documents: (journey, _, { copy }) => sorted('Document', copy.out(journey, 'PRESENTED', 'Document'), documentKey),
    ticketedFrom: calledAt('ticketedFrom'),
    ticketedTo: calledAt('ticketedTo'),
    boardedAt: (journey, _, { copy }) => only('Call', copy.out(journey, 'BOARDED_AT', 'Call')),
    alightedAt: (journey, _, { copy }) => only('Call', copy.out(journey, 'ALIGHTED_AT', 'Call')),
    checks: (journey, _, { copy }) =>
      sorted('Check', copy.into(journey, 'OF', 'Check'), ({ properties: { at, id } }) => [at, id]),
    booking: (journey, _, { copy }) => only('Booking', copy.out(journey, 'BOOKED_IN', 'Booking')),
  },
  Check: {
    ...stated,
    ...storedAs('kind', 'basis', 'exception', 'authority', 'capture'),
    ...instantsAs('at'),
    checkId: stored('id'),
    call: calledAt('call'),
    journey: (check, _, { copy }) => only('Journey', copy.out(check, 'OF', 'Journey')),
    document: (check, _, { copy }) => only('Document', copy.out(check, 'EXAMINED', 'Document')),
    identity: (check, _, { copy }) => only('Identity', copy.out(check, 'READ', 'Identity')),
  },
  Booking: {
    ...instantsAs('purchasedAt'),
    ref: stored('id'),
    channel: stored('channel'),
    contacts: (booking, _, { copy }) =>
      sorted('Contact', copy.out(booking, 'GAVE', 'Contact'), ({ properties }) => [properties.id]),
    journeys: (booking, args, about) =>
      page(journeysOfBooking, rows('Journey', about.copy.into(booking, 'BOOKED_IN', 'Journey')), args, about),
  },
  Contact: {
    ...storedAs('kind', 'value'),
    bookings: (contact, args, about) =>
      page(bookingsOfContact, rows('Booking', about.copy.into(contact, 'GAVE', 'Booking')), args, about),
  },
}
