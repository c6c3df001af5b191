import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { groupsOf } from '../../../src/pattern/company/groups.ts'
import type { Verdict } from '../../../src/pattern/detection/claim.ts'

/** A pair of persons, how often they left together, whether it passes, and its chance. */
const pair = (a: number, b: number, times: number, passes = true, p = passes ? 1e-9 : 5e-4): Verdict => ({
  claim: { subjects: [], anchor: 'KENA', units: [a, b], score: 0, p, figures: { times } },
  q: passes ? 1e-4 : 0.5,
  tests: 100,
  passes,
})
const strangers = { tiedBelow: 1e-3, household: () => false }

test('two who are tied to nobody else are a group', () => {
  expect(groupsOf([pair(1, 2, 3), pair(4, 3, 2)], strangers)).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(groupsOf([pair(1, 2, 3, false)], strangers)).toEqual([])
})

test('a group is all of whom every two are tied, some two of whom pass', () => {
  expect(groupsOf([pair(1, 2, 4), pair(2, 3, 4), pair(1, 3, 4)], strangers)).toEqual([[1, 2, 3]])
  expect(groupsOf([pair(1, 2, 4), pair(2, 3, 4, false), pair(1, 3, 4, false)], strangers)).toEqual([[1, 2, 3]])
  expect(groupsOf([pair(1, 2, 4, false), pair(2, 3, 4, false), pair(1, 3, 4, false)], strangers)).toEqual([])
  // A chance that is not small enough for a tie passes by itself no more than it does in a group.
  expect(groupsOf([pair(1, 2, 4, true, 2e-3)], strangers)).toEqual([])
})

test('who is of two groups makes a crowd of neither', () => {
  const group = (...members: number[]) => members.flatMap((a, i) => members.slice(i + 1).map(b => pair(a, b, 4)))
  expect(groupsOf([...group(1, 2, 3, 4), ...group(4, 5, 6)], strangers)).toEqual([
    [1, 2, 3, 4],
    [4, 5, 6],
  ])
  // Of two who are each of a pair with a third nobody knows which of them go together.
  expect(groupsOf([...group(1, 2), ...group(2, 3)], strangers)).toEqual([])
  // Three and three who have two in common: each third is tied to most of the others.
  expect(groupsOf([...group(1, 2, 3), pair(2, 4, 4), pair(3, 4, 4)], strangers)).toEqual([])
  // Of four it takes two.
  expect(groupsOf([...group(1, 2, 3, 4), pair(4, 9, 4, false)], strangers)).toEqual([[1, 2, 3, 4]])
  expect(groupsOf([...group(1, 2, 3, 4), pair(4, 9, 4, false), pair(3, 9, 4, false)], strangers)).toEqual([])
})

test('groups are all maximal sets that nobody makes a crowd of, in whatever order pairs come', () => {
  const people = 8
  const pairs = Array.from({ length: people }, (_, a) => Array.from({ length: a }, (_, b) => [b, a] as const)).flat()
  const tie = fc.record({ passes: fc.boolean(), times: fc.constantFrom(2, 4, 9) })
  const maybeTied = fc.option(tie, { freq: 2, nil: undefined })
  const order = fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 }))
  fc.assert(
    fc.property(fc.array(maybeTied, { minLength: pairs.length, maxLength: pairs.length }), order, (ties, random) => {
      const known = pairs.flatMap(([a, b], i) => {
        const tie = ties[i]
        return tie ? [pair(a, b, tie.times, tie.passes)] : []
      })
      const shuffled = known
        .map(one => [[...random.take(1)][0] as number, one] as const)
        .sort(([a], [b]) => a - b)
        .map(([, one]) => one)
      const byName = (groups: (readonly number[])[]) => groups.map(members => members.join()).sort()
      expect(byName(groupsOf(shuffled, strangers))).toEqual(byName(groupsByTrial(known, people)))
    }),
    { numRuns: 300 },
  )
})

/** By going through all sets of persons. */
function groupsByTrial(pairs: readonly Verdict[], people: number): number[][] {
  const find = (a: number, b: number) => pairs.find(({ claim: { units } }) => units.includes(a) && units.includes(b))
  const all = Array.from({ length: people }, (_, person) => person)
  const sets = Array.from({ length: 2 ** people }, (_, set) => all.filter(person => set & (1 << person)))
  const tied = sets.filter(set => set.length > 1 && set.every((a, i) => set.slice(i + 1).every(b => find(a, b))))
  const isWithin = (set: readonly number[], other: readonly number[]) => set.every(person => other.includes(person))
  return tied
    .filter(set => !tied.some(other => other.length > set.length && isWithin(set, other)))
    .filter(set => set.some((a, i) => set.slice(i + 1).some(b => find(a, b)?.passes)))
    .filter(set => {
      const times = (a: number, b: number) => find(a, b)?.claim.figures.times ?? 0
      const least = Math.min(...set.flatMap((a, i) => set.slice(i + 1).map(b => times(a, b))))
      const near = (one: number) => set.filter(member => 2 * times(one, member) >= least)
      return all.every(one => set.includes(one) || 2 * near(one).length < set.length)
    })
}

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
