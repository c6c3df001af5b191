import {
  callId,
  coverageId,
  ensureCalls,
  recordCoverages,
  recordMovements,
  recordRegimes,
  recordRuns,
  recordStations,
  recordTrains,
} from '../../rail/index.ts'
import type { RecordOf } from '../record/index.ts'
import { corrected, type Kind, orNull, toRun, toStation, toTrain } from './kind.ts'

export const stations: Kind<'station'> = {
  label: 'Station',
  id: ({ code }) => code,
  references: () => [],
  prepare: async (_, changes) => {
    const facts = changes.map(({ statement, record }) => ({ statement, properties: stationProperties(record) }))
    return tx => recordStations(tx, facts)
  },
}

/** What a station's node says beside its statement. */
export const stationProperties = ({ names, codes, record: _, code, ...rest }: RecordOf<'station'>) => ({
  ...rest,
  nameEn: names.en,
  nameLt: orNull(names.lt),
  nameRu: orNull(names.ru),
  nameBe: orNull(names.be),
  namePl: orNull(names.pl),
  codes: codes ? JSON.stringify(codes) : null,
})

export const trains: Kind<'train'> = {
  label: 'Train',
  id: ({ number }) => number,
  references: ({ from, to }) => [...toStation(from, 'from'), ...toStation(to, 'to')],
  prepare: async (_, changes) => {
    const facts = changes.map(({ statement, record }) => ({ statement, properties: trainProperties(record) }))
    return tx => recordTrains(tx, facts)
  },
}

/** What a train's node says beside its statement. */
export const trainProperties = ({ record: _, number, ...rest }: RecordOf<'train'>) => rest

export const runs: Kind<'run'> = {
  label: 'TrainRun',
  id: ({ run }) => run,
  references: ({ train, calls }) => [
    ...toTrain(train, 'train'),
    ...calls.flatMap((call, i) => toStation(call.station, `calls.${i}.station`)),
  ],
  prepare: async (_, changes, { Train, Station }) => {
    const facts = changes.map(({ statement, record }) => runFact(statement, record))
    return tx => recordRuns(tx, facts, corrected(changes), { trains: Train, stations: Station })
  },
}

/** A run with its calls in their order; it departs when its first call does. */
export function runFact<S>(statement: S, { run, train, originDate, capacity, calls }: RecordOf<'run'>) {
  const inOrder = [...calls].sort((a, b) => a.seq - b.seq)
  const planned = inOrder.map(({ depart, arrive }) => depart ?? arrive).find(at => at !== undefined)
  const departsAt = planned ?? Date.parse(originDate)
  return {
    statement,
    train,
    properties: { train, originDate, capacity: orNull(capacity), departsAt },
    calls: inOrder.map(call => ({
      ...call,
      arrive: orNull(call.arrive),
      depart: orNull(call.depart),
      at: call.depart ?? call.arrive ?? departsAt,
      run,
      id: callId(run, call.station),
    })),
  }
}

export const regimes: Kind<'regime'> = {
  label: 'Regime',
  id: ({ id }) => id,
  references: ({ stations = [], trains = [] }) => [
    ...stations.flatMap((id, i) => toStation(id, `stations.${i}`)),
    ...trains.flatMap((id, i) => toTrain(id, `trains.${i}`)),
  ],
  prepare: async (_, changes) => {
    const facts = changes.map(({ statement, record }) => ({ statement, properties: regimeProperties(record) }))
    return tx => recordRegimes(tx, facts)
  },
}

/** What a rule's node says beside its statement. */
export const regimeProperties = ({ record: _, documents, ...rest }: RecordOf<'regime'>) => ({
  ...rest,
  documentsRefused: orNull(documents?.refused),
})

export const movements: Kind<'movement'> = {
  label: 'Movement',
  id: ({ run, station, kind, at }) => [run, station ?? '', kind, at].join('|'),
  references: record => [...toRun(record.run, 'run'), ...toStation(record.station, 'station')],
  prepare: async (_, changes) => {
    const seen = changes.flatMap(({ record: { run, station, at } }) =>
      station === undefined ? [] : [{ run, station, at }],
    )
    const facts = changes.map(({ statement, record }) => ({
      statement,
      properties: ownProperties(record),
      run: record.run,
      call: record.station === undefined ? null : callId(record.run, record.station),
    }))
    return async tx => {
      await ensureCalls(tx, seen)
      await recordMovements(tx, facts)
    }
  },
}

export const coverages: Kind<'coverage'> = {
  label: 'Coverage',
  id: coverageId,
  references: record => [...toRun(record.run, 'run'), ...toStation(record.station, 'station')],
  prepare: async (_, changes) => {
    const facts = changes.map(({ statement, record }) => ({ statement, properties: ownProperties(record) }))
    return tx => recordCoverages(tx, facts)
  },
}

/** What the node of a movement or a coverage says beside its statement. */
export const ownProperties = <R extends RecordOf<'movement' | 'coverage'>>({ record: _, ...rest }: R) => rest
