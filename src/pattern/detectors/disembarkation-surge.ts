import { countTail } from '../chance/count-tail.ts'
import { leaversAt } from '../company/leavers.ts'
import { type Claim, scoreOf, type Tested, type Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import { KEPT, roomAt } from '../detection/multiplicity.ts'
import type { Rule } from '../detection/rule.ts'
import { ALIGHT, DIRECTIONS, kindOf } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { type JudgedWeek, judgedWeeks, type KeptSeries } from '../surge/judged-week.ts'
import { ALL_DAYS, type Series, seriesAt, startOfWeek, weekName } from '../surge/weeks.ts'
import { evidence } from '../terms/cite.ts'
import { asOfNow, keptBeside } from '../terms/kept-beside.ts'
import { checkThing, seenOf } from '../terms/seen.ts'
import { isListedStop } from '../terms/stops.ts'
import { counted, day, figure, stationName } from '../terms/words.ts'

type Names = 'leastWeeks' | 'leastMean' | 'driftFrom'

const rule: Rule<Names> = {
  pattern: 'DISEMBARKATION_SURGE',
  title: 'Disembarkation surge',
  question: 'Did more people leave here than the season explains?',
  version: 1,
  standard: 'STATISTICAL',
  legalBasis: 'Border checks at technical stops, counted by week; nothing is said of any person.',
  parameters: {
    leastWeeks: { value: 5, unit: 'weeks', meaning: 'Fewer weeks to compare with are no comparison.', from: 2, to: 52 },
    leastMean: {
      value: 1,
      unit: 'leavings a week',
      meaning: 'Series that average fewer are not tested.',
      from: 0,
      to: 1_000,
    },
    driftFrom: {
      value: 5,
      unit: 'standard deviations',
      meaning: 'From here on a slow rise is told of.',
      from: 1,
      to: 100,
    },
  },
}

/**
 * A week in which more left at a listed stop than the same weeks of earlier years, or the weeks before it, explain, in one
 * direction, on all days or on trains of one weekday. One finding for each station and week, of the least likely of these.
 * `margin`: how many orders of magnitude q would stay below its level without that fact; less than none where the finding
 * falls.
 */
export const disembarkationSurge: Detector<Names> = {
  rule,
  turnsOnMore: true,
  units: projection => projection.rail.stations.all.keys().filter(stop => isListedStop(projection, stop)),
  touchedBy: ({ kinds, runs }) =>
    runs.size > 0 || ['Station', 'Regime', 'Coverage'].some(kind => kinds.has(kind)) ? 'all' : [],
  test: testStop,
  explain,
}

/** By stop, as of one state of the facts: what is tested is explained by the same. */
const weeksOf = asOfNow((_: Given<Names>) => new Map<number, readonly JudgedWeek[]>())

const foundBefore = keptBeside((_: Given<Names>): KeptSeries => new WeakMap())

function judgedAt(stop: number, given: Given<Names>): readonly JudgedWeek[] {
  const known = weeksOf(given)
  const judged = known.get(stop) ?? judgedWeeks(seriesAt(given.projection, stop), given.parameters, foundBefore(given))
  known.set(stop, judged)
  return judged
}

function testStop(stop: number, given: Given<Names>): Tested {
  const { projection } = given
  const judged = judgedAt(stop, given)
  const byWeek = Map.groupBy(
    judged.filter(({ p }) => p <= KEPT),
    ({ number }) => number,
  )
  return { tests: judged.length, claims: [...byWeek.values()].map(own => claimOf(leastLikely(own), stop, projection)) }
}

/** Of two as unlikely the one of all days, then the first in the order of directions and days. */
const leastLikely = (own: readonly JudgedWeek[]) =>
  own.reduce((least, other) => (other.p < least.p ? other : least)) as JudgedWeek

function claimOf(judged: JudgedWeek, stop: number, { rail }: Projection): Claim {
  const { series, number, week, expected, dispersion, p } = judged
  return {
    subjects: [['Station', rail.stations.all[stop] as string]],
    anchor: weekName(number),
    units: [stop],
    score: scoreOf(p),
    p,
    figures: { left: week.left, expected, dispersion, direction: series.direction, days: series.days },
  }
}

function explain(verdict: Verdict, given: Given<Names>): Explanation {
  const { projection, parameters } = given
  const stop = verdict.claim.units[0] as number
  const judged = locate(verdict.claim, judgedAt(stop, given))
  const { series, number, week, baseline, expected, dispersion, drift } = judged
  const name = stationName(projection, stop)
  const aboard = week.left + week.stayed
  return {
    whatHappened: `${week.left} left at ${name} in the week of ${day(startOfWeek(number))}, ${seriesName(series)}, on ${counted(week.runs.length, 'run')}.`,
    comparedWith: comparedWith(judged),
    howUnusual: `${figure(expected)} expected, dispersion ${figure(dispersion)}.`,
    guards: [
      { name: 'HOLIDAYS', holds: false, says: 'No holiday week without an earlier year to compare with.' },
      {
        name: 'PASSENGERS',
        holds: false,
        says: `More passengers are allowed for: ${figure(week.left / aboard)} of ${counted(aboard, 'passenger')} left; ${figure(baseline.stayed)} stayed aboard in an ordinary week, ${week.stayed} in this one.`,
      },
      { name: 'TOUR', holds: false, says: 'Bookings of ten or more are not counted.' },
      {
        name: 'REPLACEMENT',
        holds: false,
        says: 'Diverted trains, and those that half of their passengers left, are not counted.',
      },
    ],
    uncertain: [
      ...(week.incomplete ? ['Checks of this week are incomplete: more may have left.'] : []),
      ...(baseline.kind === 'SEASON' ? [] : ['There is no season of earlier years under these rules.']),
      ...(drift > parameters.driftFrom ? [`It lies in a slow rise: ${figure(drift)} standard deviations so far.`] : []),
    ],
    evidence: evidenceOf(judged, verdict, projection),
  }
}

function locate({ anchor, figures }: Claim, judged: readonly JudgedWeek[]): JudgedWeek {
  const found = judged.find(
    ({ series, number }) =>
      weekName(number) === anchor && series.direction === figures.direction && series.days === figures.days,
  )
  if (!found)
    throw new Error(`DISEMBARKATION_SURGE: expected the week ${anchor} among those of its station, it is not there`)
  return found
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

function seriesName({ direction, days }: Series): string {
  const on = days === ALL_DAYS ? '' : `, trains of ${WEEKDAYS[days - 1]}`
  return `${(DIRECTIONS[direction] as string).toLowerCase()}${on}`
}

function comparedWith({ baseline, series }: JudgedWeek): string {
  const weeks = counted(baseline.counts.length, 'week')
  const said = {
    SEASON: `${weeks} of the same season in ${counted(baseline.years, 'earlier year')}, under the same rules`,
    PRECEDING: `The ${weeks} before it under the same rules, without a season`,
    SHAPE: `${weeks} of the same season under earlier rules, brought to the level of the new ones`,
  }
  return `${said[baseline.kind]}, ${seriesName(series)}.`
}

/** The runs that somebody left, each by what would be left without it; and each leaving. */
function evidenceOf(judged: JudgedWeek, { claim, q }: Verdict, projection: Projection): Evidence[] {
  const { week, expected, dispersion, series } = judged
  const { rail } = projection
  const told = (fact: Evidence['fact'], without: number): Evidence => {
    const p = countTail(week.left - without, expected, dispersion)
    const room = roomAt({ p: claim.p as number, q: q ?? 1 }, p)
    return evidence('WHAT_HAPPENED', fact, room < 0, room)
  }
  return week.runs.flatMap(run => {
    const call = (rail.runs.columns.calls[run] as number) + rail.callAt(run, rail.stations.all[series.stop] as string)
    const left = leaversAt(projection, run, call)
    if (left.length === 0) return []
    const checks = left.flatMap(journey =>
      seenOf(projection, journey).filter(seen => seen.call === call && kindOf(seen.code) === ALIGHT),
    )
    return [
      told(['TrainRun', rail.ids.all[run] as string], left.length),
      ...checks.map(({ check }) => told(checkThing(projection, check), 1)),
    ]
  })
}
