import { Circles } from '../company/circles.ts'
import { keepCompany } from '../company/company.ts'
import { explainTogether } from '../company/explain.ts'
import { type Common, chanceOf, mostExpected } from '../company/habits.ts'
import { lastPresences, passengerJourneys } from '../company/presences.ts'
import { secondSignals } from '../company/second-signal.ts'
import type { Presences } from '../company/together.ts'
import { countTraffic, type TrafficCounted } from '../company/traffic.ts'
import { pairOccurrences, Travellers } from '../company/travellers.ts'
import { type Claim, scoreOf, type Tested, type Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import type { Projection } from '../projection/projection.ts'
import { sameHousehold } from '../terms/household.ts'
import { keptBeside } from '../terms/kept-beside.ts'
import { byId, pairsOf } from '../terms/persons.ts'
import { personThing } from '../terms/seen.ts'
import { rows, touchedPersons } from '../terms/units.ts'
import { counted } from '../terms/words.ts'

type Names = 'atLeast' | 'lastRuns' | 'windowDays' | 'keepBelow' | 'crowdBelow' | 'groupAtMost' | 'fewRuns'

const rule: Rule<Names> = {
  pattern: 'REPEAT_CO_TRAVELLERS',
  title: 'Repeat co-travellers',
  question: 'Do two unrelated people share more trains than their habits explain?',
  version: 2,
  standard: 'STATISTICAL',
  legalBasis: 'Passenger lists; habits are compared by train and weekday alone, never by nationality or origin.',
  parameters: {
    atLeast: { value: 3, unit: 'runs', meaning: 'Fewest runs in common.', from: 2, to: 60 },
    lastRuns: { value: 60, unit: 'runs', meaning: "Each person's last runs are looked at.", from: 3, to: 250 },
    windowDays: {
      value: 730,
      unit: 'days',
      meaning: 'How far these go back from the last of them.',
      from: 7,
      to: 3_650,
    },
    keepBelow: {
      value: 1e-4,
      unit: 'probability',
      meaning: 'Pairs of a greater p are counted and not kept.',
      from: 0,
      to: 0.1,
    },
    crowdBelow: {
      value: 1e-5,
      unit: 'probability',
      meaning: 'Who shares half of the runs at such a p makes a crowd.',
      from: 0,
      to: 0.1,
    },
    groupAtMost: { value: 8, unit: 'persons', meaning: 'A group of more is a crowd.', from: 2, to: 100 },
    fewRuns: { value: 4, unit: 'runs', meaning: 'So few pass with a second signal only.', from: 0, to: 60 },
  },
}

const companyOf = keepCompany()

const keptTravellers = keptBeside((given: Given<Names, TrafficCounted>) => {
  const { atLeast, crowdBelow, groupAtMost, fewRuns } = given.parameters
  const circles = new Circles(given.projection, companyOf(given), { atLeast, below: crowdBelow, most: groupAtMost })
  return new Travellers(circles, travelling(given), fewRuns)
})

function travellersOf(given: Given<Names, TrafficCounted>): Travellers {
  // They look into the company, which has to have caught up with the facts.
  companyOf(given)
  return keptTravellers(given)
}

/**
 * Persons outside a household who share more runs than their habits explain, and with whom nobody else shares nearly as many:
 * two, or a group that makes no crowd but its own. One finding for each set of persons. Of a group the least unusual pair
 * counts, and its habits are not freed of each other. `margin`: how many orders of magnitude q would stay below its level
 * without that fact; less than none where the finding falls.
 */
export const repeatCoTravellers: Detector<Names, TrafficCounted> = {
  rule,
  turnsOnMore: true,
  units: ({ people }) => rows(people.persons.length),
  touchedBy: (touched, projection) => touchedPersons(touched, projection, { kinds: [] }),
  fit: ({ projection }, breathe) =>
    countTraffic(projection, run => projection.rail.runs.columns.load[run] as number, breathe),
  test: testPerson,
  countedTests: (_, { projection }) => pairOccurrences(projection),
  judge: (claims, tests, given) => travellersOf(given).judge(claims, tests),
  explain,
}

function testPerson(person: number, given: Given<Names, TrafficCounted>): Tested {
  const company = companyOf(given)
  const { habits } = company
  const row = company.rowOf(person)
  if (habits.size(row) < given.parameters.atLeast) return { tests: 0, claims: [] }
  const { persons, times } = company.fellows(person, given.parameters.atLeast)
  habits.mark(row)
  const most = mostExpected(given.parameters.keepBelow)
  const claims: Claim[] = []
  for (let i = 0; i < persons.length; i++) {
    const [other, met] = [persons[i] as number, times[i] as number]
    const theirs = company.rowOf(other)
    if (habits.leastExpected(theirs, met) > most(met)) continue
    const common = habits.commonWhere(theirs, met, most)
    const claim = common && claimOf(person, other, common, given)
    if (claim) claims.push(claim)
  }
  return { tests: persons.length, claims }
}

function claimOf(
  person: number,
  other: number,
  common: Common,
  { projection, parameters }: Given<Names>,
): Claim | undefined {
  if (common.occasions < parameters.atLeast) return undefined
  const p = chanceOf(common)
  if (p > parameters.keepBelow || sameHousehold(projection, person, other)) return undefined
  const pair = byId(projection, [person, other])
  return {
    subjects: pair.map(one => personThing(projection, one)),
    anchor: '',
    units: pair,
    score: scoreOf(p),
    p,
    figures: { times: common.occasions, expected: common.expected },
  }
}

function travelling(given: Given<Names, TrafficCounted>): Presences {
  const { projection, parameters } = given
  const company = companyOf(given)
  return {
    projection,
    // A company makes its habits out anew now and then.
    get habits() {
      return company.habits
    },
    atLeast: parameters.atLeast,
    of: person => lastPresences(projection, passengerJourneys(projection, person), parameters),
  }
}

function explain(verdict: Verdict, given: Given<Names, TrafficCounted>): Explanation {
  const { projection, parameters } = given
  const { units, figures } = verdict.claim
  const { run: on } = projection.journeys.journeys.columns
  const few = (figures.times as number) <= parameters.fewRuns
  return explainTogether(verdict, {
    ...travelling(given),
    did: 'travelled',
    whoCount: 'The two by whom it is likeliest',
    comparedWith: `The habits of each by train and weekday, and how full trains were, over ${counted(parameters.lastRuns, 'last run')} within ${counted(parameters.windowDays, 'day')}.`,
    guards: [
      { name: 'HOUSEHOLD', holds: false, says: 'No two common bookings, nor one of one family.' },
      {
        name: 'CROWD',
        holds: false,
        says: 'Nobody else outside their households shares nearly as many runs with any of them.',
      },
      {
        name: 'RHYTHM',
        holds: false,
        says: 'Runs that follow each other after as many days as earlier ones did are counted once.',
      },
      { name: 'CREW', holds: false, says: 'Not crew.' },
      ...(few
        ? [
            {
              name: 'CHANCE',
              holds: false,
              says: `So few runs are told from chance by a second signal: ${signalsOf(projection, units)}.`,
            },
          ]
        : []),
    ],
    uncertain: [],
    cited: (person, run) => ({
      journeys: passengerJourneys(projection, person).filter(journey => on[journey] === run),
      checks: [],
    }),
  })
}

const SAID = {
  STOP: 'they left one train at one stop',
  CONTACT: 'they gave one contact',
  SERIAL: 'they show documents numbered side by side',
}

function signalsOf(projection: Projection, persons: readonly number[]): string {
  const signals = new Set([...pairsOf(persons)].flatMap(([a, b]) => secondSignals(projection, a, b)))
  return signals.size === 0 ? 'they are a group' : [...signals].map(signal => SAID[signal]).join(', ')
}
