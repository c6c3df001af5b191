import { describe, expect, test } from '@jest/globals'
import { countTail } from '../../../src/pattern/chance/count-tail.ts'
import { baselineOf as baselineFrom } from '../../../src/pattern/surge/baseline.ts'
import { judgedWeeks } from '../../../src/pattern/surge/judged-week.ts'
import { median, ordinaryOf } from '../../../src/pattern/surge/ordinary.ts'
import { type Series, startOfWeek, weekName } from '../../../src/pattern/surge/weeks.ts'

/** A series of these counts from a week of July 2019 on; undefined: no train; `stayed` aboard in each. */
function series(
  left: readonly (number | undefined)[],
  { spans = [], stayed = 100 }: Partial<{ spans: number[]; stayed: number }> = {},
): Series {
  return {
    stop: 0,
    direction: 2,
    days: 0,
    first: 2_585,
    weeks: left.map(count => (count === undefined ? undefined : { runs: [], left: count, stayed, incomplete: false })),
    spans: left.map((_, i) => spans[i] ?? 0),
  }
}

const weeksOf = (length: number, count: (i: number) => number) => Array.from({ length }, (_, i) => count(i))
const baselineOf = (of: Series, i: number) => baselineFrom(of, i, 5)
const rule = { leastWeeks: 5, leastMean: 1 }
const judged = (of: Series) => new Map(judgedWeeks([of], rule).map(one => [one.number - of.first, one]))

test('weeks are those of ISO 8601', () => {
  expect(new Date(startOfWeek(0)).toISOString()).toBe('1970-01-05T00:00:00.000Z')
  expect(weekName(0)).toBe('1970-W02')
  const week = (date: string) => weekName((Date.parse(date) - startOfWeek(0)) / (7 * 86_400_000))
  expect([week('2023-10-09'), week('2024-12-30'), week('2020-12-28'), week('2023-01-02')]).toEqual([
    '2023-W41',
    '2025-W01',
    '2020-W53',
    '2023-W01',
  ])
})

describe('ordinary', () => {
  test('is the mean and dispersion of even weeks', () => {
    expect(ordinaryOf([4, 4, 4, 4])).toEqual({ mean: 4, dispersion: 1 })
    // Residuals ±1, none outlying: variance 8 · 1/7 over the mean 1.
    expect(ordinaryOf([0, 2, 0, 2, 0, 2, 0, 2])).toEqual({ mean: 1, dispersion: 8 / 7 })
  })

  test('is hardly moved by what surged before', () => {
    const { mean } = ordinaryOf([4, 4, 4, 4, 4, 4, 4, 40])
    expect(mean).toBeGreaterThan(4)
    expect(mean).toBeLessThan(4.6)
    // Round by round: 8.5, then 40 weighs 1/((31.5)²/8.5) and so on.
    let expected = 8.5
    for (let round = 0; round < 3; round++) {
      const weight = 1 / ((40 - expected) ** 2 / expected)
      expected = (28 + weight * 40) / (7 + weight)
    }
    // In the first round the mean starts at 8.5, where 40 is out by more than 2.58 deviations.
    expect(mean).toBeCloseTo(expected, 12)
  })

  test('the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, 1])
  })
})

describe('what a week is compared with', () => {
  test('the same weeks of up to five earlier years, three on either side', () => {
    const of = series(weeksOf(320, i => i))
    const found = baselineOf(of, 300)
    expect(found).toMatchObject({ kind: 'SEASON', years: 5 })
    expect([...(found?.counts ?? [])].sort((a, b) => b - a).slice(0, 8)).toEqual([
      251, 250, 249, 248, 247, 246, 245, 199,
    ])
    expect(found?.counts).toHaveLength(35)
  })

  test('one earlier year may be enough', () => {
    const of = series(weeksOf(120, i => i))
    expect(baselineOf(of, 60)).toMatchObject({ kind: 'SEASON', counts: weeksOf(7, i => 5 + i), years: 1 })
  })

  test('fewer than five such weeks: the half year before', () => {
    const of = series(weeksOf(120, i => i))
    expect(baselineOf(of, 53)).toMatchObject({ kind: 'PRECEDING', counts: weeksOf(26, i => 27 + i) })
    // The first week begins where the facts do: it is no week to go by.
    expect(baselineOf(of, 10)).toMatchObject({ kind: 'PRECEDING', counts: [1, 2, 3, 4, 5, 6, 7, 8, 9] })
  })

  test('weeks without a train and incomplete ones are missing, not zero', () => {
    const of = series(weeksOf(30, i => (i === 20 ? (undefined as never) : 2)))
    const weeks = of.weeks.map((week, i) => (week && i === 21 ? { ...week, incomplete: true, left: 0 } : week))
    expect(baselineOf({ ...of, weeks }, 29)?.counts).toEqual(weeksOf(24, () => 2))
  })

  test('never across a change of the rules', () => {
    const spans = weeksOf(200, i => (i < 150 ? 0 : 1))
    expect(
      baselineOf(
        series(
          weeksOf(200, i => i),
          { spans },
        ),
        160,
      ),
    ).toMatchObject({ kind: 'PRECEDING', counts: weeksOf(10, i => 150 + i) })
    const changing = weeksOf(200, i => (i < 150 ? 0 : i === 150 ? -1 : 1))
    expect(
      baselineOf(
        series(
          weeksOf(200, i => i),
          { spans: changing },
        ),
        150,
      ),
    ).toBeUndefined()
  })

  test('until there are eight weeks of new rules, the old season at their level', () => {
    const spans = weeksOf(200, i => (i < 150 ? 0 : 1))
    // Ten a week before, five a week since.
    const found = baselineOf(
      series(
        weeksOf(200, i => (i < 150 ? 10 : 5)),
        { spans },
      ),
      153,
    )
    expect(found).toMatchObject({ kind: 'SHAPE', counts: weeksOf(14, () => 5), years: 2 })
    expect(
      baselineOf(
        series(
          weeksOf(200, i => (i < 150 ? 10 : 5)),
          { spans },
        ),
        150,
      )?.counts,
    ).toEqual([])
  })
})

describe('judged', () => {
  const even = (i: number) => (i % 2 ? 9 : 11)

  test('a week of many is unlikely by the negative binomial tail', () => {
    const of = series(weeksOf(140, i => (i === 130 ? 30 : even(i))))
    const week = judged(of).get(130)
    expect(week).toMatchObject({ baseline: { kind: 'SEASON', years: 2 }, dispersion: 1 })
    expect(week?.expected).toBeCloseTo((8 * 9 + 6 * 11) / 14, 9)
    expect(week?.p).toBe(countTail(30, week?.expected as number, 1))
  })

  test('what one earlier year says is taken to vary more', () => {
    const of = series(weeksOf(140, i => (i % 2 ? 2 : 8)))
    const [one, two] = [judged(of).get(90), judged(of).get(130)]
    const counts = [2, 8, 2, 8, 2, 8, 2]
    expect(one?.baseline).toMatchObject({ kind: 'SEASON', years: 1, counts })
    const floor = median([...judged(of).values()].map(({ baseline }) => ordinaryOf(baseline.counts).dispersion))
    expect(one?.dispersion).toBe(Math.max(ordinaryOf(counts).dispersion, floor) * (1 + 1 / 7))
    expect(two?.dispersion).toBe(Math.max(ordinaryOf([...counts, ...counts]).dispersion, floor))
  })

  test('a series is as uneven as its stop and direction is in the middle', () => {
    const wild = series(weeksOf(60, i => (i % 2 ? 6 : 14)))
    const calm = { ...series(weeksOf(60, () => 10)), days: 3 }
    const [week] = judgedWeeks([wild, calm], rule).filter(
      ({ series: { days }, number }) => days === 3 && number === wild.first + 40,
    )
    const floor = median([...judged(wild).values()].map(({ baseline }) => ordinaryOf(baseline.counts).dispersion))
    expect(floor).toBeGreaterThan(1.5)
    expect(week?.dispersion).toBe(floor)
  })

  test('fewer than five weeks, or fewer than one leaving a week, are not tested', () => {
    const of = judged(series(weeksOf(12, () => 3)))
    expect([of.has(5), of.has(6)]).toEqual([false, true])
    expect(judged(series(weeksOf(40, i => (i % 2 ? 1 : 0)))).size).toBe(0)
  })

  test('more passengers, more who leave', () => {
    const of = series(weeksOf(40, i => (i === 39 ? 30 : even(i))))
    const full = { ...of, weeks: of.weeks.map((week, i) => (week && i === 39 ? { ...week, stayed: 300 } : week)) }
    expect(judged(of).get(39)?.p).toBeLessThan(1e-4)
    expect(judged(full).get(39)?.expected).toBeCloseTo(3 * (judged(of).get(39)?.expected as number), 9)
    expect(judged(full).get(39)?.p).toBeGreaterThan(0.4)
  })

  test('a holiday week without a season surprises nobody', () => {
    const newYear = Math.floor((Date.parse('2020-01-01') - startOfWeek(0)) / (7 * 86_400_000)) - 2_585
    const of = series(weeksOf(40, i => (i === newYear || i === newYear + 3 ? 40 : even(i))))
    expect(judged(of).get(newYear)?.p).toBe(1)
    expect(judged(of).get(newYear + 3)?.p).toBeLessThan(1e-6)
  })

  test('a slow rise is told of', () => {
    const of = series(weeksOf(40, i => (i < 20 ? 10 : 10 + i - 20)))
    expect(judged(of).get(19)?.drift).toBe(0)
    expect(judged(of).get(39)?.drift).toBeGreaterThan(5)
  })
})
