import { check, passenger, station, train } from '../builders.ts'
import { Chance } from './chance.ts'
import { type Traveller, travellers } from './travellers.ts'

type Fields = Record<string, unknown>

/** Deliveries, one after another; a record may be a line as it is, where it is none. */
export type World = readonly (readonly (Fields | string)[])[]

const STATIONS = ['MOSKVA', 'VILNIUS', 'KENA', 'KYBARTAI', 'KALININGRAD'] as const
const DAYS = ['2023-05-01', '2023-05-02', '2023-05-09', '2024-02-29'] as const
const PERMITS = ['FRTD', 'FTD', 'RESIDENCE_PERMIT', 'SHORT_STAY_VISA', 'OTHER'] as const

/** A small world as sources deliver it, with what they correct later, the same for the same seed. */
export function world(seed: number): World {
  const chance = new Chance(seed)
  const runs = someRuns(chance)
  const people = travellers(chance, chance.between(8, 14))
  const listed = people.flatMap((traveller, n) => passengers(chance, runs, traveller, n))
  const papers = documents(chance, runs, people)
  const seen = checks(chance, runs, listed)
  const corrected = [...runs, ...listed, ...papers, ...seen].filter(() => chance.is(0.2))
  return [
    [...rails(chance), ...runs],
    [...chance.some(papers, 0.5), ...listed, ...refused(chance)],
    [...papers, ...seen, ...movements(chance, runs)],
    [...parked(chance), ...corrected.map(record => correction(chance, record)), { record: 'train' }],
    [...chance.some(corrected, 0.3), station('KENA', { names: { en: 'Kena', lt: 'Kena', ru: 'Кяна' } })],
  ]
}

function rails(chance: Chance): Fields[] {
  return [
    ...STATIONS.map(code =>
      station(code, {
        ...chance.sometimes({ latitude: 54.647, longitude: 25, borderCrossing: true, timeZone: 'Europe/Vilnius' }),
        names: { en: code, ...chance.sometimes({ lt: 'Stotis', ru: 'Станция', be: 'Станцыя', pl: 'Stacja' }, 0.3) },
        ...chance.sometimes({ codes: [{ scheme: 'UIC', value: '2058034', verified: chance.is(0.5) }] }),
      }),
    ),
    train('029', { name: 'Yantar', from: 'MOSKVA', to: 'KALININGRAD' }),
    train('030', chance.sometimes({ from: 'KALININGRAD', to: 'MOSKVA' })),
  ]
}

/** Two of them leave at the same time, so that their lists have to be told apart by more than that. */
function someRuns(chance: Chance): Fields[] {
  const keys = DAYS.flatMap(day => (['029', '030'] as const).map(number => ({ number, day })))
  const [first, second, ...others] = keys as [(typeof keys)[0], (typeof keys)[0], ...typeof keys]
  return [first, second, ...chance.some(others, 0.45)].map(({ number, day }) => {
    const calling = chance.some(STATIONS, 0.7)
    const stops = calling.length > 1 ? calling : ['MOSKVA', 'KENA']
    const calls = stops.map((code, i) => ({
      seq: i + 1,
      station: code,
      ...(i > 0 ? { arrive: `${day}T${18 + i}:20:00Z` } : {}),
      ...(i < stops.length - 1 || chance.is(0.2) ? { depart: `${day}T${18 + i}:50:00Z` } : {}),
      kind: chance.one(['COMMERCIAL', 'BORDER', 'TECHNICAL']),
      boarding: chance.is(0.5),
      alighting: chance.is(0.5),
    }))
    const capacity = chance.sometimes({ capacity: chance.between(0, 300) })
    return { record: 'run', run: `${number}/${day}`, train: number, originDate: day, calls, ...capacity }
  })
}

function passengers(chance: Chance, runs: readonly Fields[], { identities, papers }: Traveller, n: number): Fields[] {
  return chance.some(runs, 0.45).map(({ run }) =>
    passenger('', chance.is(0.9) ? `P${n}` : `z#${n}`, chance.one(identities), {
      run,
      ...chance.sometimes({
        stage: chance.one(['DECLARED', 'BOARDED']),
        role: chance.one(['PASSENGER', 'TRANSIT', 'CREW']),
        capture: chance.one(['CHIP', 'MRZ', 'CARRIER']),
        documents: papers.map(paper => ({ ...paper, ...chance.sometimes({ expiresOn: '2030-01-31' }, 0.3) })),
        ticket: {
          from: chance.one(STATIONS),
          to: chance.one(STATIONS),
          ...chance.sometimes({ coach: '07', seat: '12' }),
        },
        booking: booking(chance),
      }),
    }),
  )
}

function booking(chance: Chance): Fields {
  const contacts = [
    { kind: 'PHONE', value: '+370 600' },
    { kind: 'AGENT', value: 'Inturist' },
    { kind: 'EMAIL', value: 'a@b.example' },
  ]
  const ref = chance.one(['B1', 'B2', 'b3'])
  return {
    ref,
    ...chance.sometimes({
      purchasedAt: '2023-04-01T10:00:00.5Z',
      channel: 'web',
      contacts: chance.some(contacts, 0.5),
    }),
  }
}

/** What issuers say: of papers that people carry, of their successors, and of permits that go with them. */
function documents(chance: Chance, runs: readonly Fields[], people: readonly Traveller[]): Fields[] {
  return people.flatMap(({ identities, papers: [paper] }, n) => {
    if (!paper || chance.is(0.4)) return []
    const holder = chance.one(identities)
    const stated = () =>
      chance.sometimes({
        issuedOn: '2020-02-29',
        validFrom: '2020-03-01',
        expiresOn: chance.one(['2023-05-01', '2030-01-31']),
        authority: 'Consulate Sovetsk',
        biometric: chance.is(0.5),
        status: chance.one(['VALID', 'LOST', 'REVOKED']),
        statusAt: '2023-05-02T00:00:00.25Z',
        series: '70 12',
        permitType: 'work',
      })
    const renewed = { ...paper, number: `N${n}`, record: 'document', holder, replaces: paper }
    const permit = { record: 'document', type: chance.one(PERMITS), issuer: 'LTU', number: `F${n}`, holder }
    const authorises = chance.some(runs, 0.3).map(({ run }) => run)
    return [
      { ...paper, record: 'document', holder, ...stated() },
      ...(chance.is(0.4) ? [{ ...renewed, ...stated() }] : []),
      ...(chance.is(0.2) ? [{ ...renewed, number: `M${n}`, ...stated() }] : []),
      ...(chance.is(0.6) ? [{ ...permit, issuedFor: paper, authorises, transitHours: 6, ...stated() }] : []),
    ]
  })
}

function checks(chance: Chance, runs: readonly Fields[], listed: readonly Fields[]): Fields[] {
  const ofListed = listed.flatMap(({ run, ref, documents }) => {
    const [shown] = (documents ?? []) as Fields[]
    const { expiresOn: _, ...document } = shown ?? {}
    const named = chance.is(0.8) || !shown ? { passenger: ref } : {}
    return chance.some([1, 2], 0.5).map(() => ({ run, ...named, ...(shown && chance.is(0.7) ? { document } : {}) }))
  })
  const strangers = [
    { run: runs[0]?.run, identity: { surname: 'NOBODY' } },
    { run: runs[1]?.run, document: { type: 'PASSPORT', issuer: 'RUS', number: 'X9' } },
    { run: runs[1]?.run, identity: { surname: 'Zhuk' }, document: { type: 'FTD', issuer: 'LTU', number: 'X-8' } },
  ]
  return [...ofListed.filter(one => 'passenger' in one || 'document' in one), ...strangers].map((about, n) =>
    check(`c${n}`, '2023-05-01', chance.one(['BOARD', 'ALIGHT', 'ALIGHT', 'ENTRY', 'EXIT', 'TRANSIT', 'REFUSAL']), {
      at: `${chance.one(DAYS)}T2${chance.between(0, 2)}:30:00Z`,
      station: chance.one(STATIONS),
      ...about,
      ...chance.sometimes({
        basis: chance.one(['FRTD', 'NONE']),
        exception: 'MEDICAL',
        authority: 'VSAT',
        capture: chance.one(['CHIP', 'MANUAL']),
      }),
    }),
  )
}

function movements(chance: Chance, runs: readonly Fields[]): Fields[] {
  return chance.some(runs, 0.6).map(({ run }) => ({
    record: 'movement',
    run,
    station: chance.one(STATIONS),
    kind: chance.one(['ARRIVED', 'DEPARTED', 'DOOR_OPENED']),
    at: '2023-05-01T20:21:00Z',
  }))
}

const refused = (chance: Chance) => [
  '{ this is no JSON',
  passenger(chance.one(DAYS), 'P1', { surname: '', sex: 'N' }),
  ...(chance.is(0.5) ? [{ record: 'station', code: 'X', names: {}, country: 'Lithuania' }] : []),
]

const parked = (chance: Chance) => [
  passenger('2025-01-01', 'P1', { surname: 'LATER' }),
  check('c-later', '2025-01-01', 'ENTRY', { passenger: 'P1' }),
  ...(chance.is(0.5) ? [check('c-nowhere', '2023-05-01', 'BOARD', { station: 'NOWHERE', passenger: 'P0' })] : []),
]

/** The same fact stated otherwise. */
function correction(chance: Chance, record: Fields): Fields {
  if (record.record === 'run') return { ...record, capacity: 7, calls: (record.calls as Fields[]).slice(0, -1) }
  if (record.record === 'passenger') {
    const identity = { surname: 'OTHER', givenNames: 'Name', dateOfBirth: '1970-01-01' }
    return chance.is(0.5) ? { ...record, identity } : { ...record, booking: booking(chance), documents: [] }
  }
  if (record.record === 'check') return { ...record, station: chance.one(STATIONS), basis: 'NONE' }
  return { ...record, status: 'STOLEN', authority: 'Embassy Moscow' }
}
