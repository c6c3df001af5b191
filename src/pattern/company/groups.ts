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
  /** Who of some persons may be of one household with somebody: no fewer than are. */
  mayLiveWith(among: Iterable<number>): (person: number) => Iterable<number>
}

/**
 * Groups among pairs at one stop: maximal sets of which every two pass, or are of one household, and none of which shares
 * half as many occasions with somebody outside, at a chance of its own. Such a set is all that hangs together by ties of
 * half as many occasions as its least pair has; so that is looked at for each number of occasions there is, and no sets are
 * tried. Members are in the order of their rows.
 * @param verdicts of pairs: `units` two persons, `figures.times` their occasions
 */
export function groupsOf(verdicts: readonly Verdict[], rule: GroupRule): (readonly number[])[] {
  const passing = new Map(verdicts.flatMap(({ claim, passes }) => (passes ? [[pairOf(claim), claim]] : [])))
  const tied = (a: number, b: number) => passing.has(pairNumber(a, b)) || rule.household(a, b)
  const found = new Map<string, readonly number[]>()
  for (const [least, members] of hangingTogether(verdicts, rule)) {
    if (!members.every((one, i) => members.every((other, j) => j <= i || tied(one, other)))) continue
    const times = [...pairsOf(members)].flatMap(pair => passing.get(pairNumber(...pair)) ?? []).map(timesOf)
    if (Math.min(...times) === least) found.set(members.join(), members)
  }
  const partners = partnersIn(passing.values())
  const mayLiveWith = rule.mayLiveWith(partners.keys())
  const isMaximal = (members: readonly number[]) => {
    const first = members[0] as number
    const outsiders = new Set([...(partners.get(first) ?? []), ...mayLiveWith(first)]).difference(new Set(members))
    return ![...outsiders].some(outsider => members.every(member => tied(member, outsider)))
  }
  return [...found.values()].filter(isMaximal)
}

const pairOf = ({ units }: Claim) => pairNumber(...(units as [number, number]))

const timesOf = ({ figures }: Claim) => figures.times as number

/** Whom everybody passes with. */
function partnersIn(passing: Iterable<Claim>): ReadonlyMap<number, readonly number[]> {
  const partners = new Map<number, number[]>()
  for (const { units } of passing) {
    const [a, b] = units as [number, number]
    for (const [one, other] of [[a, b] as const, [b, a] as const]) {
      const own = partners.get(one) ?? []
      partners.set(one, own)
      own.push(other)
    }
  }
  return partners
}

/**
 * For each number of occasions that pairs which pass have, the most first, the sets that these are of among all that ties of
 * half as many hold together.
 */
function* hangingTogether(
  verdicts: readonly Verdict[],
  { atLeast, crowdBelow }: GroupRule,
): Iterable<readonly [least: number, members: readonly number[]]> {
  const ties = verdicts
    .filter(({ claim, passes }) => (passes || (claim.p as number) <= crowdBelow) && timesOf(claim) >= atLeast)
    .map(({ claim }) => claim)
    .sort((a, b) => timesOf(b) - timesOf(a))
  const passing = Map.groupBy(
    verdicts.flatMap(({ claim, passes }) => (passes ? [claim] : [])),
    timesOf,
  )
  const sets = new Map<number, Set<number>>()
  let next = 0
  for (const [least, own] of [...passing].sort(([a], [b]) => b - a)) {
    for (let tie = ties[next]; tie && 2 * timesOf(tie) >= least; tie = ties[++next]) join(tie, sets)
    const held = new Set(own.flatMap(({ units }) => sets.get(units[0] as number) ?? []))
    for (const members of held) yield [least, inOrder(members)]
  }
}

/** Puts the sets of two persons together, the smaller into the larger. */
function join({ units }: Claim, sets: Map<number, Set<number>>): void {
  const [small, large] = (units as [number, number])
    .map(person => sets.get(person) ?? new Set([person]))
    .sort((a, b) => a.size - b.size) as [Set<number>, Set<number>]
  if (small === large) return
  for (const person of small) large.add(person)
  for (const person of [...small, ...units]) sets.set(person, large)
}

const inOrder = (persons: Iterable<number>) => [...persons].sort((a, b) => a - b)
