import type { Apart } from '../person/index.ts'

/** Below this probability, documents left out of account, two persons are taken to be two. */
const SURELY_TWO = 0.05

/** That somebody showed a document, with what is compared of them. */
interface Use {
  readonly portrait?: string | null
}

/** How far two are one person, by what their portraits say without documents. */
export type Compare = (left: string, right: string) => Apart

/** How many persons are surely others, and the two of different persons that are the most alike. */
export interface Difference {
  readonly persons: number
  readonly nearest: Apart | undefined
}

/** Two persons of the graph may still be one: their document is what the matcher would have to go by. */
export function differenceOf(uses: readonly (readonly Use[])[], compare: Compare): Difference {
  const portraits = uses.map(use => [...new Set(use.flatMap(({ portrait }) => portrait ?? []))])
  const group = uses.map((_, i) => i)
  let nearest: Apart | undefined
  for (const [i, ours] of portraits.entries())
    for (const [j, theirs] of portraits.slice(0, i).entries())
      for (const left of ours)
        for (const right of theirs) {
          const apart = compare(left, right)
          if (apart.p < SURELY_TWO) nearest = nearest && nearest.p >= apart.p ? nearest : apart
          else for (const [k, own] of group.entries()) if (own === group[i]) group[k] = group[j] as number
        }
  return { persons: new Set(group).size, nearest }
}

const RELATIONS: Readonly<Record<Apart['relation'], string>> = {
  RENEWED: 'Perhaps one person: a passport or card of the one replaces that of the other.',
  PARENT_AND_CHILD: 'Perhaps a child on the document of a parent: of one family name, a generation apart.',
  ONE_FAMILY: 'Perhaps of one family: of one family name.',
  OTHERS: 'Different persons, by all that is stated beside the document.',
}

/** The difference in words: what the most alike of them are to each other, and what tells them apart. */
export function spoken({ nearest }: Difference): string[] {
  return nearest ? [RELATIONS[nearest.relation], `Without the document: ${nearest.because}.`] : []
}
