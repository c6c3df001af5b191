import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import { presentationsBy, presentationsOf } from '../terms/presentations.ts'

/** Persons whose showings, or what is stated of the documents that they showed, an update touched. */
export function personsAround(touched: Touched, projection: Projection): Set<number> {
  const persons = new Set(touched.persons)
  for (const document of touched.documents)
    for (const { person } of presentationsOf(projection, document)) if (person >= 0) persons.add(person)
  return persons
}

/**
 * Documents of which an update may change by whom they were shown, and what is known of those: whoever shows another
 * paper, books with another, or is another person's now, has all that they ever showed looked at again.
 */
export function documentsAround(touched: Touched, projection: Projection): Set<number> {
  const documents = new Set(touched.documents)
  for (const person of personsAround(touched, projection))
    for (const { document } of presentationsBy(projection, person)) documents.add(document)
  return documents
}
