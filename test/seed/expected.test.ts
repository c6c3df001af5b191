import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { fitted, tail } from '../../seed/expected/beta-binomial.ts'
import { changes, spanOf } from '../../seed/expected/regime-spans.ts'
import { regimes } from '../../seed/rail/world-files.ts'

const expected = JSON.parse(readFileSync(fileURLToPath(new URL('../../seed/expected.json', import.meta.url)), 'utf8'))

test('tails of a uniform rate are those of equal shares', () => {
  // Beta(1, 1): every x from 0 to n is equally probable.
  expect(tail(0, 9, { alpha: 1, beta: 1 })).toBeCloseTo(1, 12)
  expect(tail(7, 9, { alpha: 1, beta: 1 })).toBeCloseTo(0.3, 12)
})

test('a few who leave nearly always do not shape what they are compared with', () => {
  const ordinary = Array.from({ length: 200 }, (_, i) => ({ n: 4, x: i % 50 === 0 ? 1 : 0 }))
  const { alpha, beta } = fitted([...ordinary, { n: 7, x: 6 }])
  expect(alpha / (alpha + beta)).toBeCloseTo(4 / 800, 12)
})

test('what is allowed at Kena changes on the days of the regimes, by the clock of Lithuania', () => {
  const changed = changes(regimes(), 'KENA')
  expect(changed.filter(day => day > '2022-08-01')).toEqual(['2024-03-01', '2024-03-15'])
  expect(spanOf(Date.parse('2024-02-29T21:59:00Z'), changed)).toBe('2022-08-01')
  expect(spanOf(Date.parse('2024-02-29T22:00:00Z'), changed)).toBe('2024-03-01')
})

test('the transit holder comes first by far; the permit holder who leaves oftener is nothing unusual', () => {
  const [first, second] = expected.repeatDisembarkers.rows
  expect([first.times, first.journeys]).toEqual([6, 7])
  expect(first.pValue).toBeLessThan(1e-7)
  expect(second.pValue).toBeGreaterThan(1e-3)
  const resident = expected.repeatDisembarkers.rows.find(
    (row: { times: number; journeys: number }) => row.times === 9 && row.journeys === 11,
  )
  expect(resident.pValue).toBeGreaterThan(0.5)
})

test('seven documents were shown by two persons each', () => {
  const rows = expected.sharedDocuments.rows
  expect(rows.map((row: { document: { type: string } }) => row.document.type).sort()).toEqual([
    'FTD',
    'LONG_STAY_VISA',
    'PASSPORT',
    'PASSPORT',
    'PASSPORT',
    'RESIDENCE_PERMIT',
    'RESIDENCE_PERMIT',
  ])
  expect(rows.filter((row: { presentations: number }) => row.presentations === 12)).toHaveLength(1)
})
