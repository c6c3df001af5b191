import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Claim, Tested, Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import type { Projection } from '../projection/projection.ts'
import { type Switch, switchesOf } from '../switch/switches.ts'
import { cited, once, witness } from '../terms/cite.ts'
import { areOneLine, kinOf } from '../terms/kin.ts'
import { statedOf } from '../terms/paper.ts'
import { checkThing, documentThing, journeyThing, personThing } from '../terms/seen.ts'
import { journeyAmong, journeyCountOf, journeysMadeBy, rows, touchedPersons } from '../terms/units.ts'
import { counted, day, instant } from '../terms/words.ts'

type Names = 'renewalDays'

const rule: Rule<Names> = {
  pattern: 'DOCUMENT_SWITCH',
  title: 'Document switch',
  question:
    'Did someone enter on one document and leave on another, or show a permit with a passport it does not go with?',
  version: 2,
  standard: 'HARD',
  legalBasis:
    'Permits, visas and transit documents go with one passport: Reg. (EC) 693/2003 Art 5 and 6, Reg. (EC) 1030/2002.',
  parameters: {
    renewalDays: {
      value: 90,
      unit: 'days',
      meaning: 'A passport issued so short a time before may once take the place of the one before it.',
      from: 0,
      to: 365,
    },
  },
}

/**
 * A visit whose checks name one passport on the way in and another on the way out; or a document shown with a passport that
 * neither is the one that it was issued for nor replaces it, nor is replaced by it. One finding for each person and journey,
 * that by which they left or on which it was shown. Held back: once for each renewal; both on one list; the one reported
 * lost before; numbers one character apart and not read by chip; a number read once that others show; a passport that took
 * the place of one of its issuer for good. `margin`: days since the later passport was issued, beyond those of a renewal.
 */
export const documentSwitch: Detector<Names> = {
  rule,
  units: ({ people }) => rows(people.persons.length),
  touchedBy: (touched, projection) =>
    touchedPersons({ ...touched, documents: kinOf(projection, touched.documents) }, projection, {
      kinds: ['Coverage', 'Station'],
      documents: true,
    }),
  test: testPerson,
  explain,
}

function testPerson(person: number, { projection, parameters }: Given<Names>): Tested {
  const switches = switchesOf(projection, person, parameters.renewalDays)
  const claims = [...Map.groupBy(switches, ({ journey }) => journey)].map(
    ([journey, own]): Claim => ({
      subjects: [personThing(projection, person), journeyThing(projection, journey)],
      anchor: '',
      units: [person],
      score: 1,
      p: null,
      figures: {
        visits: own.filter(({ kind }) => kind === 'VISIT').length,
        papers: own.filter(({ kind }) => kind === 'PAPER').length,
        at: Math.max(...own.map(({ at }) => at)),
      },
    }),
  )
  return { tests: journeyCountOf(projection, person), claims }
}

function explain({ claim }: Verdict, { projection, parameters }: Given<Names>): Explanation {
  const person = claim.units[0] as number
  const journey = journeyAmong(projection, journeysMadeBy(projection, person), claim)
  const all = switchesOf(projection, person, parameters.renewalDays)
  const own = all.filter(one => one.journey === journey)
  const unknown = own.some(
    one =>
      one.kind === 'VISIT' &&
      areOneLine(projection, one.from, one.to) &&
      statedOf(projection, one.to)?.issuedOn === undefined,
  )
  return {
    whatHappened: own.map(one => said(projection, one)).join(' '),
    comparedWith:
      'One passport a visit; permits, visas and transit documents go with the passport that they were issued for.',
    howUnusual: `So did ${counted(new Set(all.map(one => one.journey)).size, 'journey')} of this person.`,
    guards: [
      {
        name: 'RENEWAL',
        holds: unknown,
        says: unknown
          ? 'The one replaces the other; when it was issued is not stated.'
          : `Not within ${counted(parameters.renewalDays, 'day')} of the issue of a new passport, or not for the first time.`,
      },
      { name: 'DECLARED', holds: false, says: 'The list does not declare both.' },
      { name: 'LOST', holds: false, says: 'The first was not reported lost or stolen before.' },
      { name: 'MISREAD', holds: false, says: 'The numbers differ by more than a character, or were read by chip.' },
    ],
    uncertain: own.some(one => one.kind === 'VISIT' && one.entered !== one.journey)
      ? ['Came by one train and left by another; checks were complete on both.']
      : [],
    evidence: evidenceOf(projection, own, parameters.renewalDays),
  }
}

const typeOf = ({ documents }: Projection, document: number) =>
  DOCUMENT_TYPES[documents.documents.columns.type[document] as number] ?? 'document'

function said(projection: Projection, one: Switch): string {
  const on = (journey: number) =>
    projection.rail.ids.all[projection.journeys.journeys.columns.run[journey] as number] as string
  if (one.kind === 'PAPER')
    return `${typeOf(projection, one.paper)} shown on ${on(one.journey)}, ${day(one.at)}, with a passport that it does not go with.`
  return `Came by ${on(one.entered)} on one passport, ${instant(one.in.at)}, left by ${on(one.journey)} on another, ${instant(one.out.at)}.`
}

const DAY = 86_400_000

/** A switch that is the only one of its journey falls without any of its facts, but for a check that another may stand for. */
function evidenceOf(projection: Projection, own: readonly Switch[], renewalDays: number): Evidence[] {
  const cite = own.length === 1 ? witness : cited
  const cites = own.flatMap((one): Evidence[] => {
    const issuedOn = statedOf(projection, one.kind === 'VISIT' ? one.to : one.passport)?.issuedOn
    const margin = issuedOn === undefined ? null : Math.floor((one.at - issuedOn) / DAY) - renewalDays
    const document = (row: number) => documentThing(projection, row)
    if (one.kind === 'PAPER')
      return [
        witness('WHAT_HAPPENED', journeyThing(projection, one.journey)),
        cite('WHAT_HAPPENED', document(one.paper)),
        cite('WHAT_HAPPENED', document(one.passport), margin),
        cite('COMPARED_WITH', document(one.own)),
      ]
    return [
      (one.ins > 1 ? cited : cite)('WHAT_HAPPENED', checkThing(projection, one.in.check)),
      (one.outs > 1 ? cited : cite)('WHAT_HAPPENED', checkThing(projection, one.out.check)),
      witness('WHAT_HAPPENED', journeyThing(projection, one.journey)),
      ...(one.entered === one.journey ? [] : [cite('WHAT_HAPPENED', journeyThing(projection, one.entered))]),
      cite('WHAT_HAPPENED', document(one.from)),
      cite('WHAT_HAPPENED', document(one.to), margin),
    ]
  })
  return once(cites)
}
