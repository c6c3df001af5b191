import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import { personsShowing } from './holders.ts'

/**
 * Documents of which an update may change by whom they were shown, and what is known of those: whoever shows another
 * paper, books with another, or is another person's now, has all looked at again that they ever showed and another did too.
 * What nobody else showed does not turn on what they show beside it.
 */
export function documentsAround(touched: Touched, projection: Projection): ReadonlySet<number> {
  const known = kept.get(touched)
  if (known) return known
  const documents = allAround(touched, projection)
  kept.set(touched, documents)
  return documents
}

/** As long as an update is told to detectors, of which several ask the same. */
const kept = new WeakMap<Touched, ReadonlySet<number>>()

function allAround(touched: Touched, projection: Projection): Set<number> {
  const documents = new Set(touched.documents)
  for (const person of showingThese(documents, touched, projection))
    for (const document of projection.coShown.shownBy(person)) documents.add(document)
  return documents
}

/** Persons of whom an update may change what they showed alone, and what is stated of them or of that. */
export function personsAround(touched: Touched, projection: Projection): Set<number> {
  return showingThese(documentsAround(touched, projection), touched, projection)
}

/** Those that an update touched, and who showed some documents. */
function showingThese(documents: Iterable<number>, touched: Touched, projection: Projection): Set<number> {
  const persons = new Set(touched.persons)
  for (const document of documents)
    for (const person of personsShowing(projection, document)) if (person >= 0) persons.add(person)
  return persons
}
