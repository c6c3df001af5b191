import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dayText, MOST_DAYS } from '../../src/intake/gtfs/calendar/service-days.ts'
import { ServiceClock, secondsOf } from '../../src/intake/gtfs/calendar/service-time.ts'
import { scratch } from '../delivery.ts'
import { feedFolder, more, only, readAll, runsOf, tables } from '../gtfs.ts'

const folder = scratch()

/** A feed whose one train calls where the rows say. */
const stopTimes = (...rows: string[]) => only('stop_times.txt', STOP_TIMES, ...rows)
const STOP_TIMES = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type'
const CALENDAR = 'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date'
const daily = (from: string, until: string) => only('calendar.txt', CALENDAR, `D,1,1,1,1,1,1,1,${from},${until}`)

describe('the records of a feed', () => {
  test('stations, trains and runs of 029, Kena a technical stop', async () => {
    const { records, problems } = await readAll(feedFolder(folder))
    const run = (date: string, next: string) => ({
      record: 'run',
      run: `029/${date}`,
      train: '029',
      originDate: date,
      calls: [
        {
          seq: 1,
          station: 'MOSKVA',
          depart: `${date}T18:24:00Z`,
          kind: 'COMMERCIAL',
          boarding: true,
          alighting: false,
        },
        {
          seq: 2,
          station: 'KENA',
          arrive: `${next}T07:20:00Z`,
          depart: `${next}T07:50:00Z`,
          kind: 'TECHNICAL',
          boarding: false,
          alighting: false,
        },
        {
          seq: 3,
          station: 'KALININGRAD',
          arrive: `${next}T13:24:00Z`,
          kind: 'COMMERCIAL',
          boarding: false,
          alighting: true,
        },
      ],
    })
    expect(problems).toEqual([])
    expect(records).toEqual([
      {
        record: 'station',
        code: 'MOSKVA',
        names: { en: 'Moskva Belorusskaya' },
        country: 'RUS',
        latitude: 55.777,
        longitude: 37.581,
        timeZone: 'Europe/Moscow',
      },
      {
        record: 'station',
        code: 'KENA',
        names: { en: 'Kena' },
        country: 'LTU',
        latitude: 54.647,
        longitude: 25.619,
        timeZone: 'Europe/Vilnius',
      },
      {
        record: 'station',
        code: 'KALININGRAD',
        names: { en: 'Kaliningrad' },
        country: 'RUS',
        latitude: 54.694,
        longitude: 20.498,
        timeZone: 'Europe/Kaliningrad',
      },
      { record: 'train', number: '029', name: 'Yantar', from: 'MOSKVA', to: 'KALININGRAD' },
      run('2023-05-01', '2023-05-02'),
      run('2023-05-02', '2023-05-03'),
      run('2023-05-03', '2023-05-04'),
    ])
  })

  test('the example feed holds 029 and 030 for May 2023, but for the ninth', async () => {
    const { records, problems } = await readAll('docs/example-gtfs')
    const runs = records.filter(({ record }) => record === 'run') as unknown as {
      run: string
      calls: { station: string; kind: string }[]
    }[]
    expect(problems).toEqual([])
    const days = Array.from({ length: 31 }, (_, i) => `2023-05-${String(i + 1).padStart(2, '0')}`)
    const expected = ['029', '030'].flatMap(number =>
      days.filter(day => day !== '2023-05-09').map(day => `${number}/${day}`),
    )
    expect(runs.map(({ run }) => run)).toEqual(expected)
    expect(runs.at(-1)?.calls.find(({ station }) => station === 'KENA')).toEqual({
      seq: 3,
      station: 'KENA',
      arrive: '2023-05-31T20:34:00Z',
      depart: '2023-05-31T21:04:00Z',
      kind: 'BORDER',
      boarding: false,
      alighting: false,
    })
  })
})

describe('stations', () => {
  const stations = async (changed: Record<string, string>) => {
    const { records, problems } = await readAll(feedFolder(folder, changed))
    return { stations: records.filter(({ record }) => record === 'station'), problems }
  }
  const STOPS = 'stop_id,stop_code,stop_name,location_type,parent_station,stop_timezone,country,border_crossing'
  const stops = (...rows: string[]) => ({
    ...only('stops.txt', STOPS, ...rows),
    ...stopTimes('T,1:00:00,1:00:00,a,1,,', 'T,2:00:00,2:00:00,z,2,,'),
  })
  const z = 'z,Z,Z,,,Europe/Vilnius,,'

  test('a platform stands for its station, entrances and boarding areas are none', async () => {
    const changed = stops(
      'a,,Platform 1,0,v,,,',
      'v,VILNIUS,Vilnius,1,,Europe/Vilnius,,1',
      'e,,Entrance,2,v,,,',
      'n,,Node,3,v,,,',
      'b,,Area,4,a,,,',
      z,
    )
    const found = await stations(changed)
    expect(found.stations).toEqual([
      {
        record: 'station',
        code: 'VILNIUS',
        names: { en: 'Vilnius' },
        country: 'LTU',
        borderCrossing: true,
        timeZone: 'Europe/Vilnius',
      },
      { record: 'station', code: 'Z', names: { en: 'Z' }, country: 'LTU', timeZone: 'Europe/Vilnius' },
    ])
    const { runs } = await runsOf(folder, changed)
    expect(runs[0]?.calls.map(({ station, kind }) => [station, kind])).toEqual([
      ['VILNIUS', 'BORDER'],
      ['Z', 'COMMERCIAL'],
    ])
  })

  test('the country is that of the column, of the zone of the stop, or of the agency', async () => {
    const { stations: found } = await stations(
      stops('a,A,A,,,Europe/Berlin,,', 'b,B,B,,,,LTU,', 'c,C,C,,,Europe/Minsk,,', 'd,D,D,,,,,', z),
    )
    expect(found.map(({ code, country }) => [code, country])).toEqual([
      ['A', 'D'],
      ['B', 'LTU'],
      ['C', 'BLR'],
      ['D', 'RUS'],
      ['Z', 'LTU'],
    ])
  })

  test.each(['UTC', 'Europe/Simferopol'])('a zone that is of no country (%s) refuses the station', async zone => {
    const { stations: found, problems } = await stations(stops(`a,A,A,,,${zone},,`, z))
    expect(found.map(({ code }) => code)).toEqual(['Z'])
    expect(problems).toEqual([
      {
        field: 'stops.txt:2 country (or a stop_timezone or agency_timezone that lies in one)',
        expected: 'a three-letter ICAO code such as LTU',
        came: 'nothing',
      },
    ])
  })

  test('names come from translations, by record or by value, in the languages that stations have', async () => {
    const { stations: found, problems } = await stations({
      ...only('feed_info.txt', 'feed_publisher_name,feed_publisher_url,feed_lang', 'x,https://example.org,lt-LT'),
      ...only(
        'translations.txt',
        'table_name,field_name,language,translation,record_id,field_value',
        'stops,stop_name,ru,Кяна,s2,',
        'stops,stop_name,PL-pl,Kiena,,Kena',
        'stops,stop_name,de,Kena,s2,',
        'routes,route_long_name,ru,Янтарь,R,',
        'stops,stop_name,be,Мінск,s9,',
      ),
    })
    expect(found[1]?.names).toEqual({ en: 'Kena', lt: 'Kena', ru: 'Кяна', pl: 'Kiena' })
    expect(problems).toEqual([{ field: 'translations.txt:6 record_id', expected: 'a stop of stops.txt', came: '"s9"' }])
  })

  test.each([
    ['s4,VILNIUS,Vilnius,91,25,', 'stop_lat', 'degrees from -90 to 90', '91'],
    ['s4,VILNIUS,Vilnius,north,25,', 'stop_lat', 'degrees from -90 to 90', '"north"'],
    ['s4,VILNIUS,,54,25,', 'stop_name', 'text that is not empty', '""'],
    ['s4,KENA,Kena,54,25,', 'stop_code', 'a code that no other station of the feed has', '"KENA"'],
    ['s2,VILNIUS,Vilnius,54,25,', 'stop_id', 'each stop once', '"s2"'],
    ['s4,VIL\u0000NIUS,Vilnius,54,25,', 'stop_code', 'text without control characters', '"VIL\\u0000NIUS"'],
    ['s4,VILNIUS,Vilnius,54,25', '', '6 cells', '5'],
  ])('%j is refused, and the rest goes in', async (row, column, expected, came) => {
    const { stations: found, problems } = await stations(more('stops.txt', row))
    expect(found).toHaveLength(3)
    expect(problems).toEqual([{ field: `stops.txt:5 ${column}`.trim(), expected, came }])
  })
})

describe('times', () => {
  const vilnius = only('agency.txt', 'agency_id,agency_timezone', 'SYN,Europe/Vilnius')

  test('count from noon less twelve hours on the days on which clocks change', async () => {
    const { runs } = await runsOf(folder, {
      ...vilnius,
      ...only('calendar.txt', CALENDAR, 'D,0,0,0,0,0,0,0,20230326,20231029'),
      ...only('calendar_dates.txt', 'service_id,date,exception_type', 'D,20230326,1', 'D,20231029,1'),
      ...stopTimes('T,,0:30:00,s1,1,,', 'T,04:00:00,12:00:00,s2,2,,', 'T,27:00:00,,s3,3,,'),
    })
    expect(runs.map(({ calls }) => calls.flatMap(({ arrive, depart }) => [arrive, depart]))).toEqual([
      // From two to three hours ahead: the day begins at 23:00 of the day before by its own clock.
      [
        undefined,
        '2023-03-25T21:30:00Z',
        '2023-03-26T01:00:00Z',
        '2023-03-26T09:00:00Z',
        '2023-03-27T00:00:00Z',
        undefined,
      ],
      [
        undefined,
        '2023-10-28T22:30:00Z',
        '2023-10-29T02:00:00Z',
        '2023-10-29T10:00:00Z',
        '2023-10-30T01:00:00Z',
        undefined,
      ],
    ])
  })

  test('are those of the agency, whatever zone a stop is in', async () => {
    const { runs } = await runsOf(folder, { ...vilnius, ...daily('20230501', '20230501') })
    expect(runs[0]?.calls[0]?.depart).toBe('2023-05-01T18:24:00Z')
    const { runs: winter } = await runsOf(folder, { ...vilnius, ...daily('20230101', '20230101') })
    expect(winter[0]?.calls[0]?.depart).toBe('2023-01-01T19:24:00Z')
  })

  test('not stated stay absent', async () => {
    const { runs, problems } = await runsOf(
      folder,
      stopTimes('T,21:24:00,21:24:00,s1,1,,', 'T,,,s2,2,1,1', 'T,40:24:00,40:24:00,s3,3,,'),
    )
    expect(problems).toEqual([])
    expect(runs[0]?.calls[1]).toEqual({ seq: 2, station: 'KENA', kind: 'TECHNICAL', boarding: false, alighting: false })
  })

  test('agree with the wall clock that Intl shows', () => {
    const zones = [
      'Europe/Vilnius',
      'Europe/Moscow',
      'Europe/Minsk',
      'Europe/Kaliningrad',
      'Europe/Warsaw',
      'Asia/Tehran',
    ]
    const clock = new ServiceClock()
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 14_610, max: 22_000 }),
        fc.integer({ min: 0, max: 48 * 3_600 }),
        (zone, day, seconds) => {
          const at = clock.beginning(zone, day) + seconds * 1_000
          const offsetAt = (time: number) => wallClock(zone, time) - time
          // Noon shows noon; from there seconds pass as they do everywhere.
          expect(wallClock(zone, clock.beginning(zone, day) + 43_200_000)).toBe(day * 86_400_000 + 43_200_000)
          const noonOffset = offsetAt(clock.beginning(zone, day) + 43_200_000)
          expect(wallClock(zone, at)).toBe(day * 86_400_000 + seconds * 1_000 + offsetAt(at) - noonOffset)
        },
      ),
      { numRuns: 500 },
    )
  })

  test.each([
    ['0:00:00', 0],
    ['7:05:09', 25_509],
    ['24:00:00', 86_400],
    ['240:00:00', 864_000],
    ['240:00:01', undefined],
    ['07:60:00', undefined],
    ['07:20', undefined],
    ['-1:00:00', undefined],
    ['', undefined],
  ])('%j is %p seconds', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds)
  })
})

/** What a clock on the wall shows at an instant, as milliseconds: the zone's own rules, read through Intl. */
function wallClock(zone: string, time: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time)
  const part = (type: string) => Number(parts.find(found => found.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

describe('the calendar', () => {
  const days = async (changed: Record<string, string | undefined>) => {
    const { runs, problems } = await runsOf(folder, changed)
    return { days: runs.map(({ run }) => run.slice(4)), problems }
  }

  test('knows weekdays, days added and days removed', async () => {
    const { days: found, problems } = await days({
      ...only('calendar.txt', CALENDAR, 'D,1,0,0,0,1,0,0,20230501,20230514'),
      ...only(
        'calendar_dates.txt',
        'service_id,date,exception_type',
        'D,20230505,2',
        'D,20230506,1',
        'D,20230507,2',
        'D,20230601,1',
        'D,20230606,3',
        'D,20230631,1',
      ),
    })
    expect(found).toEqual(['2023-05-01', '2023-05-06', '2023-05-08', '2023-05-12', '2023-06-01'])
    expect(problems).toEqual([
      { field: 'calendar_dates.txt:6 exception_type', expected: '1 (added) or 2 (removed)', came: '"3"' },
      { field: 'calendar_dates.txt:7 date', expected: 'a day of the calendar such as 20230501', came: '"20230631"' },
    ])
  })

  test('may be of single days only', async () => {
    const { days: found } = await days({
      'calendar.txt': undefined,
      ...only('calendar_dates.txt', 'service_id,date,exception_type', 'D,20230502,1', 'D,20220101,1'),
    })
    expect(found).toEqual(['2022-01-01', '2023-05-02'])
  })

  test(`spans at most ${MOST_DAYS} days`, async () => {
    const last = (length: number) => dayText(Date.parse('2023-01-01') / 86_400_000 + length - 1).replaceAll('-', '')
    const whole = await days(daily('20230101', last(MOST_DAYS)))
    expect([whole.days.length, whole.problems]).toEqual([MOST_DAYS, []])
    const tooLong = await days(daily('20230101', last(MOST_DAYS + 1)))
    expect(tooLong.days).toEqual([])
    expect(tooLong.problems).toEqual([
      {
        field: 'calendar.txt:2 end_date',
        expected: 'at most 1100 days from the first day of the feed to its last',
        came: `"${last(MOST_DAYS + 1)}"`,
      },
    ])
  })

  test('a year 9999 beside a year 1 is refused, not walked through', async () => {
    const { days: found, problems } = await days({
      ...daily('20230501', '20230501'),
      ...only('calendar_dates.txt', 'service_id,date,exception_type', 'D,99991231,1', 'D,00010101,1'),
    })
    expect(found).toEqual(['2023-05-01'])
    expect(problems.map(({ field }) => field)).toEqual(['calendar_dates.txt:2 date', 'calendar_dates.txt:3 date'])
  })

  test('trips that would make more than two million runs refuse the feed', async () => {
    const trips = Array.from({ length: 1_819 }, (_, i) => `R,D,T${i}`)
    const times = trips.map((_, i) => `T${i},1:00:00,1:00:00,s1,1,,`)
    const feed = feedFolder(folder, {
      ...daily('20230101', '20260104'),
      ...only('trips.txt', 'route_id,service_id,trip_id', ...trips),
      ...stopTimes(...times),
    })
    await expect(readAll(feed)).rejects.toThrow('expected trips that make at most 2000000 runs, got more')
  })
})

describe('trips', () => {
  const refusals: readonly [string, Record<string, string>, object][] = [
    [
      'no route',
      more('trips.txt', 'Q,D,T2'),
      { field: 'trips.txt:3 route_id', expected: 'a route of routes.txt', came: '"Q"' },
    ],
    [
      'no service',
      more('trips.txt', 'R,E,T2'),
      { field: 'trips.txt:3 service_id', expected: 'a service of calendar.txt or calendar_dates.txt', came: '"E"' },
    ],
    ['twice', more('trips.txt', 'R,D,T'), { field: 'trips.txt:3 trip_id', expected: 'each trip once', came: '"T"' }],
    [
      'without stop times',
      more('trips.txt', 'R,D,T2'),
      { field: 'trips.txt:3 trip_id', expected: 'a trip with stop times', came: 'none of them' },
    ],
    [
      'stop times of no trip',
      more('stop_times.txt', 'T9,1:00:00,1:00:00,s1,1,,'),
      { field: 'stop_times.txt:5 trip_id', expected: 'a trip of trips.txt', came: '"T9"' },
    ],
    [
      'the second of its number on a day',
      {
        ...more('trips.txt', 'R,D,T2'),
        ...more('stop_times.txt', 'T2,1:00:00,1:00:00,s1,1,,', 'T2,2:00:00,2:00:00,s3,2,,'),
      },
      {
        field: 'trips.txt:3 trip_id',
        expected: 'one trip of train 029 on a service day',
        came: 'another on 2023-05-01 and on 2 days more',
      },
    ],
    [
      'of a bus',
      {
        ...more('routes.txt', 'B,SYN,12,Bus,3'),
        ...more('trips.txt', 'B,D,T2'),
        ...more('stop_times.txt', 'T2,1:00:00,1:00:00,s1,1,,'),
      },
      { field: 'routes.txt:3 route_type', expected: 'a railway: 2, or 100 to 119', came: '"3"' },
    ],
  ]
  test.each(refusals)('%s: refused, and the rest goes in', async (_, changed, problem) => {
    const { runs, problems } = await runsOf(folder, changed)
    expect(problems).toEqual([problem])
    expect(runs.map(({ run, calls }) => [run, calls.length])).toEqual([
      ['029/2023-05-01', 3],
      ['029/2023-05-02', 3],
      ['029/2023-05-03', 3],
    ])
  })

  const bad: readonly [string, readonly string[], object][] = [
    [
      'a time that is none',
      ['T,1:00:00,1:00:00,s1,1,,', 'T,2:61:00,2:61:00,s2,2,,'],
      {
        field: 'stop_times.txt:3 arrival_time',
        expected: 'H:MM:SS, at most 240 hours, such as 07:20:00 or 31:20:00',
        came: '"2:61:00"',
      },
    ],
    [
      'a departure before the arrival',
      ['T,1:00:00,0:59:59,s1,1,,'],
      {
        field: 'stop_times.txt:2 departure_time',
        expected: 'a time not before 01:00:00, which precedes it',
        came: '00:59:59',
      },
    ],
    [
      'an arrival before the departure before it',
      ['T,25:00:00,25:00:00,s1,1,,', 'T,,,s2,2,,', 'T,1:10:00,1:10:00,s3,3,,'],
      {
        field: 'stop_times.txt:4 arrival_time',
        expected: 'a time not before 25:00:00, which precedes it',
        came: '01:10:00',
      },
    ],
    [
      'a stop that is not there',
      ['T,1:00:00,1:00:00,s9,1,,'],
      {
        field: 'stop_times.txt:2 stop_id',
        expected: 'a stop, platform or station of stops.txt that is not refused itself',
        came: '"s9"',
      },
    ],
    [
      'a station called at twice',
      ['T,1:00:00,1:00:00,s1,1,,', 'T,2:00:00,2:00:00,s2,2,,', 'T,3:00:00,3:00:00,s1,3,,'],
      {
        field: 'stop_times.txt:4 stop_id',
        expected: 'each station once: a run calls at a station once',
        came: 'MOSKVA',
      },
    ],
    [
      'one place in the sequence twice',
      ['T,1:00:00,1:00:00,s1,1,,', 'T,2:00:00,2:00:00,s2,1,,'],
      { field: 'stop_times.txt:3 stop_sequence', expected: 'each number once in a trip', came: '1' },
    ],
    [
      'a pickup of an unknown kind',
      ['T,1:00:00,1:00:00,s1,1,4,'],
      { field: 'stop_times.txt:2 pickup_type', expected: 'one of 0, 1, 2, 3', came: '"4"' },
    ],
  ]
  test.each(bad)('%s refuses the trip, which would miss a call', async (_, rows, problem) => {
    const { runs, problems } = await runsOf(folder, stopTimes(...rows))
    expect(problems).toEqual([problem])
    expect(runs).toEqual([])
  })

  test('by headway are refused', async () => {
    const { runs, problems } = await runsOf(
      folder,
      only(
        'frequencies.txt',
        'trip_id,start_time,end_time,headway_secs',
        'T,6:00:00,9:00:00,600',
        'T,9:00:00,10:00:00,900',
      ),
    )
    expect(runs).toEqual([])
    expect(problems).toEqual([
      {
        field: 'frequencies.txt:2 trip_id',
        expected: 'no trip that runs by headway: a run needs times of its own',
        came: '"T"',
      },
    ])
  })

  test('a change of platform within a station is one call', async () => {
    const { runs, problems } = await runsOf(folder, {
      ...only(
        'stops.txt',
        'stop_id,stop_name,location_type,parent_station,stop_timezone',
        'V,Vilnius,1,,Europe/Vilnius',
        'v1,Platform 1,0,V,',
        'v2,Platform 2,0,V,',
        'K,Kaunas,0,,Europe/Vilnius',
      ),
      ...stopTimes('T,1:00:00,1:00:00,K,10,,1', 'T,2:00:00,2:05:00,v1,20,1,0', 'T,2:10:00,2:20:00,v2,30,0,1'),
    })
    expect(problems).toEqual([])
    expect(runs[0]?.calls[1]).toEqual({
      seq: 2,
      station: 'V',
      arrive: '2023-04-30T23:00:00Z',
      depart: '2023-04-30T23:20:00Z',
      kind: 'COMMERCIAL',
      boarding: true,
      alighting: true,
    })
  })

  test('go by their own number before that of the route; what the trips of a train do not share is not said of it', async () => {
    const { records } = await readAll(
      feedFolder(folder, {
        ...only('trips.txt', 'route_id,service_id,trip_id,trip_short_name', 'R,D,T,030', 'R,E,U,030'),
        ...only('calendar_dates.txt', 'service_id,date,exception_type', 'E,20230504,1'),
        ...stopTimes(
          'T,1:00:00,1:00:00,s3,1,,',
          'T,2:00:00,2:00:00,s1,2,,',
          'U,1:00:00,1:00:00,s2,1,,',
          'U,2:00:00,2:00:00,s1,2,,',
        ),
      }),
    )
    expect(records.filter(({ record }) => record === 'train')).toEqual([
      { record: 'train', number: '030', name: 'Yantar', to: 'MOSKVA' },
    ])
  })

  test('whose rows lie about in the file give the same records', async () => {
    const trips = only('trips.txt', 'route_id,service_id,trip_id,trip_short_name', 'R,D,T,029', 'R,D,U,030')
    const u = ['U,1:00:00,1:00:00,s3,1,,', 'U,2:00:00,2:00:00,s2,2,,', 'U,3:00:00,3:00:00,s1,3,,']
    const t = ['T,4:00:00,4:00:00,s1,1,,', 'T,5:00:00,5:00:00,s2,2,,', 'T,6:00:00,6:00:00,s3,3,,']
    const together = await readAll(feedFolder(folder, { ...trips, ...stopTimes(...t, ...u) }))
    const apart = [t[2], u[1], t[0], u[2], t[1], u[0]] as string[]
    expect(together.records).toHaveLength(3 + 2 + 6)
    expect(await readAll(feedFolder(folder, { ...trips, ...stopTimes(...apart) }))).toEqual(together)
  })

  test('more bad rows than anybody reads refuse the feed', async () => {
    const rows = Array.from({ length: 10_001 }, (_, i) => `X${i},1:00:00,1:00:00,s1,1,,`)
    await expect(readAll(feedFolder(folder, stopTimes(...rows)))).rejects.toThrow(
      'expected a feed with at most 10000 bad rows, got more; the first: stop_times.txt:2 trip_id',
    )
  })
})

test('a byte order mark, CRLF, spaces and columns unknown are read over', async () => {
  const spaced = tables['stops.txt'].replaceAll('\n', '\r\n').replaceAll(',', ' , ')
  const feed = feedFolder(folder, {
    'stops.txt': `\ufeff${spaced}`,
    ...only('trips.txt', 'colour,route_id,service_id,trip_id', 'red,R,D,T'),
  })
  expect(await readAll(feed)).toEqual(await readAll(feedFolder(folder)))
})
