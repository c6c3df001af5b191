import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { falseDiscoveryRates, mostOfRate } from '../../../src/pattern/detection/multiplicity.ts'

const p = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e-9, 1e-5, 0.001, 0.01, 0.05, 1))

test('whoever is not above the greatest p of a rate has a q-value at most so, and nobody else has', () => {
  fc.assert(
    fc.property(
      fc.array(p, { maxLength: 40 }),
      fc.nat({ max: 500 }),
      fc.constantFrom(0.01, 0.05, 0.1),
      (ps, more, level) => {
        const tests = ps.length + more
        const most = mostOfRate(level, ps, tests)
        const rates = falseDiscoveryRates(ps, tests)
        expect(ps.map(one => one <= most)).toEqual(rates.map(rate => rate <= level))
      },
    ),
  )
})

test('of no p none is the greatest', () => {
  expect(mostOfRate(0.05, [], 10)).toBe(-1)
  expect(mostOfRate(0.05, [0.5], 10)).toBe(-1)
})
