import { type Fragments, many, one, page, properties, property } from '../graph/index.ts'

/** A list that is absent where it would be empty. */
const named = (_: string, names: string[] | null) => names ?? []

/** Stations, trains, runs and calls as the API shows them. */
export const railFragments: Fragments = {
  types: [
    {
      name: 'Station',
      find: 'MATCH (y:Station {id: key})',
      asKnown: { stated: true, known: 'v IS NOT NULL' },
      fields: {
        code: property('id'),
        names: properties(['nameEn', 'nameLt', 'nameRu', 'nameBe', 'namePl'], (en, lt, ru, be, pl) => {
          return { en, lt, ru, be, pl }
        }),
        country: property('country'),
        latitude: property('latitude'),
        longitude: property('longitude'),
        borderCrossing: properties(['id', 'borderCrossing'], (_, crossing: boolean | null) => crossing ?? false),
        timeZone: property('timeZone'),
        codes: properties(['id', 'codes'], (_, codes: string | null) => JSON.parse(codes ?? '[]')),
        calls: page('Call', 'MATCH (x)<-[:AT]-(y:Call)', {
          filters: { from: { condition: 'y.at >= $filter.from' }, to: { condition: 'y.at < $filter.to' } },
          orders: { AT_ASC: { by: ['y.at'] }, AT_DESC: { by: ['y.at'], descending: true } },
          along: [{ match: 'MATCH (y:Call {station: x.id})', columns: ['y.station'], orders: ['AT_ASC', 'AT_DESC'] }],
        }),
      },
    },
    {
      name: 'Train',
      find: 'MATCH (y:Train {id: key})',
      asKnown: { stated: true, known: 'v IS NOT NULL' },
      fields: {
        number: property('id'),
        name: property('name'),
        from: one('Station', 'MATCH (y:Station {id: x.from})'),
        to: one('Station', 'MATCH (y:Station {id: x.to})'),
      },
    },
    {
      name: 'TrainRun',
      find: 'MATCH (y:TrainRun {id: key})',
      asKnown: { stated: true, known: 'v IS NOT NULL' },
      fields: {
        run: property('id'),
        originDate: property('originDate'),
        capacity: property('capacity'),
        departsAt: property('departsAt'),
        train: one('Train', 'MATCH (x)-[:RUN_OF]->(y:Train)'),
        calls: many('Call', 'MATCH (x)-[:HAS_CALL]->(y:Call)', ['y.at', 'y.seq']),
      },
    },
    {
      name: 'Call',
      find: 'MATCH (y:Call {id: key})',
      asKnown: { known: 'true', retires: true },
      fields: {
        seq: property('seq'),
        kind: property('kind'),
        arrive: property('arrive'),
        depart: property('depart'),
        arrived: property('arrived'),
        departed: property('departed'),
        boarding: property('boarding'),
        alighting: property('alighting'),
        station: one('Station', 'MATCH (x)-[:AT]->(y:Station)'),
        run: one('TrainRun', 'MATCH (x)<-[:HAS_CALL]-(y:TrainRun)'),
      },
    },
    {
      name: 'Regime',
      find: 'MATCH (y:Regime {id: key})',
      asKnown: { stated: true, known: 'v IS NOT NULL' },
      fields: {
        from: property('from'),
        until: property('until'),
        stations: properties(['id', 'stations'], named),
        trains: properties(['id', 'trains'], named),
        boarding: property('boarding'),
        alighting: property('alighting'),
        capacity: property('capacity'),
        documentsRefused: properties(['id', 'documentsRefused'], named),
        basis: property('basis'),
        note: property('note'),
      },
    },
  ],
  lists: {
    regimes: page('Regime', 'MATCH (y:Regime)', { orders: { FROM_ASC: { by: ['y.from'] } } }),
    trainRuns: page('TrainRun', 'MATCH (y:TrainRun)', {
      filters: {
        train: { condition: 'y.train = $filter.train' },
        from: { condition: 'y.departsAt >= $filter.from' },
        to: { condition: 'y.departsAt < $filter.to' },
      },
      orders: {
        DEPARTS_ASC: { by: ['y.departsAt'] },
        DEPARTS_DESC: { by: ['y.departsAt'], descending: true },
      },
    }),
    stations: page('Station', 'MATCH (y:Station)'),
  },
}
