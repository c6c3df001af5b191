import type { Company, Fellow } from './company.ts'
import { type Common, chanceOf } from './habits.ts'

/** What makes somebody one of a crowd, beside sharing all but one of the runs. */
export interface CrowdRule {
  /** Fewest runs in common. */
  readonly atLeast: number
  /** Sharing half of the runs counts at this chance. */
  readonly below: number
  /** A circle of more persons is a crowd. */
  readonly most: number
}

/** Persons who travel together and with nobody else as much, looked for around pairs. */
export class Circles {
  readonly #company: Company
  readonly #rule: CrowdRule
  readonly #fellows = new Map<number, readonly Fellow[]>()

  constructor(company: Company, rule: CrowdRule) {
    this.#company = company
    this.#rule = rule
  }

  /**
   * The least set of persons around a pair outside of which nobody shares as much with any of them; undefined where that is
   * a crowd: more than `most`, or some who are not tied to each other. Habit makes a crowd; who travels with one partner
   * stands alone, and a group makes no crowd but its own.
   * @param tied whether a pair is unusual by itself
   */
  around(a: number, b: number, tied: Tied): number[] | undefined {
    const members = [a, b]
    for (let later = 1; later < members.length; later++)
      for (let earlier = 0; earlier < later; earlier++) {
        const pair = [members[earlier] as number, members[later] as number] as const
        if (this.#company.households.same(...pair)) continue
        if (!tied(...pair)) return undefined
        const { occasions } = this.common(...pair)
        for (const person of pair) {
          const room = this.#rule.most - members.length
          const others = this.#newInCrowd(person, occasions, { members, room, tied })
          if (!others) return undefined
          members.push(...others)
        }
      }
    return members
  }

  common(a: number, b: number): Common {
    this.#company.habits.mark(this.#company.rowOf(a))
    return this.#company.habits.common(this.#company.rowOf(b))
  }

  /**
   * Who else, not of the household, shares nearly as many runs with a person as somebody who shares so many; undefined as soon
   * as it is somebody who is not tied to the person, or more than there is room for: then it is a crowd. Those who were met
   * most often are looked at first, for most crowds show with the first of them.
   */
  #newInCrowd(person: number, occasions: number, { members, room, tied }: Circle): number[] | undefined {
    const { atLeast } = this.#rule
    const found: number[] = []
    for (const { person: other, times } of this.#fellowsOf(person)) {
      if (times < Math.max(atLeast, occasions / 2)) break
      if (!this.#isOfCrowd(person, other, occasions) || this.#company.households.same(person, other)) continue
      if (!tied(person, other)) return undefined
      if (!members.includes(other)) found.push(other)
      if (found.length > room) return undefined
    }
    return found
  }

  #isOfCrowd(person: number, other: number, occasions: number): boolean {
    const { atLeast, below } = this.#rule
    const common = this.common(person, other)
    if (common.occasions >= Math.max(atLeast, occasions - 1)) return true
    return common.occasions >= Math.max(atLeast, occasions / 2) && chanceOf(common) <= below
  }

  /** Who was met on at least so many runs as the rule asks for, those met most often first: no fewer than both have in common. */
  #fellowsOf(person: number): readonly Fellow[] {
    const known = this.#fellows.get(person)
    if (known) return known
    const found = this.#company.fellows(person, this.#rule.atLeast).sort((a, b) => b.times - a.times)
    this.#fellows.set(person, found)
    return found
  }
}

/** Whether a pair is unusual by itself. */
type Tied = (a: number, b: number) => boolean

/** Who is in a circle so far, and for how many more it has room. */
interface Circle {
  readonly members: readonly number[]
  readonly room: number
  readonly tied: Tied
}
