import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { countTail } from '../../../src/pattern/chance/count-tail.ts'
import { chanceOf, Habits, mostExpected, type Presence } from '../../../src/pattern/company/habits.ts'
import { Traffic } from '../../../src/pattern/company/traffic.ts'
import { Rail } from '../../../src/pattern/projection/rail.ts'

const DAY = 86_400_000
const WEEKS = 10
const LOAD = 20

/** One train on every day of ten weeks, some days left out; run i sets out on day `days[i]`. */
function world(days: readonly number[]) {
  const rail = new Rail()
  rail.trains.number('029')
  for (const day of days) {
    const run = rail.row(`029/${day}`)
    rail.runs.columns.departsAt[run] = day * DAY
    rail.runs.columns.stratum[run] = day % 7
  }
  const runs = Object.fromEntries(Array.from({ length: 7 }, (_, w) => [`029 ${w}`, days.filter(day => day % 7 === w)]))
  const traffic = new Traffic({ runs, days, upTo: days.map((_, i) => (i + 1) * LOAD) }, rail.trains.all, 730)
  return { rail, traffic }
}

const on = (...runs: number[]): Presence[] => runs.map(run => ({ run, booking: -1 }))
const everyDay = Array.from({ length: 7 * WEEKS }, (_, day) => day)
const habitsOf = (days = everyDay) => {
  const { rail, traffic } = world(days)
  return new Habits(rail, traffic, () => LOAD)
}

function commonOf(habits: Habits, a: readonly Presence[], b: readonly Presence[]) {
  const [left, right] = [habits.add(a), habits.add(b)]
  habits.mark(left)
  const common = habits.common(right)
  habits.mark(right)
  expect(habits.common(left)).toEqual(common)
  return common
}

test('what is expected is the greater of habit by train and weekday and of what is met anywhere, runs in common left out', () => {
  // Mondays (stratum 0): a on five, b on four, three of them in common, of ten; a on one Tuesday, b on two others.
  const common = commonOf(habitsOf(), on(0, 1, 7, 14, 21, 28), on(0, 7, 8, 14, 15, 35))
  // These follow each other after a week each.
  expect(common.occasions).toBe(2)
  // a's last run is on day 28 (five Mondays, four Tuesdays), b's on day 35 (six Mondays, five Tuesdays).
  const met = Math.max((5 / 5) * 1 + (1 / 4) * 2, (4 / 6) * 2 + (2 / 5) * 1)
  expect(common.expected).toBeCloseTo(met, 12)
  const habit = Math.max((5 / 5) * 4 + (1 / 4) * 2, (4 / 6) * 5 + (2 / 5) * 1)
  expect(common.expectedOfHabit).toBeCloseTo(habit, 12)
  // On weekdays that they do not share no habit says anything: they are met by how full their trains are, one more than was seen.
  const apart = commonOf(habitsOf(), on(0, 7, 15), on(3, 11, 15, 20))
  expect(apart.expected).toBeCloseTo(Math.max((3 + 1) * (3 / 16), (2 + 1) * (4 / 21)), 12)
  expect(apart.expectedOfHabit).toBeCloseTo(Math.max(1 / 2 + (4 + 1) * 0, (4 + 1) * (3 / 16), (3 + 1) * (4 / 21)), 12)
})

test('of any two it is what the definition says', () => {
  const some = fc
    .uniqueArray(fc.integer({ min: 0, max: 69 }), { minLength: 1, maxLength: 30 })
    .map(runs => [...runs, 69])
  const sorted = some.map(runs => [...new Set(runs)].sort((a, b) => a - b))
  fc.assert(
    fc.property(sorted, sorted, (a, b) => {
      const shared = a.filter(run => b.includes(run))
      const times = (runs: readonly number[], w: number) => runs.filter(run => run % 7 === w).length
      const strata = [0, 1, 2, 3, 4, 5, 6]
      const sum = (of: (w: number) => number) => strata.reduce((all, w) => all + of(w), 0)
      const met = Math.max(
        sum(w => (times(a, w) * (times(b, w) - times(shared, w))) / WEEKS),
        sum(w => (times(b, w) * (times(a, w) - times(shared, w))) / WEEKS),
      )
      const reach = (runs: readonly number[]) => runs.length / everyDay.length
      const anywhere = Math.max((b.length - shared.length + 1) * reach(a), (a.length - shared.length + 1) * reach(b))
      const common = commonOf(habitsOf(), on(...a), on(...b))
      const gaps = shared.slice(1).map((run, i) => run - (shared[i] as number))
      expect(common.occasions).toBe(Math.min(1, shared.length) + new Set(gaps).size)
      expect(common.expected).toBeCloseTo(Math.max(met, anywhere), 9)
    }),
    { numRuns: 100 },
  )
})

test('nobody is known so well that nothing is expected', () => {
  const common = commonOf(habitsOf(), on(3, 9, 20), on(3, 9, 20))
  // Once more, on one of a's 3 of the 21 runs up to then.
  expect(common.occasions).toBe(3)
  expect(common.expected).toBeCloseTo(3 / 21, 12)
  expect(chanceOf(common)).toBe(countTail(3, common.expected))
})

test('out and back on one booking of each count once', () => {
  const a = [0, 2, 14, 19].map((run, i) => ({ run, booking: Math.floor(i / 2) }))
  const b = [0, 2, 14, 19].map((run, i) => ({ run, booking: 7 + Math.floor(i / 2) }))
  expect(commonOf(habitsOf(), a, b).occasions).toBe(2)
  const apart = b.map(({ run }, i) => ({ run, booking: 7 + i }))
  expect(commonOf(habitsOf(), a, apart).occasions).toBe(4)
  expect(commonOf(habitsOf(), a, on(0, 2, 14, 19)).occasions).toBe(4)
})

test('of runs that follow each other after as many days each, one tells something new', () => {
  const occasions = (...runs: number[]) => commonOf(habitsOf(), on(...runs), on(...runs)).occasions
  expect(occasions(5)).toBe(1)
  expect(occasions(0, 14)).toBe(2)
  expect(occasions(0, 14, 28, 42, 56)).toBe(2)
  // Once one of them stayed at home.
  expect(occasions(0, 14, 42, 56)).toBe(3)
  expect(occasions(0, 3, 14, 38)).toBe(4)
  // Days apart, not runs: three weeks in which no train went.
  const gone = everyDay.filter(day => day < 7 || day >= 28)
  expect(commonOf(habitsOf(gone), on(0, 7, 14), on(0, 7, 14)).occasions).toBe(3)
})

test('traffic that was not there when it was counted makes nobody rarer than always', () => {
  const { rail } = world(everyDay)
  const habits = new Habits(rail, new Traffic({ runs: {}, days: [], upTo: [] }, rail.trains.all, 730), () => LOAD)
  expect(commonOf(habits, on(0, 7, 14), on(0, 21)).expected).toBe(3)
})

test('the greatest expectation at which so many are still unusual', () => {
  const most = mostExpected(1e-4)
  for (const times of [3, 5, 11]) {
    expect(countTail(times, most(times))).toBeCloseTo(1e-4, 9)
    expect(countTail(times, most(times) * 1.001)).toBeGreaterThan(1e-4)
  }
})

const someRuns = fc
  .uniqueArray(fc.integer({ min: 0, max: 69 }), { minLength: 1, maxLength: 30 })
  .map(runs => runs.sort((a, b) => a - b))

test('of whom more is expected than is worth a look nothing is told, of all others the same', () => {
  fc.assert(
    fc.property(someRuns, someRuns, fc.integer({ min: 0, max: 3 }), (a, b, beyond) => {
      const habits = habitsOf()
      const [left, right] = [habits.add(on(...a)), habits.add(on(...b))]
      habits.mark(left)
      const common = habits.common(right)
      const met = a.filter(run => b.includes(run)).length + beyond
      const most = mostExpected(0.01)
      const found = habits.commonWhere(right, met, most)
      if (found) expect(found).toEqual(common)
      else expect(chanceOf(common)).toBeGreaterThan(0.01)
      // What was looked at in between leaves nothing behind.
      expect(habits.common(right)).toEqual(common)
    }),
    { numRuns: 200 },
  )
})

test('presences that take the place of others are as if they alone had been there', () => {
  fc.assert(
    fc.property(someRuns, someRuns, someRuns, (before, now, other) => {
      const habits = habitsOf()
      const [row, beside] = [habits.add(on(...before)), habits.add(on(...other))]
      habits.mark(row)
      const placed = habits.replace(row, on(...now))
      expect([...habits.runsOf(placed)]).toEqual(now)
      expect([...habits.runsOf(beside)]).toEqual(other)
      habits.mark(placed)
      expect(habits.common(beside)).toEqual(commonOf(habitsOf(), on(...now), on(...other)))
    }),
    { numRuns: 200 },
  )
})

test('one who comes takes no more room', () => {
  const habits = habitsOf()
  const row = habits.add(on(1, 2, 3))
  expect(habits.replace(row, on(1, 2, 3, 9))).toBe(row)
  expect(habits.replace(row, on(1, 2, 3, 9, 10))).not.toBe(row)
})
