import type { Projection } from '../projection/projection.ts'
import { heldBy, isShownByAnother } from '../sharing/holders.ts'
import { issuedFor } from '../terms/kin.ts'
import { documentsShownBy } from '../terms/presentations.ts'
import { checksReading, journeysOf, personOf } from '../terms/units.ts'
import { untilTouched } from '../terms/until-touched.ts'
import { goingWith, renewalsOf } from './lineage.ts'

/** One identity of a person, and how often it was stated. */
export interface Statement {
  /** Row and number of the node. */
  readonly identity: number
  readonly place: number
  /** Rows of the journeys that it made and of the checks that read it. */
  readonly journeys: readonly number[]
  readonly checks: readonly number[]
}

/** What sources state of a person; all by the numbers of nodes, so that all who read one graph say the same. */
export function statementsOf(projection: Projection, person: number): Statement[] {
  const { people, journeys } = projection
  const { place } = people.identities.columns
  const inOrder = (rows: Iterable<number>, places: Uint32Array) =>
    [...rows].sort((a, b) => (places[a] as number) - (places[b] as number))
  return inOrder(people.identitiesOf(person), place).map(identity => ({
    identity,
    place: place[identity] as number,
    journeys: inOrder(journeysOf(projection, identity), journeys.journeys.columns.place),
    checks: inOrder(checksReading(projection, identity), journeys.checks.columns.place),
  }))
}

/** Identities of a person that state the same of who that is, beside one paper and another. */
export interface Counted {
  /** Rows and numbers of the nodes, in the order of these. */
  readonly identities: readonly number[]
  readonly places: readonly number[]
  /** How many journeys and checks state them. */
  readonly presentations: number
}

/** What is stated of a person, each once with how often it was, in the order of nodes. */
export function countedOf({ people }: Projection, person: number): Counted[] {
  const { place, compared, journeyCount, checkCount } = people.identities.columns
  const identities = people.identitiesOf(person).sort((a, b) => (place[a] as number) - (place[b] as number))
  const byStated = new Map<number, { identities: number[]; places: number[]; presentations: number }>()
  for (const identity of identities) {
    const stated = compared[identity] as number
    const alike = byStated.get(stated) ?? { identities: [], places: [], presentations: 0 }
    byStated.set(stated, alike)
    alike.identities.push(identity)
    alike.places.push(place[identity] as number)
    alike.presentations += (journeyCount[identity] as number) + (checkCount[identity] as number)
  }
  return [...byStated.values()]
}

/** Whether what is stated of a person may contradict itself; nearly always all of it is alike. */
export const mayContradictItself = (projection: Projection, person: number): boolean =>
  !statedAlike(projection, person).areAlike && mayContradict(projection, projection.people.identitiesOf(person))

/**
 * Whether two of some identities state different births, or different surnames and given names both: what may contradict.
 */
export function mayContradict({ people }: Projection, identities: readonly number[]): boolean {
  const { surname, given, birth } = people.identities.columns
  const differ = (column: ArrayLike<number>, a: number, b: number) =>
    column[a] !== 0 && column[b] !== 0 && column[a] !== column[b]
  // One for each of what is stated: few, and nearly always the first of them is stated again.
  const various: number[] = []
  for (const row of identities) {
    let isKnown = false
    for (const other of various) {
      if (differ(birth, row, other) || (differ(surname, row, other) && differ(given, row, other))) return true
      isKnown ||= surname[row] === surname[other] && given[row] === given[other] && birth[row] === birth[other]
    }
    if (!isKnown) various.push(row)
  }
  return false
}

/** Whether all identities of a person state the same name and birth: how many there are, and one of them. */
interface Alike {
  readonly count: number
  readonly one: number
  readonly areAlike: boolean
}

const statedAlike = untilTouched(
  'person',
  (projection, person) => comparedAll({ count: 0, one: -1, areAlike: true }, projection, person),
  (known, projection, came) => comparedAll(known, projection, personOf(projection, came[0] as number)),
)

/** Compares those identities of a person that were not counted yet: they stand before the others. */
function comparedAll({ count, one, areAlike }: Alike, { people }: Projection, person: number): Alike {
  const { next, surname, given, birth } = people.identities.columns
  const { identities, first } = people.persons.columns
  const now = identities[person] as number
  let row = first[person] as number
  let [like, alike] = [one, areAlike]
  for (let left = now - count; left > 0; left--, row = next[row] as number)
    if (like < 0) like = row
    else alike &&= surname[row] === surname[like] && given[row] === given[like] && birth[row] === birth[like]
  return { count: now, one: like, areAlike: alike }
}

/** That issuers tie two persons: documents, each shown by one of them alone, of which one replaces the other or both go with one passport. */
export interface Lineal {
  readonly person: number
  /** Of the one who is asked about, and of the other. */
  readonly own: number
  readonly other: number
  readonly by: 'REPLACES' | 'PASSPORT'
}

/**
 * Who else bears a document that is tied to one of a person's, by person.
 * @param shownBy the documents that the person showed, where they are known already
 */
export function linealsOf(
  projection: Projection,
  person: number,
  shownBy = documentsShownBy(projection, person),
): Lineal[] {
  const soleHolder = (document: number) => {
    const { holders } = heldBy(projection, document)
    return holders.length === 1 ? holders[0]?.person : undefined
  }
  const others = othersPapers(projection, person)
  const found: Lineal[] = []
  for (const own of shownBy) {
    const relatives = others(own)
    if (relatives.length === 0 || soleHolder(own) !== person) continue
    for (const { document: other, by } of relatives) {
      const holder = soleHolder(other)
      if (holder !== undefined && holder !== person) found.push({ person: holder, own, other, by })
    }
  }
  return found
}

interface Relative {
  readonly document: number
  readonly by: Lineal['by']
}

const NONE: readonly Relative[] = []

/** Tells which documents that another person showed are tied to one; of what goes with one passport it looks once. */
function othersPapers(projection: Projection, person: number): (document: number) => readonly Relative[] {
  const isAnothers = (document: number) => isShownByAnother(projection, document, person)
  const known = new Map<number, readonly number[]>()
  const beside = (passport: number) => {
    const found = known.get(passport) ?? goingWith(projection, passport).filter(isAnothers)
    known.set(passport, found)
    return found
  }
  return document => {
    const related = renewalsOf(projection, document)
    const passport = issuedFor(projection, document)
    if (related.length === 0 && passport < 0) return NONE
    const renewals = related.filter(isAnothers)
    const siblings = passport < 0 ? [] : beside(passport).filter(other => other !== document)
    return [
      ...renewals.map(other => ({ document: other, by: 'REPLACES' }) as const),
      ...siblings.map(other => ({ document: other, by: 'PASSPORT' }) as const),
    ]
  }
}
