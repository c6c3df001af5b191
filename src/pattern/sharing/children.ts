import { DOCUMENT_TYPES } from '../../document/index.ts'
import { areAGenerationApart } from '../../person/index.ts'
import type { Projection } from '../projection/projection.ts'
import type { Compared } from './compare-holders.ts'

const PASSPORT = DOCUMENT_TYPES.indexOf('PASSPORT')

/**
 * Places of the holders who are children entered in the passport of a parent who showed it too: of one family name, a
 * generation apart, and under an age whenever they showed it.
 * @param under years
 */
export function childrenOn(projection: Projection, { held, pairs, births }: Compared, under: number): Set<number> {
  const children = new Set<number>()
  const { type } = projection.documents.documents.columns
  for (const { left, right, apart } of pairs) {
    const [ours, theirs] = [births[left], births[right]]
    // Of a family those portraits say that are the most alike, which may be those that state no birth.
    const areFamily = apart.relation === 'PARENT_AND_CHILD' || apart.relation === 'ONE_FAMILY'
    if (!areFamily || ours === undefined || theirs === undefined || !areAGenerationApart(ours, theirs)) continue
    const child = ours > theirs ? left : right
    const last = held.holders[child]?.shown.at(-1)
    if (!last || type[last.document] !== PASSPORT) continue
    if (new Date(last.at).getUTCFullYear() - Math.max(ours, theirs) < under) children.add(child)
  }
  return children
}
