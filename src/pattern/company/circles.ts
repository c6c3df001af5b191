import type { Projection } from '../projection/projection.ts'
import { sameHousehold } from '../terms/household.ts'
import type { Company } from './company.ts'
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

interface Companion {
  readonly person: number
  readonly occasions: number
  readonly p: number
}

/** Persons who travel together and with nobody else as much, looked for around pairs. */
export class Circles {
  readonly #company: Company
  readonly #projection: Projection
  readonly #rule: CrowdRule
  readonly #companions = new Map<number, readonly Companion[]>()

  constructor(company: Company, projection: Projection, rule: CrowdRule) {
    this.#company = company
    this.#projection = projection
    this.#rule = rule
  }

  /**
   * The least set of persons around a pair outside of which nobody shares as much with any of them; undefined where that is
   * a crowd: more than `most`, or some who are not tied to each other. Habit makes a crowd; who travels with one partner
   * stands alone, and a group makes no crowd but its own.
   * @param tied whether a pair is unusual by itself
   */
  around(a: number, b: number, tied: (a: number, b: number) => boolean): number[] | undefined {
    const members = [a, b]
    for (let later = 1; later < members.length; later++)
      for (let earlier = 0; earlier < later; earlier++) {
        const pair = [members[earlier] as number, members[later] as number] as const
        if (sameHousehold(this.#projection, ...pair)) continue
        if (!tied(...pair)) return undefined
        const { occasions } = this.common(...pair)
        for (const person of pair)
          for (const other of this.#crowdOf(person, occasions)) if (!members.includes(other)) members.push(other)
        if (members.length > this.#rule.most) return undefined
      }
    return members
  }

  common(a: number, b: number): Common {
    this.#company.habits.mark(this.#company.rowOf(a))
    return this.#company.habits.common(this.#company.rowOf(b))
  }

  /** Who else, not of the household, shares nearly as many runs with a person as somebody who shares so many. */
  #crowdOf(person: number, occasions: number): number[] {
    const { atLeast, below } = this.#rule
    return this.#companionsOf(person)
      .filter(
        other =>
          other.occasions >= Math.max(atLeast, occasions - 1) ||
          (other.occasions >= Math.max(atLeast, occasions / 2) && other.p <= below),
      )
      .map(other => other.person)
      .filter(other => !sameHousehold(this.#projection, person, other))
  }

  #companionsOf(person: number): readonly Companion[] {
    const known = this.#companions.get(person)
    if (known) return known
    const found = this.#company.fellows(person, this.#rule.atLeast).map(({ person: other }) => {
      const common = this.common(person, other)
      return { person: other, occasions: common.occasions, p: chanceOf(common) }
    })
    this.#companions.set(person, found)
    return found
  }
}
