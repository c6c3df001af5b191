import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import { documentsShownBy } from '../terms/presentations.ts'
import { touchedDocuments } from '../terms/units.ts'
import { personsShowing } from './holders.ts'

/**
 * Documents of which an update may change by whom they were shown, and what is known of those: whoever shows another
 * paper, books with another, or is another person's now, has all that they ever showed looked at again.
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
  const again = touchedDocuments(touched, projection, { kinds: [] })
  const documents = new Set(again === 'all' ? [] : again)
  const persons = new Set(touched.persons)
  for (const document of documents) addShowing(projection, document, persons)
  for (const person of persons) for (const document of documentsShownBy(projection, person)) documents.add(document)
  return documents
}

/** Persons of whom an update may change what they showed alone, and what is stated of them or of that. */
export function personsAround(touched: Touched, projection: Projection): Set<number> {
  const persons = new Set(touched.persons)
  for (const document of documentsAround(touched, projection)) addShowing(projection, document, persons)
  return persons
}

function addShowing(projection: Projection, document: number, persons: Set<number>): void {
  for (const person of personsShowing(projection, document)) if (person >= 0) persons.add(person)
}
