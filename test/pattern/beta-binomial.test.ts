import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Cell, refit, upperTail } from '../../src/pattern/disembarking/beta-binomial.ts'

/** α = a/64 and β = b/64, which floating-point numbers hold exactly. */
const PARTS = 64

/** The tail as one exact fraction: the parts of α, β and α+β cancel out of the rising factorials. */
function exactTail(x: number, n: number, a: number, b: number): number {
  const rising = (from: number, count: number) => {
    let product = 1n
    for (let i = 0; i < count; i++) product *= BigInt(from + i * PARTS)
    return product
  }
  let choose = 1n
  let sum = 0n
  for (let i = 0; i <= n; i++) {
    if (i >= x) sum += choose * rising(a, i) * rising(b, n - i)
    choose = (choose * BigInt(n - i)) / BigInt(i + 1)
  }
  const all = rising(a + b, n)
  // Scaled until thirty digits are left of the point, so that a small tail keeps them too.
  let digits = 30
  while ((sum * 10n ** BigInt(digits)) / all < 10n ** 30n) digits += 30
  return Number(`${(sum * 10n ** BigInt(digits)) / all}e-${digits}`)
}

const parts = fc.integer({ min: 1, max: 200 * PARTS })

const asked = fc
  .record({ n: fc.integer({ min: 1, max: 60 }), a: parts, b: parts })
  .chain(({ n, a, b }) => fc.record({ n: fc.constant(n), x: fc.nat(n), a: fc.constant(a), b: fc.constant(b) }))

describe('upper tail', () => {
  test('is the exact fraction to twelve digits', () => {
    fc.assert(
      fc.property(asked, ({ n, x, a, b }) => {
        const exact = exactTail(x, n, a, b)
        const tail = upperTail(x, n, { alpha: a / PARTS, beta: b / PARTS })
        expect(Math.abs(tail / exact - 1)).toBeLessThan(1e-12)
      }),
      { numRuns: 300 },
    )
  })

  test('keeps its digits where it is far below 1e-12, and over many journeys', () => {
    for (const [x, n, a, b] of [
      [12, 12, 1, 12_800],
      [60, 60, 1, 12_800],
      [40, 400, 1, 12_800],
      [150, 1000, 128, 12_672],
      [990, 1000, 12_672, 128],
    ] as const) {
      const exact = exactTail(x, n, a, b)
      expect(Math.abs(upperTail(x, n, { alpha: a / PARTS, beta: b / PARTS }) / exact - 1)).toBeLessThan(1e-12)
    }
    expect(exactTail(60, 60, 1, 12_800)).toBeLessThan(1e-60)
  })

  test('falls from 1 to 0, and what it falls by sums to 1', () => {
    fc.assert(
      fc.property(asked, ({ n, a, b }) => {
        const model = { alpha: a / PARTS, beta: b / PARTS }
        const tails = Array.from({ length: n + 2 }, (_, x) => upperTail(x, n, model))
        expect(tails[0]).toBe(1)
        expect(tails[n + 1]).toBe(0)
        for (let x = 1; x < tails.length; x++)
          expect(tails[x]).toBeLessThanOrEqual((tails[x - 1] as number) * (1 + 1e-12))
        const whole = upperTail(1, n, model) + exactZero(n, model)
        expect(whole).toBeCloseTo(1, 12)
      }),
    )
  })
})

/** P(X = 0), written out. */
function exactZero(n: number, { alpha, beta }: { alpha: number; beta: number }): number {
  let product = 1
  for (let i = 0; i < n; i++) product *= (beta + i) / (alpha + beta + i)
  return product
}

/** What a Beta-binomial of mean m and correlation ρ gives, n alike for all. */
function ordinary(persons: number, n: number, m: number, rho: number): Cell[] {
  const model = { alpha: (m * (1 - rho)) / rho, beta: ((1 - m) * (1 - rho)) / rho }
  return Array.from({ length: n + 1 }, (_, x) => ({
    n,
    x,
    persons: Math.round(persons * (upperTail(x, n, model) - upperTail(x + 1, n, model))),
  }))
}

const momentsOf = ({ alpha, beta }: { alpha: number; beta: number }) => ({
  m: alpha / (alpha + beta),
  rho: 1 / (1 + alpha + beta),
})

describe('refit', () => {
  test('finds the mean and the correlation of ordinary persons', () => {
    const { m, rho } = momentsOf(refit(ordinary(1e7, 8, 0.6, 0.1)))
    expect(m).toBeCloseTo(0.6, 2)
    expect(rho).toBeCloseTo(0.1, 1)
  })

  test('is not moved by a few who leave nearly always', () => {
    const alone = momentsOf(refit(ordinary(1e5, 6, 0.005, 0.005)))
    const among = momentsOf(refit([...ordinary(1e5, 6, 0.005, 0.005), { n: 6, x: 5, persons: 130 }]))
    expect(among.m).toBeCloseTo(alone.m, 6)
    expect(among.rho).toBeCloseTo(alone.rho, 6)
  })

  test('holds of few who never did not that they never do', () => {
    const few = refit([{ n: 7, x: 0, persons: 7 }])
    expect(momentsOf(few).m).toBeCloseTo(1 / 51, 12)
    expect(upperTail(2, 3, few)).toBeGreaterThan(1e-3)
    // Who is unlike them does not make it otherwise.
    expect(
      refit([
        { n: 7, x: 0, persons: 7 },
        { n: 7, x: 6, persons: 1 },
      ]),
    ).toEqual(few)
  })

  test('does not depend on the order of the histogram', () => {
    const cells = [...ordinary(1000, 5, 0.3, 0.2), ...ordinary(700, 3, 0.2, 0.1)]
    expect(refit(cells.toReversed())).toEqual(refit(cells))
  })

  test('stays inside its bounds where the histogram says nothing', () => {
    const inside = (cells: Cell[], m: number, rho: number) => {
      const found = momentsOf(refit(cells))
      expect(found.m).toBeCloseTo(m, 9)
      expect(found.rho).toBeCloseTo(rho, 9)
    }
    inside([], 1 / 2, 0.005)
    inside([{ n: 1, x: 0, persons: 10 }], 1 / 12, 0.005)
    inside([{ n: 5, x: 0, persons: 1e6 }], 1e-5, 0.005)
    inside([{ n: 1, x: 1, persons: 10 }], 1 - 1e-5, 0.005)
    inside([{ n: 7, x: 7, persons: 3 }], 1 - 1e-5, 0.005)
    inside(
      [
        { n: 1, x: 1, persons: 1 },
        { n: 1, x: 0, persons: 3 },
      ],
      0.25,
      0.005,
    )
  })
})
