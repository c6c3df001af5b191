import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { findRuns } from '../../src/intake/graph/find-runs.ts'
import { exportList, loadDelivery, type Summary } from '../../src/intake/index.ts'
import { check, identity, line, passenger, passport, run, station } from '../builders.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const EXAMPLE = readFileSync(
  join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'example.edi'),
  'utf8',
)
const RUN = '029/2023-05-01'

let database: Database
let folder: string
let files = 0

beforeEach(async () => {
  await database?.close()
  database = await emptyGraph()
  folder = scratch()
})
afterAll(() => database.close())

/** The line with the stations of the example, and a run that leaves Gudogai at 10:00 by the clock there (07:00 UTC). */
const gudogai = { seq: 5, station: 'GUDOGAI', kind: 'BORDER', boarding: false, alighting: false }
const throughGudogai = (date: string, depart: string, fields = {}) => {
  const planned = run(date, fields)
  const [first, ...rest] = planned.calls
  const later = rest.map(call => ({ ...call, seq: call.seq + 10 }))
  return { ...planned, calls: [first, { ...gudogai, depart }, ...later] }
}
const ground = [
  ...line,
  station('SMOLENSK', { country: 'RUS' }),
  station('GUDOGAI', { country: 'BLR', timeZone: 'Europe/Minsk' }),
  throughGudogai('2023-05-01', '2023-05-02T07:00:00Z'),
  throughGudogai('2023-05-02', '2023-05-03T07:00:00Z'),
]

interface Loaded extends Summary {
  readonly said: readonly string[]
}

async function load(content: string): Promise<Loaded> {
  const path = join(folder, `list-${++files}.edi`)
  writeFileSync(path, content)
  const said: string[] = []
  const summary = await loadDelivery(database, folder, [path], { say: text => said.push(text) })
  return { ...summary, said }
}

const journeys = () =>
  database.read(
    `MATCH (i:Identity)-[:MADE]->(j:Journey)
OPTIONAL MATCH (j)-[:BOOKED_IN]->(b:Booking)
RETURN j.id, j.role, j.stage, j.ticketedFrom, j.ticketedTo, j.seat, i.id, b.id,
  COLLECT { MATCH (j)-[:PRESENTED]->(d) RETURN d.id + ' ' + coalesce(d.expiresOn, '') ORDER BY d.id }
ORDER BY j.id`,
    {},
  )

const journeyRefs = async () => (await database.read('MATCH (j:Journey) RETURN j.id ORDER BY j.id', {})).flat()
const complete = async () =>
  (
    await database.read("MATCH (v:Coverage {feed: 'PASSENGER_LIST'}) RETURN v.run, v.complete ORDER BY v.run", {})
  ).flat()

describe('a passenger list', () => {
  test('becomes journeys, identities, documents, tickets and bookings', async () => {
    await deliver(database, folder, ground)
    expect(await load(EXAMPLE)).toEqual({ recorded: 3, unchanged: 0, parked: 0, refused: 0, files: 1, said: [] })
    expect(await journeys()).toEqual([
      [
        `${RUN}#P0001`,
        'TRANSIT',
        'DECLARED',
        `${RUN}@MOSKVA`,
        `${RUN}@KALININGRAD`,
        null,
        expect.any(String),
        'Q7K2LM',
        ['FRTD:LTU:SYN000011 2023-07-30', 'PASSPORT:RUS:000000011 2029-06-30'],
      ],
      [
        `${RUN}#P0002`,
        'PASSENGER',
        'DECLARED',
        `${RUN}@SMOLENSK`,
        `${RUN}@KALININGRAD`,
        null,
        expect.any(String),
        'Q7K2ZZ',
        ['PASSPORT:RUS:000000022 2031-01-15', 'RESIDENCE_PERMIT:LTU:SYN000022 2025-09-01'],
      ],
    ])
    expect(await complete()).toEqual([RUN, true])
  })

  test('twice changes nothing, as the same file and in other words', async () => {
    await deliver(database, folder, ground)
    await load(EXAMPLE)
    const before = await snapshot(database)
    expect(await load(EXAMPLE)).toMatchObject({ recorded: 0, unchanged: 3, refused: 0 })
    expect(await load(EXAMPLE.replaceAll('\n', '\r\n'))).toMatchObject({ recorded: 0, unchanged: 3, refused: 0 })
    expect(await snapshot(database)).toEqual(before)
  })

  test('that is truncated leaves no trace', async () => {
    await deliver(database, folder, ground)
    const before = await snapshot(database)
    const loaded = await load(EXAMPLE.slice(0, -5))
    expect(loaded).toMatchObject({ recorded: 0, refused: 1 })
    expect(loaded.said).toEqual([
      expect.stringMatching(/^refused .*: expected segment 43 to end, got the end of the file/),
    ])
    expect(await snapshot(database)).toEqual(before)
  })

  test('whose count differs is kept, reported with the name of its file, and not complete', async () => {
    await deliver(database, folder, ground)
    const { said, ...summary } = await load(EXAMPLE.replace('CNT+42:2', 'CNT+42:3'))
    expect(summary).toMatchObject({ recorded: 3, refused: 0 })
    expect(said).toEqual([
      `list-${files}.edi: segment 41: CNT+42 says "3", the list names 2 passengers: what it names is kept, and the list is not taken for complete`,
    ])
    expect(await complete()).toEqual([RUN, false])
  })

  test('that a closed list follows: who was declared is aboard', async () => {
    await deliver(database, folder, ground)
    await load(EXAMPLE)
    await load(EXAMPLE.replace('BGM+745', 'BGM+266+CLOB'))
    const rows = await database.read('MATCH (j:Journey) RETURN j.stage, COUNT { (:Record)-[:STATES]->(j) }', {})
    expect(rows).toEqual([
      ['BOARDED', 1],
      ['BOARDED', 1],
    ])
  })
})

describe('a list that does not name its run', () => {
  const nameless = EXAMPLE.replace(`+${RUN}+01:F`, '')

  test('belongs to the run that leaves the last station before entry then', async () => {
    await deliver(database, folder, ground)
    expect(await load(nameless)).toMatchObject({ recorded: 3, refused: 0 })
    expect(await journeyRefs()).toEqual([`${RUN}#P0001`, `${RUN}#P0002`])
    expect(await complete()).toEqual([RUN, true])
  })

  test('waits where no run is near, and goes in by itself when the run is known', async () => {
    await deliver(database, folder, [...ground.slice(0, -2)])
    expect(await load(nameless)).toMatchObject({ recorded: 0, parked: 3, refused: 0 })
    expect(await deliver(database, folder, ground.slice(-2))).toMatchObject({ recorded: 5, parked: 0 })
    expect(await database.read('RETURN COUNT { (:ParkedRecord) }', {})).toEqual([[0]])
    expect(await journeyRefs()).toEqual([`${RUN}#P0001`, `${RUN}#P0002`])
  })

  test('twice in one file, the second a correction of the first', async () => {
    await deliver(database, folder, ground)
    const corrected = nameless.replace('IUREV', 'JURJEV')
    expect(await load(nameless + corrected)).toMatchObject({ recorded: 4, unchanged: 2, refused: 0 })
    expect(await database.read('MATCH (i)-[:MADE]->(:Journey {ref: "P0001"}) RETURN i.surname', {})).toEqual([
      ['JURJEV'],
    ])
  })
})

describe('finding runs', () => {
  const find = (localTime: string, at = 'GUDOGAI', train = '029') =>
    database.write(async tx => (await findRuns(tx, [{ train, station: at, localTime }]))[0])

  test.each([
    ['2023-05-02T10:00', RUN],
    ['2023-05-02T21:59', RUN],
    ['2023-05-01T22:00', RUN],
    ['2023-05-01T21:59', undefined],
    ['2023-05-02T22:00', undefined],
    ['2023-05-02T22:01', '029/2023-05-02'],
    ['2023-05-03T22:01', undefined],
  ])('left Gudogai at %s by the clock there: %s', async (localTime, found) => {
    await deliver(database, folder, ground)
    expect(await find(localTime)).toBe(found)
  })

  test('another train, another station, a station nobody knows: none', async () => {
    await deliver(database, folder, ground)
    expect(await find('2023-05-02T10:00', 'GUDOGAI', '030')).toBeUndefined()
    expect(await find('2023-05-02T10:00', 'VILNIUS')).toBeUndefined()
    expect(await find('2023-05-02T10:00', 'NOWHERE')).toBeUndefined()
  })

  test('several at once come in the order in which they were asked, by one statement', async () => {
    await deliver(database, folder, ground)
    const asked = ['2023-05-03T10:00', '2020-01-01T10:00', '2023-05-02T10:00']
    const before = database.statements
    const found = await database.write(tx =>
      findRuns(
        tx,
        asked.map(localTime => ({ train: '029', station: 'GUDOGAI', localTime })),
      ),
    )
    expect([found, database.statements - before]).toEqual([['029/2023-05-02', undefined, RUN], 1])
  })

  test("knows the country's zone where the station states none, and summer time", async () => {
    // Kena leaves at 07:50 UTC: 10:50 in summer, 09:50 in winter. Twelve hours later the run is still found, then no more.
    await deliver(database, folder, [...line, run('2023-07-01'), run('2023-12-01')])
    expect(await find('2023-07-02T22:50', 'KENA')).toBe('029/2023-07-01')
    expect(await find('2023-07-02T22:51', 'KENA')).toBeUndefined()
    expect(await find('2023-12-02T21:50', 'KENA')).toBe('029/2023-12-01')
    expect(await find('2023-12-02T21:51', 'KENA')).toBeUndefined()
    expect(await find('2023-07-01T21:24', 'MOSKVA')).toBe('029/2023-07-01')
  })

  test('a zone that neither station nor country tells: none', async () => {
    await deliver(database, folder, [...line, station('KENA', { country: 'XXA' }), run('2023-07-01')])
    expect(await find('2023-07-02T10:50', 'KENA')).toBeUndefined()
  })
})

describe('an exported list', () => {
  const AT = Date.parse('2023-05-01T15:00:00Z')
  const exported = async () => (await exportList(database, RUN, AT)).text

  const afresh = async () => {
    await database.close()
    database = await emptyGraph()
    await deliver(database, folder, ground)
  }

  test('of a passenger list gives the same graph', async () => {
    await deliver(database, folder, ground)
    await load(EXAMPLE)
    const before = await snapshot(database)
    const { text, left, isComplete } = await exportList(database, RUN, AT)
    expect([[...left], isComplete]).toEqual([[], true])
    expect(text).toContain("UNB+UNOA:4+ALIGHT+ALIGHT+20230501:1500+LH4YVS00'\n")
    await afresh()
    expect(await load(text)).toMatchObject({ recorded: 3, refused: 0, said: [] })
    expect(await snapshot(database)).toEqual(before)
    expect(await exported()).toBe(text)
  })

  test('of one that is not complete does not become complete', async () => {
    await deliver(database, folder, ground)
    await load(EXAMPLE.replace('CNT+42:2', 'CNT+42:3'))
    const before = await snapshot(database)
    const { text, isComplete } = await exportList(database, RUN, AT)
    expect(isComplete).toBe(false)
    await afresh()
    expect(await load(text)).toMatchObject({
      recorded: 3,
      refused: 0,
      said: [expect.stringContaining('some are missing')],
    })
    expect(await snapshot(database)).toEqual(before)
  })

  /** Everything that a list may say, in signs that must be released and letters that ASCII has not. */
  const full = {
    role: 'CREW',
    stage: 'BOARDED',
    capture: 'CARRIER',
    documents: [
      { ...passport("1'?+:"), expiresOn: '2131-01-15' },
      { type: 'OTHER', issuer: 'D', number: '9' },
    ],
    ticket: { from: 'MOSKVA', to: 'VILNIUS', seat: '12?' },
    booking: { ref: "B'1" },
  }
  const who = {
    ...identity("O'Brien Щеглова", 'Ana  María', '1901-02-03'),
    sex: 'X',
    nationality: 'D',
    placeOfBirth: 'LTU',
    countryOfBirth: 'LVA',
  }
  const list = [
    passenger('2023-05-01', 'P1', who, full),
    passenger('2023-05-01', 'P+2', identity('NOVIK', 'IHAR', '1984-03'), { ...full, role: 'PASSENGER' }),
    passenger('2023-05-01', "P'3", { surname: 'ŽUK' }, { role: 'TRANSIT', stage: 'DECLARED', capture: 'CARRIER' }),
    { record: 'coverage', run: RUN, feed: 'PASSENGER_LIST', complete: true },
  ]

  test('of records carries every letter, in the same graph and in another', async () => {
    await deliver(database, folder, [...ground, ...list])
    const before = await snapshot(database)
    const text = await exported()
    expect(text).toContain('UNB+UNOY:4+')
    expect(await load(text)).toMatchObject({ recorded: 0, refused: 0, said: [] })
    expect(await snapshot(database)).toEqual(before)
    await afresh()
    expect(await load(text)).toMatchObject({ refused: 0, said: [] })
    expect(await snapshot(database)).toEqual(before)
  })

  test('names what it cannot carry, leaves out whom a check alone saw, and gives the same journeys', async () => {
    const rich = {
      booking: {
        ref: 'B1',
        purchasedAt: '2023-04-01T10:00:00Z',
        channel: 'WEB',
        contacts: [
          { kind: 'PHONE', value: '1' },
          { kind: 'EMAIL', value: 'a@example.org' },
        ],
      },
      ticket: { from: 'MOSKVA', to: 'KALININGRAD', coach: '7', seat: '12' },
      documents: [passport('7')],
    }
    const named = { ...identity('NOVIK', 'IHAR', '1984-03-01'), surnameCyrillic: 'НОВИК', surnameAtBirth: 'ZHUK' }
    await deliver(database, folder, [
      ...ground,
      passenger('2023-05-01', 'P1', named, { ...rich, role: 'PASSENGER', stage: 'DECLARED', capture: 'CHIP' }),
      passenger('2023-05-01', 'P2', identity('ZHUK', 'ALENA', '1990-01-01')),
      check('k1', '2023-05-01', 'ALIGHT', { document: passport('99') }),
    ])
    const { text, passengers, left } = await exportList(database, RUN, AT)
    expect(passengers).toBe(2)
    expect(Object.fromEntries(left)).toEqual({
      'names in Cyrillic': 1,
      'surnames at birth': 1,
      coaches: 1,
      'times of purchase': 1,
      'sales channels': 1,
      contacts: 2,
      'captures other than CARRIER': 2,
      'roles that nobody stated (written as PASSENGER)': 1,
      'stages that nobody stated (written as DECLARED)': 1,
    })
    expect(text).not.toContain('check:')
    const refs = await journeyRefs()
    await load(text)
    expect(await journeyRefs()).toEqual(refs)
    expect((await journeys()).map(([id, , , from, to, seat]) => [id, from, to, seat])).toEqual([
      [`${RUN}#P1`, `${RUN}@MOSKVA`, `${RUN}@KALININGRAD`, '12'],
      [`${RUN}#P2`, null, null, null],
    ])
  })

  test.each([
    ['a run nobody knows', '029/1999-01-01', 'expected a run that is known such as 029/2023-05-01, got 029/1999-01-01'],
    ['a run without a list', RUN, `expected a run with a passenger list, got ${RUN}, which has none`],
  ])('%s: NotFound', async (_, asked, message) => {
    await deliver(database, folder, ground)
    await expect(exportList(database, asked, AT)).rejects.toThrow(message)
  })

  test('of a run without planned times: Invalid', async () => {
    const calls = run('2023-05-01').calls.map(({ arrive: _, depart: __, ...call }) => call)
    await deliver(database, folder, [...line, { ...run('2023-05-01'), calls }, list[2]])
    await expect(exportList(database, RUN, AT)).rejects.toThrow(`expected planned times for ${RUN}, got none`)
  })
})
