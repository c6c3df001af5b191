import { oneEdit } from '../../person/index.ts'
import type { Projection } from '../projection/projection.ts'
import { type Presentation, presentationsBy } from '../terms/presentations.ts'

/** A number as far as the projection has it: without noughts before its digits. Undefined where it has no digits. */
export function numberOf({ documents }: Projection, document: number): string | undefined {
  const { number, series } = documents.documents.columns
  const digits = number[document] as number
  return Number.isNaN(digits) ? undefined : `${documents.series.all[series[document] as number]}${digits}`
}

/** Whether two documents are of one type and issuer and their numbers one character apart. */
export function isSlipOf(projection: Projection, left: number, right: number): boolean {
  const { type, issuer } = projection.documents.documents.columns
  if (left === right || type[left] !== type[right] || issuer[left] !== issuer[right]) return false
  const [a, b] = [numberOf(projection, left), numberOf(projection, right)]
  return a !== undefined && b !== undefined && oneEdit(a, b)
}

/**
 * Whether a person's showings of a document are their own paper misread: no machine read them, and they showed as often
 * one whose number is one character off.
 * @param shown all showings of the document by the person
 */
export function isOwnMisread(projection: Projection, shown: readonly Presentation[]): boolean {
  const [first] = shown
  if (!first || first.person < 0 || shown.some(({ machine }) => machine)) return false
  const slips = presentationsBy(projection, first.person).filter(({ document }) =>
    isSlipOf(projection, document, first.document),
  )
  const journeys = (some: readonly Presentation[]) => new Set(some.map(({ journey }) => journey)).size
  return [...Map.groupBy(slips, ({ document }) => document).values()].some(own => journeys(own) >= journeys(shown))
}
