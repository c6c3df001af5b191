import {
  type DocumentFact,
  documentId,
  documentNumber,
  ensureDocuments,
  recordDocuments,
} from '../../document/index.ts'
import type { Standing, StatedLabel, Statement, Transaction } from '../../graph/index.ts'
import {
  type CheckFact,
  type JourneyFact,
  journeyId,
  placeLooseChecks,
  recordBookings,
  recordChecks,
  recordJourneys,
  runsWithLooseChecksOf,
  settleEnds,
} from '../../journey/index.ts'
import { recordIdentities, type StatedIdentity, statedIdentity } from '../../person/index.ts'
import {
  callId,
  ensureCalls,
  recordCoverages,
  recordMovements,
  recordRegimes,
  recordRuns,
  recordStations,
  recordTrains,
} from '../../rail/index.ts'
import type { RecordKind, RecordOf } from '../record/index.ts'

/** A record that changes the graph: its statement, and how the graph stood to it. */
export interface Change<K extends RecordKind> {
  readonly record: RecordOf<K>
  readonly statement: Statement
  readonly standing: Standing
}

/** Something that a record names and that must be there. */
export interface Reference {
  readonly label: 'Station' | 'Train' | 'TrainRun' | 'Journey'
  readonly id: string
  readonly field: string
}

/** How one kind of record becomes part of the graph. */
export interface Kind<K extends RecordKind> {
  readonly label: StatedLabel
  /** The id of the node that the record states. */
  id(record: RecordOf<K>): string
  references(record: RecordOf<K>): Reference[]
  record(tx: Transaction, changes: readonly Change<K>[]): Promise<void>
}

const station = (id: string | undefined, field: string): Reference[] =>
  id === undefined ? [] : [{ label: 'Station', id, field }]
const train = (id: string | undefined, field: string): Reference[] =>
  id === undefined ? [] : [{ label: 'Train', id, field }]
const run = (id: string | undefined, field: string): Reference[] =>
  id === undefined ? [] : [{ label: 'TrainRun', id, field }]

/** Null for absent: a property of null is not stored. */
const orNull = <T>(value: T | undefined): T | null => value ?? null

const corrected = (changes: readonly { statement: Statement; standing: Standing }[]) =>
  new Set(changes.filter(({ standing }) => standing !== 'new').map(({ statement }) => statement.id))

const stations: Kind<'station'> = {
  label: 'Station',
  id: ({ code }) => code,
  references: () => [],
  record: (tx, changes) =>
    recordStations(
      tx,
      changes.map(({ statement, record: { names, codes, record: _, code, ...rest } }) => ({
        statement,
        properties: {
          ...rest,
          nameEn: names.en,
          nameLt: orNull(names.lt),
          nameRu: orNull(names.ru),
          nameBe: orNull(names.be),
          namePl: orNull(names.pl),
          codes: codes ? JSON.stringify(codes) : null,
        },
      })),
    ),
}

const trains: Kind<'train'> = {
  label: 'Train',
  id: ({ number }) => number,
  references: ({ from, to }) => [...station(from, 'from'), ...station(to, 'to')],
  record: (tx, changes) =>
    recordTrains(
      tx,
      changes.map(({ statement, record: { record: _, number, ...properties } }) => ({ statement, properties })),
    ),
}

const runs: Kind<'run'> = {
  label: 'TrainRun',
  id: ({ run }) => run,
  references: ({ train: number, calls }) => [
    ...train(number, 'train'),
    ...calls.flatMap((call, i) => station(call.station, `calls.${i}.station`)),
  ],
  record: (tx, changes) =>
    recordRuns(
      tx,
      changes.map(({ statement, record }) => {
        const calls = [...record.calls].sort((a, b) => a.seq - b.seq)
        const departsAt =
          calls.flatMap(call => [call.depart ?? call.arrive ?? []].flat())[0] ?? Date.parse(record.originDate)
        return {
          statement,
          train: record.train,
          properties: {
            train: record.train,
            originDate: record.originDate,
            capacity: orNull(record.capacity),
            departsAt,
          },
          calls: calls.map(call => ({
            ...call,
            arrive: orNull(call.arrive),
            depart: orNull(call.depart),
            at: call.depart ?? call.arrive ?? departsAt,
            run: record.run,
            id: callId(record.run, call.station),
          })),
        }
      }),
    ),
}

const regimes: Kind<'regime'> = {
  label: 'Regime',
  id: ({ id }) => id,
  references: ({ stations = [], trains = [] }) => [
    ...stations.flatMap((id, i) => station(id, `stations.${i}`)),
    ...trains.flatMap((id, i) => train(id, `trains.${i}`)),
  ],
  record: (tx, changes) =>
    recordRegimes(
      tx,
      changes.map(({ statement, record: { record: _, documents, ...properties } }) => ({
        statement,
        properties: { ...properties, documentsRefused: orNull(documents?.refused) },
      })),
    ),
}

const documents: Kind<'document'> = {
  label: 'Document',
  id: documentId,
  references: ({ authorises = [] }) => authorises.flatMap((id, i) => run(id, `authorises.${i}`)),
  record: async (tx, changes) => {
    const named = changes.flatMap(({ record }) => [record, record.issuedFor ?? [], record.replaces ?? []].flat())
    await ensureDocuments(
      tx,
      named.map(({ type, issuer, number }) => ({ type, issuer, number })),
    )
    const facts = changes.map(({ statement, record }): DocumentFact => {
      const { record: _, holder, issuedFor, replaces, authorises, mrz, ...properties } = record
      return {
        statement,
        type: record.type,
        properties: { ...properties, number: documentNumber(record.number), mrz: orNull(mrz) },
        issuedFor: issuedFor ? documentId(issuedFor) : null,
        replaces: replaces ? documentId(replaces) : null,
        authorises: [...new Set(authorises ?? [])],
      }
    })
    await recordDocuments(tx, facts)
    const holders = changes.map(({ record, statement }) => statedIdentity(record.holder, [statement.id], statement.id))
    await recordPersons(tx, holders, [])
  },
}

const passengers: Kind<'passenger'> = {
  label: 'Journey',
  id: record => journeyId(record.run, record.ref),
  references: record => [
    ...run(record.run, 'run'),
    ...station(record.ticket?.from, 'ticket.from'),
    ...station(record.ticket?.to, 'ticket.to'),
  ],
  record: async (tx, changes) => {
    const records = changes.map(({ record }) => record)
    await ensureDocuments(
      tx,
      records.flatMap(({ documents = [] }) => documents),
    )
    await ensureCalls(
      tx,
      records.flatMap(({ run, ticket }) =>
        ticket
          ? [
              { run, station: ticket.from },
              { run, station: ticket.to },
            ]
          : [],
      ),
    )
    await recordBookings(
      tx,
      records.flatMap(({ booking }) => {
        if (!booking) return []
        const { ref, purchasedAt, channel, contacts = [] } = booking
        return [{ ref, purchasedAt: orNull(purchasedAt), channel: orNull(channel), contacts }]
      }),
    )
    const stated = changes.map(({ record, statement }) =>
      statedIdentity(record.identity, (record.documents ?? []).map(documentId), `passenger:${statement.id}`),
    )
    const facts = changes.map(({ record, statement }, i): JourneyFact => {
      const { run, ref, ticket, role, stage, capture } = record
      const identity = stated[i] as StatedIdentity
      return {
        statement,
        run,
        properties: {
          run,
          ref,
          role: orNull(role),
          stage: orNull(stage),
          capture: orNull(capture),
          coach: orNull(ticket?.coach),
          seat: orNull(ticket?.seat),
          ticketedFrom: ticket ? callId(run, ticket.from) : null,
          ticketedTo: ticket ? callId(run, ticket.to) : null,
        },
        identity: identity.id,
        documents: identity.documents,
        booking: orNull(record.booking?.ref),
      }
    })
    const merged = await recordIdentities(tx, stated)
    await recordJourneys(tx, facts, corrected(changes))
    await place(tx, [...records.map(({ run }) => run), ...(await runsWithLooseChecksOf(tx, merged))])
  },
}

const checks: Kind<'check'> = {
  label: 'Check',
  id: ({ id }) => id,
  references: record => [
    ...run(record.run, 'run'),
    ...station(record.station, 'station'),
    ...(record.passenger === undefined
      ? []
      : [{ label: 'Journey' as const, id: journeyId(record.run, record.passenger), field: 'passenger' }]),
  ],
  record: async (tx, changes) => {
    const records = changes.map(({ record }) => record)
    await ensureDocuments(
      tx,
      records.flatMap(({ document }) => document ?? []),
    )
    await ensureCalls(
      tx,
      records.map(({ run, station, at }) => ({ run, station, at })),
    )
    const stated = records.map(({ identity, document, id }) =>
      identity ? statedIdentity(identity, document ? [documentId(document)] : [], `check:${id}`) : null,
    )
    const facts = changes.map(({ record, statement }, i): CheckFact => {
      const { record: _, id, passenger, identity, document, ...properties } = record
      return {
        statement,
        run: record.run,
        journey: passenger === undefined ? null : journeyId(record.run, passenger),
        properties: { ...properties, call: callId(record.run, record.station) },
        identity: stated[i]?.id ?? null,
        document: document ? documentId(document) : null,
      }
    })
    const loose = records.filter(({ passenger }) => passenger === undefined).map(({ run }) => run)
    const known = stated.filter(identity => identity !== null)
    const merged = known.length > 0 ? await recordIdentities(tx, known) : []
    const before = await journeysOf(tx, corrected(changes))
    await recordChecks(tx, facts, corrected(changes))
    const ends = facts.filter(({ properties: { kind } }) => kind === 'BOARD' || kind === 'ALIGHT')
    await settleEnds(tx, [...before, ...ends.map(({ journey, statement }) => journey ?? `check:${statement.id}`)])
    await place(tx, [...loose, ...(await runsWithLooseChecksOf(tx, merged))])
  },
}

const movements: Kind<'movement'> = {
  label: 'Movement',
  id: ({ run, station, kind, at }) => [run, station ?? '', kind, at].join('|'),
  references: record => [...run(record.run, 'run'), ...station(record.station, 'station')],
  record: async (tx, changes) => {
    const seen = changes.flatMap(({ record: { run, station, at } }) =>
      station === undefined ? [] : [{ run, station, at }],
    )
    await ensureCalls(tx, seen)
    await recordMovements(
      tx,
      changes.map(({ statement, record: { record: _, ...properties } }) => ({
        statement,
        properties,
        run: properties.run,
        call: properties.station === undefined ? null : callId(properties.run, properties.station),
      })),
    )
  },
}

const coverages: Kind<'coverage'> = {
  label: 'Coverage',
  id: ({ run, station, feed, from }) => [run ?? '', station ?? '', feed, from ?? ''].join('|'),
  references: record => [...run(record.run, 'run'), ...station(record.station, 'station')],
  record: (tx, changes) =>
    recordCoverages(
      tx,
      changes.map(({ statement, record: { record: _, ...properties } }) => ({ statement, properties })),
    ),
}

async function recordPersons(
  tx: Transaction,
  stated: readonly StatedIdentity[],
  runs: readonly string[],
): Promise<void> {
  const merged = await recordIdentities(tx, stated)
  await place(tx, [...runs, ...(await runsWithLooseChecksOf(tx, merged))])
}

async function place(tx: Transaction, runs: readonly string[]): Promise<void> {
  await settleEnds(tx, await placeLooseChecks(tx, runs))
}

async function journeysOf(tx: Transaction, checks: ReadonlySet<string>): Promise<string[]> {
  if (checks.size === 0) return []
  const rows = await tx.run(
    '// journeysOfChecks\nUNWIND $ids AS id\nMATCH (:Check {id: id})-[:OF]->(j:Journey)\nRETURN DISTINCT j.id',
    {
      ids: [...checks],
    },
  )
  return rows.map(([id]) => String(id))
}

/** All kinds, in the order in which a batch takes them: what is named before what names it. */
export const KINDS: { readonly [K in RecordKind]: Kind<K> } = {
  station: stations,
  train: trains,
  run: runs,
  regime: regimes,
  document: documents,
  passenger: passengers,
  check: checks,
  movement: movements,
  coverage: coverages,
}
