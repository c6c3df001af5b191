import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { writeWorld } from '../../seed/index.ts'
import { parseRecord } from '../../src/intake/record/index.ts'
import { bytesOf, emptyFolder, recordsOf } from './folder.ts'

const options = { persons: 4_000, years: 2, seed: 7 }
const folder = emptyFolder()
const days: number[] = []
const counts = await writeWorld({ ...options, out: folder, progress: done => days.push(done) })
const records = recordsOf(folder)
const of = (kind: string) => records.filter(({ record }) => record === kind)

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

test('about three journeys a person and year, and nobody is seen aboard two runs at once by design of a trip', () => {
  expect(counts.journeys / 8_000).toBeGreaterThan(2.7)
  expect(counts.journeys / 8_000).toBeLessThan(3.6)
})

test('of eastern arrivals before the ban some 8.5 % leave at Kena, after it next to none', () => {
  const western = new Set(['029', '079', '147', '359'])
  const atKena = of('check').filter(({ run, station }) => station === 'KENA' && western.has(run.slice(0, 3)))
  const before = atKena.filter(({ at }) => at < '2024-03-01')
  const left = before.filter(({ kind }) => kind === 'ALIGHT').length
  const rate = left / before.filter(({ kind }) => kind === 'ENTRY').length
  expect(rate).toBeGreaterThan(0.065)
  expect(rate).toBeLessThan(0.105)
  expect(atKena.filter(({ kind, at }) => kind === 'ALIGHT' && at > '2024-03-02').length).toBeLessThan(5)
})

test('checks are complete for 95 % of runs', () => {
  const complete = of('coverage').filter(record => record.complete).length
  expect(complete / of('run').length).toBeCloseTo(0.95, 1)
})

test('the truth tells every person, and what is planted', () => {
  const { persons, planted } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
  expect(persons).toHaveLength(4_000)
  expect(new Set(planted.map(({ story }: { story: string }) => story))).toEqual(
    new Set(['REPEAT_DISEMBARKER', 'SHARED_DOCUMENT']),
  )
})

test('nobody or no time is refused', async () => {
  await expect(writeWorld({ ...options, persons: 0, out: folder })).rejects.toThrow('persons: expected 1 or more')
  await expect(writeWorld({ ...options, years: 0, out: folder })).rejects.toThrow('years: expected 1 or more')
})
