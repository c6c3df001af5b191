import type { Series, Week } from './weeks.ts'

const YEAR = 52
const YEARS = 5
/** Weeks before and after the same week of an earlier year. */
const NEAR = 3
/** With fewer weeks of its own, rules are new. */
const NEW = 8
const PRECEDING = 26

/**
 * What a week is compared with: SEASON, the same weeks of earlier years under the same rules; PRECEDING, the half year before
 * it, without a season; SHAPE, the season under earlier rules brought to the level of the new ones.
 */
export interface Baseline {
  readonly kind: 'SEASON' | 'PRECEDING' | 'SHAPE'
  readonly counts: readonly number[]
  /** Passengers who stayed aboard in an average week of these. */
  readonly stayed: number
  /** Earlier years that these weeks are of. */
  readonly years: number
}

/** A week that says what is ordinary: nothing missing, one set of rules, and not the first, which begins where the facts do. */
function usable({ weeks, spans }: Series, i: number): Week | undefined {
  const week = i > 0 && (spans[i] as number) >= 0 ? weeks[i] : undefined
  return week?.incomplete ? undefined : week
}

/**
 * What week i of a series is compared with; undefined where rules changed within it.
 * @param leastWeeks fewer are no season: seven, of one earlier year, may be
 */
export function baselineOf(series: Series, i: number, leastWeeks: number): Baseline | undefined {
  const span = series.spans[i] as number
  if (span < 0) return undefined
  const season = seasonOf(series, i, of => of === span)
  if (season.weeks.length >= leastWeeks) return baseline('SEASON', season.weeks, season.years)
  const own = precedingOf(series, i)
  if (own.length < NEW) {
    const shape = shapeOf(series, i, leastWeeks)
    if (shape) return shape
  }
  return baseline(
    'PRECEDING',
    own
      .slice(-PRECEDING)
      .filter(({ at }) => at >= i - PRECEDING)
      .map(({ week }) => week),
    0,
  )
}

const baseline = (kind: Baseline['kind'], weeks: readonly Week[], years: number): Baseline => ({
  kind,
  counts: weeks.map(({ left }) => left),
  stayed: weeks.reduce((sum, { stayed }) => sum + stayed, 0) / weeks.length,
  years,
})

/** Usable weeks near the same week of earlier years, under such rules. */
function seasonOf(series: Series, i: number, under: (span: number) => boolean) {
  const weeks: Week[] = []
  let years = 0
  for (let year = 1; year <= YEARS; year++) {
    const before = weeks.length
    for (let near = -NEAR; near <= NEAR; near++) {
      const at = i - YEAR * year + near
      const week = at >= 0 && under(series.spans[at] as number) ? usable(series, at) : undefined
      if (week) weeks.push(week)
    }
    if (weeks.length > before) years++
  }
  return { weeks, years }
}

/** Usable weeks before week i under the same rules, in order. */
function precedingOf(series: Series, i: number) {
  const found: { readonly at: number; readonly week: Week }[] = []
  for (let at = i - 1; at >= 0; at--) {
    // Only the rules since they last changed: those of an interlude before may have been the same ones.
    if ((series.spans[at] as number) !== series.spans[i]) break
    const week = usable(series, at)
    if (week) found.unshift({ at, week })
  }
  return found
}

/** The season under earlier rules, times how many leave under the new ones where one left in that season. */
function shapeOf(series: Series, i: number, leastWeeks: number): Baseline | undefined {
  const span = series.spans[i] as number
  const earlier = (of: number) => of >= 0 && of < span
  const season = seasonOf(series, i, earlier)
  if (season.weeks.length < leastWeeks) return undefined
  let [now, then] = [0, 0]
  for (const { at, week } of precedingOf(series, i)) {
    const same = seasonOf(series, at, earlier).weeks
    if (same.length === 0) continue
    now += week.left
    then += same.reduce((sum, { left }) => sum + left, 0) / same.length
  }
  if (then === 0) return undefined
  const { counts, stayed } = baseline('SHAPE', season.weeks, season.years)
  return { kind: 'SHAPE', counts: counts.map(count => (count * now) / then), stayed, years: season.years }
}
