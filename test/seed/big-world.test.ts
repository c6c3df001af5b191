import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { dayOf } from '../../seed/base/calendar.ts'
import { type DocumentKey, keyOf } from '../../seed/base/records.ts'
import { makeHouseholds } from '../../seed/big/population.ts'
import { planTrips } from '../../seed/big/trips.ts'
import { writeWorld } from '../../seed/index.ts'
import { runsBetween } from '../../seed/rail/timetable.ts'
import { parseRecord } from '../../src/intake/record/index.ts'
import { bytesOf, emptyFolder, recordsOf } from './folder.ts'

const options = { persons: 4_000, years: 2, seed: 7 }
const folder = emptyFolder()
const days: number[] = []
const counts = await writeWorld({ ...options, out: folder, progress: done => days.push(done) })
const records = recordsOf(folder)
const of = (kind: string) => records.filter(({ record }) => record === kind)

/** As truth.json tells it. */
interface Told {
  readonly story: string
  readonly persons: readonly string[]
  readonly documents?: readonly string[]
  readonly runs: readonly string[]
}

const LAST_DAY = Date.parse('2024-12-31')

test('the same persons, years and seed make the same bytes; another seed makes others', async () => {
  const [same, other] = [emptyFolder(), emptyFolder()]
  await writeWorld({ ...options, out: same })
  await writeWorld({ ...options, seed: 8, out: other })
  expect(bytesOf(same)).toEqual(bytesOf(folder))
  expect(bytesOf(other)['60-passengers.ndjson']).not.toBe(bytesOf(folder)['60-passengers.ndjson'])
})

test('every line is a record of the contract, and the counts are those told', () => {
  expect(records.map(parseRecord).filter(parsed => 'problems' in parsed)).toEqual([])
  expect(counts).toEqual({
    persons: 4_000,
    households: counts.households,
    runs: of('run').length,
    journeys: of('passenger').length,
    checks: of('check').length,
    documents: of('document').length,
  })
  expect(days.at(-1)).toBe(731)
})

test('about three journeys a person and year', () => {
  expect(counts.journeys / 8_000).toBeGreaterThan(2.7)
  expect(counts.journeys / 8_000).toBeLessThan(3.6)
})

test('nobody is aboard two trains at once', () => {
  const runs = new Map(of('run').map(run => [run.run, run]))
  const seen = new Map(of('check').map(({ run, passenger, kind, at }) => [`${run}#${passenger} ${kind}`, at]))
  const spans = of('passenger').map(({ run, ref, ticket, documents }) => {
    const called = (code: string) => runs.get(run).calls.find(({ station }: { station: string }) => station === code)
    const from = seen.get(`${run}#${ref} BOARD`) ?? called(ticket.from).depart
    const until = seen.get(`${run}#${ref} ALIGHT`) ?? called(ticket.to).arrive
    return { person: documents[0].number, from, until }
  })
  for (const own of Map.groupBy(spans, ({ person }) => person).values()) {
    own.sort((a, b) => (a.from < b.from ? -1 : 1))
    for (const [i, { from }] of own.entries()) if (i > 0) expect(from > own[i - 1]?.until).toBe(true)
  }
})

test('at most 300 are aboard a run, also where there is not room for all', () => {
  const runs = runsBetween(dayOf('2023-07-01'), dayOf('2023-08-31')).filter(({ key }) => /^0[23]/.test(key))
  const journeys = planTrips(makeHouseholds(120_000, 7), runs, 7)
  const { start } = journeys.byRun(runs.length)
  const aboard = runs.map((_, run) => (start[run + 1] as number) - (start[run] as number))
  expect(Math.max(...aboard)).toBe(300)
  expect(aboard.filter(count => count === 300).length).toBeGreaterThan(5)
})

test('an FRTD is new for every trip: shown by one person, on the way there and back', () => {
  const uses = of('passenger').flatMap(({ documents, run }) =>
    documents
      .filter(({ type }: { type: string }) => type === 'FRTD')
      .map(({ number }: { number: string }) => ({ number, person: documents[0].number, run })),
  )
  const byNumber = [...Map.groupBy(uses, ({ number }) => number).values()]
  expect(byNumber.filter(own => own.length > 2 || new Set(own.map(({ person }) => person)).size > 1)).toEqual([])
})

test('no paper is shown before it is issued or after it has expired', () => {
  const papers = new Map(of('document').map(({ type, number, ...paper }) => [`${type}:${number}`, paper]))
  const wrong = of('passenger').filter(({ run, documents }) =>
    documents.some(({ type, number }: { type: string; number: string }) => {
      const paper = papers.get(`${type}:${number}`)
      // No train is under way for more than three days.
      const [from, until] = [Date.parse(run.slice(4)), Date.parse(run.slice(4)) + 3 * 86_400_000]
      return paper && (Date.parse(paper.issuedOn) > from || Date.parse(paper.expiresOn) < Math.min(until, LAST_DAY))
    }),
  )
  expect(wrong).toEqual([])
})

test('of eastern arrivals before the ban some 8.5 % leave at Kena, after it next to none', () => {
  const western = new Set(['029', '079', '147', '359'])
  const atKena = of('check').filter(({ run, station }) => station === 'KENA' && western.has(run.slice(0, 3)))
  const before = atKena.filter(({ at }) => at < '2024-02-29T22:00')
  const left = before.filter(({ kind }) => kind === 'ALIGHT').length
  const rate = left / before.filter(({ kind }) => kind === 'ENTRY').length
  expect(rate).toBeGreaterThan(0.065)
  expect(rate).toBeLessThan(0.105)
  expect(atKena.filter(({ kind, at }) => kind === 'ALIGHT' && at > '2024-02-29T22:00').length).toBeLessThan(5)
  expect(before.some(({ kind, at }) => kind === 'ALIGHT' && at > '2024-02-29')).toBe(true)
})

test('checks are complete for 95 % of runs', () => {
  const complete = of('coverage').filter(record => record.complete).length
  expect(complete / of('run').length).toBeCloseTo(0.95, 1)
})

test('the truth tells every person, and what is planted in whom, with the runs on which it shows', () => {
  const { persons, planted } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
  expect(persons).toHaveLength(4_000)
  const told = Map.groupBy(planted as Told[], ({ story }) => story)
  expect([...told.keys()].sort()).toEqual(['REPEAT_DISEMBARKER', 'SHARED_DOCUMENT'])
  for (const {
    persons: [person],
    runs,
  } of told.get('REPEAT_DISEMBARKER') as Told[]) {
    const refs = new Set(linesOf(person as string).map(({ run, ref }) => `${run}#${ref}`))
    const left = of('check').filter(
      c => c.kind === 'ALIGHT' && c.station === 'KENA' && refs.has(`${c.run}#${c.passenger}`),
    )
    expect(runs).toEqual(expect.arrayContaining(left.map(({ run }) => run)))
    expect(runs.length).toBeGreaterThan(1)
  }
  for (const { persons: both, documents, runs } of told.get('SHARED_DOCUMENT') as Told[]) {
    const shown = both.map(person =>
      linesOf(person).filter(line => line.documents.some((d: DocumentKey) => documents?.includes(keyOf(d)))),
    )
    expect(shown.every(lines => lines.length > 0)).toBe(true)
    expect(new Set(shown.flat().map(({ run }) => run))).toEqual(new Set(runs))
  }

  function linesOf(id: string) {
    const { identities } = persons[Number(id.slice(1))]
    const names = new Set(identities.map((identity: object) => JSON.stringify(identity)))
    return of('passenger').filter(({ identity }) => names.has(JSON.stringify(identity)))
  }
})

test('nobody or no time is refused', async () => {
  await expect(writeWorld({ ...options, persons: 0, out: folder })).rejects.toThrow('persons: expected 1 or more')
  await expect(writeWorld({ ...options, years: 0, out: folder })).rejects.toThrow('years: expected 1 or more')
})

test('with noise the journeys stay, what is written of them does not, and the truth says who is on every line', async () => {
  const noisy = emptyFolder()
  await writeWorld({ persons: 400, years: 1, seed: 7, out: noisy, noise: { rate: 0.05 } })
  const [plain, same] = [emptyFolder(), emptyFolder()]
  await writeWorld({ persons: 400, years: 1, seed: 7, out: plain })
  await writeWorld({ persons: 400, years: 1, seed: 7, out: same, noise: { rate: 0.05 } })
  expect(bytesOf(same)).toEqual(bytesOf(noisy))
  for (const file of ['40-runs.ndjson', '80-movements.ndjson', '90-coverage.ndjson'])
    expect(bytesOf(noisy)[file]).toBe(bytesOf(plain)[file])
  const lines = recordsOf(noisy)
  expect(lines.map(parseRecord).filter(parsed => 'problems' in parsed)).toEqual([])
  const passengers = lines.filter(({ record }) => record === 'passenger')
  const truth = JSON.parse(readFileSync(join(noisy, 'truth.json'), 'utf8'))
  const told = truth.persons.flatMap((person: { lines: string[] }) => person.lines)
  expect(told.sort()).toEqual(passengers.map(({ run, ref }) => `${run}/${ref}`).sort())
  const missing = passengers.filter(({ identity }) => identity.dateOfBirth === undefined).length / passengers.length
  expect(missing).toBeGreaterThan(0.02)
  expect(missing).toBeLessThan(0.08)
  expect(lines.filter(({ replaces }) => replaces !== undefined).length).toBeGreaterThan(50)
})

test('without noise nothing is written wrong, though passports are renewed', async () => {
  const clean = emptyFolder()
  await writeWorld({ persons: 400, years: 1, seed: 7, out: clean, noise: { rate: 0 } })
  const passengers = recordsOf(clean).filter(({ record }) => record === 'passenger')
  expect(passengers.filter(({ identity, documents }) => !identity.dateOfBirth || documents.length === 0)).toEqual([])
})

test.each([{ cases: [] }, {}])('no FTD outlives the passport that it goes with, cases or none: %j', async more => {
  const noisy = emptyFolder()
  await writeWorld({ persons: 2_000, years: 2, seed: 7, out: noisy, noise: { rate: 0.02 }, ...more })
  const papers = recordsOf(noisy).filter(({ record }) => record === 'document')
  const expires = new Map(papers.map(({ expiresOn, ...key }) => [keyOf(key as unknown as DocumentKey), expiresOn]))
  const ftds = papers.filter(({ type, issuedFor }) => type === 'FTD' && issuedFor)
  expect(ftds.length).toBeGreaterThan(50)
  expect(ftds.filter(({ expiresOn, issuedFor }) => expiresOn > (expires.get(keyOf(issuedFor)) ?? '9999'))).toEqual([])
})
