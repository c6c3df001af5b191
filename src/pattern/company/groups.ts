import type { Claim, Verdict } from '../detection/claim.ts'
import { pairNumber, pairsOf } from '../terms/persons.ts'

/** How pairs make groups. */
export interface GroupRule {
  /** Two are tied who have so much in common by such a chance at most. */
  readonly tiedBelow: number
  /** Whether two are of one household: they need no tie of their own. */
  household(a: number, b: number): boolean
}

/** Who is tied to more who are tied to each other is one of a crowd, and nobody goes through its sets. */
const MOST_AROUND = 20

/**
 * Groups among pairs at one stop: maximal sets of which every two are tied, or are of one household, and of which some two
 * pass. Habit makes a crowd, of which anybody is tied to many and not to all: a set is none of a group where somebody
 * outside is tied to half of its members by half as many occasions as its least pair has. Who only belongs to another
 * group too makes no crowd of it. Members are in the order of their rows.
 * @param verdicts of pairs: `units` two persons, `figures.times` their occasions
 */
export function groupsOf(verdicts: readonly Verdict[], rule: GroupRule): (readonly number[])[] {
  const tied = verdicts.filter(({ claim }) => (claim.p as number) <= rule.tiedBelow)
  const ties = new Ties(
    tied.map(({ claim }) => claim),
    rule,
  )
  const found = new Map<string, readonly number[]>()
  for (const { claim, passes } of tied) {
    if (!passes) continue
    for (const members of ties.setsAround(claim.units as [number, number])) found.set(members.join(), members)
  }
  return [...found.values()].filter(members => !ties.isCrowded(members))
}

class Ties {
  readonly #times = new Map<number, number>()
  readonly #partners = new Map<number, number[]>()
  readonly #household: GroupRule['household']

  constructor(claims: readonly Claim[], { household }: GroupRule) {
    this.#household = household
    for (const { units, figures } of claims) {
      const [a, b] = units as [number, number]
      this.#times.set(pairNumber(a, b), figures.times as number)
      for (const [one, other] of [[a, b] as const, [b, a] as const]) {
        const own = this.#partners.get(one)
        if (own) own.push(other)
        else this.#partners.set(one, [other])
      }
    }
  }

  /** The maximal sets that two are of. */
  *setsAround([a, b]: readonly [number, number]): Iterable<readonly number[]> {
    const near = new Set([...this.#partnersOf(a), ...this.#partnersOf(b)])
    const around = [...near].filter(one => one !== a && one !== b && this.#belong(one, a) && this.#belong(one, b))
    if (around.length > MOST_AROUND) return
    for (const others of this.#maximal([], around, [])) yield [a, b, ...others].sort((one, other) => one - other)
  }

  /**
   * Maximal sets of some candidates of whom every two belong together, each once.
   * @param past candidates with whom all sets are told
   * @see Bron and Kerbosch, Commun. ACM 16 (1973) 575–577
   */
  *#maximal(
    set: readonly number[],
    candidates: readonly number[],
    past: readonly number[],
  ): Iterable<readonly number[]> {
    if (candidates.length === 0 && past.length === 0) yield set
    const told = [...past]
    for (const [i, one] of candidates.entries()) {
      const belongs = (other: number) => this.#belong(one, other)
      yield* this.#maximal([...set, one], candidates.slice(i + 1).filter(belongs), told.filter(belongs))
      told.push(one)
    }
  }

  /** Whether somebody outside is tied to half of some members, by half as many occasions as any two of them have. */
  isCrowded(members: readonly number[]): boolean {
    const least = Math.min(...[...pairsOf(members)].flatMap(pair => this.#times.get(pairNumber(...pair)) ?? []))
    const tied = new Map<number, number>()
    for (const member of members)
      for (const other of this.#partnersOf(member))
        if (!members.includes(other) && 2 * this.#timesOf(member, other) >= least)
          tied.set(other, (tied.get(other) ?? 0) + 1)
    return tied.values().some(count => 2 * count >= members.length)
  }

  #belong(a: number, b: number): boolean {
    return this.#timesOf(a, b) > 0 || this.#household(a, b)
  }

  #timesOf(a: number, b: number): number {
    return this.#times.get(pairNumber(a, b)) ?? 0
  }

  #partnersOf(person: number): readonly number[] {
    return this.#partners.get(person) ?? []
  }
}
