import { documentId, ensureDocuments } from '../../document/index.ts'
import type { Place, Transaction } from '../../graph/index.ts'
import {
  type JourneyValues,
  journeyId,
  namedByJourneys,
  recordBookings,
  recordJourneys,
  runsWithLooseChecksOf,
} from '../../journey/index.ts'
import { recordIdentities, statedIdentity } from '../../person/index.ts'
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
    const stated = changes.map(({ record, statement }) =>
      statedIdentity(record.identity, (record.documents ?? []).map(documentId), `passenger:${statement.id}`),
    )
    const { places: identities, merged } = await recordIdentities(tx, stated, documents)
    const facts = changes.map(({ record, statement }, i) => {
      const { id, documents: beside } = stated[i] as (typeof stated)[number]
      return {
        statement,
        run: TrainRun.get(record.run) as Place,
        identity: identities.get(id) as Place,
        documents: beside.map(document => documents.places.get(document) as Place),
        booking: record.booking ? (bookings.get(record.booking.ref) as Place) : null,
        values: valuesOf(record),
      }
    })
    return async tx => {
      await ensureCalls(tx, stopsOf(records))
      await recordJourneys(tx, facts, corrected(changes))
      await settleRuns(tx, [...records.map(({ run }) => run), ...(await runsWithLooseChecksOf(tx, merged))])
    }
  },
}

function bookingsOf(tx: Transaction, records: readonly RecordOf<'passenger'>[]): Promise<ReadonlyMap<string, Place>> {
  const stated = records.flatMap(({ booking }) => {
    if (!booking) return []
    const { ref, purchasedAt, channel, contacts = [] } = booking
    return [{ ref, purchasedAt: orNull(purchasedAt), channel: orNull(channel), contacts }]
  })
  return recordBookings(tx, stated)
}

function stopsOf(records: readonly RecordOf<'passenger'>[]): Stop[] {
  return records.flatMap(({ run, ticket }) =>
    ticket
      ? [
          { run, station: ticket.from },
          { run, station: ticket.to },
        ]
      : [],
  )
}

function valuesOf({ run, ref, ticket, role, stage, capture }: RecordOf<'passenger'>): JourneyValues {
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
