import type { CopyNode } from '../copy.ts'
import { type Fields, instantsAs, millis, only, sorted, stored, storedAs } from './about.ts'
import { byDeparture, journeyFilters, runAndRef } from './journeys.ts'
import { type List, page, rows } from './page.ts'
import { stated } from './statements.ts'

/** Planned time, departure before arrival; what was seen of a stop that was not planned, else the run's departure. */
export function timeOf({ properties }: CopyNode): number {
  const { seq, depart, arrive, seenAt, at } = properties
  return (seq === undefined ? seenAt : (depart ?? arrive)) ?? at
}

const callsHere: List = {
  name: 'Station.calls',
  orders: {
    AT_ASC: { by: call => [timeOf(call), call.properties.id] },
    AT_DESC: { by: call => [timeOf(call), call.properties.id], down: true },
  },
  filters: {
    from: (call, from) => timeOf(call) >= millis(from),
    to: (call, to) => timeOf(call) < millis(to),
  },
}

/** The passenger list, then those whom checks alone saw; all are of one run. */
const journeysOnRun: List = {
  name: 'TrainRun.journeys',
  orders: {
    REF_ASC: { by: runAndRef },
    REF_DESC: { by: runAndRef, down: true },
    ...byDeparture,
  },
  filters: journeyFilters,
}

export const runsList: List = {
  name: 'trainRuns',
  orders: {
    DEPARTS_ASC: { by: ({ properties: { departsAt, id } }) => [departsAt, id] },
    DEPARTS_DESC: { by: ({ properties: { departsAt, id } }) => [departsAt, id], down: true },
  },
  filters: {
    train: ({ properties }, train) => properties.train === train,
    from: ({ properties }, from) => properties.departsAt >= millis(from),
    to: ({ properties }, to) => properties.departsAt < millis(to),
  },
}

export const rail: Fields = {
  Station: {
    ...stated,
    ...storedAs('country', 'latitude', 'longitude', 'timeZone'),
    code: stored('id'),
    names: ({ properties: { nameEn, nameLt, nameRu, nameBe, namePl } }) => {
      return { en: nameEn, lt: nameLt, ru: nameRu, be: nameBe, pl: namePl }
    },
    borderCrossing: ({ properties }) => properties.borderCrossing === true,
    codes: ({ properties }) => JSON.parse(properties.codes ?? '[]'),
    calls: (station, args, about) => page(callsHere, rows('Call', about.copy.into(station, 'AT', 'Call')), args, about),
  },
  Train: {
    ...stated,
    number: stored('id'),
    name: stored('name'),
    from: ({ properties }, _, { copy }) => only('Station', [copy.find('Station', properties.from)]),
    to: ({ properties }, _, { copy }) => only('Station', [copy.find('Station', properties.to)]),
  },
  TrainRun: {
    ...stated,
    ...storedAs('originDate', 'capacity'),
    ...instantsAs('departsAt'),
    run: stored('id'),
    train: (run, _, { copy }) => only('Train', copy.out(run, 'RUN_OF', 'Train')),
    calls: (run, _, { copy }) =>
      sorted('Call', copy.out(run, 'HAS_CALL', 'Call'), call => {
        const { seq = Number.POSITIVE_INFINITY, id } = call.properties
        return [timeOf(call), seq, id]
      }),
    journeys: (run, args, about) =>
      page(journeysOnRun, rows('Journey', about.copy.into(run, 'ON', 'Journey')), args, about),
    onBoard: (run, _, { copy }) =>
      copy
        .into(run, 'ON', 'Journey')
        .filter(journey => journey.properties.stage !== 'DECLARED' || copy.into(journey, 'OF', 'Check').length > 0)
        .length,
  },
  Regime: {
    ...stated,
    ...storedAs('from', 'until', 'boarding', 'alighting', 'capacity', 'basis', 'note'),
    stations: ({ properties }) => properties.stations ?? [],
    trains: ({ properties }) => properties.trains ?? [],
    documentsRefused: ({ properties }) => properties.documentsRefused ?? [],
  },
  Call: {
    ...storedAs('seq', 'kind', 'boarding', 'alighting'),
    ...instantsAs('arrive', 'depart', 'arrived', 'departed'),
    station: (call, _, { copy }) => only('Station', copy.out(call, 'AT', 'Station')),
    run: (call, _, { copy }) => only('TrainRun', copy.into(call, 'HAS_CALL', 'TrainRun')),
  },
}
