import { type Claim, scoreOf, type Tested, type Verdict } from '../detection/claim.ts'
import type { Breathe, Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import { KEPT, roomAt } from '../detection/multiplicity.ts'
import type { Rule } from '../detection/rule.ts'
import type { BetaBinomial } from '../disembarking/beta-binomial.ts'
import { glancesAt } from '../disembarking/glances.ts'
import { mostUnusual } from '../disembarking/most-unusual-year.ts'
import { Histogram, Peers } from '../disembarking/peers.ts'
import { ALIGHT, CLASSES, DIRECTIONS, kindOf } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { cited, evidence } from '../terms/cite.ts'
import { inOrder } from '../terms/in-order.ts'
import { type Passed, passageOf } from '../terms/leaving.ts'
import { regimeChanges, spanOf } from '../terms/regime-span.ts'
import { checkThing, journeyThing, personThing, seenOf } from '../terms/seen.ts'
import { isListedStop } from '../terms/stops.ts'
import { journeysMadeBy, rows, touchedPersons } from '../terms/units.ts'
import { counted, day, figure, stationName } from '../terms/words.ts'

type Names = 'windowDays' | 'atLeast'

const rule: Rule<Names> = {
  pattern: 'REPEAT_DISEMBARKER',
  title: 'Repeat disembarker',
  question: 'Does this person leave at a listed stop more often than comparable travellers?',
  version: 2,
  standard: 'STATISTICAL',
  legalBasis:
    'Border checks at technical stops; compared within one class, direction and dated rules, never by nationality or origin.',
  parameters: {
    windowDays: {
      value: 365,
      unit: 'days',
      meaning: 'Length of the window that ends at each leaving.',
      from: 7,
      to: 3_650,
    },
    atLeast: { value: 2, unit: 'journeys', meaning: 'Least number of leavings at the stop.', from: 2, to: 1_000 },
  },
}

/** By stop and stratum (see {@link stratumOf}), how travellers there ordinarily leave. */
type Fitted = Readonly<Record<string, Readonly<Record<string, BetaBinomial>>>>

/**
 * A person who leaves at a stop more often than travellers of one class, direction and rules do: the least Beta-binomial
 * tail of the windows that end at each leaving, times how many windows and strata were tried. One finding for each person
 * and stop. Strata that were not there at the last sweep wait for the next. `margin`: how many
 * orders of magnitude q would stay below its level without that fact; less than none where the finding falls.
 */
export const repeatDisembarker: Detector<Names, Fitted> = {
  rule,
  units: ({ people }) => rows(people.persons.length),
  touchedBy: (touched, projection) => touchedPersons(touched, projection, { kinds: ['Regime', 'Station', 'Coverage'] }),
  fit,
  test: testPerson,
  explain,
}

interface Passage extends Passed {
  readonly journey: number
  readonly call: number
  readonly stratum: string
}

/** The counted journeys of a person past a listed stop, in order of time. */
function passagesOf(projection: Projection, person: number, stop: number): Passage[] {
  const own: Passage[] = []
  eachPassage(projection, journeysMadeBy(projection, person), ({ at, left }, journey, call) => {
    if (projection.rail.calls.columns.station[call] !== stop) return
    own.push({ at, left, journey, call, stratum: stratumOf(projection, journey, stop, at) })
  })
  return own.sort(inOrder(projection))
}

function eachPassage(
  projection: Projection,
  made: readonly number[],
  visit: (passed: Passed, journey: number, call: number) => void,
): void {
  const { run } = projection.journeys.journeys.columns
  const { calls, callCount } = projection.rail.runs.columns
  const { station } = projection.rail.calls.columns
  for (const journey of made) {
    const first = calls[run[journey] as number] as number
    const end = first + (callCount[run[journey] as number] as number)
    for (let call = first; call < end; call++) {
      if (!isListedStop(projection, station[call] as number)) continue
      const passed = passageOf(projection, journey, call)
      if (passed) visit(passed, journey, call)
    }
  }
}

/** How often a person passed a stop as a traveller of one stratum, by its number, and how often they left there. */
interface Counted {
  readonly stop: number
  readonly strata: Strata
  readonly nth: number
  passed: number
  left: number
}

/** A person's passages on some journeys in numbers: it is asked of everybody, and most never left. */
function countedOn(projection: Projection, made: readonly number[]): Counted[] {
  const counted: Counted[] = []
  const { station } = projection.rail.calls.columns
  eachPassage(projection, made, ({ at, left }, journey, call) => {
    const stop = station[call] as number
    const strata = counted.find(one => one.stop === stop)?.strata ?? strataAt(projection, stop)
    const nth = nthStratum(projection, journey, at, strata)
    let own = counted.find(one => one.stop === stop && one.nth === nth)
    if (!own) {
      own = { stop, strata, nth, passed: 0, left: 0 }
      counted.push(own)
    }
    own.passed++
    if (left !== undefined) own.left++
  })
  return counted
}

/** Class, direction, and the day since which the rules for the stop have been the same. */
function stratumOf(projection: Projection, journey: number, stop: number, at: number): string {
  const strata = strataAt(projection, stop)
  return stratumName(strata, nthStratum(projection, journey, at, strata))
}

/** The strata of a stop, between the instants at which its rules changed. */
interface Strata {
  readonly changes: readonly number[]
  /** By number, as they are asked for. */
  readonly names: string[]
}

function strataAt({ rail }: Projection, stop: number): Strata {
  const changes = regimeChanges(rail.regimes, rail.stations.all[stop] as string)
  const strata = strataKept.get(changes) ?? { changes, names: [] }
  strataKept.set(changes, strata)
  return strata
}

const strataKept = new WeakMap<readonly number[], Strata>()

/** The number of a journey's stratum among those of a stop: every passage has one, and there are few. */
function nthStratum({ rail, journeys }: Projection, journey: number, at: number, { changes }: Strata): number {
  const { run, class: travelledOn } = journeys.journeys.columns
  const direction = rail.runs.columns.direction[run[journey] as number] as number
  return (spanOf(changes, at) * DIRECTIONS.length + direction) * CLASSES.length + (travelledOn[journey] as number)
}

function stratumName({ changes, names }: Strata, nth: number): string {
  const since = changes[Math.floor(nth / CLASSES.length / DIRECTIONS.length) - 1]
  names[nth] ??= [
    CLASSES[nth % CLASSES.length],
    DIRECTIONS[Math.floor(nth / CLASSES.length) % DIRECTIONS.length],
    since === undefined ? 'first' : new Date(since).toISOString().slice(0, 10),
  ].join(' ')
  return names[nth]
}

async function fit({ projection }: { readonly projection: Projection }, breathe: Breathe): Promise<Fitted> {
  const histograms = new Map<string, Map<string, Histogram>>()
  const glances = glancesAt(projection)
  for (let person = 0; person < projection.people.persons.length; person++) {
    const counted = countedOn(projection, journeysMadeBy(projection, person))
    glances.keep(person, leftByStop(counted))
    for (const { stop, strata: of, nth, passed, left } of counted) {
      const station = projection.rail.stations.all[stop] as string
      const strata = histograms.get(station) ?? new Map<string, Histogram>()
      histograms.set(station, strata)
      const stratum = stratumName(of, nth)
      const histogram = strata.get(stratum) ?? new Histogram()
      strata.set(stratum, histogram)
      histogram.add(passed, left)
    }
    await breathe()
  }
  const fitted = (strata: Map<string, Histogram>) => [...strata].map(([name, histogram]) => [name, histogram.fit()])
  return Object.fromEntries([...histograms].map(([stop, strata]) => [stop, Object.fromEntries(fitted(strata))]))
}

/** How often somebody left at each of the stops that they passed. */
function leftByStop(counted: readonly Counted[]): ReadonlyMap<number, number> {
  const leftAt = new Map<number, number>()
  for (const { stop, left } of counted) leftAt.set(stop, (leftAt.get(stop) ?? 0) + left)
  return leftAt
}

const leavings = (passages: readonly Passed[]) =>
  passages.reduce((sum, { left }) => sum + (left === undefined ? 0 : 1), 0)

/** The peers of a stratum; kept as long as what was fitted is, so that tails are computed once. */
const peersKept = new WeakMap<BetaBinomial, Peers>()
function peersOf(fitted: Fitted, station: string, stratum: string): Peers | undefined {
  const model = fitted[station]?.[stratum]
  if (!model) return undefined
  const peers = peersKept.get(model) ?? new Peers(model)
  peersKept.set(model, peers)
  return peers
}

function testPerson(person: number, given: Given<Names, Fitted>): Tested {
  const leftOn = (made: readonly number[]) => leftByStop(countedOn(given.projection, made))
  const glances = glancesAt(given.projection)
  const seldom = glances.seldom(person, given.parameters.atLeast, leftOn)
  if (seldom !== undefined) return { tests: seldom, claims: [] }
  const claims: Claim[] = []
  const leftAt = leftOn(journeysMadeBy(given.projection, person))
  glances.keep(person, leftAt)
  for (const [stop, times] of leftAt) {
    if (times < given.parameters.atLeast) continue
    const claim = claimOf(person, stop, passagesOf(given.projection, person, stop), given)
    if ((claim.p as number) <= KEPT) claims.push(claim)
  }
  return { tests: leftAt.size, claims }
}

function claimOf(
  person: number,
  stop: number,
  own: readonly Passage[],
  { projection, parameters, fitted }: Given<Names, Fitted>,
) {
  const station = projection.rail.stations.all[stop] as string
  let expected = 0
  let least = 1
  for (const [stratum, passages] of Map.groupBy(own, passage => passage.stratum)) {
    const peers = peersOf(fitted, station, stratum)
    if (!peers) continue
    expected += passages.length * peers.mean
    least = Math.min(least, mostUnusual(passages, peers, parameters.windowDays).tail)
  }
  const times = leavings(own)
  const p = Math.min(1, least * times)
  return {
    subjects: [personThing(projection, person), ['Station', station]],
    anchor: '',
    units: [person],
    score: scoreOf(p),
    p,
    figures: { times, journeys: own.length, expected, last: own.findLast(({ left }) => left !== undefined)?.left ?? 0 },
  } satisfies Claim
}

function explain(verdict: Verdict, given: Given<Names, Fitted>): Explanation {
  const { claim } = verdict
  const { projection, fitted, parameters } = given
  const person = claim.units[0] as number
  const station = (claim.subjects[1] as [string, string])[1]
  const stop = projection.rail.stations.find(station)
  const own = passagesOf(projection, person, stop)
  const name = stationName(projection, stop)
  const strata = [...new Set(own.map(({ stratum }) => stratum))]
  const { times = 0, expected = 0 } = claim.figures
  return {
    whatHappened: `Left at ${name} on ${times} of ${counted(own.length, 'journey')} past it, from ${day(own[0]?.at ?? 0)} to ${day(own.at(-1)?.at ?? 0)}.`,
    comparedWith: `Travellers past ${name} of the same class, direction and rules: ${strata.map(worded).join('; ')}. ${counted(parameters.windowDays, 'day')} that end at each leaving.`,
    howUnusual: `${figure(expected)} expected of ${counted(own.length, 'journey')}.`,
    guards: [
      { name: 'CREW', holds: false, says: 'Not crew.' },
      { name: 'EXCEPTION', holds: false, says: 'Leavings by a recorded exception are not counted.' },
      { name: 'PERMIT', holds: false, says: 'Holders of permits and visas are compared with holders of the same.' },
    ],
    uncertain: strata.some(stratum => !fitted[station]?.[stratum])
      ? ['Some of these journeys are of travellers who had no peers at the last sweep, and are not weighed.']
      : [],
    evidence: evidenceOf(stop, own, verdict, given),
  }
}

function worded(stratum: string): string {
  const [travelledOn, direction, since] = stratum.split(' ') as [string, string, string]
  return `${travelledOn}, ${direction.toLowerCase()}, rules of ${since === 'first' ? 'the beginning' : since}`
}

/** Each leaving with its check, weighed by what would be left without it; then the journeys on which the person stayed aboard. */
function evidenceOf(
  stop: number,
  own: readonly Passage[],
  { claim, q }: Verdict,
  given: Given<Names, Fitted>,
): Evidence[] {
  const { projection } = given
  return own.flatMap(passage => {
    const journey = cited('WHAT_HAPPENED', journeyThing(projection, passage.journey))
    if (passage.left === undefined) return [journey]
    const rest = own.filter(other => other !== passage)
    const enough = leavings(rest) >= given.parameters.atLeast
    const without = enough ? (claimOf(claim.units[0] as number, stop, rest, given).p as number) : 1
    const room = roomAt({ p: claim.p as number, q: q ?? 1 }, without)
    const checks = seenOf(projection, passage.journey).filter(
      ({ call, code }) => call === passage.call && kindOf(code) === ALIGHT,
    )
    return [
      journey,
      ...checks.map(({ check }) => evidence('WHAT_HAPPENED', checkThing(projection, check), room < 0, room)),
    ]
  })
}
