import type { Relation } from '../../person/index.ts'
import type { Claim, Tested } from '../detection/claim.ts'
import type { Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation, Guard } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { COMPARED_AT_MOST, differenceBy, RELATIONS, SURELY_TWO } from '../holders-apart.ts'
import type { Projection } from '../projection/projection.ts'
import type { Presentation as Showing } from '../shared-document.ts'
import { documentsAround } from '../sharing/around.ts'
import { childrenOn } from '../sharing/children.ts'
import { type Compared, compareHolders } from '../sharing/compare-holders.ts'
import { type Held, type Holder, heldBy, isOfMany, isPersonal } from '../sharing/holders.ts'
import { paperOf, saidOf, showingsOf, showingThing, statements } from '../sharing/showings.ts'
import type { Reader } from '../store.ts'
import { cited, evidence, witness } from '../terms/cite.ts'
import { documentThing } from '../terms/seen.ts'
import { rows } from '../terms/units.ts'
import { counted, day, figure } from '../terms/words.ts'

type Names = 'childUnder'

const rule: Rule<Names> = {
  pattern: 'SHARED_DOCUMENT',
  title: 'Shared document',
  question: 'Was one document shown by more than one person?',
  version: 2,
  standard: 'HARD',
  legalBasis:
    'A travel document, permit or visa is of the one person whom it names; facilitated transit documents: Reg. (EC) 693/2003 Art 3, 9.',
  parameters: {
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
 * A document (of any type but OTHER) that two persons showed who are one with a probability below 0.05, their documents left
 * out of account, and who differ by more than capture error. One finding a document. Score: 1 − P of the two of them that
 * are the most alike. `margin`: how many showings of the same person remain without that fact; with 0 that person is none of
 * its holders any more.
 */
export const sharedDocument: Detector<Names> = {
  rule,
  units: ({ documents }) => rows(documents.documents.length),
  touchedBy: documentsAround,
  test: testDocument,
  weigh,
  explain,
}

function testDocument(document: number, { projection }: Given<Names>): Tested {
  const { first } = projection.documents.documents.columns
  if ((first[document] as number) < 0 || !isPersonal(projection, document)) return { tests: 0, claims: [] }
  if (!isOfMany(projection, document)) return { tests: 1, claims: [] }
  const { holders } = heldBy(projection, document)
  if (holders.length < 2) return { tests: 1, claims: [] }
  const subjects = [documentThing(projection, document)]
  return { tests: 1, claims: [{ subjects, anchor: '', units: [document], score: 0, p: null, figures: {} }] }
}

async function weigh(claims: readonly Claim[], { projection, parameters }: Given<Names>, reader: Reader) {
  const helds = claims.map(({ units }) => heldBy(projection, units[0] as number))
  // Rows of journeys may move while the graph is asked: what is said of showings is taken before.
  const showings = helds.map(({ holders }) => holders.map(holder => showingsOf(projection, holder)))
  const compared = await compareHolders(projection, helds, reader)
  return claims.map((claim, i) => {
    const children = childrenOn(projection, compared[i] as Compared, parameters.childUnder)
    return judge(claim, compared[i] as Compared, showings[i] as readonly (readonly Showing[])[], children)
  })
}

const RELATION_NAMES = Object.keys(RELATIONS) as Relation[]
const NOT_COUNTED = -1

function judge(
  claim: Claim,
  { pairs }: Compared,
  showings: readonly (readonly Showing[])[],
  children: ReadonlySet<number>,
): Claim | undefined {
  const places = showings.flatMap((_, place) => (children.has(place) ? [] : [place]))
  const { persons, of, nearest } = differenceBy(pairs, places)
  if (persons < 2 || !nearest) return undefined
  const counted = showings.filter((_, place) => !children.has(place)).flat()
  const { presentations, sameRun, overlapping } = saidOf(counted)
  const instants = counted.map(({ departsAt }) => departsAt)
  const groups = showings.map((_, place) => [`holder${place + 1}`, of[places.indexOf(place)] ?? NOT_COUNTED] as const)
  return {
    ...claim,
    score: 1 - nearest.p,
    figures: {
      persons,
      journeys: presentations,
      first: Math.min(...instants),
      last: Math.max(...instants),
      sameRun: Number(sameRun),
      overlapping: Number(overlapping),
      probability: nearest.p,
      relation: RELATION_NAMES.indexOf(nearest.relation),
      ...Object.fromEntries(groups),
      ...Object.fromEntries(Object.entries(nearest.bits).map(([field, own]) => [`${field}Bits`, own])),
    },
  }
}

/** Whom each holder counts as, by their place; NOT_COUNTED: as nobody. */
const groupsOf = ({ figures }: Claim, { holders }: Held) =>
  holders.map((_, place) => figures[`holder${place + 1}`] ?? NOT_COUNTED)

function explain({ claim }: { claim: Claim }, { projection }: Given<Names>): Explanation {
  const document = claim.units[0] as number
  const held = heldBy(projection, document)
  const { first = 0, last = 0, probability = 0, relation = 0 } = claim.figures
  const groups = groupsOf(claim, held)
  const counted = held.holders.filter((_, place) => groups[place] !== NOT_COUNTED)
  const bits = Object.entries(claim.figures).flatMap(([name, own]) =>
    name.endsWith('Bits') ? [`${name.slice(0, -4)} ${own < 0 ? '−' : '+'}${Math.abs(own).toFixed(1)}`] : [],
  )
  return {
    whatHappened: `${paperOf(projection, document)}, on trains of ${day(first)} to ${day(last)}. ${saidOf(counted.flatMap(holder => showingsOf(projection, holder))).because}`,
    comparedWith: `Its holders with each other, by what they state beside documents; the two most alike of different persons, in bits: ${bits.join('; ')}. ${RELATIONS[RELATION_NAMES[relation] as Relation]}`,
    howUnusual: `P(same) ${figure(probability)}; below ${SURELY_TWO} two are taken to be two. A paper names one.`,
    guards: guardsOf(claim, held),
    uncertain: uncertaintiesOf(held, counted),
    evidence: evidenceOf(projection, claim, held),
  }
}

function uncertaintiesOf({ holders }: Held, counted: readonly Holder[]): string[] {
  const read = counted.some(({ shown }) => shown.some(({ machine }) => machine))
  const all = holders.length <= COMPARED_AT_MOST
  return [
    ...(read ? [] : ['No showing of it was read by a machine.']),
    ...(all
      ? []
      : [`Of ${holders.length} holders ${COMPARED_AT_MOST} are compared: so many show a number that stands for none.`]),
  ]
}

function guardsOf(claim: Claim, held: Held): Guard[] {
  const { figures } = claim
  const { contradicted, misread } = held
  const bits = (field: string) => figures[`${field}Bits`] ?? 0
  const married = bits('surname') < 0 && bits('given') > 0 && bits('birth') > 0
  const renewed = RELATION_NAMES[figures.relation ?? 0] === 'RENEWED'
  const groups = groupsOf(claim, held)
  const children = groups.filter(group => group === NOT_COUNTED).length
  const spelt = groups.length - children - (figures.persons ?? 0)
  const left = (count: number) => (count > 0 ? `${counted(count, 'showing')} left out` : 'none')
  return [
    {
      name: 'SPELLING',
      holds: false,
      says: `Spellings of one name, capture errors and slips in dates are not two persons: ${spelt > 0 ? `${counted(spelt, 'holder')} counted with another` : 'none here'}.`,
    },
    {
      name: 'MARRIAGE',
      holds: married,
      says: married
        ? 'Given names and birth agree, the surname does not.'
        : 'Not one person before and after a marriage.',
    },
    {
      name: 'RENEWAL',
      holds: renewed,
      says: renewed
        ? 'A paper of the one replaces a paper of the other.'
        : 'No paper of the one replaces one of the other.',
    },
    {
      name: 'CHILD',
      holds: false,
      says: `Children in the passport of a parent: ${children > 0 ? `${counted(children, 'holder')} left out` : 'none'}.`,
    },
    {
      name: 'MISREAD_NUMBER',
      holds: false,
      says: `Own papers one character off, and FRTDs that a list alone names, once, where another made both their journeys, or for a trip whose other journey shows another or nothing: ${left(misread)}.`,
    },
    { name: 'CONTRADICTED_LINE', holds: false, says: `Lines that a machine contradicts: ${left(contradicted)}.` },
    { name: 'OTHER_ISSUER', holds: false, says: 'One number of two issuers or types is two documents.' },
  ]
}

function evidenceOf(projection: Projection, claim: Claim, held: Held): Evidence[] {
  const groups = groupsOf(claim, held)
  const others = (place: number) => new Set(groups.filter((own, other) => own !== NOT_COUNTED && other !== place)).size
  const [counted, children] = [true, false].map(counts =>
    [...held.holders.entries()].filter(([place]) => (groups[place] !== NOT_COUNTED) === counts),
  ) as [[number, Holder][], [number, Holder][]]
  return [
    witness('WHAT_HAPPENED', documentThing(projection, claim.units[0] as number)),
    ...counted.flatMap(([place, { shown }]) =>
      shown.map(showing => {
        const falls = shown.length === 1 && others(place) < 2
        return evidence('WHAT_HAPPENED', showingThing(projection, showing), falls, shown.length - 1)
      }),
    ),
    ...counted.flatMap(([, holder]) => statements(projection, holder).map(fact => cited('COMPARED_WITH', fact))),
    ...children.flatMap(([, { shown }]) =>
      shown.map(showing => cited('INNOCENT_EXPLANATIONS', showingThing(projection, showing))),
    ),
  ]
}
