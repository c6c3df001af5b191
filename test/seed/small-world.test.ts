import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { keyOf } from '../../seed/base/records.ts'
import { expectedOf } from '../../seed/expected/index.ts'
import { writeSmallWorld } from '../../seed/index.ts'
import { callAt } from '../../seed/rail/timetable.ts'
import { parseRecord } from '../../src/intake/record/index.ts'
import { bytesOf, emptyFolder, recordsOf } from './folder.ts'

const seed = fileURLToPath(new URL('../../seed', import.meta.url))
const folder = emptyFolder()
const small = writeSmallWorld(folder)
const records = recordsOf(folder)
const { persons, stories } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
const of = (kind: string) => records.filter(({ record }) => record === kind)
const share = (count: number, all: number) => count / all

test('the small world that is checked in is the one that is made: byte for byte', () => {
  expect(bytesOf(folder)).toEqual(bytesOf(join(seed, 'small')))
})

test('seed/expected.json is what the small world makes it', () => {
  const written = readFileSync(join(seed, 'expected.json'), 'utf8')
  expect(`${JSON.stringify(expectedOf(small), null, 1)}\n`).toBe(written)
})

test('every line is a record of the contract', () => {
  const refused = records.map(parseRecord).filter(parsed => 'problems' in parsed)
  expect(refused).toEqual([])
})

test('nothing is named before it is known', () => {
  const known = new Set<string>()
  const unknown: string[] = []
  const needs = (...names: (string | undefined)[]) => {
    for (const name of names) if (name !== undefined && !known.has(name)) unknown.push(name)
  }
  for (const r of records) {
    if (r.record === 'station') known.add(r.code)
    else if (r.record === 'train') {
      needs(r.from, r.to)
      known.add(r.number)
    } else if (r.record === 'run') {
      needs(r.train, ...r.calls.map((call: { station: string }) => call.station))
      known.add(r.run)
    } else if (r.record === 'regime') needs(...(r.stations ?? []))
    else if (r.record === 'document') needs(...(r.authorises ?? []))
    else if (r.record === 'passenger') {
      needs(r.run, r.ticket.from, r.ticket.to)
      known.add(`${r.run}#${r.ref}`)
    } else needs(r.run, r.station, r.passenger && `${r.run}#${r.passenger}`)
  }
  expect(unknown).toEqual([])
})

test('400 persons in 238 households, about 3,000 journeys, on what they travel', () => {
  expect(persons).toHaveLength(400)
  const sizes = [...Map.groupBy(persons, (person: { household: string }) => person.household).values()]
  const bySize = [1, 2, 3, 4].map(size => sizes.filter(({ length }) => length === size).length)
  expect(bySize).toEqual([134, 60, 30, 14])
  expect(small.journeys.length).toBeGreaterThan(2_800)
  expect(small.journeys.length).toBeLessThan(3_300)
  expect(new Set(small.journeys.map(({ person }) => person.id)).size).toBe(400)
  const bases = Map.groupBy(persons, (person: { basis: string }) => person.basis)
  expect(Object.fromEntries([...bases].map(([basis, all]) => [basis, all.length]))).toEqual({
    FRTD: 248,
    RESIDENCE_PERMIT: 72,
    EU_CITIZEN: 20,
    FTD: 16,
    LONG_STAY_VISA: 16,
    SHORT_STAY_VISA: 16,
    RESIDENCE_CARD: 12,
  })
})

test('checks are complete for 95 % of runs, and only elsewhere is one missing', () => {
  const byRun = Map.groupBy(of('coverage'), ({ run }) => run)
  const incomplete = new Set(
    [...byRun].filter(([, said]) => said.some(({ complete }) => !complete)).map(([run]) => run),
  )
  expect(share(incomplete.size, byRun.size)).toBeCloseTo(0.05, 2)
  expect([...byRun.keys()].sort()).toEqual([...new Set(of('passenger').map(({ run }) => run))].sort())
  const ended = small.journeys.filter(({ checks }) => checks.some(({ kind }) => kind === 'EXIT' || kind === 'ALIGHT'))
  const open = small.journeys.filter(journey => !ended.includes(journey) && !incomplete.has(journey.run.key))
  // Who got lost in the stories: the long transit, the open door, three lines that stand on a list twice.
  expect(open).toHaveLength(5)
})

test('one line in fifty has a misspelt name, and nothing but the name', () => {
  const rightly = new Map(persons.map((person: { id: string; identity: object }) => [person.id, person.identity]))
  const differing = small.journeys.filter(
    ({ person, identity, scripted }) =>
      !scripted && JSON.stringify(identity) !== JSON.stringify(rightly.get(person.id)),
  )
  expect(share(differing.length, small.journeys.length)).toBeCloseTo(0.02, 2)
  for (const { person, identity } of differing) {
    const { surname: _, givenNames: __, ...rest } = identity
    expect(rightly.get(person.id)).toMatchObject(rest)
  }
})

test('no document is shown before it is issued or after it has expired', () => {
  const stated = new Map(of('document').map(document => [keyOf(document), document]))
  const wrong = small.journeys.filter(({ run, documents }) => {
    const day = new Date((callAt(run, 'KENA') as { arrive: number }).arrive).toISOString().slice(0, 10)
    return documents.some(key => {
      const { issuedOn, expiresOn } = stated.get(keyOf(key)) ?? {}
      return issuedOn > day || expiresOn < day
    })
  })
  expect(wrong.map(({ run, ref }) => `${run.key}#${ref}`)).toEqual([])
})

test('nobody is aboard two trains at once', () => {
  for (const own of Map.groupBy(small.journeys, ({ person }) => person.id).values()) {
    const spans = own.map(({ run, ticket, checks }) => ({
      run: run.key,
      from: checks.find(({ kind }) => kind === 'BOARD')?.at ?? (callAt(run, ticket.from) as { depart: number }).depart,
      until: checks.find(({ kind }) => kind === 'ALIGHT')?.at ?? (callAt(run, ticket.to) as { arrive: number }).arrive,
    }))
    spans.sort((a, b) => a.from - b.from)
    // A line that stands on a list twice is one ride.
    for (const [i, { run, from }] of spans.entries())
      if (i > 0 && run !== spans[i - 1]?.run) expect(from).toBeGreaterThan(spans[i - 1]?.until as number)
  }
})

test('ten stories, each with a decoy', () => {
  const told = Map.groupBy(stories as { story: string; decoy: boolean }[], ({ story }) => story)
  expect(told.size).toBe(10)
  for (const [, both] of told) expect(new Set(both.map(({ decoy }) => decoy)).size).toBe(2)
})

test('eighteen leave at Kena in the second week of October 2023', () => {
  const leavings = of('check').filter(({ kind, station }) => kind === 'ALIGHT' && station === 'KENA')
  const inWeek = leavings.filter(({ at }) => at >= '2023-10-08T21:00' && at < '2023-10-15T21:00')
  expect(inWeek).toHaveLength(18)
  const never = stories.find((s: { patterns: string[] }) => s.patterns.includes('MISSING_EXIT')).persons.slice(0, 3)
  const later = small.journeys.filter(({ person, run }) => never.includes(person.id) && run.key.slice(4) > '2023-10-15')
  expect(later).toEqual([])
})

test('42 persons ride in 40 seats, 41 come to Kybartai', () => {
  const run = '147/2023-07-13'
  expect(of('run').find(record => record.run === run).capacity).toBe(40)
  const seen = of('check').filter(check => check.run === run)
  expect(seen.filter(({ kind }) => kind === 'ENTRY')).toHaveLength(42)
  expect(seen.filter(({ kind }) => kind === 'EXIT')).toHaveLength(41)
})

test('the small world stays small', () => {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  expect(bytes).toBeLessThan(6_000_000)
})
