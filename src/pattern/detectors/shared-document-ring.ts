import type { Claim, Tested, Thing, Verdict } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import type { Projection } from '../projection/projection.ts'
import { documentsAround } from '../sharing/around.ts'
import { type Compared, compareHolders } from '../sharing/compare-holders.ts'
import { heldBy, isOfMany, isPersonal } from '../sharing/holders.ts'
import { type Ring, ringsOf, strongest, type Tie } from '../sharing/rings.ts'
import { paperOf, showingThing } from '../sharing/showings.ts'
import { households, tieOf } from '../sharing/weigh-tie.ts'
import type { Reader } from '../store.ts'
import { evidence } from '../terms/cite.ts'
import { numberOf } from '../terms/paper.ts'
import { documentThing, personThing } from '../terms/seen.ts'
import { rows } from '../terms/units.ts'
import { counted, day, figure } from '../terms/words.ts'

type Names = 'mostHolders' | 'leastScore' | 'childUnder'

const rule: Rule<Names> = {
  pattern: 'SHARED_DOCUMENT_RING',
  title: 'Ring of shared documents',
  question: 'Do shared documents tie three or more persons together?',
  version: 2,
  standard: 'STRUCTURAL',
  legalBasis:
    'A travel document, permit or visa is of the one person whom it names; facilitated transit documents: Reg. (EC) 693/2003 Art 3, 9.',
  parameters: {
    mostHolders: {
      value: 20,
      unit: 'persons',
      meaning: 'A document that more persons showed ties nobody.',
      from: 2,
      to: 1_000,
    },
    leastScore: {
      value: 2 * Math.log(19),
      unit: 'nats',
      meaning: 'Least score: that of two documents whose holders are one person with a probability of 0.05.',
      from: 0,
      to: 1_000,
    },
    childUnder: {
      value: 18,
      unit: 'years',
      meaning: 'Below this age a child may be entered in the passport of a parent.',
      from: 0,
      to: 21,
    },
  },
}

/**
 * Three or more persons tied by two or more documents, each of which two or more of them showed. One finding for those
 * persons. Score: over its documents the sum of ln((1 − P)/P) of the two holders who are the most surely two persons, their
 * documents left out of account. `margin`: by how much, in nats, the score of what remains without that fact is above the
 * least; below 0 where the finding falls.
 */
export const sharedDocumentRing: Detector<Names> = {
  rule,
  units: ({ documents }) => rows(documents.documents.length),
  touchedBy: documentsAround,
  test: testDocument,
  weigh,
  judge,
  explain,
}

/** A claim is a tie: a document and those who showed it. Which of them make rings is judged over all. */
function testDocument(document: number, { projection, parameters }: Given<Names>): Tested {
  const { first } = projection.documents.documents.columns
  if ((first[document] as number) < 0 || !isPersonal(projection, document)) return { tests: 0, claims: [] }
  const holders = isOfMany(projection, document) ? heldBy(projection, document).holders : []
  if (holders.length < 2 || holders.length > parameters.mostHolders) return { tests: 1, claims: [] }
  const subjects = [
    documentThing(projection, document),
    ...holders.map(({ person }) => personThing(projection, person)),
  ]
  return { tests: 1, claims: [{ subjects, anchor: '', units: [document], score: 0, p: null, figures: {} }] }
}

async function weigh(claims: readonly Claim[], { projection, parameters }: Given<Names>, reader: Reader) {
  const helds = claims.map(({ units }) => heldBy(projection, units[0] as number))
  const household = helds.map(held => households(projection, held))
  const compared = await compareHolders(projection, helds, reader)
  return claims.map((claim, i): Claim | undefined => {
    const tie = tieOf(projection, compared[i] as Compared, household[i] as boolean[][], parameters.childUnder)
    if (!tie) return undefined
    const figures = Object.fromEntries(tie.of.map((own, place) => [`holder${place + 1}`, own]))
    return { ...claim, score: tie.weight, figures }
  })
}

function asTie({ subjects, units, score, figures }: Claim): Tie {
  const holders = subjects.slice(1).map(([, place]) => place as number)
  const same = Map.groupBy(holders, (_, place) => figures[`holder${place + 1}`] ?? place)
  return { document: units[0] as number, weight: score, holders, same: [...same.values()] }
}

function judge(claims: readonly Claim[], tests: number, { projection, parameters }: Given<Names>): Verdict[] {
  return ringsOf(claims.map(asTie)).map(ring => ({
    claim: claimOf(projection, ring),
    q: null,
    tests,
    passes: ring.score >= parameters.leastScore,
    isJoint: true,
  }))
}

function claimOf(projection: Projection, { persons, size, ties, score }: Ring): Claim {
  const { people } = projection
  const id = (place: number) => people.ids[people.findPerson(place)] as string
  const subjects = [...persons].sort((a, b) => (id(a) < id(b) ? -1 : 1)).map((place): Thing => ['Person', place])
  const ordered = inOrder(projection, ties)
  const weights = ordered.map(({ weight }, i) => [`weight${i + 1}`, weight] as const)
  return {
    subjects,
    anchor: '',
    units: ordered.map(({ document }) => document),
    score,
    p: null,
    figures: { persons: size, documents: ties.length, ...Object.fromEntries(weights) },
  }
}

/** By type, issuer and number, then by the number of the node. */
function inOrder(projection: Projection, ties: readonly Tie[]): Tie[] {
  const { place } = projection.documents.documents.columns
  const named = ({ document }: Tie) => `${paperOf(projection, document)} ${numberOf(projection, document)}`
  return [...ties].sort((a, b) => {
    const [left, right] = [named(a), named(b)]
    return left === right ? (place[a.document] as number) - (place[b.document] as number) : left < right ? -1 : 1
  })
}

function explain({ claim }: Verdict, { projection, parameters }: Given<Names>): Explanation {
  const ties = tiesOf(projection, claim)
  const letters = new Map(claim.subjects.map(([, place], i) => [place as number, letterOf(i)]))
  const needed = ties.filter(tie => strongest(ties.filter(other => other !== tie)) < parameters.leastScore)
  const instants = ties.flatMap(({ document }) => heldBy(projection, document).holders).flatMap(({ shown }) => shown)
  const span = instants.map(({ at }) => at)
  const said = ties.map(({ document, holders }) => {
    const who = holders.map(place => letters.get(place) as string).sort()
    return `${paperOf(projection, document)} by ${who.join(', ')}`
  })
  return {
    whatHappened: `${counted(claim.figures.persons ?? 0, 'person')} tied by ${counted(ties.length, 'document')}, shown from ${day(Math.min(...span))} to ${day(Math.max(...span))}: ${said.join('; ')}.`,
    comparedWith: `Holders of each document with each other, by what they state beside documents; ln((1 − P)/P): ${ties.map(({ weight }) => figure(weight)).join('; ')}.`,
    howUnusual: `Score ${figure(claim.score)}; at least ${figure(parameters.leastScore)}, that of two documents at P(same) 0.05.`,
    guards: [
      { name: 'HOUSEHOLD', holds: false, says: 'What only those of one household showed ties nobody.' },
      { name: 'SAME_PERSON', holds: false, says: 'Holders with P(same) of 0.5 or more are counted once.' },
      { name: 'CHILD', holds: false, says: 'Children in the passport of a parent are not counted.' },
      { name: 'MISREAD_NUMBER', holds: false, says: 'Own papers one character off are not counted.' },
      { name: 'CONTRADICTED_LINE', holds: false, says: 'Lines that a machine contradicts are not counted.' },
      {
        name: 'OF_MANY',
        holds: false,
        says: `None was shown by more than ${counted(parameters.mostHolders, 'person')}.`,
      },
    ],
    uncertain:
      needed.length > 0
        ? [
            `It rests on ${needed.length} of its ${counted(ties.length, 'document')}: without one of them it falls apart.`,
          ]
        : [],
    evidence: ties.flatMap(tie => evidenceOf(projection, tie, ties, parameters.leastScore)),
  }
}

/** The ties of a ring, as its claim names them. */
function tiesOf(projection: Projection, { subjects, units, figures }: Claim): Tie[] {
  const among = new Set(subjects.map(([, person]) => person as number))
  return units.map((document, i): Tie => {
    const holders = heldBy(projection, document).holders.map(
      ({ person }) => personThing(projection, person)[1] as number,
    )
    const weight = figures[`weight${i + 1}`] ?? 0
    return { document, weight, holders: holders.filter(holder => among.has(holder)), same: [] }
  })
}

/** A document, and each showing of it: with the score that is left without it, or without its holder's only showing. */
function evidenceOf(projection: Projection, tie: Tie, ties: readonly Tie[], least: number): Evidence[] {
  const rest = ties.filter(other => other !== tie)
  const fact = (thing: Thing, left: number) => evidence('WHAT_HAPPENED', thing, left < least, left - least)
  const showings = heldBy(projection, tie.document).holders.flatMap(({ person, shown }) => {
    const [, place] = personThing(projection, person)
    const without = { ...tie, holders: tie.holders.filter(holder => holder !== place) }
    const left = strongest(shown.length > 1 ? ties : [...rest, without])
    return shown.map(showing => fact(showingThing(projection, showing), left))
  })
  return [fact(documentThing(projection, tie.document), strongest(rest)), ...showings]
}

/** A, B … Z, A1, B1 … */
const letterOf = (i: number) => `${String.fromCharCode(65 + (i % 26))}${i < 26 ? '' : Math.floor(i / 26)}`
