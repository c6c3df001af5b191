import { countTail } from '../chance/count-tail.ts'
import { type Baseline, baselineOf } from './baseline.ts'
import { hasHolidays } from './holidays.ts'
import { median, type Ordinary, ordinaryOf } from './ordinary.ts'
import { ALL_DAYS, type Series, type Week } from './weeks.ts'

/** A mean that is less is not known so well. */
const LEAST_MEAN = 0.3
/** What one earlier year alone says varies more than it shows. */
const ONE_YEAR = 1 + 1 / 7
/** Up to here a count is as even as chance has it. */
const EVEN = 1.0001

/** A week beside what is ordinary. */
export interface JudgedWeek {
  readonly series: Series
  /** Number of the week. */
  readonly number: number
  readonly week: Week
  readonly baseline: Baseline
  /** Ordinary for as many passengers as there were, where these were more than ordinary. */
  readonly expected: number
  readonly dispersion: number
  readonly p: number
  /** How many standard deviations too many have left in the weeks up to this one, each half a deviation forgiven. */
  readonly drift: number
}

/** What makes a series fit to be tested. */
export interface SurgeRule {
  /** Fewest weeks to compare with. */
  readonly leastWeeks: number
  /** Fewest who leave in an average week. */
  readonly leastMean: number
}

/**
 * All weeks of a stop that can be judged, series by series.
 * @param kept what was found of series before: of one that is as it was nothing is looked for again
 */
export function judgedWeeks(all: readonly Series[], rule: SurgeRule, kept: KeptSeries = new WeakMap()): JudgedWeek[] {
  const known = (series: Series) => {
    const found = kept.get(series) ?? { comparable: comparable(series, rule), judged: undefined }
    kept.set(series, found)
    return found
  }
  const judged = (series: Series, floor: number) => {
    const found = known(series)
    if (found.judged?.floor !== floor) found.judged = { floor, weeks: judgedOf(series, found.comparable, floor) }
    return found.judged.weeks
  }
  return [...Map.groupBy(all, ({ direction }) => direction).values()].flatMap(own => {
    const whole = own.find(({ days }) => days === ALL_DAYS)
    const floor = whole ? median(known(whole).comparable.map(({ ordinary }) => ordinary.dispersion)) : 1
    return own.flatMap(series => (meanOf(series) >= rule.leastMean ? judged(series, floor) : []))
  })
}

/** By series, what its weeks are compared with, and what they come to beside the others of their direction. */
export type KeptSeries = WeakMap<
  Series,
  {
    readonly comparable: readonly Comparable[]
    judged: { readonly floor: number; readonly weeks: readonly JudgedWeek[] } | undefined
  }
>

/** A week that can be judged, and what it is compared with. */
interface Comparable {
  readonly i: number
  readonly week: Week
  readonly baseline: Baseline
  readonly ordinary: Ordinary
}

function meanOf({ weeks }: Series): number {
  const known = weeks.filter(week => week !== undefined && !week.incomplete) as Week[]
  return known.reduce((sum, { left }) => sum + left, 0) / known.length
}

function comparable(series: Series, { leastWeeks }: SurgeRule): Comparable[] {
  return series.weeks.flatMap((week, i) => {
    const baseline = week && baselineOf(series, i, leastWeeks)
    if (!baseline || baseline.counts.length < leastWeeks) return []
    return [{ i, week, baseline, ordinary: ordinaryOf(baseline.counts) }]
  })
}

function judgedOf(series: Series, comparable: readonly Comparable[], floor: number): JudgedWeek[] {
  const drift = new Drift()
  return comparable.map(({ i, week, baseline, ordinary }) => {
    const { mean, dispersion } = bounded(ordinary, baseline, floor)
    const judged = { series, number: series.first + i, week, baseline, dispersion }
    const expected = mean * fuller(week, baseline)
    return {
      ...judged,
      expected,
      p: isHolidaymaking(judged) ? 1 : countTail(week.left, expected, dispersion),
      drift: drift.after(series.spans[i] as number, week.left, expected, dispersion),
    }
  })
}

function bounded(ordinary: { mean: number; dispersion: number }, { kind, years }: Baseline, floor: number) {
  const dispersion = Math.max(ordinary.dispersion, floor) * (kind === 'SEASON' && years === 1 ? ONE_YEAR : 1)
  return { mean: Math.max(ordinary.mean, LEAST_MEAN), dispersion: dispersion <= EVEN ? 1 : dispersion }
}

/** More passengers, more who leave: how many times as many stayed aboard as in an ordinary week, at least 1. */
function fuller({ stayed }: Week, baseline: Baseline): number {
  return baseline.stayed === 0 ? 1 : Math.max(1, stayed / baseline.stayed)
}

/** Without a season to compare with, holidays are no surprise. */
const isHolidaymaking = ({ baseline, number }: Pick<JudgedWeek, 'baseline' | 'number'>) =>
  baseline.kind === 'PRECEDING' && hasHolidays(number)

const FORGIVEN = 0.5

/** CUSUM of Anscombe residuals, begun anew under new rules. */
class Drift {
  #span = -1
  #sum = 0

  after(span: number, count: number, mean: number, dispersion: number): number {
    if (span !== this.#span) this.#sum = 0
    this.#span = span
    const residual = (1.5 * (count ** (2 / 3) - mean ** (2 / 3))) / (mean ** (1 / 6) * Math.sqrt(dispersion))
    this.#sum = Math.max(0, this.#sum + residual - FORGIVEN)
    return this.#sum
  }
}
