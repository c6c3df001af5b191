import type { Claim, Tested } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation, Guard } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import type { Projection } from '../projection/projection.ts'
import { numberOfWord } from '../projection/stated.ts'
import { personsAround } from '../sharing/around.ts'
import { paperOf, showingThing } from '../sharing/showings.ts'
import { linealsOf, mayContradict, mayContradictItself, type Statement, statementsOf } from '../statements/stated-by.ts'
import { validAtOnce } from '../statements/valid-at-once.ts'
import { contradictionsAmong } from '../statements/weigh-statements.ts'
import type { Reader } from '../store.ts'
import { evidence, once, witness } from '../terms/cite.ts'
import { byId } from '../terms/persons.ts'
import { documentsShownBy, identityThing, type Presentation, presentationsBy } from '../terms/presentations.ts'
import { checkThing, documentThing, journeyThing, personThing } from '../terms/seen.ts'
import { rows } from '../terms/units.ts'
import { counted } from '../terms/words.ts'

type Names = 'atOnce'

const rule: Rule<Names> = {
  pattern: 'MULTIPLE_IDENTITIES',
  title: 'Multiple identities',
  question: 'Does one person appear under identities that cannot all be true?',
  version: 1,
  standard: 'HARD',
  legalBasis:
    'Border checks; multiple identities as links of different and unjustified identity: Reg. (EU) 2019/817 Art 31–33.',
  parameters: {
    atOnce: {
      value: 3,
      unit: 'documents',
      meaning: 'Least number of good documents of one type and issuer at once.',
      from: 2,
      to: 20,
    },
  },
}

/**
 * A person whose identities state dates of birth, or surnames and given names both, that agree at no level of the matcher;
 * two persons who do so though one's document replaces the other's or goes with the same passport; or a person with three
 * good documents of one type and issuer at once. A value counts when an issuer states it, or two presentations do and it is
 * no slip of one that twice as many state. One finding for each person, or two persons. `margin`: how many presentations of
 * the same value, or good documents, there are beyond those that it takes.
 */
export const multipleIdentities: Detector<Names> = {
  rule,
  units: ({ people }) => rows(people.persons.length),
  touchedBy: personsAround,
  test: testPerson,
  weigh,
  explain,
}

function testPerson(person: number, { projection, parameters }: Given<Names>): Tested {
  const { people } = projection
  if (!people.persons.columns.identities[person]) return { tests: 0, claims: [] }
  const shown = documentsShownBy(projection, person)
  const documents = validAtOnce(projection, person, parameters.atOnce, shown).length
  const others = [...new Set(linealsOf(projection, person, shown).map(lineal => lineal.person))]
  const pairs = others.filter(other =>
    mayContradict(projection, [...people.identitiesOf(person), ...people.identitiesOf(other)]),
  )
  return {
    tests: 1,
    claims: [
      ...(documents > 0 || mayContradictItself(projection, person) ? [claimOf(projection, [person], documents)] : []),
      ...pairs.map(other => claimOf(projection, [person, other], 0)),
    ],
  }
}

function claimOf(projection: Projection, persons: readonly number[], documents: number): Claim {
  const units = byId(projection, persons)
  const subjects = units.map(person => personThing(projection, person))
  return { subjects, anchor: '', units, score: 1, p: null, figures: { documents } }
}

async function weigh(claims: readonly Claim[], { projection }: Given<Names>, reader: Reader) {
  const found = await contradictionsAmong(
    projection,
    claims.map(({ units }) => ({
      persons: units,
      families: tieBetween(projection, units).some(({ by }) => by === 'REPLACES'),
    })),
    reader,
  )
  return claims.map((claim, i): Claim | undefined => {
    const { births = 0, names = 0, changes = 0, birth } = found[i] ?? {}
    if (births + names + (claim.figures.documents ?? 0) === 0) return undefined
    const dates = birth?.flatMap(({ written, presentations, isIssuers }, nth) => [
      [`birth${nth + 1}`, Number(written.replaceAll('-', ''))],
      [`presentations${nth + 1}`, presentations],
      [`issuers${nth + 1}`, Number(isIssuers)],
    ])
    return { ...claim, figures: { ...claim.figures, births, names, changes, ...Object.fromEntries(dates ?? []) } }
  })
}

function explain({ claim }: { claim: Claim }, { projection, parameters }: Given<Names>): Explanation {
  const { births = 0, names = 0, documents = 0 } = claim.figures
  const said = [
    ...(births > 0 ? [`Births ${[1, 2].map(nth => wordedBirth(claim, nth)).join(' and ')}`] : []),
    ...(names > 0 ? [`${counted(names, 'pair')} of surname and given names that agree in neither`] : []),
    ...(documents > 0
      ? [
          `${documents} good documents of one type and issuer at once: ${papersOf(projection, claim, parameters.atOnce)}`,
        ]
      : []),
  ]
  return {
    whatHappened: `${said.join('; ')}.`,
    comparedWith: `${tiesOf(projection, claim).join(' ')} Names and dates are compared by the levels of the matcher: spellings, other scripts, day and month exchanged, one digit and neighbouring years agree.`,
    howUnusual: 'Not left to chance: of one person all these cannot be true.',
    guards: guardsOf(projection, claim, parameters.atOnce),
    uncertain:
      births > 0 && claim.figures.issuers1 !== 1 && claim.figures.issuers2 !== 1
        ? ['No issuer states either date of birth.']
        : [],
    evidence: evidenceOf(projection, claim, parameters.atOnce),
  }
}

/** What ties the two persons of a claim; nothing where it is about one. */
function tieBetween(projection: Projection, [person, other]: readonly number[]) {
  if (person === undefined || other === undefined) return []
  return linealsOf(projection, person).filter(lineal => lineal.person === other)
}

/** `1984-02-01`, as its number was written. */
function birthOf({ figures }: Claim, nth: number): string {
  const digits = String(figures[`birth${nth}`] ?? '')
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(Boolean).join('-')
}

function wordedBirth(claim: Claim, nth: number): string {
  const stated = counted(claim.figures[`presentations${nth}`] ?? 0, 'presentation')
  return `${birthOf(claim, nth)} (${stated}${claim.figures[`issuers${nth}`] ? ', and by an issuer' : ''})`
}

const papersOf = (projection: Projection, { units }: Claim, least: number) =>
  [...new Set(validAtOnce(projection, units[0] as number, least).map(row => paperOf(projection, row)))].join(', ')

/** What makes one person of those who are compared. */
function tiesOf(projection: Projection, { units }: Claim): string[] {
  if (units.length < 2) return ['Identities of one person, by links that the matcher made or a human confirmed.']
  const lineals = tieBetween(projection, units)
  const papers = [
    ...new Set(lineals.flatMap(({ own, other }) => [paperOf(projection, own), paperOf(projection, other)])),
  ]
  return [`Two persons whose documents replace each other or go with one passport: ${papers.sort().join(', ')}.`]
}

function guardsOf(projection: Projection, claim: Claim, least: number): Guard[] {
  const { documents = 0, changes = 0 } = claim.figures
  const passports = documents === least && papersOf(projection, claim, least).startsWith('PASSPORT')
  return [
    { name: 'MARRIAGE', holds: false, says: 'A surname that alone differs, or that of birth, is not counted.' },
    {
      name: 'NAME_CHANGE',
      holds: changes > 0,
      says:
        changes > 0
          ? 'A paper under the one name replaces a paper under the other: the issuer may have recorded a change of name.'
          : 'No paper under one name replaces a paper under another.',
    },
    {
      name: 'FAMILY_PASSPORT',
      holds: false,
      says: 'Two of one family name whose papers go with one passport are not compared.',
    },
    {
      name: 'SLIP',
      holds: false,
      says: 'A value that no issuer states is not counted where it is stated once, or may be a slip of one stated twice as often.',
    },
    {
      name: 'SECOND_PASSPORT',
      holds: passports,
      says: passports ? 'One may be a second passport and one a service passport.' : 'Not so here.',
    },
  ]
}

function evidenceOf(projection: Projection, claim: Claim, least: number): Evidence[] {
  const { births = 0, names = 0, documents = 0 } = claim.figures
  const grounds = births + names + Number(documents > 0)
  const statements = claim.units.flatMap(person => statementsOf(projection, person))
  const { birth } = projection.people.identities.columns
  const values = births > 0 ? [1, 2] : []
  return once([
    ...(names > 0 ? stated(projection, statements, false, null) : []),
    ...values.flatMap(nth => {
      const word = numberOfWord(birthOf(claim, nth))
      const own = statements.filter(({ identity }) => birth[identity] === word)
      const beyond = claim.figures[`issuers${nth}`] ? null : (claim.figures[`presentations${nth}`] ?? 0) - 2
      return stated(projection, own, grounds === 1, beyond)
    }),
    ...(documents > 0 ? validAtOnce(projection, claim.units[0] as number, least) : []).map(row =>
      evidence(
        'WHAT_HAPPENED',
        documentThing(projection, row),
        grounds === 1 && documents === least,
        documents - least,
      ),
    ),
    ...(documents > 0 ? showingsOfPapers(projection, claim, least, grounds === 1 && documents === least) : []),
    ...linealPapers(projection, claim).map(row => witness('COMPARED_WITH', documentThing(projection, row))),
  ])
}

/** Where the person showed the good documents; without its only showing one is not theirs. */
function showingsOfPapers(projection: Projection, { units }: Claim, least: number, alone: boolean): Evidence[] {
  const person = units[0] as number
  const papers = new Set(validAtOnce(projection, person, least))
  const shown = presentationsBy(projection, person).filter(({ document }) => papers.has(document))
  const isOnly = (one: Presentation) => !shown.some(other => other !== one && other.document === one.document)
  const place = (one: Presentation) => showingThing(projection, one)[1] as number
  return [...shown]
    .sort((a, b) => a.at - b.at || place(a) - place(b))
    .map(one => evidence('WHAT_HAPPENED', showingThing(projection, one), alone && isOnly(one)))
}

function linealPapers(projection: Projection, { units }: Claim): number[] {
  const lineals = tieBetween(projection, units)
  return lineals.length === 1 ? lineals.flatMap(({ own, other }) => [own, other]) : []
}

/** Identities that state one value, and where they did. */
function stated(projection: Projection, own: readonly Statement[], alone: boolean, beyond: number | null): Evidence[] {
  return own.flatMap(({ identity, journeys, checks }) => [
    evidence('WHAT_HAPPENED', identityThing(projection, identity), alone && own.length === 1),
    ...journeys.map(row => evidence('WHAT_HAPPENED', journeyThing(projection, row), alone && beyond === 0, beyond)),
    ...checks.map(row => evidence('WHAT_HAPPENED', checkThing(projection, row), alone && beyond === 0, beyond)),
  ])
}
