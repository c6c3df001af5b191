import type { CoarseKind } from '../../graph/index.ts'
import type { Claim } from '../detection/claim.ts'
import type { Again } from '../detection/detector.ts'
import { chained } from '../projection/chain.ts'
import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import { untilUpdated } from './kept-beside.ts'

/** Rows of a table from 0 up. */
export function* rows(length: number): Iterable<number> {
  for (let row = 0; row < length; row++) yield row
}

/** What else than their journeys the tests of units turn on. */
export interface DependsOn {
  /** Of these kinds there is little: any change of them has all units tested again. */
  readonly kinds: readonly CoarseKind[]
  /** What is stated of documents: one that was touched has those units tested again where it was shown. */
  readonly documents?: boolean
  /** Whether it matters to a run who made one of its journeys, all else being as it was; absent: it always does. */
  concerns?(projection: Projection, journey: number): boolean
}

/** Runs to test again: those that were touched, and those of identities that are another person's now, where it matters. */
export function touchedRuns(
  touched: Touched,
  projection: Projection,
  { kinds, documents = false, concerns = () => true }: DependsOn,
): Again {
  if (kinds.some(kind => touched.kinds.has(kind))) return 'all'
  const { run } = projection.journeys.journeys.columns
  const runs = new Set(touched.runs)
  for (const identity of touched.moved)
    for (const journey of journeysOf(projection, identity))
      if (!runs.has(run[journey] as number) && concerns(projection, journey)) runs.add(run[journey] as number)
  if (!documents) return runs
  for (const document of touched.documents)
    for (const journey of journeysShowing(projection, document)) runs.add(run[journey] as number)
  return runs
}

/** Persons to test again: those that were touched, and those of whoever showed a document that was. */
export function touchedPersons(
  touched: Touched,
  projection: Projection,
  { kinds, documents = false }: DependsOn,
): Again {
  if (kinds.some(kind => touched.kinds.has(kind))) return 'all'
  if (!documents) return touched.persons
  const persons = new Set(touched.persons)
  for (const document of touched.documents)
    for (const person of makersShowing(projection, document)) if (person >= 0) persons.add(person)
  return persons
}

/** Rows of the journeys that an identity made, in no order. */
export function journeysOf({ people, journeys }: Projection, identity: number): number[] {
  return chained({ first: people.identities.columns.first, next: journeys.journeys.columns.next }, identity)
}

/** Persons whose journeys are kept until the next update: several patterns look at one after the other. */
const MOST_KEPT = 1_000

/** Rows of the journeys that a person made, under all identities, in no order; kept for who asks next, so not to be changed. */
export const journeysMadeBy = untilUpdated(madeBy, MOST_KEPT)

function madeBy({ people, journeys }: Projection, person: number): readonly number[] {
  const { next } = journeys.journeys.columns
  const { first, next: another } = people.identities.columns
  const made: number[] = []
  for (let i = people.persons.columns.first[person] as number; i >= 0; i = another[i] as number)
    for (let j = first[i] as number; j >= 0; j = next[j] as number) made.push(j)
  return made
}

/** How many journeys a person made, under all identities. O(identities). */
export function journeyCountOf({ people }: Projection, person: number): number {
  const { next, journeyCount } = people.identities.columns
  let count = 0
  for (let i = people.persons.columns.first[person] as number; i >= 0; i = next[i] as number)
    count += journeyCount[i] as number
  return count
}

/** The one of some journeys that a claim is about: its last subject. */
export function journeyAmong({ journeys }: Projection, some: Iterable<number>, { subjects }: Claim): number {
  const { place } = journeys.journeys.columns
  const named = subjects.at(-1)?.[1]
  for (const journey of some) if (place[journey] === named) return journey
  throw new Error(`Detection: expected the journey ${named} among those of the claim's units, it is not there`)
}

/** Rows of the checks that read an identity, in no order. */
export function checksReading({ people, journeys }: Projection, identity: number): number[] {
  return chained({ first: people.identities.columns.read, next: journeys.checks.columns.next }, identity)
}

/** Rows of the journeys at which a document was shown, each once, in no order. */
export function journeysShowing({ journeys, documents }: Projection, document: number): number[] {
  const { journey, next } = journeys.presentations.columns
  const found: number[] = []
  let last: number | undefined
  for (let p = documents.documents.columns.first[document] as number; p >= 0; p = next[p] as number) {
    const made = journey[p] as number
    // Showings on one journey are chained one after the other.
    if (made !== last) found.push(made)
    last = made
  }
  return found
}

/** Persons who made the journeys on which a document was shown, as often as they did, or once where nobody else showed it. */
function makersShowing(projection: Projection, document: number): number[] {
  const { journeys, documents, coShown } = projection
  if (coShown.has(document)) return journeysShowing(projection, document).map(one => personOf(projection, one))
  const first = documents.documents.columns.first[document] as number
  return first < 0 ? [] : [personOf(projection, journeys.presentations.columns.journey[first] as number)]
}

/** The row of the person who made a journey, −1 where that is not known. */
export function personOf({ people, journeys }: Projection, journey: number): number {
  const identity = journeys.journeys.columns.identity[journey] as number
  return identity < 0 ? identity : (people.identities.columns.person[identity] as number)
}

/** Rows of the documents shown on a journey, on its list or at a check, each once, in the order of their nodes. */
export function documentsShownOn({ journeys, documents }: Projection, journey: number): Set<number> {
  const { presentations } = journeys.journeys.columns
  const { document } = journeys.presentations.columns
  const { place } = documents.documents.columns
  const shown = document.slice(presentations[journey] as number, presentations[journey + 1] as number)
  return new Set(shown.sort((a, b) => (place[a] as number) - (place[b] as number)))
}

/** Rows of the documents of one type shown on a journey, each once, in no order. */
export function documentsOfTypeOn({ journeys, documents }: Projection, journey: number, code: number): number[] {
  const { presentations } = journeys.journeys.columns
  const { document } = journeys.presentations.columns
  const { type } = documents.documents.columns
  const found: number[] = []
  for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
    const shown = document[p] as number
    if (type[shown] === code && !found.includes(shown)) found.push(shown)
  }
  return found
}
