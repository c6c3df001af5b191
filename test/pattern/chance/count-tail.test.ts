import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { countTail } from '../../../src/pattern/chance/count-tail.ts'

/** Digits that fixed-point numbers keep: enough for tails of 1e-300. */
const DIGITS = 420
const ONE = 10n ** BigInt(DIGITS)

/** e^(−parts/64), fixed-point: the series of e^(parts/64), of which every term is exact to the last digit, turned over. */
function exponential(parts: bigint): bigint {
  let sum = 0n
  let term = ONE * ONE
  for (let k = 1n; term > 0n; k++) {
    sum += term
    term = (term * parts) / (k * 64n)
  }
  return (ONE * ONE * ONE) / sum
}

/** P(Y ≥ y) of a Poisson count of mean parts/64: 1 less a finite sum. */
function poisson(y: number, parts: number): number {
  let term = exponential(BigInt(parts))
  let below = 0n
  for (let k = 0; k < y; k++) {
    below += term
    term = (term * BigInt(parts)) / (64n * BigInt(k + 1))
  }
  return asNumber(ONE - below, ONE)
}

/** P(Y ≥ y) of failures before `size` successes of chance 1/dispersion: negative binomial, in whole numbers throughout. */
function negativeBinomial(y: number, size: number, dispersion: number): number {
  const last = size + y
  const all = BigInt(dispersion) ** BigInt(last)
  let choose = 1n
  let below = 0n
  for (let k = 0; k < y; k++) {
    below += choose * BigInt(dispersion - 1) ** BigInt(k) * BigInt(dispersion) ** BigInt(last - size - k)
    choose = (choose * BigInt(k + size)) / BigInt(k + 1)
  }
  return asNumber(all - below, all)
}

/** A fraction to thirty digits, however small. */
function asNumber(part: bigint, whole: bigint): number {
  if (part <= 0n) return 0
  let digits = 30
  while ((part * 10n ** BigInt(digits)) / whole < 10n ** 30n) digits += 30
  return Number(`${(part * 10n ** BigInt(digits)) / whole}e-${digits}`)
}

const off = (found: number, exact: number) => Math.abs(found / exact - 1)

describe('Poisson', () => {
  test('is the exact sum to twelve digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 64 * 40 }), (y, parts) => {
        expect(off(countTail(y, parts / 64), poisson(y, parts))).toBeLessThan(1e-12)
      }),
      { numRuns: 200 },
    )
  })

  test('keeps its digits far below 1e-12', () => {
    for (const [y, parts] of [
      [20, 1],
      [60, 1],
      [110, 64],
      [150, 96],
      [400, 64 * 60],
    ] as const) {
      const exact = poisson(y, parts)
      expect(off(countTail(y, parts / 64), exact)).toBeLessThan(2e-12)
      expect(exact).toBeLessThan(1e-30)
    }
    expect(poisson(110, 64)).toBeLessThan(1e-175)
  })

  test('agrees with published tables', () => {
    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.7: 1 − P(χ² | ν) = Σ_{k<y} of mean χ²/2, y = ν/2.
    expect(1 - countTail(1, 0.5)).toBeCloseTo(0.60653, 5)
    expect(1 - countTail(2, 2.5)).toBeCloseTo(0.2873, 5)
    expect(1 - countTail(5, 5)).toBeCloseTo(0.44049, 5)
  })
})

describe('negative binomial', () => {
  test('is the exact fraction to twelve digits', () => {
    const asked = [
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 2, max: 9 }),
    ] as const
    fc.assert(
      fc.property(...asked, (y, size, dispersion) => {
        const tail = countTail(y, size * (dispersion - 1), dispersion)
        expect(off(tail, negativeBinomial(y, size, dispersion))).toBeLessThan(1e-12)
      }),
      { numRuns: 200 },
    )
  })

  test('keeps its digits far below 1e-12', () => {
    for (const [y, size, dispersion] of [
      [200, 2, 2],
      [1_000, 3, 2],
      [900, 20, 2],
      [2_000, 30, 4],
    ] as const) {
      const exact = negativeBinomial(y, size, dispersion)
      expect(off(countTail(y, size * (dispersion - 1), dispersion), exact)).toBeLessThan(5e-12)
      expect(exact).toBeLessThan(1e-50)
    }
    expect(negativeBinomial(1_000, 3, 2)).toBeLessThan(1e-290)
  })

  test('comes down to Poisson as the dispersion comes down to 1', () => {
    for (const y of [1, 4, 9, 30]) expect(off(countTail(y, 5, 1 + 1e-9), countTail(y, 5))).toBeLessThan(1e-6)
  })
})

test('falls from 1 to 0', () => {
  expect(countTail(0, 3)).toBe(1)
  expect(countTail(-1, 3, 2)).toBe(1)
  expect(countTail(1, 0)).toBe(0)
  expect(countTail(100_000, 1e-6)).toBe(0)
  for (const [mean, dispersion] of [
    [0.3, 1],
    [12, 1],
    [12, 1.8],
    [300, 4],
  ] as const)
    for (let y = 1; y < 60; y++) {
      const here = countTail(y, mean, dispersion)
      expect(here).toBeLessThanOrEqual(countTail(y - 1, mean, dispersion))
      expect(here).toBeGreaterThan(countTail(y + 1, mean, dispersion) * (1 - 1e-12))
    }
})
