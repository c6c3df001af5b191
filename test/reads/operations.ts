import type fc from 'fast-check'
import type { GraphQLNamedType } from 'graphql'
import { SCHEMA } from './naive/evaluate.ts'
import { type Selection, selectionsOn } from './operations/selection.ts'
import { smaller } from './operations/smaller.ts'

const HOPS = 4

/** What valid operations select: over at most so many nodes one after another. */
export const selections = (): fc.Arbitrary<Selection[]> => selectionsOn(SCHEMA.getQueryType() as GraphQLNamedType, HOPS)

/** Times that a smaller operation is tried. */
const TRIES = 500

/**
 * The smallest operation found that still goes wrong; `isWrong` asks the service. fast-check's own shrinking does not get
 * far with trees: it looks at the number of a list's items once, before it looks into them.
 */
export async function smallest(
  wrong: readonly Selection[],
  isWrong: (selections: readonly Selection[]) => Promise<boolean>,
): Promise<readonly Selection[]> {
  let least = wrong
  let tries = 0
  for (let found = true; found; ) {
    found = false
    for (const candidate of smaller(least)) {
      if (++tries > TRIES) return least
      if (!(await isWrong(candidate))) continue
      least = candidate
      found = true
      break
    }
  }
  return least
}
