import { documentId } from '../../document/index.ts'
import type { Statement } from '../../graph/index.ts'
import { CHECK_ROW, checkNode, JOURNEY_ROW, journeyNode } from '../../journey/index.ts'
import { RUN_ROW } from '../../rail/index.ts'
import { checkValues, identityRead, journeyOf } from '../graph/check-kind.ts'
import { documentFact, documentsNamed, holderOf } from '../graph/document-kind.ts'
import type { Reference } from '../graph/kind.ts'
import { journeyValues, statedBooking, ticketStops, travellerOf } from '../graph/passenger-kind.ts'
import { type CheckedRecord, factId, referencesOf } from '../graph/prepare-batch.ts'
import { ownProperties, regimeProperties, runFact, stationProperties, trainProperties } from '../graph/rail-kinds.ts'
import type { AnyRecord, RecordKind, RecordOf } from '../record/index.ts'
import { Bookings } from './bookings.ts'
import { Calls } from './calls.ts'
import { Documents } from './documents.ts'
import { Identities } from './identities.ts'
import { Journeys } from './journeys.ts'
import { KeyTable } from './key-table.ts'
import type { ImportRows } from './rows.ts'

/**
 * `taken`: it is among the rows. `early`: it names something that has not come yet. `left`: what becomes of it depends on
 * other statements; the ordinary loader records it.
 */
export type Taken = 'taken' | 'early' | 'left'

/** Records what is simple: first statements whose meaning does not depend on what else is stated. */
export class SimpleRecords {
  readonly #rows: ImportRows
  readonly #stations = new Map<string, number>()
  readonly #trains = new Map<string, number>()
  /** Every fact that was stated; a journey's number is its index in `Journeys`. */
  readonly #facts = new KeyTable()
  readonly #calls: Calls
  readonly #documents: Documents
  readonly #identities: Identities
  readonly #bookings: Bookings
  readonly #journeys: Journeys

  constructor(rows: ImportRows) {
    this.#rows = rows
    this.#calls = new Calls(rows, this.#stations)
    this.#documents = new Documents(rows)
    this.#identities = new Identities(rows, this.#documents)
    this.#bookings = new Bookings(rows)
    this.#journeys = new Journeys(rows)
  }

  take({ record, digest, delivery, line }: CheckedRecord): Taken {
    const id = factId(record)
    const fact = factKey(record.record, id)
    if (this.#facts.get(fact) !== undefined) return 'left'
    if (!referencesOf(record).every(reference => this.#isKnown(reference))) return 'early'
    const index = this.#record(record, { id, digest, delivery, line })
    this.#facts.add(fact, index ?? LEFT)
    return index === undefined ? 'left' : 'taken'
  }

  /** Writes what could only be known at the end. */
  write(): void {
    this.#journeys.write()
    this.#calls.write()
    this.#documents.write()
  }

  #isKnown({ label, id }: Reference): boolean {
    if (label === 'Station') return this.#stations.has(id)
    if (label === 'Train') return this.#trains.has(id)
    if (label === 'TrainRun') return this.#calls.run(id) !== undefined
    return this.#journey(id) !== undefined
  }

  #journey(id: string): number | undefined {
    const index = this.#facts.get(factKey('passenger', id))
    return index === LEFT ? undefined : index
  }

  /** Returns the fact's index (0 where it needs none); undefined where it is not simple. */
  #record(record: AnyRecord, statement: Statement): number | undefined {
    switch (record.record) {
      case 'station':
        this.#stations.set(record.code, this.#node('Station', stationProperties(record), statement))
        return 0
      case 'train':
        this.#trains.set(record.number, this.#node('Train', trainProperties(record), statement))
        return 0
      case 'run':
        return this.#run(record, statement)
      case 'regime':
        return this.#regime(record, statement)
      case 'document':
        return this.#document(record, statement)
      case 'passenger':
        return this.#passenger(record, statement)
      case 'check':
        return this.#check(record, statement)
      case 'movement':
        return this.#movement(record, statement)
      case 'coverage':
        this.#node('Coverage', ownProperties(record), statement)
        return 0
    }
  }

  #node(label: string, properties: object, statement: Statement): number {
    return this.#rows.object(label, { ...properties, ...statement })
  }

  #run(record: RecordOf<'run'>, statement: Statement): number {
    const { train, properties, calls } = runFact(statement, record)
    const { departsAt } = properties
    const values: Readonly<Record<string, unknown>> = { ...statement, ...properties }
    const node = this.#rows.node(
      'TrainRun',
      RUN_ROW,
      RUN_ROW.map(column => values[column]),
    )
    this.#calls.addRun(record.run, { number: node, departsAt })
    this.#rows.tie('RUN_OF', node, this.#trains.get(train) as number)
    for (const call of calls) this.#calls.add(record.run, call.station, call)
    return 0
  }

  #regime(record: RecordOf<'regime'>, statement: Statement): number | undefined {
    const properties = regimeProperties(record)
    if (holdsEmptyList(properties)) return undefined
    this.#node('Regime', properties, statement)
    return 0
  }

  #document(record: RecordOf<'document'>, statement: Statement): number | undefined {
    const { properties, issuedFor, replaces, authorises } = documentFact({ record, statement })
    const holder = holderOf(record)
    if (holdsEmptyList(properties) || this.#identities.isWrittenAsNoHolder(holder)) return undefined
    for (const document of documentsNamed(record)) this.#documents.name(document)
    const { type, issuer, number } = record
    const node = this.#documents.record({ type, issuer, number }, { ...properties, ...statement })
    this.#identities.name(holder, true)
    if (issuedFor) this.#rows.tie('ISSUED_FOR', node, this.#documents.nodeOf(issuedFor))
    if (replaces) this.#rows.tie('REPLACES', node, this.#documents.nodeOf(replaces))
    for (const run of authorises) this.#rows.tie('AUTHORISES', node, this.#calls.run(run)?.number as number)
    return 0
  }

  #passenger(record: RecordOf<'passenger'>, statement: Statement): number | undefined {
    const booking = record.booking && this.#bookings.name(statedBooking(record.booking))
    if (record.booking && booking === undefined) return undefined
    const documents = new Map((record.documents ?? []).map(one => [documentId(one), this.#documents.name(one)]))
    for (const stop of ticketStops(record)) this.#calls.ensure(stop)
    const traveller = travellerOf(record)
    const run = this.#calls.run(record.run) as { number: number; departsAt: number }
    const values = journeyNode(statement, journeyValues(record))
    const node = this.#rows.node('Journey', JOURNEY_COLUMNS, [...values, run.departsAt])
    this.#rows.tie('MADE', this.#identities.name(traveller), node)
    this.#rows.tie('ON', node, run.number)
    for (const document of documents.values()) this.#rows.tie('PRESENTED', node, document)
    if (booking !== undefined) this.#rows.tie('BOOKED_IN', node, booking)
    return this.#journeys.add(node)
  }

  #check(record: RecordOf<'check'>, statement: Statement): number | undefined {
    const named = journeyOf(record)
    if (named === undefined) return undefined
    const journey = this.#journey(named) as number
    const { run, station, at, kind, document } = record
    const capture = record.capture ?? null
    if (this.#journeys.isTie(journey, { kind, at, capture })) return undefined
    const node = this.#rows.node('Check', CHECK_ROW, checkNode(statement, checkValues(record)))
    this.#rows.tie('OF', node, this.#journeys.nodeOf(journey))
    if (document) this.#rows.tie('EXAMINED', node, this.#documents.name(document))
    const read = identityRead(record)
    if (read) this.#rows.tie('READ', node, this.#identities.name(read))
    const call = this.#calls.ensure({ run, station, at })
    this.#journeys.see(journey, { kind, at, capture, call: call.number })
    return 0
  }

  #movement(record: RecordOf<'movement'>, statement: Statement): number {
    const { run, station, at, kind } = record
    const node = this.#node('Movement', ownProperties(record), statement)
    this.#rows.tie('OF', node, this.#calls.run(run)?.number as number)
    if (station !== undefined) this.#calls.moved(this.#calls.ensure({ run, station, at }), kind, at)
    return 0
  }
}

const JOURNEY_COLUMNS = [...JOURNEY_ROW, 'departsAt']

/** In place of the index of a fact whose statements are all left to the ordinary loader. */
const LEFT = 0x7fffffff

const factKey = (kind: RecordKind, id: string) => `${kind} ${id}`

/** The importer has no empty lists. */
const holdsEmptyList = (properties: object) =>
  Object.values(properties).some(value => Array.isArray(value) && value.length === 0)
