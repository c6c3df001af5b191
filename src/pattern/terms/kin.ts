import type { Projection } from '../projection/projection.ts'

/** A row of `documents` that a document's issuer names, −1 where it names none. */
function named({ documents }: Pick<Projection, 'documents'>, document: number, by: 'issuedFor' | 'replaces'): number {
  const stated = documents.documents.columns.stated[document] as number
  return stated < 0 ? -1 : (documents.stated.columns[by][stated] as number)
}

/** The document that another goes with, −1 where its issuer states none. */
export const issuedFor = (projection: Pick<Projection, 'documents'>, document: number) =>
  named(projection, document, 'issuedFor')

/** The document that another replaces, −1 where its issuer states none. */
export const replaced = (projection: Pick<Projection, 'documents'>, document: number) =>
  named(projection, document, 'replaces')

/** Whether of two documents the one replaces the other. */
export const isReplaced = (projection: Projection, left: number, right: number): boolean =>
  replaced(projection, left) === right || replaced(projection, right) === left

/** A document and all that it replaces, one after the other. */
export function replacedBy(projection: Projection, document: number): Set<number> {
  const before = new Set<number>()
  for (let one = document; one >= 0 && !before.has(one); one = replaced(projection, one)) before.add(one)
  return before
}

/** Whether two documents are one, renewed: one replaces the other, or both go back to a third. */
export function areOneLine(projection: Projection, one: number, other: number): boolean {
  return !replacedBy(projection, one).isDisjointFrom(replacedBy(projection, other))
}

/**
 * Documents of which something else may hold now where it does of some: these, those of one line with them, and those that
 * go with any of these. O(found).
 */
export function kinOf(projection: Projection, documents: Iterable<number>): Set<number> {
  const line = new Set(documents)
  // Those that are added are come to later.
  for (const document of line) {
    const older = replaced(projection, document)
    if (older >= 0) line.add(older)
    for (const later of projection.documents.relatedTo(document, 'replaces')) line.add(later)
  }
  const kin = new Set(line)
  for (const document of line) for (const going of projection.documents.relatedTo(document, 'issuedFor')) kin.add(going)
  return kin
}
