import { expect, test } from '@jest/globals'
import { groupsOf } from '../../../src/pattern/company/groups.ts'
import type { Verdict } from '../../../src/pattern/detection/claim.ts'

/** A pair of persons, how often they left together, whether it passes, and its chance. */
const pair = (a: number, b: number, times: number, passes = true, p = passes ? 1e-9 : 5e-4): Verdict => ({
  claim: { subjects: [], anchor: 'KENA', units: [a, b], score: 0, p, figures: { times } },
  q: passes ? 1e-4 : 0.5,
  tests: 100,
  passes,
})
const anybody = (among: Iterable<number>) => {
  const all = [...among]
  return () => all
}
const strangers = { atLeast: 2, crowdBelow: 1e-3, household: () => false, mayLiveWith: anybody }

test('two who are tied to nobody else are a group', () => {
  expect(groupsOf([pair(1, 2, 3), pair(4, 3, 2)], strangers)).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(groupsOf([pair(1, 2, 3, false)], strangers)).toEqual([])
})

test('a group is all of whom every two pass', () => {
  expect(groupsOf([pair(1, 2, 4), pair(2, 3, 4), pair(1, 3, 4)], strangers)).toEqual([[1, 2, 3]])
})

test('an outsider with half of the occasions makes a crowd, one with fewer does not', () => {
  expect(groupsOf([pair(1, 2, 6), pair(2, 3, 3)], strangers)).toEqual([])
  expect(groupsOf([pair(1, 2, 6), pair(2, 3, 3, false)], strangers)).toEqual([])
  expect(groupsOf([pair(1, 2, 7), pair(2, 3, 3, false)], strangers)).toEqual([[1, 2]])
  expect(groupsOf([pair(1, 2, 6), pair(2, 3, 3, false, 2e-3)], strangers)).toEqual([[1, 2]])
  expect(groupsOf([pair(1, 2, 2), pair(2, 3, 2, false)], strangers)).toEqual([])
})

test('who belongs to a larger group is told of there alone', () => {
  // Of 1, 2 and 3 every two pass, so that the two who left together most are no group of their own.
  expect(groupsOf([pair(1, 2, 9), pair(2, 3, 4), pair(1, 3, 4)], strangers)).toEqual([[1, 2, 3]])
  expect(groupsOf([pair(1, 2, 8), pair(2, 3, 4), pair(1, 3, 4)], strangers)).toEqual([[1, 2, 3]])
})

test('two of a household need no tie of their own', () => {
  const couple = { ...strangers, household: (a: number, b: number) => a + b === 3 }
  expect(groupsOf([pair(1, 9, 4), pair(2, 9, 4)], couple)).toEqual([[1, 2, 9]])
  expect(groupsOf([pair(1, 9, 4), pair(2, 9, 4)], strangers)).toEqual([])
})
