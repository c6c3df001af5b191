import type { Claim, Tested, Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation, Guard } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { isExcepted } from '../projection/codes.ts'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { standstillOf } from '../terms/aboard.ts'
import { cited, witness } from '../terms/cite.ts'
import { checkThing, documentThing, journeyThing, seenOf, subjectsOfJourney } from '../terms/seen.ts'
import { journeyAmong, journeysShowing, rows } from '../terms/units.ts'
import { counted, instant, stationName } from '../terms/words.ts'
import { type Bounds, type Overrun, overrunOf, type Stay, tooMany } from '../transit/overrun.ts'
import { isForTransit, type Use } from '../transit/transit-paper.ts'

type Names = keyof Bounds

const rule: Rule<Names> = {
  pattern: 'TRANSIT_OVERRUN',
  title: 'Transit overrun',
  question: 'Was an FRTD or FTD used beyond its terms?',
  version: 2,
  standard: 'HARD',
  legalBasis:
    'Reg. (EC) 693/2003 Art 2 and 3: duration and number of transits; Reg. (EC) 694/2003 Annex II: the trains that an FRTD names.',
  parameters: {
    frtdHours: { value: 6, unit: 'hours', meaning: 'Longest transit on an FRTD that states none.', from: 1, to: 48 },
    ftdHours: { value: 24, unit: 'hours', meaning: 'Longest transit on an FTD that states none.', from: 1, to: 168 },
    slackMinutes: {
      value: 15,
      unit: 'minutes',
      meaning: 'An EXIT check so soon after a late train left is the train’s delay.',
      from: 0,
      to: 120,
    },
  },
}

/**
 * A transit on an FRTD or FTD that took longer than it allows, on a run that it does not name, or on an FRTD that was used
 * up: its third use, or its second in one direction. An EXIT that shows the paper closes its last open ENTRY, whoever made
 * it. One finding for each person and journey, that which began the transit; of a journey on better papers none. Held back
 * where the train was as late, was put on another way, where a device went by another zone's clock, or MEDICAL or
 * AUTHORITY_ORDER is recorded; showings whose number is most likely another's, misread, are no uses. `margin`: minutes over
 * what is allowed, of an FRTD used up the uses over it.
 */
export const transitOverrun: Detector<Names> = {
  rule,
  units: ({ documents }) => rows(documents.documents.length),
  touchedBy: ({ kinds, documents }) => (kinds.has('Station') || kinds.has('Coverage') ? 'all' : documents),
  test: testPaper,
  explain,
}

/** Each journey on which it was shown is tested, by all papers of that journey. */
function testPaper(document: number, { projection, parameters }: Given<Names>): Tested {
  if (!isForTransit(projection, document)) return { tests: 0, claims: [] }
  const { flags } = projection.journeys.journeys.columns
  const claims: Claim[] = []
  let tests = 0
  for (const journey of journeysShowing(projection, document)) {
    if ((flags[journey] as number) & CREW) continue
    tests++
    const overrun = overrunOf(projection, journey, parameters)
    if (!overrun) continue
    const { stay, unauthorised, reused } = overrun
    claims.push({
      subjects: subjectsOfJourney(projection, journey),
      anchor: '',
      units: overrun.papers.map(({ document }) => document),
      score: 1,
      p: null,
      figures: {
        minutesOver: stay ? stay.over : 0,
        allowedMinutes: stay ? stay.paper.hours * 60 : 0,
        unauthorised: unauthorised ? 1 : 0,
        uses: reused ? reused.uses.length : 0,
      },
    })
  }
  return { tests, claims }
}

function explain({ claim }: Verdict, { projection, parameters }: Given<Names>): Explanation {
  const journey = journeyAmong(projection, journeysShowing(projection, claim.units[0] as number), claim)
  const overrun = overrunOf(projection, journey, parameters) as Overrun
  const { stay, unauthorised, reused } = overrun
  const id = projection.rail.ids.all[projection.journeys.journeys.columns.run[journey] as number] as string
  const one = reused?.allowed === 1 ? `use ${reused.uses.length} in one direction` : `use ${reused?.uses.length}`
  return {
    whatHappened: [
      stay ? stayed(projection, stay) : [],
      unauthorised ? `Used on ${id}, which the ${unauthorised.type} does not name.` : [],
      reused ? `Used on ${id}: ${one} of the FRTD.` : [],
    ]
      .flat()
      .join(' '),
    comparedWith: [
      stay
        ? `The ${stay.paper.type} allows ${counted(stay.paper.hours, 'hour')} for one transit (Reg. 693/2003 Art 3).`
        : [],
      unauthorised ? 'The runs that the document authorises.' : [],
      reused ? 'An FRTD is good for one transit by rail and one back (Reg. 693/2003 Art 2).' : [],
    ]
      .flat()
      .join(' '),
    howUnusual: stay
      ? `${counted(Math.round(stay.over), 'minute')} longer than allowed.`
      : 'Not left to chance: a recorded use against the terms of the document.',
    guards: guardsOf(projection, journey, overrun),
    uncertain:
      stay && stay.entered !== stay.left
        ? ['Entered by one train and left by another; checks were complete on both.']
        : [],
    evidence: evidenceOf(projection, journey, overrun),
  }
}

function stayed(projection: Projection, { entry, exit, entered, left }: Stay): string {
  const { rail, journeys } = projection
  const on = (journey: number) => rail.ids.all[journeys.journeys.columns.run[journey] as number]
  const at = (call: number) =>
    call < 0 ? 'a station not on the way' : stationName(projection, rail.calls.columns.station[call] as number)
  const by = entered === left ? '' : ` by ${on(left)}`
  return `Entered by ${on(entered)} at ${at(entry.call)}, ${instant(entry.at)}, left${by} at ${at(exit.call)}, ${instant(exit.at)}.`
}

function guardsOf(projection: Projection, journey: number, { stay }: Overrun): Guard[] {
  const made = stay ? [stay.entered, stay.left] : [journey]
  const excepted = made.some(one => seenOf(projection, one).some(({ code }) => isExcepted(code)))
  const stops = stay && stay.entered === stay.left ? [stay.entry, stay.exit] : []
  const unrecorded = stops.some(({ call }) => call < 0 || !standstillOf(projection, call).recorded)
  return [
    {
      name: 'LATE_TRAIN',
      holds: unrecorded,
      says: unrecorded
        ? 'When the train came and left is not recorded at both stops: it may have been late.'
        : 'No delay of the train explains it.',
    },
    {
      name: 'MISREAD_NUMBER',
      holds: false,
      says: 'Its number, read once, by no chip, of somebody who never else showed it though others did, is no use of it.',
    },
    { name: 'CLOCK', holds: false, says: 'No device that goes by the clock of another zone explains it.' },
    { name: 'ROUTE_CHANGED', holds: false, says: 'The train was on its planned way.' },
    {
      name: 'EXCEPTION',
      holds: excepted,
      says: excepted ? 'An exception is recorded, though no medical one and no order.' : 'No exception is recorded.',
    },
  ]
}

/** The checks of the stay, the papers, and the uses of one that was used up; the finding falls without any of its only reason. */
function evidenceOf(projection: Projection, journey: number, { stay, unauthorised, reused }: Overrun): Evidence[] {
  const papers = new Set([stay, reused].flatMap(reason => reason?.paper.document ?? []))
  if (unauthorised) papers.add(unauthorised.document)
  const only = [stay, unauthorised, reused].filter(reason => reason !== undefined).length === 1
  const cite = only ? witness : cited
  const excess = reused ? reused.uses.length - reused.allowed : 0
  const uses = reused?.uses ?? []
  const isNeeded = (use: Use) =>
    only &&
    use.journeys.length === 1 &&
    !tooMany(
      projection,
      journey,
      uses.filter(other => other !== use),
    )
  const checks = stay ? [stay.entry, stay.exit] : []
  return [
    ...checks.map(({ check }) => cite('WHAT_HAPPENED', checkThing(projection, check), stay?.over)),
    witness('WHAT_HAPPENED', journeyThing(projection, journey)),
    ...(stay && stay.left !== journey ? [cite('WHAT_HAPPENED', journeyThing(projection, stay.left), stay.over)] : []),
    ...uses.flatMap(use => {
      const others = use.journeys.filter(made => made !== journey)
      const cite = isNeeded(use) ? witness : cited
      return others.map(made => cite('WHAT_HAPPENED', journeyThing(projection, made), excess))
    }),
    ...[...papers].map(paper =>
      (papers.size === 1 ? witness : cited)('COMPARED_WITH', documentThing(projection, paper)),
    ),
  ]
}
