import type { Projection } from '../projection/projection.ts'
import { areOneCharacterApart } from '../terms/paper.ts'
import { type Presentation, presentationsBy } from '../terms/presentations.ts'

/**
 * Whether a person's showings of a document are their own paper misread: no machine read them, and they showed as often
 * one whose number is one character off.
 * @param shown all showings of the document by the person
 */
export function isOwnMisread(projection: Projection, shown: readonly Presentation[]): boolean {
  const [first] = shown
  if (!first || first.person < 0 || shown.some(({ machine }) => machine)) return false
  const slips = presentationsBy(projection, first.person).filter(({ document }) =>
    areOneCharacterApart(projection, document, first.document),
  )
  const journeys = (some: readonly Presentation[]) => new Set(some.map(({ journey }) => journey)).size
  return [...Map.groupBy(slips, ({ document }) => document).values()].some(own => journeys(own) >= journeys(shown))
}
