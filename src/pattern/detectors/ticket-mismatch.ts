import { CAPTURES } from '../../journey/index.ts'
import type { Claim, Tested, Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { captureOf, isExcepted } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { cited, witness } from '../terms/cite.ts'
import { CROWD } from '../terms/crowd.ts'
import { checkThing, journeyThing, personThing } from '../terms/seen.ts'
import { journeyAmong, journeyCountOf, journeysMadeBy, rows, touchedPersons } from '../terms/units.ts'
import { untilTouched } from '../terms/until-touched.ts'
import { counted, datedRule, instant, stationName } from '../terms/words.ts'
import { countOffOn } from '../ticket/off-on-run.ts'
import { actsOffTicket, isBreach, mayBeOffTicket, type Off } from '../ticket/off-ticket.ts'

const BARCODE = CAPTURES.indexOf('BARCODE')

type Names = keyof typeof CROWD

const rule: Rule<Names> = {
  pattern: 'TICKET_MISMATCH',
  title: 'Ticket mismatch',
  question: 'Did someone leave before, or board after, what the ticket says?',
  version: 1,
  standard: 'HARD',
  legalBasis:
    'The passenger list beside the border checks; whether it was allowed: the dated rules (`regime`) of the day.',
  parameters: CROWD,
}

/**
 * An ALIGHT check at a call before the end of the ticket, or a BOARD check at one after its beginning. One finding for each
 * person and journey; score 1 where a dated rule forbade it and no exception is recorded, else 0: information. Held back
 * after the run was put on another way, where half the train did the same, and where another ticket on the booking goes
 * from or to there. `margin`: how many calls lie between the check and what the ticket says.
 */
export const ticketMismatch: Detector<Names> = {
  rule,
  units: ({ people }) => rows(people.persons.length),
  touchedBy: (touched, projection) => touchedPersons(touched, projection, { kinds: ['Regime'] }),
  test: testPerson,
  explain,
}

function testPerson(person: number, given: Given<Names>): Tested {
  const { projection } = given
  const claims: Claim[] = []
  for (const journey of doubtfulOf(projection, person)) {
    const acts = actsOffTicket(journey, given)
    const [first] = acts
    if (!first) continue
    const made = journeyThing(projection, journey)
    claims.push({
      subjects: [personThing(projection, person), made],
      anchor: '',
      units: [person],
      score: acts.some(isBreach) ? 1 : 0,
      p: null,
      figures: { acts: acts.length, at: first.seen.at, short: Math.max(...acts.map(({ short }) => short)) },
    })
  }
  return { tests: journeyCountOf(projection, person), claims }
}

/** Rows of the journeys of a person that may have gone off their ticket. */
const doubtfulOf = untilTouched(
  'person',
  (projection, person) => withDoubtful([], projection, journeysMadeBy(projection, person)),
  withDoubtful,
)

function withDoubtful(before: readonly number[], projection: Projection, made: readonly number[]): readonly number[] {
  const doubtful = made.filter(journey => mayBeOffTicket(projection, journey))
  return doubtful.length === 0 ? before : [...before, ...doubtful]
}

function explain({ claim }: Verdict, given: Given<Names>): Explanation {
  const { projection } = given
  const journey = journeyAmong(projection, journeysMadeBy(projection, claim.units[0] as number), claim)
  const acts = actsOffTicket(journey, given)
  const run = projection.journeys.journeys.columns.run[journey] as number
  const alike = countOffOn(run, given)
  const all = projection.rail.runs.columns.journeyCount[run] as number
  const rules = acts.flatMap(({ regime }) => regime ?? [])
  const excepted = acts.some(({ seen }) => isExcepted(seen.code))
  return {
    whatHappened: `${acts.map(act => said(projection, run, act)).join('; ')}.`,
    comparedWith: `${ticketOf(projection, journey)} ${rules.length > 0 ? rules.map(one => datedRule(one, 'forbade it')).join(' ') : 'No dated rule forbade it then: information.'}`,
    howUnusual: `So did ${alike} of ${counted(all, 'journey')} of the run.`,
    guards: [
      {
        name: 'EXCEPTION',
        holds: excepted,
        says: excepted
          ? 'An exception is recorded on the check: information.'
          : 'No exception is recorded on the check.',
      },
      { name: 'ROUTE_CHANGED', holds: false, says: 'The train was on its planned way until then.' },
      { name: 'CUT_SHORT', holds: false, says: 'Most of those aboard did not do the same.' },
      { name: 'SECOND_TICKET', holds: false, says: 'No other ticket on the booking goes from or to there.' },
    ],
    uncertain: acts.every(({ seen }) => captureOf(seen.code) < BARCODE)
      ? ['Entered by hand: a wrong field of the check or of the list would look the same.']
      : [],
    evidence: [
      ...acts.map(({ seen, short }) =>
        (acts.length > 1 ? cited : witness)('WHAT_HAPPENED', checkThing(projection, seen.check), short),
      ),
      witness('WHAT_HAPPENED', journeyThing(projection, journey)),
      ...rules.map(({ id }) => cited('COMPARED_WITH', ['Regime', id])),
    ],
  }
}

function said(projection: Projection, run: number, { kind, seen }: Off): string {
  const { rail } = projection
  const station = stationName(projection, rail.calls.columns.station[seen.call] as number)
  return `${kind === 'ALIGHT' ? 'Left' : 'Boarded'} ${rail.ids.all[run]} at ${station}, ${instant(seen.at)}`
}

function ticketOf(projection: Projection, journey: number): string {
  const { rail, journeys } = projection
  const { run, from, to } = journeys.journeys.columns
  const first = rail.runs.columns.calls[run[journey] as number] as number
  const named = (place: number) =>
    place < 0
      ? 'a station not on the way'
      : stationName(projection, rail.calls.columns.station[first + place] as number)
  return `Ticket from ${named(from[journey] as number)} to ${named(to[journey] as number)}.`
}
