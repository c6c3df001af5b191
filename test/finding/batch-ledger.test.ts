import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Ledger, NEW_LEDGER, tellBatch } from '../../src/finding/batch-ledger.ts'
import { Chance } from '../reads/chance.ts'

interface Batch {
  readonly ps: readonly number[]
  readonly tests: number
}

/** How many are rejected by Benjamini and Hochberg's step-up rule, as they wrote it: the largest k with p(k) ≤ k α / n. */
function stepUp(ps: readonly number[], tests: number, level: number): number {
  const inOrder = [...ps].sort((a, b) => a - b)
  for (let k = inOrder.length; k > 0; k--) if ((inOrder[k - 1] as number) <= (k * level) / tests) return k
  return 0
}

/** Batch-BH as the paper writes it, each batch by itself and nothing put together. */
function byTheBook(batches: readonly Batch[]): number[] {
  const done: { r: number; most: number; level: number }[] = []
  for (const { ps, tests } of batches) {
    const gamma = (j: number) => 0.43749 / j ** 1.6
    const allotted = 0.05 * Array.from({ length: done.length + 1 }, (_, j) => gamma(j + 1)).reduce((a, b) => a + b)
    const others = (s: number) => done.reduce((sum, { r }, at) => sum + (at === s ? 0 : r), 0)
    const used = done.reduce((sum, { most, level }, s) => sum + (level * most) / (most + others(s)), 0)
    const all = done.reduce((sum, { r }) => sum + r, 0)
    const level = (Math.max(0, allotted - used) * (tests + all)) / tests
    const each = Array.from({ length: tests }, (_, i) => ps[i] ?? 1)
    const most = Math.max(...each.map((_, i) => stepUp(each.with(i, 0), tests, level)))
    done.push({ r: stepUp(each, tests, level), most, level })
  }
  return done.map(({ r }) => r)
}

function told(batches: readonly Batch[]): number[] {
  let ledger: Ledger = NEW_LEDGER
  return batches.map(({ ps, tests }) => {
    const one = tellBatch(ledger, ps, tests)
    ledger = one.ledger
    return ps.filter(p => p <= one.told).length
  })
}

const P = fc.oneof(fc.double({ min: 0, max: 1e-3, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true }))
const BATCH = fc
  .tuple(fc.array(P, { maxLength: 8 }), fc.nat(20))
  .map(([ps, more]) => ({ ps, tests: Math.max(1, ps.length + more) }))

test('is Batch-BH by the book', () => {
  fc.assert(
    fc.property(fc.array(BATCH, { maxLength: 12 }), batches => expect(told(batches)).toEqual(byTheBook(batches))),
    { numRuns: 300 },
  )
})

test('of nothing but chance tells something in at most five of a hundred worlds', () => {
  const chance = new Chance(7)
  const worlds = 2_000
  let wrong = 0
  for (let world = 0; world < worlds; world++) {
    const batches = Array.from({ length: 25 }, () => {
      const all = Array.from({ length: 30 }, () => chance.between(0, 999_999_999) / 1e9)
      return { ps: all.filter(p => p <= 0.1), tests: all.length }
    })
    if (told(batches).some(count => count > 0)) wrong++
  }
  // Three standard deviations of the share that the level allows.
  expect(wrong / worlds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds))
  expect(wrong).toBeGreaterThan(0)
})

test('what is truly unusual is told at once, however many batches were before', () => {
  const dull = { ps: [0.04, 0.08], tests: 100 }
  const batches = [...Array.from({ length: 200 }, () => dull), { ps: [1e-12, 1e-11], tests: 100 }]
  expect(told(batches)).toEqual([...Array(200).fill(0), 2])
})

test('a batch of no tests is none', () => {
  expect(tellBatch(NEW_LEDGER, [], 0)).toEqual({ told: -1, ledger: NEW_LEDGER })
})
