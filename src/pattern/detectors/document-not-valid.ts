import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Claim, Tested, Verdict } from '../detection/claim.ts'
import type { Again, Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import type { Reader } from '../store.ts'
import { cited, once, witness } from '../terms/cite.ts'
import { kinOf } from '../terms/kin.ts'
import { readingsOf } from '../terms/paper.ts'
import { checkThing, documentThing, journeysOn, journeyThing, subjectsOfJourney } from '../terms/seen.ts'
import { journeyAmong, journeysShowing, rows, touchedRuns } from '../terms/units.ts'
import { counted, datedRule, instant, stationName } from '../terms/words.ts'
import type { FaultKind } from '../validity/faults.ts'
import { type Faulty, faultyOf } from '../validity/faulty.ts'
import { mayBeFaulty } from '../validity/may-be-faulty.ts'
import type { Showing } from '../validity/showings.ts'
import { receiptsOf } from '../validity/store.ts'

const rule: Rule = {
  pattern: 'DOCUMENT_NOT_VALID',
  title: 'Document not valid',
  question: 'Was the document good when it was shown?',
  version: 1,
  standard: 'HARD',
  legalBasis:
    'What the issuer states of the document; the dated rules (`regime`); Reg. (EC) 693/2003 Art 3 and 6(3); ICAO Doc 9303-3 for check digits.',
  parameters: {},
}

/**
 * A document shown before it was valid or after its last day by the station's calendar; after it was reported lost, stolen
 * or revoked; refused by a dated rule; or whose record contradicts itself or the law: issued before its holder's birth, an
 * FRTD or FTD given for too long or beyond its passport, a wrong check digit beside a field that disagrees. One finding for
 * each person and journey. Only what its issuer states counts, for a day on a list may be misread by a digit. Held back:
 * a number read once that only others show; a document out of date that the list declares beside a good one of its type.
 * `margin`: days beyond what is allowed, where days are what is wrong.
 */
export const documentNotValid: Detector = {
  rule,
  units: ({ rail }) => rows(rail.runs.length),
  touchedBy,
  test: testRun,
  weigh,
  explain,
}

/**
 * Where a document was shown of which something else is stated, all may be otherwise. Where it was only shown once more, or
 * by somebody else, a number may have become a slip of the pen or ceased to be one, which matters where something may be
 * wrong with it; nothing is with nearly all.
 */
function touchedBy(touched: Touched, projection: Projection): Again {
  const stated = kinOf(projection, touched.stated)
  const kinds = ['Regime', 'Station'] as const
  const again = touchedRuns({ ...touched, documents: stated }, projection, {
    kinds,
    documents: true,
    concerns: mayBeFaulty,
  })
  if (again === 'all') return again
  const runs = new Set(again)
  const { coShown } = projection
  const { run } = projection.journeys.journeys.columns
  for (const document of touched.documents) {
    // A slip of the pen has another's number.
    if (!touched.coShown.has(document) && !coShown.has(document)) continue
    for (const journey of journeysShowing(projection, document))
      if (!runs.has(run[journey] as number) && mayBeFaulty(projection, journey)) runs.add(run[journey] as number)
  }
  return runs
}

/** Faults that somebody had to report. */
const REPORTED: readonly FaultKind[] = ['LOST', 'STOLEN', 'REVOKED']
const isReported = ({ fault }: Faulty) => REPORTED.includes(fault.kind)

function testRun(run: number, { projection }: Given): Tested {
  const { flags } = projection.journeys.journeys.columns
  const claims: Claim[] = []
  let tests = 0
  for (const journey of journeysOn(projection, run)) {
    if ((flags[journey] as number) & CREW) continue
    tests++
    const faulty = faultyOf(projection, journey)
    const [first] = faulty
    if (!first) continue
    claims.push({
      subjects: subjectsOfJourney(projection, journey),
      anchor: '',
      units: [run],
      score: 1,
      p: null,
      figures: {
        faults: faulty.length,
        documents: new Set(faulty.map(({ showing }) => showing.document)).size,
        at: first.showing.at,
        // What nobody had to report was known: of it the graph need not be asked.
        ...(faulty.some(isReported) ? {} : { notKnown: 0 }),
      },
    })
  }
  return { tests, claims }
}

/** Adds how many faults were not known here when they showed (`notKnown`): their report came in later. */
async function weigh(claims: readonly Claim[], { projection }: Given, reader: Reader): Promise<Claim[]> {
  const { place } = projection.documents.documents.columns
  const placeOf = ({ showing }: Faulty) => place[showing.document] as number
  const reported = claims.map(claim =>
    claim.figures.notKnown === 0 ? [] : faultyIn(projection, claim).filter(isReported),
  )
  const receipts = await receiptsOf(reader, [...new Set(reported.flat().map(placeOf))], projection.asOf)
  return claims.map((claim, i) => {
    const late = (reported[i] as Faulty[]).filter(one => (receipts.get(placeOf(one)) ?? 0) > one.showing.at)
    return { ...claim, figures: { ...claim.figures, notKnown: late.length } }
  })
}

function faultyIn(projection: Projection, claim: Claim): Faulty[] {
  return faultyOf(projection, journeyAmong(projection, journeysOn(projection, claim.units[0] as number), claim))
}

function explain({ claim }: Verdict, { projection }: Given): Explanation {
  const run = claim.units[0] as number
  const journey = journeyAmong(projection, journeysOn(projection, run), claim)
  const faulty = faultyOf(projection, journey)
  const single = faulty.every(({ showing: { document } }) => {
    const { onList, checks, byChip } = readingsOf(projection, journey, document)
    return !byChip && checks.length + (onList ? 1 : 0) < 2
  })
  const notKnown = claim.figures.notKnown ?? 0
  return {
    whatHappened: faulty.map(one => said(projection, run, one)).join(' '),
    comparedWith: [...new Set(faulty.map(ground))].join(' '),
    howUnusual: 'Not left to chance: what was shown against what is stated of it.',
    guards: [
      {
        name: 'NOT_KNOWABLE',
        holds: notKnown > 0,
        says:
          notKnown > 0
            ? 'The report of the document came in after it was shown: not knowable then.'
            : 'Nothing that came in later decides it.',
      },
      {
        name: 'MISREAD',
        holds: single,
        says: single
          ? 'Its number was read once on this journey, by no chip; it is none that others alone show.'
          : 'Its number was read by chip, or more than once.',
      },
      { name: 'GOOD_ONE_BESIDE', holds: false, says: 'No good document of the type was declared beside it.' },
    ],
    uncertain: single ? ['A single capture of the number.'] : [],
    evidence: evidenceOf(projection, journey, faulty),
  }
}

const WORDS: Readonly<Record<FaultKind, string>> = {
  NOT_YET_VALID: 'before it was valid',
  EXPIRED: 'after its last day',
  LOST: 'after it was reported lost',
  STOLEN: 'after it was reported stolen',
  REVOKED: 'after it was revoked',
  REFUSED: 'though it is refused',
  ISSUED_BEFORE_BIRTH: 'though issued before its holder was born',
  VALID_TOO_LONG: 'though given for longer than the law allows',
  OUTLIVES_PASSPORT: 'though it outlives the passport that it goes with',
  CHECK_DIGIT: 'though a check digit of its zone is wrong and the field disagrees with its record',
}

function said(projection: Projection, run: number, { showing, fault }: Faulty): string {
  const type = DOCUMENT_TYPES[projection.documents.documents.columns.type[showing.document] as number] ?? 'Document'
  const where = showing.station < 0 ? '' : ` at ${stationName(projection, showing.station)}`
  const by = showing.check < 0 ? ', by the list alone' : ''
  const days = fault.days === null ? '' : ` (${counted(fault.days, 'day')})`
  return `${type} shown on ${projection.rail.ids.all[run]}${where}, ${instant(showing.at)}${by}, ${WORDS[fault.kind]}${days}.`
}

function ground({ fault: { kind, regime } }: Faulty): string {
  if (regime) return datedRule(regime, 'refuses it')
  if (kind === 'VALID_TOO_LONG')
    return 'An FRTD is valid for at most 3 months, an FTD for 3 years (Reg. 693/2003 Art 3).'
  if (kind === 'OUTLIVES_PASSPORT') return 'The passport must outlive the paper (Reg. 693/2003 Art 6(3)).'
  return 'What its issuer states of the document.'
}

/** A journey with one fault falls without any fact of it. */
function evidenceOf(projection: Projection, journey: number, faulty: readonly Faulty[]): Evidence[] {
  const cite = faulty.length === 1 ? witness : cited
  const documents = new Set(faulty.map(({ showing }) => showing.document))
  const isOnly = ({ document, check }: Showing) => {
    const { onList, checks } = readingsOf(projection, journey, document)
    return faulty.length === 1 && !onList && checks.every(other => other === check)
  }
  const facts = faulty.flatMap(({ showing, fault: { days, regime, passport } }): Evidence[] => [
    ...(showing.check < 0
      ? []
      : [(isOnly(showing) ? witness : cited)('WHAT_HAPPENED', checkThing(projection, showing.check), days)]),
    (documents.size === 1 ? witness : cited)('COMPARED_WITH', documentThing(projection, showing.document), days),
    ...(regime ? [cite('COMPARED_WITH', ['Regime', regime.id])] : []),
    ...(passport === undefined ? [] : [cite('COMPARED_WITH', documentThing(projection, passport), days)]),
  ])
  const all = [witness('WHAT_HAPPENED', journeyThing(projection, journey)), ...facts]
  return once(all)
}
