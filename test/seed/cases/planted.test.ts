import { expect, test } from '@jest/globals'
import { PLANTED_PATTERNS, writeWorld } from '../../../seed/index.ts'
import { parseRecord } from '../../../src/intake/record/index.ts'
import { bytesOf, emptyFolder, recordsOf } from '../folder.ts'
import { asked, BAN, localDay, NOT_BOARDING, SOONEST, TIERS } from './asked.ts'
import { type Check, delivered, keyText, minutes, westbound } from './delivered.ts'

const options = { persons: 20_000, years: 2, seed: 11, cases: PLANTED_PATTERNS }
const folder = emptyFolder()
await writeWorld({ ...options, out: folder })
const world = delivered(folder)
const { of, planted, decoys, lists, line, checks, kinds, stop, aboard } = asked(world)

test('a handful of every pattern in every tier, and decoys for each', () => {
  for (const pattern of PLANTED_PATTERNS) {
    for (const tier of TIERS) expect({ pattern, tier, n: of(pattern, tier).length }).toEqual({ pattern, tier, n: 5 })
    expect(of(pattern, 'decoy').length).toBeGreaterThanOrEqual(3)
  }
})

test('the same seed makes the same bytes, the truth included, and every line is a record of the contract', async () => {
  const [first, second] = [emptyFolder(), emptyFolder()]
  for (const out of [first, second]) await writeWorld({ ...options, persons: 3_000, noise: { rate: 0.02 }, out })
  expect(bytesOf(first)).toEqual(bytesOf(second))
  expect(
    recordsOf(first)
      .map(parseRecord)
      .filter(parsed => 'problems' in parsed),
  ).toEqual([])
})

test.each([undefined, { rate: 0.1 }])('the truth names only what is delivered, noise %p', async noise => {
  const out = emptyFolder()
  await writeWorld({ ...options, persons: 4_000, noise, out })
  const seen = delivered(out)
  const loose = new Set(seen.checks.flatMap(({ document }) => (document ? [keyText(document)] : [])))
  for (const { persons, documents, journeys, runs, knowableAt } of seen.cases) {
    for (const person of persons) expect(seen.linesOf.has(person)).toBe(true)
    for (const journey of journeys) expect(seen.passengers.has(journey)).toBe(true)
    for (const run of runs) expect(seen.runs.has(run)).toBe(true)
    for (const document of documents)
      expect(seen.documents.has(document) || seen.shownOn.has(document) || loose.has(document)).toBe(true)
    expect(new Date(knowableAt).getUTCFullYear()).toBeGreaterThanOrEqual(2023)
  }
})

test('journeys of a case are those of its persons, as the truth of identities has them', () => {
  for (const { persons, journeys, pattern } of world.cases) {
    if (persons.length === 0 || pattern === 'DISEMBARKATION_SURGE') continue
    for (const journey of journeys) expect(persons).toContain(world.personOf.get(journey))
  }
})

test('REPEAT_DISEMBARKER: leaves on an FRTD at Kena so many times within a year', () => {
  const least = { easy: 6, real: 4, limit: 2 }
  for (const { tier, journeys, persons } of planted('REPEAT_DISEMBARKER')) {
    const times = journeys.map(journey => kinds(journey, 'ALIGHT')[0] as Check)
    expect(
      times.filter(({ station, basis, exception }) => station === 'KENA' && basis === 'FRTD' && !exception),
    ).toHaveLength(least[tier as keyof typeof least])
    const days = times.map(({ at }) => Date.parse(at) / 86_400_000)
    expect(Math.max(...days) - Math.min(...days)).toBeLessThan(365)
    // Of six or seven journeys west, and at most two more, in that year.
    const west = (world.linesOf.get(persons[0] as string) ?? []).filter(journey => westbound(journey))
    const known = west.map(journey => Date.parse(kinds(journey, 'ENTRY')[0]?.at ?? '') / 86_400_000)
    const most = Math.max(...known.map(last => known.filter(day => day <= last && day > last - 365).length))
    expect(most).toBeGreaterThanOrEqual(6)
    expect(most).toBeLessThanOrEqual(12)
  }
  for (const { journeys } of of('REPEAT_DISEMBARKER', 'decoy')) expect(journeys.length).toBeGreaterThanOrEqual(4)
  for (const { journeys } of decoys('REPEAT_DISEMBARKER', 'permit'))
    for (const journey of journeys) expect(['FRTD', 'FTD']).not.toContain(stop(journey).basis)
  for (const { journeys } of decoys('REPEAT_DISEMBARKER', 'hospital'))
    for (const journey of journeys) expect(stop(journey).exception).toBe('MEDICAL')
})

test('UNPERMITTED_ALIGHTING: from the day of the ban on, and no exception', () => {
  for (const { tier, journeys } of planted('UNPERMITTED_ALIGHTING')) {
    const { at, kind, exception } = stop(journeys[0] as string)
    expect(exception).toBeUndefined()
    const days = minutes(BAN, at) / 1440
    const [from, until] = { limit: [0, 2.5], real: [14, 241], easy: [270, 700] }[tier as 'limit'] as [number, number]
    expect(days).toBeGreaterThan(from)
    expect(days).toBeLessThan(until)
    if (kind === 'BOARD') expect(at > NOT_BOARDING).toBe(true)
  }
  for (const { journeys } of decoys('UNPERMITTED_ALIGHTING', 'exception'))
    expect(stop(journeys[0] as string).exception).toBeDefined()
  for (const { journeys } of decoys('UNPERMITTED_ALIGHTING', 'grace')) {
    expect(stop(journeys[0] as string).kind).toBe('BOARD')
    expect(stop(journeys[0] as string).at < NOT_BOARDING).toBe(true)
  }
})

test('TICKET_MISMATCH: leaves before the ticket says, one stop to the whole route', () => {
  const before = { limit: 1, real: 2, easy: 3 }
  for (const { tier, journeys } of planted('TICKET_MISMATCH')) {
    const [journey] = journeys as [string]
    const stations = world.runs.get(line(journey).run)?.calls.map(({ station }) => station) as string[]
    const { station, exception } = stop(journey)
    const early = stations.indexOf(line(journey).ticket.to) - stations.indexOf(station)
    if (tier === 'easy') expect(early).toBeGreaterThanOrEqual(before.easy)
    else expect(early).toBe(before[tier as 'real'])
    expect(exception).toBeUndefined()
  }
  for (const { runs } of decoys('TICKET_MISMATCH', 'the train ended')) {
    const riders = [...world.passengers.values()].filter(({ run, role }) => run === runs[0] && role !== 'CREW')
    const left = riders.filter(({ run, ref }) => kinds(`${run}#${ref}`, 'ALIGHT').length > 0)
    expect(left.length / riders.length).toBeGreaterThan(0.5)
  }
})

test('DOCUMENT_NOT_VALID: shown when it has expired, or was reported lost or revoked', () => {
  for (const { tier, journeys, documents } of planted('DOCUMENT_NOT_VALID')) {
    const [journey, key] = [journeys[0] as string, documents[0] as string]
    expect(line(journey).documents.map(keyText)).toContain(key)
    const { expiresOn, status, statusAt } = world.documents.get(key) ?? {}
    const { at } = checks(journey)[0] as Check
    const over = (Date.parse(localDay(at)) - Date.parse(expiresOn as string)) / 86_400_000
    if (tier === 'limit') expect(over).toBe(1)
    else if (tier === 'easy') {
      expect(status).toBe('REVOKED')
      expect(minutes(statusAt as string, at) / 1440).toBeGreaterThanOrEqual(29)
    } else expect(over > 0 || (status === 'LOST' && (statusAt as string) < at)).toBe(true)
  }
})

test('SHARED_DOCUMENT: one document shown by two who are not one', () => {
  for (const { tier, documents, persons } of planted('SHARED_DOCUMENT')) {
    const lines = world.shownOn.get(documents[0] as string) ?? []
    const by = Map.groupBy(lines, journey => world.personOf.get(journey) as string)
    expect([...by.keys()].sort()).toEqual([...persons].sort())
    const [a, b] = persons.map(person => line(by.get(person)?.[0] as string).identity)
    expect(a?.surname).not.toBe(b?.surname)
    const years = Math.abs(Date.parse(a?.dateOfBirth ?? '') - Date.parse(b?.dateOfBirth ?? '')) / (365.25 * 86_400_000)
    if (tier === 'easy') expect(a?.sex !== b?.sex && years > 15).toBe(true)
    if (tier === 'limit') expect(a?.surname[0] === b?.surname[0] && years < 12).toBe(true)
  }
  for (const { documents } of [...decoys('SHARED_DOCUMENT', 'married'), ...decoys('SHARED_DOCUMENT', 'spellings')]) {
    const lines = world.shownOn.get(documents[0] as string) ?? []
    expect(new Set(lines.map(journey => world.personOf.get(journey))).size).toBe(1)
    expect(new Set(lines.map(journey => line(journey).identity.surname)).size).toBeGreaterThanOrEqual(2)
  }
  for (const { persons } of decoys('SHARED_DOCUMENT', 'child'))
    expect(new Set(persons.map(person => world.households.get(person))).size).toBe(1)
  for (const { documents, persons } of decoys('SHARED_DOCUMENT', 'misread')) {
    const [reader] = persons as [string]
    const [misread] = documents as [string]
    const others = (world.linesOf.get(reader) ?? []).flatMap(journey => line(journey).documents.map(keyText))
    expect(others.filter(key => key === misread)).toHaveLength(1)
    expect(
      others.some(key => key.length === misread.length && [...key].filter((c, i) => c !== misread[i]).length === 1),
    ).toBe(true)
  }
})

test('SHARED_DOCUMENT_RING: three persons and two papers, up to eight and five', () => {
  const sizes = { limit: [3, 2], real: [5, 3], easy: [8, 5] }
  for (const { tier, documents, persons } of planted('SHARED_DOCUMENT_RING')) {
    expect([persons.length, documents.length]).toEqual(sizes[tier as 'limit'])
    const holders = documents.map(
      key => new Set((world.shownOn.get(key) ?? []).map(journey => world.personOf.get(journey) as string)),
    )
    expect(holders.every(({ size }) => size >= 2)).toBe(true)
    // Connected: from the first document all persons are reached.
    let reached = holders[0] as Set<string>
    for (let i = 0; i < documents.length; i++)
      for (const some of holders) if ([...some].some(person => reached.has(person))) reached = reached.union(some)
    expect([...reached].sort()).toEqual([...persons].sort())
    expect(new Set(persons.map(person => world.households.get(person))).size).toBe(persons.length)
  }
  for (const { persons } of of('SHARED_DOCUMENT_RING', 'decoy'))
    expect(new Set(persons.map(person => world.households.get(person))).size).toBe(1)
})

test('MULTIPLE_IDENTITIES: passports of one person that bear other births or names', () => {
  for (const { tier, documents } of planted('MULTIPLE_IDENTITIES')) {
    const stated = documents.map(key => world.documents.get(key))
    expect(stated).toHaveLength(tier === 'easy' ? 3 : 2)
    for (const [i, one] of stated.entries()) if (i > 0) expect(keyText(one?.replaces as never)).toBe(documents[i - 1])
    const [first, second] = stated.map(one => one?.holder)
    if (tier === 'limit') expect(first?.dateOfBirth?.slice(0, 4)).not.toBe(second?.dateOfBirth?.slice(0, 4))
    else expect([first?.surname, first?.givenNames]).not.toEqual([second?.surname, second?.givenNames])
    // What a document states, the lines that show it say too.
    for (const [i, key] of documents.entries())
      for (const journey of world.shownOn.get(key) ?? [])
        expect(line(journey).identity.dateOfBirth).toBe(stated[i]?.holder.dateOfBirth)
  }
  for (const { documents } of of('MULTIPLE_IDENTITIES', 'decoy')) {
    const births = documents.flatMap(key => world.documents.get(key)?.holder.dateOfBirth ?? [])
    expect(new Set(births).size).toBeLessThanOrEqual(1)
  }
})

test('IMPOSSIBLE_PRESENCE: at Kena and Kybartai too soon, or on two trains', () => {
  for (const { tier, documents, journeys } of planted('IMPOSSIBLE_PRESENCE')) {
    const [key] = documents as [string]
    if (tier === 'easy') {
      const spans = journeys.map(journey => [checks(journey)[0]?.at, checks(journey).at(-1)?.at] as [string, string])
      const [a, b] = spans as [[string, string], [string, string]]
      expect(a[0] < b[1] && b[0] < a[1]).toBe(true)
      expect(new Set(journeys.map(journey => line(journey).run)).size).toBe(2)
      for (const journey of journeys) expect(line(journey).documents.map(keyText)).toContain(key)
      continue
    }
    const shown = world.checks.filter(({ document }) => document && keyText(document) === key)
    const [kena, kybartai] = ['KENA', 'KYBARTAI'].map(code => shown.find(({ station }) => station === code) as Check)
    const gap = Math.abs(minutes(kena?.at as string, kybartai?.at as string))
    expect(gap).toBeLessThan(SOONEST)
    expect(gap).toBeGreaterThan(tier === 'limit' ? 40 : 6)
  }
  for (const { runs } of decoys('IMPOSSIBLE_PRESENCE', 'clock')) {
    const seen = world.checks.filter(
      ({ run, station, kind }) => run === runs[0] && station === 'KYBARTAI' && kind === 'EXIT',
    )
    const arrived = world.movements.find(m => m.run === runs[0] && m.station === 'KYBARTAI' && m.kind === 'ARRIVED')
      ?.at as string
    const departed = world.movements.find(m => m.run === runs[0] && m.station === 'KYBARTAI' && m.kind === 'DEPARTED')
      ?.at as string
    const off = seen.filter(({ at }) => at < arrived)
    expect(off.length).toBeGreaterThan(seen.length / 2)
    for (const { at } of off) {
      const right = new Date(Date.parse(at) + 3 * 3_600_000).toISOString()
      expect(right > arrived && minutes(right, departed) > -30).toBe(true)
    }
  }
  for (const { runs } of decoys('IMPOSSIBLE_PRESENCE', 'one second')) {
    const seen = world.checks.filter(({ run, station }) => run === runs[0] && station === 'KENA')
    const [most] = [...Map.groupBy(seen, ({ at }) => at).values()].sort((a, b) => b.length - a.length)
    expect(most?.length).toBeGreaterThanOrEqual(5)
  }
})

test('DOCUMENT_SWITCH: in on one passport, out on another', () => {
  const passports = (journey: string) =>
    checks(journey).flatMap(({ document }) => (document ? [keyText(document)] : []))
  for (const { tier, journeys, documents } of planted('DOCUMENT_SWITCH')) {
    const [journey] = journeys as [string]
    expect([...new Set(passports(journey))]).toEqual(documents)
    expect(line(journey).documents.map(keyText)).not.toContain(documents[1])
    const [own, other] = documents.map(key => world.documents.get(key))
    expect(own?.issuer === other?.issuer).toBe(tier !== 'easy')
    if (tier === 'limit')
      expect(minutes(other?.issuedOn as string, checks(journey)[0]?.at as string) / 1440).toBeGreaterThan(90)
    else expect(other?.replaces).toBeUndefined()
  }
  for (const { journeys, documents } of decoys('DOCUMENT_SWITCH', 'declared'))
    expect(line(journeys[0] as string).documents.map(keyText)).toEqual(expect.arrayContaining([...documents]))
  for (const { journeys, documents } of decoys('DOCUMENT_SWITCH', 'renewed')) {
    const issued = world.documents.get(documents[1] as string)?.issuedOn as string
    expect(minutes(issued, checks(journeys[0] as string)[0]?.at as string) / 1440).toBeLessThan(90)
  }
  for (const { journeys, documents } of decoys('DOCUMENT_SWITCH', 'lost')) {
    const { statusAt = '' } = world.documents.get(documents[0] as string) ?? {}
    const seen = checks(journeys[0] as string)
    expect((seen[0]?.at ?? '') < statusAt && statusAt < (seen.at(-1)?.at ?? '')).toBe(true)
  }
  // A permit with a passport that it was not issued for.
  for (const { documents } of of('DOCUMENT_SWITCH', 'incidental')) {
    const permit = world.documents.get(documents[1] as string)
    expect(keyText(permit?.issuedFor as never)).not.toBe(documents[0])
  }
})

const runsOf = (person: string) => new Set((world.linesOf.get(person) ?? []).map(journey => line(journey).run))
const bookings = (person: string) =>
  new Set((world.linesOf.get(person) ?? []).flatMap(journey => line(journey).booking?.ref ?? []))

test('REPEAT_CO_TRAVELLERS: two strangers share trains and never a booking, nobody shares nearly as many', () => {
  const shared = { limit: 4, real: 6, easy: 8 }
  for (const { tier, persons } of planted('REPEAT_CO_TRAVELLERS')) {
    const [a, b] = persons as [string, string]
    const common = runsOf(a).intersection(runsOf(b))
    expect(common.size).toBeGreaterThanOrEqual(shared[tier as 'limit'])
    expect(world.households.get(a)).not.toBe(world.households.get(b))
    expect(bookings(a).isDisjointFrom(bookings(b))).toBe(true)
    const others = new Map<string, number>()
    for (const { run, ref, role } of [...common].flatMap(run => lists.get(run) ?? [])) {
      const other = world.personOf.get(`${run}#${ref}`) as string
      if (role !== 'CREW' && !persons.includes(other)) others.set(other, (others.get(other) ?? 0) + 1)
    }
    expect(Math.max(...others.values())).toBeLessThan(common.size)
  }
  for (const { persons } of decoys('REPEAT_CO_TRAVELLERS', 'one booking')) {
    const [a, b] = persons as [string, string]
    expect(bookings(a).intersection(bookings(b)).size).toBeGreaterThanOrEqual(2)
  }
  for (const { persons } of decoys('REPEAT_CO_TRAVELLERS', 'regulars')) {
    const common = persons.flatMap((a, i) => persons.slice(i + 1).map(b => runsOf(a).intersection(runsOf(b)).size))
    expect(common.filter(count => count >= 3).length).toBeGreaterThan(5)
  }
})

test('CO_ALIGHTING_GROUP: two leave together twice, up to five four times', () => {
  const sizes = { limit: [2, 2], real: [3, 3], easy: [5, 4] }
  const left = (person: string) =>
    new Set(
      (world.linesOf.get(person) ?? [])
        .filter(j => kinds(j, 'ALIGHT').some(({ station }) => station === 'KENA'))
        .map(j => line(j).run),
    )
  for (const { tier, persons } of planted('CO_ALIGHTING_GROUP')) {
    const [size, times] = sizes[tier as 'limit'] as [number, number]
    expect(persons).toHaveLength(size)
    expect(persons.map(left).reduce((a, b) => a.intersection(b)).size).toBeGreaterThanOrEqual(times)
    for (const [i, a] of persons.entries())
      for (const b of persons.slice(i + 1)) expect(bookings(a).isDisjointFrom(bookings(b))).toBe(true)
  }
  for (const { persons } of of('CO_ALIGHTING_GROUP', 'decoy')) {
    expect(persons.length).toBeGreaterThanOrEqual(10)
    expect(persons.map(bookings).reduce((a, b) => a.intersection(b)).size).toBe(2)
  }
})

test('TRANSIT_OVERRUN: over six hours on an FRTD by another train, or a third use', () => {
  for (const { tier, journeys, documents } of planted('TRANSIT_OVERRUN')) {
    const [journey, key] = [journeys[0] as string, documents[0] as string]
    expect(line(journey).documents.map(keyText)).toContain(key)
    const exit = world.checks.find(
      ({ kind, document, passenger }) => kind === 'EXIT' && !passenger && document && keyText(document) === key,
    )
    if (!exit) {
      expect(tier).toBe('real')
      expect(world.shownOn.get(key)?.length).toBe(3)
      continue
    }
    expect(kinds(journey, 'EXIT')).toEqual([])
    expect(exit.run).not.toBe(line(journey).run)
    const over = minutes(kinds(journey, 'ENTRY')[0]?.at as string, exit.at) - 360
    const [least, most] = { limit: [27, 51], real: [54, 301], easy: [719, 1801] }[tier as 'limit'] as [number, number]
    expect(over).toBeGreaterThan(least)
    expect(over).toBeLessThan(most)
  }
  for (const { runs, journeys } of of('TRANSIT_OVERRUN', 'decoy').filter(({ decoy }) =>
    decoy?.startsWith('the train'),
  )) {
    const moved = (station: string, kind: string) =>
      world.movements.find(m => m.run === runs[0] && m.station === station && m.kind === kind)?.at as string
    expect(minutes(moved('KENA', 'ARRIVED'), moved('KYBARTAI', 'DEPARTED'))).toBeGreaterThan(360)
    const over = journeys.filter(
      j => minutes(kinds(j, 'ENTRY')[0]?.at as string, kinds(j, 'EXIT')[0]?.at as string) > 360,
    )
    expect(over.length).toBeGreaterThan(journeys.length / 2)
  }
  for (const { journeys } of decoys('TRANSIT_OVERRUN', 'order'))
    expect(stop(journeys[0] as string).exception).toBe('AUTHORITY_ORDER')
})

test('OVER_CAPACITY: more than 300 persons aboard; lines alone are none', () => {
  const bounds = { limit: [301, 302], real: [306, 315], easy: [328, 332] }
  for (const { tier, runs } of planted('OVER_CAPACITY')) {
    const [least, most] = bounds[tier as 'limit'] as [number, number]
    expect(aboard(runs[0] as string)).toBeGreaterThanOrEqual(least)
    expect(aboard(runs[0] as string)).toBeLessThanOrEqual(most)
  }
  for (const { runs } of of('OVER_CAPACITY', 'decoy')) {
    expect(aboard(runs[0] as string)).toBeLessThanOrEqual(300)
    expect([...world.passengers.keys()].filter(journey => journey.startsWith(`${runs[0]}#`)).length).toBeGreaterThan(
      300,
    )
  }
})

test('DISEMBARKATION_SURGE: more leave in that week than in those around', () => {
  const monday = (at: string) => {
    const day = Math.floor(Date.parse(at) / 86_400_000)
    return day - ((day + 3) % 7)
  }
  const left = Map.groupBy(
    world.checks.filter(({ kind }) => kind === 'ALIGHT'),
    ({ station, run, at }) => `${station} ${westbound(run)} ${monday(at)}`,
  )
  const persons = (key: string) =>
    new Set((left.get(key) ?? []).map(({ run, passenger }) => `${run}#${passenger}`)).size
  const told = new Set(of('DISEMBARKATION_SURGE').map(({ station, week }) => `${station} ${week}`))
  const least = { limit: 1.2, real: 2.5, easy: 4 }
  for (const { tier, station, week, runs } of planted('DISEMBARKATION_SURGE')) {
    const first = mondayOf(week as string)
    const west = station === 'KENA'
    const count = (at: number) => persons(`${station} ${west} ${at}`)
    const around = [-4, -3, -2, -1, 1, 2, 3, 4]
      .map(weeks => first + 7 * weeks)
      .filter(at => !told.has(`${station} ${weekOf(at)}`))
      .map(count)
    const mean = around.reduce((a, b) => a + b, 0) / around.length
    const variance = around.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (around.length - 1)
    expect((count(first) - mean) / Math.sqrt(Math.max(mean, variance, 1))).toBeGreaterThan(least[tier as 'limit'])
    expect(runs.length).toBeGreaterThan(0)
  }
  for (const { journeys } of decoys('DISEMBARKATION_SURGE', 'festival')) {
    const sizes = [...Map.groupBy(journeys, journey => line(journey).booking?.ref).values()].map(({ length }) => length)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10)
  }

  function mondayOf(text: string): number {
    for (let day = Date.parse('2022-12-26') / 86_400_000; ; day += 7) if (weekOf(day) === text) return day
  }
  function weekOf(day: number): string {
    const thursday = new Date((day + 3) * 86_400_000)
    const year = thursday.getUTCFullYear()
    return `${year}-W${String(Math.floor((thursday.getTime() / 86_400_000 - Date.UTC(year, 0, 1) / 86_400_000) / 7) + 1).padStart(2, '0')}`
  }
})
