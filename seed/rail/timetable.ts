import { DAY, dayOf, dayText, instantText, MINUTE, weekday } from '../base/calendar.ts'

/** An invented plan: the hours of 029 are those of the domain notes, the others are laid around them. */
interface Plan {
  readonly train: string
  readonly westbound: boolean
  /** Station, arrival, departure, in minutes from 00:00Z of the origin date. */
  readonly calls: readonly (readonly [station: string, arrive: number | null, depart: number | null])[]
  runsOn(day: number): boolean
}

/** One run of a train. */
export interface Run {
  readonly key: string
  readonly plan: Plan
  readonly day: number
}

const at = (day: number, clock: string) => day * 1440 + Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** The border stops of a westbound train, from its arrival at Gudogai: 20 minutes there, 30 at Kena and at Kybartai. */
const westward = (gudogai: number) =>
  [
    ['GUDOGAI', gudogai, gudogai + 20],
    ['KENA', gudogai + 40, gudogai + 70],
    ['KYBARTAI', gudogai + 250, gudogai + 280],
    ['KALININGRAD', gudogai + 404, null],
  ] as const

const eastward = (kaliningrad: number) =>
  [
    ['KALININGRAD', null, kaliningrad],
    ['KYBARTAI', kaliningrad + 124, kaliningrad + 154],
    ['KENA', kaliningrad + 334, kaliningrad + 364],
    ['GUDOGAI', kaliningrad + 384, kaliningrad + 404],
  ] as const

const on =
  (...weekdays: number[]) =>
  (day: number) =>
    weekdays.includes(weekday(day))
const START_2023 = dayOf('2023-01-01')
const everySecondDay = (parity: number) => (day: number) => (((day - START_2023) % 2) + 2) % 2 === parity

/** 147 and 148 ran in June to September only, in 2023. */
const inSeason = (days: (day: number) => boolean) => (day: number) => {
  const date = dayText(day)
  return days(day) && (date >= '2024-01-01' || (date >= '2023-06-01' && date < '2023-10-01'))
}

const PLANS: readonly Plan[] = [
  {
    train: '029',
    westbound: true,
    calls: [
      ['MOSKVA', null, at(0, '18:24')],
      ['SMOLENSK', null, at(0, '22:55')],
      ['MINSK', null, at(1, '03:20')],
      ...westward(at(1, '06:40')),
    ],
    runsOn: () => true,
  },
  {
    train: '030',
    westbound: false,
    calls: [
      ...eastward(at(0, '15:00')),
      ['MINSK', at(1, '01:24'), at(1, '01:34')],
      ['SMOLENSK', at(1, '05:49'), at(1, '05:54')],
      ['MOSKVA', at(1, '10:20'), null],
    ],
    runsOn: () => true,
  },
  {
    train: '079',
    westbound: true,
    calls: [['SPB', null, at(0, '15:10')], ...westward(at(1, '04:40'))],
    runsOn: on(0, 2, 4, 6),
  },
  {
    train: '080',
    westbound: false,
    calls: [...eastward(at(0, '05:40')), ['SPB', at(1, '02:10'), null]],
    runsOn: on(1, 3, 5, 6),
  },
  {
    train: '147',
    westbound: true,
    calls: [
      ['MOSKVA', null, at(0, '12:10')],
      ['SMOLENSK', null, at(0, '16:40')],
      ['MINSK', null, at(0, '21:05')],
      ...westward(at(1, '00:25')),
    ],
    runsOn: inSeason(on(1, 3, 5)),
  },
  {
    train: '148',
    westbound: false,
    calls: [
      ...eastward(at(0, '18:30')),
      ['MINSK', at(1, '04:54'), at(1, '05:04')],
      ['SMOLENSK', at(1, '09:19'), at(1, '09:24')],
      ['MOSKVA', at(1, '13:50'), null],
    ],
    runsOn: inSeason(on(2, 4, 6)),
  },
  {
    train: '359',
    westbound: true,
    calls: [
      ['ADLER', null, at(0, '14:00')],
      ['SMOLENSK', null, at(2, '02:20')],
      ['MINSK', null, at(2, '06:50')],
      ...westward(at(2, '10:10')),
    ],
    runsOn: everySecondDay(0),
  },
  {
    train: '360',
    westbound: false,
    calls: [
      ...eastward(at(0, '08:20')),
      ['MINSK', at(0, '18:24'), at(0, '18:34')],
      ['SMOLENSK', at(0, '22:50'), at(0, '22:55')],
      ['ADLER', at(2, '11:00'), null],
    ],
    runsOn: everySecondDay(1),
  },
]

/** All runs with an origin date from `first` to `last`, by origin date, then train. */
export function runsBetween(first: number, last: number): Run[] {
  const runs: Run[] = []
  for (let day = first; day <= last; day++)
    for (const plan of PLANS) if (plan.runsOn(day)) runs.push({ key: `${plan.train}/${dayText(day)}`, plan, day })
  return runs
}

/** The trains that carry between this end of the line and Kaliningrad. */
export function trainsOf(end: string, westbound: boolean): readonly string[] {
  return PLANS.filter(plan => plan.westbound === westbound && plan.calls.some(([station]) => station === end)).map(
    ({ train }) => train,
  )
}

/** Planned arrival (else departure) and departure (else arrival) at a station; undefined where the run does not call. */
export function callAt(run: Run, station: string): { arrive: number; depart: number } | undefined {
  const call = run.plan.calls.find(([code]) => code === station)
  if (!call) return undefined
  const [, arrive, depart] = call
  const instant = (minutes: number) => run.day * DAY + minutes * MINUTE
  return { arrive: instant((arrive ?? depart) as number), depart: instant((depart ?? arrive) as number) }
}

/** When the run sets out. */
export function departure(run: Run): number {
  return run.day * DAY + ((run.plan.calls[0]?.[2] ?? 0) as number) * MINUTE
}

const BORDER = new Set(['GUDOGAI', 'KENA', 'KYBARTAI'])

/** The run as a delivery states it. No ticket to or from a border stop is sold. */
export function runRecord(run: Run, capacity?: number): object {
  const { calls } = run.plan
  return {
    record: 'run',
    run: run.key,
    train: run.plan.train,
    originDate: dayText(run.day),
    ...(capacity === undefined ? {} : { capacity }),
    calls: calls.map(([station, arrive, depart], i) => ({
      seq: i + 1,
      station,
      ...(arrive === null ? {} : { arrive: instantText(run.day * DAY + arrive * MINUTE) }),
      ...(depart === null ? {} : { depart: instantText(run.day * DAY + depart * MINUTE) }),
      kind: BORDER.has(station) ? 'BORDER' : 'COMMERCIAL',
      boarding: !BORDER.has(station) && i < calls.length - 1,
      alighting: !BORDER.has(station) && i > 0,
    })),
  }
}
