import type { Claim, Tested, Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { type Fullest, fullestOf } from '../load/fullest.ts'
import { loadOf } from '../load/load.ts'
import type { Projection } from '../projection/projection.ts'
import { cited, witness } from '../terms/cite.ts'
import { journeyThing } from '../terms/seen.ts'
import { rows, touchedRuns } from '../terms/units.ts'
import { counted, datedRule, stationName } from '../terms/words.ts'

const rule: Rule = {
  pattern: 'OVER_CAPACITY',
  title: 'Over capacity',
  question: 'Were more people aboard than allowed?',
  version: 1,
  standard: 'HARD',
  legalBasis:
    'The dated rules (`regime`) that cap the trains, and the number of persons that the carrier states for the run.',
  parameters: {},
}

/**
 * More persons aboard between two calls than the day's rule or the run allows, whichever allows fewer. One finding a run, of
 * the stretch where most are too many. Score 1 where distinct persons exceed; 0 where only lines of the list do, or persons
 * who showed one document and may be one: information. `margin`: persons (of a score of 0: lines) above the capacity.
 */
export const overCapacity: Detector = {
  rule,
  units: ({ rail }) => rows(rail.runs.length),
  // Who made a journey matters where there are too many lines alone, of which there is a claim then.
  touchedBy: (touched, projection, isSaid) => {
    const { run } = projection.journeys.journeys.columns
    return touchedRuns(touched, projection, {
      kinds: ['Regime'],
      concerns: (_, journey) => isSaid(run[journey] as number),
    })
  },
  test: testRun,
  explain,
}

/** How many there are too many: of persons surely distinct, else of persons, else of lines. */
const excessOf = ({ capacity, load }: Fullest) =>
  [load.distinct, load.persons, load.lines].map(count => count - capacity).find(excess => excess > 0) ?? 0

function testRun(run: number, { projection }: Given): Tested {
  if (projection.rail.runs.columns.journeyCount[run] === 0) return { tests: 0, claims: [] }
  const fullest = fullestOf(projection, run)
  if (!fullest || excessOf(fullest) === 0) return { tests: 1, claims: [] }
  const { capacity, load } = fullest
  const { lines, persons, distinct } = load
  const claim: Claim = {
    subjects: [['TrainRun', projection.rail.ids.all[run] as string]],
    anchor: '',
    units: [run],
    score: distinct > capacity ? 1 : 0,
    p: null,
    figures: { lines, persons, distinct, capacity },
  }
  return { tests: 1, claims: [claim] }
}

function explain({ claim }: Verdict, { projection }: Given): Explanation {
  const run = claim.units[0] as number
  const fullest = fullestOf(projection, run) as Fullest
  const { capacity, regime, call, load } = fullest
  const { rail } = projection
  const { lines, persons, distinct } = load
  const name = (c: number) => stationName(projection, rail.calls.columns.station[c] as number)
  const id = rail.ids.all[run] as string
  return {
    whatHappened: `${counted(persons, 'person')}, ${counted(lines, 'line')} of the list, aboard ${id} between ${name(call)} and ${name(call + 1)}.`,
    comparedWith: regime
      ? datedRule(regime, `allows ${counted(capacity, 'person')}`)
      : `The run is stated for ${counted(capacity, 'person')}.`,
    howUnusual: `${excessOf(fullest)} too many.`,
    guards: [
      {
        name: 'DUPLICATED_LIST',
        holds: persons <= capacity,
        says:
          persons < lines
            ? `${counted(lines - persons, 'line')} more than persons: somebody stands on the list twice.`
            : 'Nobody stands on the list twice.',
      },
      {
        name: 'SPLIT_IDENTITIES',
        holds: distinct <= capacity && persons > capacity,
        says:
          distinct < persons
            ? `${counted(persons - distinct, 'person')} showed a document that another aboard showed: they may be one.`
            : 'No two of them showed one document.',
      },
      { name: 'CREW', holds: false, says: 'Crew are not counted.' },
    ],
    uncertain: load.unseen > 0 ? [`${counted(load.unseen, 'line')} boarded by the list alone, seen by no check.`] : [],
    evidence: evidenceOf(projection, run, fullest),
  }
}

/** Whoever was aboard, each a witness where without them no more would be aboard than allowed; then what allows so many. */
function evidenceOf(projection: Projection, run: number, fullest: Fullest): Evidence[] {
  const { regime, load } = fullest
  const excess = excessOf(fullest)
  const isWitness = (journey: number) => {
    if (excess > 1) return false
    const others = load.journeys.filter(other => other !== journey)
    return excessOf({ ...fullest, load: loadOf(projection, others) }) === 0
  }
  const aboard = load.journeys.map(journey => {
    const cite = isWitness(journey) ? witness : cited
    return cite('WHAT_HAPPENED', journeyThing(projection, journey), excess)
  })
  const id = projection.rail.ids.all[run] as string
  return [...aboard, witness('COMPARED_WITH', regime ? ['Regime', regime.id] : ['TrainRun', id], excess)]
}
