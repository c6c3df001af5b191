import { explainTogether } from '../company/explain.ts'
import { type GroupRule, groupsOf } from '../company/groups.ts'
import { chanceOf } from '../company/habits.ts'
import { type LeaversCounted, leaversAt, leaversOf } from '../company/leavers.ts'
import { type Presences, type Together, together } from '../company/together.ts'
import { countTraffic } from '../company/traffic.ts'
import { type Claim, scoreOf, type Tested, type Verdict } from '../detection/claim.ts'
import type { Breathe, Detector, Given } from '../detection/detector.ts'
import type { Explanation } from '../detection/explanation.ts'
import { KEPT } from '../detection/multiplicity.ts'
import type { Rule } from '../detection/rule.ts'
import { judgedByRate } from '../detection/standing.ts'
import { ALIGHT, kindOf } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { sameHousehold } from '../terms/household.ts'
import { keptBeside } from '../terms/kept-beside.ts'
import { byId, pairNumber, pairsOf } from '../terms/persons.ts'
import { personThing, seenOf } from '../terms/seen.ts'
import { isListedStop } from '../terms/stops.ts'
import { rows, touchedPersons } from '../terms/units.ts'
import { stationName } from '../terms/words.ts'

type Names = 'atLeast' | 'lastRuns' | 'windowDays' | 'tiedBelow'
type Known = Given<Names, LeaversCounted>

const rule: Rule<Names> = {
  pattern: 'CO_ALIGHTING_GROUP',
  title: 'Group that leaves together',
  question: 'Do the same people keep leaving at the same stop together?',
  version: 2,
  standard: 'STATISTICAL',
  legalBasis:
    'Border checks at technical stops; habits are compared by train and weekday alone, never by nationality or origin.',
  parameters: {
    atLeast: { value: 2, unit: 'leavings', meaning: 'Fewest leavings in common at the stop.', from: 2, to: 60 },
    lastRuns: { value: 60, unit: 'leavings', meaning: "Each person's last leavings are looked at.", from: 2, to: 250 },
    windowDays: {
      value: 730,
      unit: 'days',
      meaning: 'How far these go back from the last of them.',
      from: 7,
      to: 3_650,
    },
    tiedBelow: {
      value: 1e-3,
      unit: 'probability',
      meaning:
        'Two are tied of such a p at most: every two of a group are, and who else is tied to half of it makes it a crowd.',
      from: 0,
      to: 0.1,
    },
  },
}

/**
 * Persons outside a household who left at one listed stop together more often than their habits of leaving there explain:
 * every two of them seldom enough by chance, two of them beyond what all tests would bring about, and nobody else so with
 * half of them. One finding for each set of persons and stop; its least likely two count. `margin`: how many orders of
 * magnitude q would stay below its level without that fact; less than none where the finding falls.
 */
export const coAlightingGroup: Detector<Names, LeaversCounted> = {
  rule,
  turnsOnMore: true,
  units: ({ people }) => rows(people.persons.length),
  touchedBy: (touched, projection) => touchedPersons(touched, projection, { kinds: ['Station'] }),
  fit,
  test: testPerson,
  // Both of a pair counted it.
  countedTests: tests => Math.ceil(tests / 2),
  judge,
  explain,
}

async function fit({ projection }: { readonly projection: Projection }, breathe: Breathe): Promise<LeaversCounted> {
  const { rail } = projection
  const counted: Record<string, LeaversCounted[string]> = {}
  for (const [stop, code] of rail.stations.all.entries()) {
    if (!isListedStop(projection, stop)) continue
    const leavers = (run: number) => {
      const place = rail.callAt(run, code)
      return place < 0 ? 0 : leaversAt(projection, run, (rail.runs.columns.calls[run] as number) + place).length
    }
    counted[code] = await countTraffic(projection, leavers, breathe)
  }
  return counted
}

function testPerson(person: number, given: Known): Tested {
  const leavers = leaversOf(given)
  const claims: Claim[] = []
  let tests = 0
  for (const stop of leavers.of(person).keys()) {
    const times = new Map<number, number>()
    for (const run of leavers.habitsAt(stop).runsOf(leavers.rowOf(person, stop)))
      for (const other of leavers.personsAt(run, stop))
        if (other !== person) times.set(other, (times.get(other) ?? 0) + 1)
    tests += times.values().reduce((sum, count) => sum + count, 0)
    for (const [other, count] of times) {
      const claim = count < given.parameters.atLeast ? undefined : claimOf(person, other, stop, given)
      if (claim) claims.push(claim)
    }
  }
  return { tests, claims }
}

function claimOf(person: number, other: number, stop: number, given: Known): Claim | undefined {
  const { projection, parameters } = given
  const leavers = leaversOf(given)
  const habits = leavers.habitsAt(stop)
  habits.mark(leavers.rowOf(person, stop))
  const common = habits.common(leavers.rowOf(other, stop))
  const p = chanceOf(common)
  if (common.occasions < parameters.atLeast || p > KEPT || sameHousehold(projection, person, other)) return undefined
  return asClaim(
    byId(projection, [person, other]),
    stop,
    { p, times: common.occasions, expected: common.expected },
    projection,
  )
}

function asClaim(
  persons: readonly number[],
  stop: number,
  { p, ...figures }: Pick<Together, 'p' | 'times' | 'expected'>,
  projection: Projection,
): Claim {
  return {
    subjects: persons.map(person => personThing(projection, person)),
    anchor: projection.rail.stations.all[stop] as string,
    units: persons,
    score: scoreOf(p),
    p,
    figures,
  }
}

/** Pairs are told as the groups that they make, which pass by their least likely; others pass no more. Every two leavers of a run are a test. */
function judge(claims: readonly Claim[], tests: number, given: Known): Verdict[] {
  const { projection, parameters } = given
  const verdicts = judgedByRate(claims, tests)
  const rule: GroupRule = {
    tiedBelow: parameters.tiedBelow,
    household: (a, b) => sameHousehold(projection, a, b),
  }
  return [...Map.groupBy(verdicts, ({ claim }) => claim.anchor)].flatMap(([anchor, own]) => {
    const stop = projection.rail.stations.find(anchor)
    const byPair = new Map(own.map(pair => [pairOf(pair), pair]))
    const grouped = new Set<Verdict>()
    const groups = groupsOf(own, rule).map(members => {
      const persons = byId(projection, members)
      const claim = asClaim(persons, stop, togetherAt(stop, persons, given), projection)
      const within = [...pairsOf(persons)].flatMap(pair => byPair.get(pairNumber(...pair)) ?? [])
      for (const pair of within) grouped.add(pair)
      return { claim, q: Math.min(...within.map(({ q }) => q as number)), tests, passes: true, isJoint: true } as const
    })
    const rest = own.filter(pair => !grouped.has(pair))
    return [...groups, ...rest.map(pair => ({ ...pair, q: pair.passes ? 1 : pair.q, passes: false }))]
  })
}

/** What groups had in common, by stop and persons, and as of which update. */
const keptTogether = keptBeside((_: Known) => new Map<string, { readonly at: number; readonly found: Together }>())

/** What some persons have in common at a stop; kept until one of them, or a run that they left there, is touched. */
function togetherAt(stop: number, persons: readonly number[], given: Known): Together {
  const { projection } = given
  const kept = keptTogether(given)
  const key = `${stop} ${persons.join()}`
  const known = kept.get(key)
  if (known && persons.every(person => leaversOf(given).isAsOf(person, stop, known.at))) return known.found
  const found = together(persons, leavingAt(stop, given))
  kept.set(key, { at: projection.touches.now, found })
  return found
}

const pairOf = ({ claim }: Verdict) => pairNumber(...(claim.units as [number, number]))

function leavingAt(stop: number, given: Known): Presences {
  const leavers = leaversOf(given)
  return {
    projection: given.projection,
    habits: leavers.habitsAt(stop),
    atLeast: given.parameters.atLeast,
    tiedBelow: given.parameters.tiedBelow,
    of: person => leavers.presencesOf(person, stop),
  }
}

function explain(verdict: Verdict, given: Known): Explanation {
  const { projection } = given
  const leavers = leaversOf(given)
  const stop = projection.rail.stations.find(verdict.claim.anchor)
  const name = stationName(projection, stop)
  const { run: on } = projection.journeys.journeys.columns
  return explainTogether(verdict, {
    ...leavingAt(stop, given),
    did: `left at ${name}`,
    whoCount: 'The two by whom it is least likely',
    comparedWith: `How often each of them leaves at ${name}, by train and weekday, and how many others leave there.`,
    guards: [
      { name: 'HOUSEHOLD', holds: false, says: 'No two common bookings, nor one of one family.' },
      { name: 'CROWD', holds: false, says: 'Nobody else leaves half as often with half of them.' },
      {
        name: 'RHYTHM',
        holds: false,
        says: 'Leavings that follow each other after as many days as earlier ones did are counted once.',
      },
      { name: 'TOUR', holds: false, says: 'No booking of ten or more.' },
      { name: 'BREAKDOWN', holds: false, says: 'No diverted train, nor one that half of its passengers left.' },
      { name: 'EXCEPTION', holds: false, says: 'Leavings by a recorded exception are not counted.' },
    ],
    uncertain: [],
    cited: (person, run) => {
      const left = (leavers.of(person).get(stop) ?? []).filter(journey => on[journey] === run)
      const call = leavers.callAt(run, stop)
      const checks = left.flatMap(journey =>
        seenOf(projection, journey).filter(seen => seen.call === call && kindOf(seen.code) === ALIGHT),
      )
      return { journeys: left, checks: checks.map(({ check }) => check) }
    },
  })
}
