import { documentId, ensureDocuments } from '../../document/index.ts'
import type { Place, Transaction } from '../../graph/index.ts'
import {
  type JourneyValues,
  journeyId,
  namedByJourneys,
  recordBookings,
  recordJourneys,
  runsWithLooseChecksOf,
  type StatedBooking,
} from '../../journey/index.ts'
import { recordIdentities, resolveIdentities, type StatedIdentity, statedIdentity } from '../../person/index.ts'
import { callId, ensureCalls, type Stop } from '../../rail/index.ts'
import type { RecordOf } from '../record/index.ts'
import { corrected, type Kind, orNull, toRun, toStation } from './kind.ts'
import { settleRuns } from './settle-runs.ts'

export const passengers: Kind<'passenger'> = {
  label: 'Journey',
  id: ({ run, ref }) => journeyId(run, ref),
  references: ({ run, ticket }) => [
    ...toRun(run, 'run'),
    ...toStation(ticket?.from, 'ticket.from'),
    ...toStation(ticket?.to, 'ticket.to'),
  ],
  named: namedByJourneys,
  prepare: async (tx, changes, { TrainRun }) => {
    const records = changes.map(({ record }) => record)
    const [documents, bookings] = await Promise.all([
      ensureDocuments(
        tx,
        records.flatMap(({ documents = [] }) => documents),
      ),
      bookingsOf(tx, records),
    ])
    const stated = records.map(travellerOf)
    const identities = await recordIdentities(tx, stated, documents)
    const facts = changes.map(({ record, statement }, i) => {
      const { id, documents: beside } = stated[i] as (typeof stated)[number]
      return {
        statement,
        run: TrainRun.get(record.run) as Place,
        identity: identities.get(id) as Place,
        documents: beside.map(document => documents.places.get(document) as Place),
        booking: record.booking ? (bookings.get(record.booking.ref) as Place) : null,
        values: journeyValues(record),
      }
    })
    return async tx => {
      await ensureCalls(tx, records.flatMap(ticketStops))
      await recordJourneys(tx, facts, corrected(changes))
      const again = facts
        .filter(({ statement }) => corrected(changes).has(statement.id))
        .map(({ identity }) => identity)
      const changed = await resolveIdentities(tx, identities.values(), again)
      await settleRuns(tx, [...records.map(({ run }) => run), ...(await runsWithLooseChecksOf(tx, changed))])
    }
  },
}

function bookingsOf(tx: Transaction, records: readonly RecordOf<'passenger'>[]): Promise<ReadonlyMap<string, Place>> {
  return recordBookings(
    tx,
    records.flatMap(({ booking }) => (booking ? [statedBooking(booking)] : [])),
  )
}

/** The identity that a line states, by the documents beside it. */
export const travellerOf = ({ run, ref, identity, documents = [] }: RecordOf<'passenger'>): StatedIdentity =>
  statedIdentity(identity, documents.map(documentId), `passenger:${journeyId(run, ref)}`)

/** What a line says of the booking. */
export function statedBooking(booking: NonNullable<RecordOf<'passenger'>['booking']>): StatedBooking {
  const { ref, purchasedAt, channel, contacts = [] } = booking
  return { ref, purchasedAt: orNull(purchasedAt), channel: orNull(channel), contacts }
}

/** Where the ticket puts the run. */
export const ticketStops = ({ run, ticket }: RecordOf<'passenger'>): Stop[] =>
  ticket
    ? [
        { run, station: ticket.from },
        { run, station: ticket.to },
      ]
    : []

/** What a journey's node says beside its statement. */
export function journeyValues({ run, ref, ticket, role, stage, capture }: RecordOf<'passenger'>): JourneyValues {
  return {
    run,
    ref,
    role: orNull(role),
    stage: orNull(stage),
    capture: orNull(capture),
    coach: orNull(ticket?.coach),
    seat: orNull(ticket?.seat),
    ticketedFrom: ticket ? callId(run, ticket.from) : null,
    ticketedTo: ticket ? callId(run, ticket.to) : null,
  }
}
