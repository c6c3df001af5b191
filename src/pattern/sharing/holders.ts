import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Projection } from '../projection/projection.ts'
import { untilUpdated } from '../terms/kept-beside.ts'
import { type Presentation, presentationsOf, presentationsOn } from '../terms/presentations.ts'
import { personOf } from '../terms/units.ts'
import { isOwnMisread } from './own-numbers.ts'

/** A person who showed a document, and when. */
export interface Holder {
  readonly person: number
  /** In the order of their instants. */
  readonly shown: readonly Presentation[]
}

/** Who showed a document, as far as what was captured can be trusted. */
export interface Held {
  /** In the order of the persons' ids. */
  readonly holders: readonly Holder[]
  /** Showings left out: a machine read otherwise on the same journey. */
  readonly contradicted: number
  /** Showings left out: their own paper's number is one character off, or may be. */
  readonly misread: number
}

const OTHER = DOCUMENT_TYPES.indexOf('OTHER')

/** Whether it is a paper that belongs to one person: of OTHER nobody knows what it is. */
export function isPersonal({ documents }: Projection, document: number): boolean {
  return (documents.documents.columns.type[document] as number) < OTHER
}

/** Who showed a document, −1 for somebody not known, without a look at what else they showed. */
export function personsShowing(projection: Projection, document: number): Set<number> {
  const persons = new Set<number>()
  eachShowing(projection, document, person => {
    persons.add(person)
    return true
  })
  return persons
}

/**
 * Visits whoever a check read, else who made the journey, of each showing, but of one alone where it says who showed it all
 * the time; −1: somebody not known. Ends where it is told so.
 */
function eachShowing(projection: Projection, document: number, goOn: (person: number) => boolean): void {
  const { journeys, people } = projection
  const { journey, check, next } = journeys.presentations.columns
  const isOfOne = !projection.coShown.has(document)
  for (let p = projection.documents.documents.columns.first[document] as number; p >= 0; p = next[p] as number) {
    const read = (check[p] as number) < 0 ? -1 : (journeys.checks.columns.read[check[p] as number] as number)
    const person =
      read < 0 ? personOf(projection, journey[p] as number) : (people.identities.columns.person[read] as number)
    if (!goOn(person) || isOfOne) return
  }
}

/** Whether somebody known other than a person showed a document. */
export function isShownByAnother(projection: Projection, document: number, than: number): boolean {
  let isSo = false
  eachShowing(projection, document, person => {
    isSo = person >= 0 && person !== than
    return !isSo
  })
  return isSo
}

/** As many as SHARED_DOCUMENT_RING takes for holders unless it is told otherwise. */
const MOST_HOLDERS = 20

/**
 * Whether those known to have shown a document are so few that it may be somebody's paper: a number that more show is filled
 * in where there is none, and tells only that. Stops at the first who is too many.
 */
export function isOfFew(projection: Projection, document: number): boolean {
  const persons = new Set<number>()
  eachShowing(projection, document, person => {
    if (person >= 0) persons.add(person)
    return persons.size <= MOST_HOLDERS
  })
  return persons.size <= MOST_HOLDERS
}

/**
 * Whether at least two known persons showed a document. Ends at the second: most were shown by one alone.
 * @param orNobody whether somebody not known, who may be another, counts too
 */
export function isOfMany(projection: Projection, document: number, orNobody = false): boolean {
  if (!projection.coShown.has(document)) return false
  let first: number | undefined
  let isSo = false
  eachShowing(projection, document, person => {
    if (person < 0) isSo = orNobody
    else {
      first ??= person
      isSo = person !== first
    }
    return !isSo
  })
  return isSo
}

/** Who showed a document; whoever a check read counts before whoever the list names. */
export function heldBy(projection: Projection, document: number): Held {
  const { byPerson, contradicted, misread } = trustedShowings(projection, document)
  const id = ({ person }: Holder) => projection.people.ids[person] as string
  const holders = byPerson.filter(({ person }) => person >= 0).sort((a, b) => (id(a) < id(b) ? -1 : 1))
  return { holders, contradicted, misread }
}

/** So many documents are kept with who showed them: several patterns look at one. */
const MOST_KEPT = 5_000

/** The showings of a document that capture error does not explain, by person; −1: of somebody not known. */
export const trustedShowings = untilUpdated((projection, document) => {
  const all = presentationsOf(projection, document)
  const trusted = all.filter(shown => !isContradicted(projection, shown))
  const byPerson = [...Map.groupBy(trusted, ({ person }) => person)].map(([person, shown]) => ({ person, shown }))
  const own = byPerson.filter(({ shown }) => !isOwnMisread(projection, shown))
  const count = (holders: readonly Holder[]) => holders.reduce((sum, { shown }) => sum + shown.length, 0)
  return { byPerson: own, contradicted: all.length - trusted.length, misread: count(byPerson) - count(own) }
}, MOST_KEPT)

/**
 * Whether a machine says otherwise of a showing that none read: on that journey it read papers of the same type and not
 * this one, or this one as another person's.
 */
function isContradicted(projection: Projection, shown: Presentation): boolean {
  if (shown.machine) return false
  const { type } = projection.documents.documents.columns
  const read = presentationsOn(projection, shown.journey).filter(
    ({ machine, check, document }) => machine && check >= 0 && type[document] === type[shown.document],
  )
  const same = read.filter(({ document }) => document === shown.document)
  return read.length > 0 && !same.some(({ person }) => person === shown.person)
}
