import { isWithinCaptureError } from './match/capture-error.ts'
import { renewed } from './match/document.ts'
import { sentenceOf } from './match/explanation.ts'
import { familyKey } from './name/family.ts'
import type { Portrait } from './portrait/portrait.ts'
import { withFacts } from './resolve/document-facts.ts'
import { portraitsById } from './resolve/portrait-store.ts'
import { currentMatcher, type Run } from './resolve/version/matcher-store.ts'

/** How far two who state these portraits are one person, their documents left out of account. */
export interface Apart {
  /** Probability, 0 to 1. */
  readonly p: number
  /** What they state differs by no more than capture error: of two persons it says nothing, however small `p`. */
  readonly withinError: boolean
  /** Field by field, in one line. */
  readonly because: string
  /** Bits of each field that both state, and of the prior: what they say without saying what they state. */
  readonly bits: Readonly<Record<string, number>>
  /** What the two are to each other, as far as what they state tells it. */
  readonly relation: Relation
}

/**
 * RENEWED: a paper of the one takes the place of a paper of the other; PARENT_AND_CHILD and ONE_FAMILY: another given
 * name under one surname, masculine and feminine forms taken as one; OTHERS: none of these.
 */
export type Relation = 'RENEWED' | 'PARENT_AND_CHILD' | 'ONE_FAMILY' | 'OTHERS'

/** Years of birth between a parent and a child, and the most years between births of those who may be such. */
const GENERATION = { least: 15, most: 60 }

/**
 * Compares portraits (by id) without their documents: a number that two share would hide that they are two. Only those of
 * one group are asked about.
 */
export async function compareWithoutDocuments(
  run: Run,
  groups: readonly (readonly string[])[],
): Promise<(left: string, right: string) => Apart> {
  const matcher = await currentMatcher(run)
  const portraits = await portraitsById(run, new Set(groups.flat()))
  const known = await withFacts(
    run,
    groups.map(group => group.flatMap(id => portraits.get(id) ?? [])),
  )
  return (one, other) => {
    const [left, right] = [one, other].sort().map(id => portraits.get(id))
    if (!left || !right) return { p: 0, withinError: false, because: 'not compared yet', bits: {}, relation: 'OTHERS' }
    const judgement = matcher.judge(left, right, 'document')
    const bits = judgement.evidence.map(({ field, bits }) => [field, bits] as const)
    return {
      p: judgement.p,
      withinError: isWithinCaptureError(left, right),
      because: sentenceOf(judgement),
      bits: Object.fromEntries([...bits, ['prior', judgement.prior]]),
      relation: relationOf(known(left), known(right)),
    }
  }
}

/** Whether of two who were born in these years the one may be the other's parent. */
export function areAGenerationApart(one: number, other: number): boolean {
  const years = Math.abs(one - other)
  return years >= GENERATION.least && years <= GENERATION.most
}

function relationOf(left: Portrait, right: Portrait): Relation {
  if (renewed(left, right)) return 'RENEWED'
  const [ours, theirs] = [left, right].map(({ surname }) => familyKey(surname?.text ?? ''))
  if (ours === '' || ours !== theirs || left.given?.text === right.given?.text) return 'OTHERS'
  const isChild = left.birth && right.birth && areAGenerationApart(left.birth.year, right.birth.year)
  return isChild ? 'PARENT_AND_CHILD' : 'ONE_FAMILY'
}
