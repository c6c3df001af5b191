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
    const facts = changes.map(({ statement, record: { names, codes, record: _, code, ...rest } }) => ({
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
    }))
    return tx => recordStations(tx, facts)
  },
}

export const trains: Kind<'train'> = {
  label: 'Train',
  id: ({ number }) => number,
  references: ({ from, to }) => [...toStation(from, 'from'), ...toStation(to, 'to')],
  prepare: async (_, changes) => {
    const facts = changes.map(({ statement, record: { record: _, number, ...properties } }) => ({
      statement,
      properties,
    }))
    return tx => recordTrains(tx, facts)
  },
}

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

function runFact<S>(statement: S, { run, train, originDate, capacity, calls }: RecordOf<'run'>) {
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
    const facts = changes.map(({ statement, record: { record: _, documents, ...properties } }) => ({
      statement,
      properties: { ...properties, documentsRefused: orNull(documents?.refused) },
    }))
    return tx => recordRegimes(tx, facts)
  },
}

export const movements: Kind<'movement'> = {
  label: 'Movement',
  id: ({ run, station, kind, at }) => [run, station ?? '', kind, at].join('|'),
  references: record => [...toRun(record.run, 'run'), ...toStation(record.station, 'station')],
  prepare: async (_, changes) => {
    const seen = changes.flatMap(({ record: { run, station, at } }) =>
      station === undefined ? [] : [{ run, station, at }],
    )
    const facts = changes.map(({ statement, record: { record: _, ...properties } }) => ({
      statement,
      properties,
      run: properties.run,
      call: properties.station === undefined ? null : callId(properties.run, properties.station),
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
    const facts = changes.map(({ statement, record: { record: _, ...properties } }) => ({ statement, properties }))
    return tx => recordCoverages(tx, facts)
  },
}
