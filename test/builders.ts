/** Records as a source would write them, with what a test does not care about filled in. */

type Fields = Record<string, unknown>

export const station = (code: string, fields: Fields = {}) => ({
  record: 'station',
  code,
  names: { en: code },
  country: 'LTU',
  ...fields,
})

export const train = (number: string, fields: Fields = {}) => ({ record: 'train', number, ...fields })

/** A run of 029 from Moskva over Kena and Kybartai to Kaliningrad, all on its origin date (UTC) and the day after. */
export const run = (date: string, fields: Fields = {}) => {
  const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
  const call = (
    seq: number,
    code: string,
    arrive: string | undefined,
    depart: string | undefined,
    kind = 'COMMERCIAL',
  ) => ({
    seq,
    station: code,
    ...(arrive ? { arrive } : {}),
    ...(depart ? { depart } : {}),
    kind,
    boarding: kind === 'COMMERCIAL',
    alighting: kind === 'COMMERCIAL',
  })
  return {
    record: 'run',
    run: `029/${date}`,
    train: '029',
    originDate: date,
    calls: [
      call(1, 'MOSKVA', undefined, `${date}T18:24:00Z`),
      call(2, 'KENA', `${next}T07:20:00Z`, `${next}T07:50:00Z`, 'BORDER'),
      call(3, 'KYBARTAI', `${next}T10:50:00Z`, `${next}T11:20:00Z`, 'BORDER'),
      call(4, 'KALININGRAD', `${next}T13:24:00Z`, undefined),
    ],
    ...fields,
  }
}

/** A run of 029 the other way, from Kaliningrad to Kena on one day. */
export const eastbound = (date: string) => ({
  ...run(date),
  calls: [
    {
      seq: 1,
      station: 'KALININGRAD',
      depart: `${date}T14:00:00Z`,
      kind: 'COMMERCIAL',
      boarding: true,
      alighting: true,
    },
    { seq: 2, station: 'KENA', arrive: `${date}T20:00:00Z`, kind: 'COMMERCIAL', boarding: true, alighting: true },
  ],
})

export const line = [
  station('MOSKVA', { country: 'RUS', latitude: 55.777, longitude: 37.581 }),
  station('KENA', { latitude: 54.647, longitude: 25.619, borderCrossing: true }),
  station('KYBARTAI', { latitude: 54.64, longitude: 22.759, borderCrossing: true }),
  station('VILNIUS', { latitude: 54.67, longitude: 25.284 }),
  station('KALININGRAD', { country: 'RUS', latitude: 54.694, longitude: 20.498 }),
  train('029', { name: 'Yantar', from: 'MOSKVA', to: 'KALININGRAD' }),
]

export const identity = (surname: string, givenNames: string, dateOfBirth: string) => ({
  surname,
  givenNames,
  dateOfBirth,
})
export const passport = (number: string) => ({ type: 'PASSPORT', issuer: 'RUS', number })

export const passenger = (date: string, ref: string, who: Fields, fields: Fields = {}) => ({
  record: 'passenger',
  run: `029/${date}`,
  ref,
  identity: who,
  ...fields,
})

export const check = (id: string, date: string, kind: string, fields: Fields = {}) => ({
  record: 'check',
  id,
  at: `${new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)}T07:30:00Z`,
  run: `029/${date}`,
  station: 'KENA',
  kind,
  ...fields,
})
