import type { Claim, Verdict } from '../detection/claim.ts'
import { pairNumber, pairsOf } from '../terms/persons.ts'

/** How pairs make groups. */
export interface GroupRule {
  /** Fewest occasions in common. */
  readonly atLeast: number
  /** An outsider who shares half of the occasions with a member at such a chance makes a crowd. */
  readonly crowdBelow: number
  /** Whether two are of one household: they need no tie of their own. */
  household(a: number, b: number): boolean
}

/**
 * Groups among pairs at one stop: maximal sets of which every two pass, or are of one household, and none of which shares
 * half as many occasions with somebody outside, at a chance of its own. Such a set is all that hangs together by ties of
 * half as many occasions as its least pair has; so that is looked at for each number of occasions there is, and no sets are
 * tried. Members are in the order of their rows.
 * @param verdicts of pairs: `units` two persons, `figures.times` their occasions
 */
export function groupsOf(verdicts: readonly Verdict[], rule: GroupRule): number[][] {
  const ties = verdicts.flatMap(({ claim, passes }) =>
    passes || (claim.p as number) <= rule.crowdBelow ? [claim] : [],
  )
  const passing = new Map(verdicts.flatMap(({ claim, passes }) => (passes ? [[pairOf(claim), claim]] : [])))
  const tied = (a: number, b: number) => passing.has(pairNumber(a, b)) || rule.household(a, b)
  const found = new Map<string, number[]>()
  for (const least of new Set([...passing.values()].map(timesOf)))
    for (const members of hangingTogether(ties.filter(tie => timesOf(tie) >= Math.max(rule.atLeast, least / 2)))) {
      const pairs = [...pairsOf(members)]
      const times = pairs.flatMap(pair => passing.get(pairNumber(...pair)) ?? []).map(timesOf)
      if (Math.min(...times) === least && pairs.every(([a, b]) => tied(a, b))) found.set(members.join(), members)
    }
  const all = [...new Set([...passing.values()].flatMap(({ units }) => units))]
  const isMaximal = (members: readonly number[]) =>
    !all.some(person => !members.includes(person) && members.every(member => tied(member, person)))
  return [...found.values()].filter(isMaximal)
}

const pairOf = ({ units }: Claim) => pairNumber(...(units as [number, number]))

const timesOf = ({ figures }: Claim) => figures.times as number

const inOrder = (persons: Iterable<number>) => [...persons].sort((a, b) => a - b)

/** The persons that ties hold together, set by set. */
function hangingTogether(ties: readonly Claim[]): number[][] {
  const sets = new Map<number, Set<number>>()
  for (const { units } of ties) {
    const [small, large] = (units as [number, number])
      .map(person => sets.get(person) ?? new Set([person]))
      .sort((a, b) => a.size - b.size) as [Set<number>, Set<number>]
    if (small === large) continue
    for (const person of small) large.add(person)
    for (const person of large) sets.set(person, large)
  }
  return [...new Set(sets.values())].map(inOrder)
}
