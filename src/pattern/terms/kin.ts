import type { Again } from '../detection/detector.ts'
import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import { touchedDocuments } from './units.ts'

/** A row of `documents` that a document's issuer names, −1 where it names none. */
function named({ documents }: Pick<Projection, 'documents'>, document: number, by: 'issuedFor' | 'replaces'): number {
  const stated = documents.documents.columns.stated[document] as number
  return stated < 0 ? -1 : (documents.stated.columns[by][stated] as number)
}

/** The document that another goes with, −1 where its issuer states none. */
export const issuedFor = (projection: Pick<Projection, 'documents'>, document: number) =>
  named(projection, document, 'issuedFor')

/** A document and all that it replaces, one after the other. */
export function replacedBy(projection: Projection, document: number): Set<number> {
  const before = new Set<number>()
  for (let one = document; one >= 0 && !before.has(one); one = named(projection, one, 'replaces')) before.add(one)
  return before
}

/** Whether two documents are one, renewed: one replaces the other, or both go back to a third. */
export function areOneLine(projection: Projection, one: number, other: number): boolean {
  return !replacedBy(projection, one).isDisjointFrom(replacedBy(projection, other))
}

/**
 * Documents of which something else may hold now: those that were touched or were shown by whoever is another person now,
 * those of one line with them, and those that go with any of these. O(documents).
 */
export function touchedKin(touched: Touched, projection: Projection): Set<number> {
  const { length } = projection.documents.documents
  const line = new Set(touchedDocuments(touched, projection, { kinds: [] }) as Exclude<Again, 'all'>)
  if (line.size === 0) return line
  for (let before = -1; before !== line.size; ) {
    before = line.size
    for (let document = 0; document < length; document++) {
      const older = named(projection, document, 'replaces')
      if (older < 0 || line.has(document) === line.has(older)) continue
      line.add(document)
      line.add(older)
    }
  }
  const kin = new Set(line)
  for (let document = 0; document < length; document++) if (line.has(issuedFor(projection, document))) kin.add(document)
  return kin
}
