import { expect, test } from '@jest/globals'
import { PLANTED_PATTERNS, writeWorld } from '../../../seed/index.ts'
import { emptyFolder } from '../folder.ts'
import { asked, BAN, localDay, NOT_BOARDING, SOONEST, TIERS } from './asked.ts'
import { delivered, keyText, minutes, westbound } from './delivered.ts'

const options = { persons: 20_000, years: 2, seed: 12, cases: PLANTED_PATTERNS }
const folder = emptyFolder()
await writeWorld({ ...options, out: folder })
const world = delivered(folder)
const { of, planted, decoys, lists, line, checks, kinds, aboard } = asked(world)

/** Runs of which some checks are stamped before the train came, or ten in one second: a device was wrong. */
const misstamped = new Set(
  [...Map.groupBy(world.checks, ({ run, station }) => `${run} ${station}`)].flatMap(([key, seen]) => {
    const [run, station] = key.split(' ') as [string, string]
    const moved = world.movements.filter(movement => movement.run === run && movement.station === station)
    const [came, went] = [moved[0]?.at ?? '', moved[1]?.at ?? '']
    const outside = seen.filter(({ at }) => minutes(came, at) < 0 || minutes(went, at) > 30)
    const most = Math.max(...[...Map.groupBy(seen, ({ at }) => at).values()].map(({ length }) => length))
    return outside.length > seen.length / 2 || most >= 5 ? [run] : []
  }),
)

test('every leaving that is not allowed is in the truth, and nothing else', () => {
  const forbidden = [...world.checksOf].flatMap(([journey, seen]) =>
    seen.some(
      ({ kind, at, basis, exception, station }) =>
        !exception &&
        ((kind === 'ALIGHT' && (at >= BAN || basis === 'FRTD')) || (kind === 'BOARD' && at >= NOT_BOARDING)) &&
        ['KENA', 'KYBARTAI'].includes(station),
    )
      ? [journey]
      : [],
  )
  const told = of('UNPERMITTED_ALIGHTING', ...TIERS, 'incidental').flatMap(({ journeys }) => journeys)
  const guarded = new Set(decoys('UNPERMITTED_ALIGHTING', 'the train ended').flatMap(({ journeys }) => journeys))
  expect(told.toSorted()).toEqual(forbidden.filter(journey => !guarded.has(journey)).toSorted())
})

test('nobody shows a document that is not good but where the truth says so', () => {
  const told = new Set(planted('DOCUMENT_NOT_VALID').flatMap(({ journeys }) => journeys))
  const wrong = new Set<string>()
  for (const [key, { issuedOn, expiresOn, statusAt = '9' }] of world.documents)
    for (const journey of world.shownOn.get(key) ?? []) {
      const seen = checks(journey)
      const days = seen.map(({ at }) => localDay(at))
      const lost = (seen[0]?.at ?? '') > statusAt
      if (lost || days.some(day => day < issuedOn || day > expiresOn)) wrong.add(journey)
    }
  expect([...wrong].sort()).toEqual([...told].sort())
})

test('who shares a document in the whole world is told, planted, decoy or incidental', () => {
  const told = new Set(
    ['SHARED_DOCUMENT', 'SHARED_DOCUMENT_RING'].flatMap(pattern => of(pattern).flatMap(({ documents }) => documents)),
  )
  const shared = [...world.shownOn].filter(
    ([, lines]) => new Set(lines.map(journey => world.personOf.get(journey))).size > 1,
  )
  expect(shared.map(([key]) => key).filter(key => !told.has(key) && !key.startsWith('FRTD'))).toEqual([])
  expect(shared.filter(([key]) => key.startsWith('FRTD'))).toEqual([])
})

test('no run but the planted ones is too full', () => {
  const told = new Set(of('OVER_CAPACITY').map(({ runs }) => runs[0]))
  const full = [...lists].filter(([, list]) => list.length > 300).map(([run]) => run)
  expect(full.filter(run => !told.has(run) && aboard(run) > 300)).toEqual([])
})

test('what confounds is there: double scans, late records, wrong clocks, late trains, crew, exceptions, other ways', () => {
  const scanned = [...world.checksOf.values()].filter(seen => new Set(seen.map(({ kind }) => kind)).size < seen.length)
  expect(scanned.length / world.checks.length).toBeGreaterThan(0.002)
  expect([...world.passengers.values()].filter(({ role }) => role === 'CREW').length).toBe(4 * world.runs.size)
  expect(world.movements.filter(({ kind }) => kind === 'ROUTE_CHANGED').length).toBeGreaterThan(2)
  const late = world.movements.filter(({ run, station, kind, at }) => {
    const planned = world.runs.get(run)?.calls.find(call => call.station === station)?.arrive as string
    return kind === 'ARRIVED' && minutes(planned, at) > 40
  })
  expect(late.length / (2 * world.runs.size)).toBeGreaterThan(0.03)
  expect(late.length / (2 * world.runs.size)).toBeLessThan(0.12)
  expect(world.complete.size / world.runs.size).toBeCloseTo(0.95, 1)
})

test('nobody is at two stops too soon, or on two trains, but where the truth says so or a device was wrong', () => {
  const told = new Set(of('IMPOSSIBLE_PRESENCE', ...TIERS).flatMap(({ persons }) => persons))
  const found = new Set<string>()
  for (const [person, lines] of world.linesOf) {
    const seen = lines.flatMap(journey => checks(journey)).sort((a, b) => (a.at < b.at ? -1 : 1))
    for (const [i, check] of seen.entries()) {
      const before = seen[i - 1]
      if (!before || misstamped.has(check.run) || misstamped.has(before.run)) continue
      if (check.station !== before.station && minutes(before.at, check.at) < SOONEST) found.add(person)
    }
  }
  expect([...found].filter(person => !told.has(person))).toEqual([])
})

test('nobody is on two trains at once but where the truth says so or a device was wrong', () => {
  const told = new Set(of('IMPOSSIBLE_PRESENCE', 'easy').flatMap(({ persons }) => persons))
  const found = [...world.linesOf].flatMap(([person, lines]) => {
    // A line that stands on a list twice is one ride.
    const rides = lines.filter(journey => !misstamped.has(line(journey).run) && checks(journey).length > 1)
    const spans = rides.map(journey => [checks(journey)[0]?.at ?? '', checks(journey).at(-1)?.at ?? ''] as const)
    spans.sort(([a], [b]) => (a < b ? -1 : 1))
    return spans.some(([from], i) => i > 0 && from < (spans[i - 1]?.[1] ?? '')) ? [person] : []
  })
  expect(found.toSorted()).toEqual([...told].toSorted())
})

test('nobody shows another passport on the way, nor a permit with a passport that it does not go with, but as is told', () => {
  const told = new Set(of('DOCUMENT_SWITCH').flatMap(({ journeys }) => journeys))
  const found = [...world.passengers].flatMap(([journey, { documents }]) => {
    const named = new Set(checks(journey).flatMap(({ document }) => (document ? [keyText(document)] : [])))
    const passport = documents.find(({ type }) => type === 'PASSPORT')
    const foreign = documents.some(key => {
      const goesWith = world.documents.get(keyText(key))?.issuedFor
      return goesWith && passport && keyText(goesWith) !== keyText(passport)
    })
    const passports = [...named].filter(key => key.startsWith('PASSPORT'))
    return passports.length > 1 || foreign ? [journey] : []
  })
  expect(found.toSorted()).toEqual([...told].toSorted())
})

test('nobody is over six hours on an FRTD but where the truth says so or a device was wrong', () => {
  const told = new Set(of('TRANSIT_OVERRUN').flatMap(({ journeys }) => journeys))
  // A train that is held is held for all aboard.
  const held = new Set(decoys('TRANSIT_OVERRUN', 'the train').flatMap(({ runs }) => runs))
  const over = [...world.passengers].flatMap(([journey, { documents, run }]) => {
    const [entry, exit] = [kinds(journey, 'ENTRY')[0], kinds(journey, 'EXIT')[0]]
    const transit = documents.some(({ type }) => type === 'FRTD')
    if (!entry || !exit || !transit || misstamped.has(run)) return []
    return minutes(entry.at, exit.at) > 360 ? [journey] : []
  })
  expect(over.filter(journey => !told.has(journey) && !held.has(line(journey).run))).toEqual([])
  const uses = [...world.shownOn].filter(([key, lines]) => key.startsWith('FRTD') && lines.length > 2)
  const third = new Set(
    of('TRANSIT_OVERRUN', ...TIERS, 'incidental')
      .flatMap(({ documents }) => documents)
      .filter(key => (world.shownOn.get(key) ?? []).length > 2),
  )
  // A line that stands on a list twice is no use.
  const distinct = uses.filter(([, lines]) => new Set(lines.map(journey => line(journey).run)).size > 2)
  expect(distinct.map(([key]) => key).toSorted()).toEqual([...third].toSorted())
})

test('some act in more than one pattern, most in one', () => {
  const patterns = new Map<string, Set<string>>()
  for (const { pattern, persons, tier } of world.cases)
    if (tier !== 'decoy' && tier !== 'incidental' && pattern !== 'DISEMBARKATION_SURGE')
      for (const person of persons) patterns.set(person, (patterns.get(person) ?? new Set()).add(pattern))
  const mixing = [...patterns.values()].filter(({ size }) => size > 1).length
  expect(mixing).toBeGreaterThan(5)
  expect(mixing / patterns.size).toBeLessThan(0.3)
  expect(patterns.size / 20_000).toBeLessThan(0.03)
})

test('a third of regulars keep a monthly habit where the world is mis-specified', async () => {
  const out = emptyFolder()
  await writeWorld({ ...options, persons: 6_000, misspecified: true, out })
  const other = delivered(out)
  const outward = (person: string) =>
    (other.linesOf.get(person) ?? [])
      .filter(journey => !westbound(journey))
      .map(journey => Date.parse(other.runs.get(journey.split('#')[0] as string)?.originDate as string) / 86_400_000)
  const monthly = [...other.linesOf.keys()].filter(person => {
    const days = [...new Set(outward(person))].sort((a, b) => a - b)
    const gaps = days.slice(1).map((day, i) => (day - (days[i] as number)) / 30)
    return (
      days.length > 15 &&
      gaps.filter(gap => Math.abs(gap - Math.round(gap)) < 0.24 && gap > 0.7).length > 0.7 * gaps.length
    )
  })
  expect(monthly.length).toBeGreaterThan(50)
  expect(monthly.length).toBeLessThan(220)
  const bare = [...other.passengers.values()].filter(({ documents }) => documents.length === 0).length
  expect(bare / other.passengers.size).toBeGreaterThan(0.1)
})
