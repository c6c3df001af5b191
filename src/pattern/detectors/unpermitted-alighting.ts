import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Claim, Tested } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { ALIGHT, BOARD, basisOf, CHECK_BASES, CLASSES, isExcepted, kindOf } from '../projection/codes.ts'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { ALIGHTING, BOARDING, PLANNED, type Regime } from '../projection/rail.ts'
import { cited, witness } from '../terms/cite.ts'
import { CROWD, isCrowd } from '../terms/crowd.ts'
import { BY_EXCEPTION, leavingOf } from '../terms/leaving.ts'
import { Regimes, regimesOf } from '../terms/regime.ts'
import { checkThing, journeysOn, journeyThing, type Seen, seenOf, subjectsOfJourney } from '../terms/seen.ts'
import { isListedStop } from '../terms/stops.ts'
import { journeyAmong, rows, touchedRuns } from '../terms/units.ts'
import { datedRule, instant, stationName } from '../terms/words.ts'

type Names = keyof typeof CROWD

const rule: Rule<Names> = {
  pattern: 'UNPERMITTED_ALIGHTING',
  title: 'Unpermitted alighting',
  question: "Did someone leave or board where that day's rule did not allow it?",
  version: 1,
  standard: 'HARD',
  legalBasis:
    'The dated rules (`regime`) of the day; leaving on a facilitated rail transit document alone: Reg. (EC) 693/2003 Art 3(3).',
  parameters: CROWD,
}

/** What forbade it. */
type Forbidding =
  | { readonly kind: 'REGIME'; readonly regime: Regime }
  | { readonly kind: 'TIMETABLE' }
  | { readonly kind: 'FRTD_ALONE' }

const FRTD = CLASSES.indexOf('FRTD')
const FRTD_BASIS = CHECK_BASES.indexOf('FRTD')
const NO_BASIS = CHECK_BASES.indexOf('NONE')
/** Papers that may give a right to leave the train. */
const ENTITLING = (['RESIDENCE_PERMIT', 'RESIDENCE_CARD', 'LONG_STAY_VISA', 'SHORT_STAY_VISA', 'FTD'] as const).reduce(
  (bits, type) => bits | (1 << DOCUMENT_TYPES.indexOf(type)),
  0,
)

/**
 * A BOARD or ALIGHT check without an exception that the rule of its day forbade: the regime in force for that station and
 * train; without one, what the timetable says of the call; and on any day leaving on an FRTD alone. Held back where a crowd
 * did the same: a train was emptied or cut short, and whoever did that decided it. One finding a journey.
 * Its margin has no measure: a rule is broken or it is not.
 */
export const unpermittedAlighting: Detector<Names> = {
  rule,
  units: ({ rail }) => rows(rail.runs.length),
  touchedBy: (touched, projection) =>
    touchedRuns(touched, projection, { kinds: ['Regime', 'Station'], concerns: mayBeForbidden }),
  test: testRun,
  explain,
}

function testRun(run: number, given: Given<Names>): Tested {
  const { projection } = given
  const { flags } = projection.journeys.journeys.columns
  const claims: Claim[] = []
  let tests = 0
  for (const journey of journeysOn(projection, run)) {
    if ((flags[journey] as number) & CREW) continue
    tests++
    const acts = forbiddenActs(run, journey, given)
    if (acts.length === 0) continue
    claims.push({
      subjects: subjectsOfJourney(projection, journey),
      anchor: '',
      units: [run],
      score: 1,
      p: null,
      figures: { acts: acts.length, at: acts[0]?.seen.at ?? 0 },
    })
  }
  return { tests, claims }
}

interface Act {
  readonly seen: Seen
  readonly by: Forbidding
}

/** The acts of a journey that were not allowed by some dated rules, in order of time. */
function forbiddenActs(
  run: number,
  journey: number,
  { projection, parameters }: Given<Names>,
  regimes: Regimes = regimesOf(projection),
): Act[] {
  const first = projection.rail.runs.columns.calls[run] as number
  return seenOf(projection, journey).flatMap(seen => {
    const by = seen.call < 0 ? undefined : forbidding(projection, run, journey, seen, regimes)
    if (!by) return []
    const kind = kindOf(seen.code) === ALIGHT ? 'ALIGHT' : 'BOARD'
    return isCrowd(projection, run, seen.call - first, kind, parameters) ? [] : [{ seen, by }]
  })
}

/** Whether a check saw somebody board or leave at a listed stop on a journey. */
function mayBeForbidden(projection: Projection, journey: number): boolean {
  const { station } = projection.rail.calls.columns
  return seenOf(projection, journey).some(
    ({ code, call }) =>
      [ALIGHT, BOARD].includes(kindOf(code)) && call >= 0 && isListedStop(projection, station[call] as number),
  )
}

function forbidding(
  projection: Projection,
  run: number,
  journey: number,
  seen: Seen,
  regimes: Regimes,
): Forbidding | undefined {
  const { rail } = projection
  const kind = kindOf(seen.code)
  const station = rail.calls.columns.station[seen.call] as number
  if ((kind !== ALIGHT && kind !== BOARD) || isExcepted(seen.code) || !isListedStop(projection, station))
    return undefined
  if (kind === ALIGHT && !isLeaving(projection, run, journey, seen)) return undefined
  const regime = regimes.ruling(kind === ALIGHT ? 'alighting' : 'boarding', {
    station: rail.stations.all[station] as string,
    train: rail.trains.all[rail.runs.columns.train[run] as number] as string,
    at: seen.at,
  })
  const attribute = kind === ALIGHT ? 'alighting' : 'boarding'
  if (regime?.[attribute] === false) return { kind: 'REGIME', regime }
  const says = rail.calls.columns.rules[seen.call] as number
  if (!regime && says & PLANNED && !(says & (kind === ALIGHT ? ALIGHTING : BOARDING))) return { kind: 'TIMETABLE' }
  return kind === ALIGHT && onFrtdAlone(projection, journey) ? { kind: 'FRTD_ALONE' } : undefined
}

/** An ALIGHT check that a later one aboard contradicts is a conflict, not a leaving. */
function isLeaving(projection: Projection, run: number, journey: number, { at, call }: Seen): boolean {
  const left = leavingOf(projection, journey, call - (projection.rail.runs.columns.calls[run] as number))
  return left !== undefined && left !== BY_EXCEPTION && left <= at
}

function onFrtdAlone(projection: Projection, journey: number): boolean {
  const { class: travelledOn, documents } = projection.journeys.journeys.columns
  if (travelledOn[journey] !== FRTD || (documents[journey] as number) & ENTITLING) return false
  return seenOf(projection, journey).every(({ code }) => [-1, FRTD_BASIS, NO_BASIS].includes(basisOf(code)))
}

function explain({ claim }: { claim: Claim }, given: Given<Names>): Explanation {
  const { projection } = given
  const run = claim.units[0] as number
  const journey = journeyAmong(projection, journeysOn(projection, run), claim)
  const acts = forbiddenActs(run, journey, given)
  const { rail } = projection
  const runId = rail.ids.all[run] as string
  const said = acts.map(({ seen }) => {
    const verb = kindOf(seen.code) === ALIGHT ? 'Left' : 'Boarded'
    return `${verb} ${runId} at ${stationName(projection, rail.calls.columns.station[seen.call] as number)}, ${instant(seen.at)}`
  })
  const rules = [...new Set(acts.map(({ by }) => worded(by)))]
  return {
    whatHappened: `${said.join('; ')}.`,
    comparedWith: rules.join(' '),
    howUnusual: 'Not left to chance: a recorded act against a recorded rule.',
    guards: [
      { name: 'EXCEPTION', holds: false, says: 'No exception is recorded on the check.' },
      { name: 'CREW', holds: false, says: 'Not crew.' },
      { name: 'EVACUATION', holds: false, says: 'Most of those aboard did not do the same.' },
    ],
    uncertain: [],
    evidence: evidenceOf(run, journey, acts, given),
  }
}

/** Of several acts none is a witness; nor is a rule without which an earlier one, the timetable or an FRTD alone forbids. */
function evidenceOf(run: number, journey: number, acts: readonly Act[], given: Given<Names>): Evidence[] {
  const { projection } = given
  const cite = acts.length === 1 ? witness : cited
  const isNeeded = (id: string) => {
    const others = new Regimes(projection.rail.regimes.filter(regime => regime.id !== id))
    return forbiddenActs(run, journey, given, others).length === 0
  }
  return [
    ...acts.map(({ seen }) => cite('WHAT_HAPPENED', checkThing(projection, seen.check))),
    witness('WHAT_HAPPENED', journeyThing(projection, journey)),
    ...regimeIds(acts).map(id => (isNeeded(id) ? witness : cited)('COMPARED_WITH', ['Regime', id])),
  ]
}

const regimeIds = (acts: readonly Act[]) => [
  ...new Set(acts.flatMap(({ by }) => (by.kind === 'REGIME' ? [by.regime.id] : []))),
]

function worded(by: Forbidding): string {
  if (by.kind === 'TIMETABLE')
    return 'The timetable offers no boarding or alighting at that call, and no dated rule says otherwise.'
  if (by.kind === 'FRTD_ALONE')
    return 'A facilitated rail transit document gives no right to leave the train (Reg. 693/2003 Art 3).'
  return datedRule(by.regime, 'forbade it')
}
