import type { Projection } from '../projection/projection.ts'
import { sameHousehold } from '../terms/household.ts'
import { pairNumber } from '../terms/persons.ts'
import type { Company, Fellows } from './company.ts'
import { type Common, chanceOf } from './habits.ts'

/** Pairs whose reach is kept; beyond, all are found again. */
const REACHES_KEPT = 500_000

/** What makes somebody one of a crowd, beside sharing all but one of the runs. */
export interface CrowdRule {
  /** Fewest runs in common. */
  readonly atLeast: number
  /** Sharing half of the runs counts at this chance. */
  readonly below: number
  /** A circle of more persons is a crowd. */
  readonly most: number
}

/**
 * Persons who travel together and with nobody else as much, looked for around pairs. What is found of two is kept until an
 * update touches one of them.
 */
export class Circles {
  readonly #projection: Projection
  readonly #company: Company
  readonly #rule: CrowdRule
  readonly #met = new Map<number, Met>()
  /** Of those of whom crowds consist, for how many occasions two make one; by their number, and as of which update. */
  readonly #reaches = new Map<number, { readonly at: number; readonly reach: number }>()
  #versions = 0

  constructor(projection: Projection, company: Company, rule: CrowdRule) {
    this.#projection = projection
    this.#company = company
    this.#rule = rule
  }

  /** Changes with whatever is found around a person: whom they met, and for how many occasions these make a crowd. */
  versionOf(person: number): number {
    return this.#metBy(person).version
  }

  /**
   * The least set of persons around a pair outside of which nobody shares as much with any of them. It is a crowd where it
   * has more than `most`, or some who are not tied to each other. Habit makes a crowd; who travels with one partner stands
   * alone, and a group makes no crowd but its own.
   * @returns of a crowd those members that were come to, and how
   */
  around(a: number, b: number, tied: Tied): Around {
    const members = [a, b]
    const brought: Brought[] = []
    const isIn = (person: number) => members.includes(person)
    for (let later = 1; later < members.length; later++)
      for (let earlier = 0; earlier < later; earlier++) {
        const pair = [members[earlier] as number, members[later] as number] as const
        const occasions = tied(...pair)
        if (occasions === 0) {
          // Who is tied is of no household in common.
          if (sameHousehold(this.#projection, ...pair)) continue
          return { members, crowd: { brought, apart: pair } }
        }
        for (const [nth, of] of pair.entries())
          for (const other of this.#crowdOf(of, occasions)) {
            const isTied = tied(of, other) > 0
            if (isTied && isIn(other)) continue
            if (!isIn(other)) members.push(other)
            brought.push({ of, beside: pair[1 - nth] as number, other })
            if (!isTied) return { members, crowd: { brought, apart: [of, other] } }
            if (members.length > this.#rule.most) return { members, crowd: { brought } }
          }
      }
    return { members }
  }

  /** Whether what made a crowd makes it still: whoever else has come, it is one. O(members), but for what was touched. */
  isStill({ brought, apart }: Crowd, tied: Tied): boolean {
    for (const { of, beside, other } of brought) {
      const occasions = tied(of, beside)
      if (occasions === 0 || this.#reachKept(of, other) < occasions) return false
    }
    return !apart || (tied(...apart) === 0 && !sameHousehold(this.#projection, ...apart))
  }

  /** Who makes a crowd of a person and somebody with whom it shares so many occasions: those who are known to first. */
  *#crowdOf(person: number, occasions: number): Iterable<number> {
    const met = this.#metBy(person)
    for (const nth of met.inOrder) {
      if ((met.reach[nth] as number) < occasions) break
      yield met.persons[nth] as number
    }
    // Who was met on less than half as many runs has less than half as many in common.
    while (met.weighed < met.persons.length && 2 * (met.times[met.weighed] as number) >= occasions) {
      const nth = met.weighed++
      this.#weigh(person, met, nth)
      if ((met.reach[nth] as number) >= occasions) yield met.persons[nth] as number
    }
  }

  /**
   * Finds for how many occasions somebody still makes a crowd: one more than both have in common, twice as many where that is
   * unusual; 0 for who never does.
   */
  #weigh(person: number, met: Met, nth: number): void {
    met.reach[nth] = this.#reachOf(person, met.persons[nth] as number)
    if (met.reach[nth] !== 0) enter(nth, met)
  }

  #reachOf(person: number, other: number): number {
    const common = this.#common(person, other)
    if (common.occasions < this.#rule.atLeast || sameHousehold(this.#projection, person, other)) return 0
    return chanceOf(common) <= this.#rule.below ? 2 * common.occasions : common.occasions + 1
  }

  /** The same, kept until an update touches one of them. */
  #reachKept(person: number, other: number): number {
    const { touches } = this.#projection
    const number = pairNumber(person, other)
    const touched = Math.max(touches.ofPerson(person), touches.ofPerson(other))
    const known = this.#reaches.get(number)
    if (known && known.at >= touched) return known.reach
    const reach = this.#reachOf(person, other)
    if (this.#reaches.size >= REACHES_KEPT) this.#reaches.clear()
    this.#reaches.set(number, { at: touches.now, reach })
    return reach
  }

  #common(a: number, b: number): Common {
    this.#company.habits.mark(this.#company.rowOf(a))
    return this.#company.habits.common(this.#company.rowOf(b))
  }

  #metBy(person: number): Met {
    const { touches } = this.#projection
    const known = this.#met.get(person)
    if (known && (known.at === touches.now || this.#isBroughtOn(person, known))) return known
    const { persons, times } = this.#company.fellows(person, this.#rule.atLeast)
    const met = {
      version: ++this.#versions,
      at: touches.now,
      persons,
      times,
      reach: new Uint16Array(persons.length),
      inOrder: [],
      weighed: 0,
    }
    this.#met.set(person, met)
    return met
  }

  /** Weighs those again whom updates have touched since; false where they have touched the person, or one of its runs. */
  #isBroughtOn(person: number, met: Met): boolean {
    const { touches } = this.#projection
    if (!this.#company.isAsOf(person, met.at)) return false
    for (let nth = 0; nth < met.weighed; nth++) {
      if (touches.ofPerson(met.persons[nth] as number) <= met.at) continue
      const before = met.reach[nth]
      leave(nth, met)
      this.#weigh(person, met, nth)
      if (met.reach[nth] !== before) met.version = ++this.#versions
    }
    met.at = touches.now
    return true
  }
}

/** Who was met on at least so many of a person's runs as the rule asks for. */
interface Met extends Fellows {
  /** Another one whenever something else is said of anybody. */
  version: number
  /** As of which update. */
  at: number
  /** How many of them, from the first on, are weighed; and for how many occasions each of these still makes a crowd. */
  weighed: number
  readonly reach: Uint16Array
  /** Places of those of them who ever do, the farthest reach first. */
  readonly inOrder: number[]
}

function enter(nth: number, { inOrder, reach }: Met): void {
  let at = inOrder.length
  while (at > 0 && (reach[inOrder[at - 1] as number] as number) < (reach[nth] as number)) at--
  inOrder.splice(at, 0, nth)
}

function leave(nth: number, { inOrder }: Met): void {
  const at = inOrder.indexOf(nth)
  if (at >= 0) inOrder.splice(at, 1)
}

/** What is found around a pair. */
interface Around {
  readonly members: readonly number[]
  readonly crowd?: Crowd
}

/** What makes a crowd of members that came in one after the other: two who are not tied, or that there are so many. */
export interface Crowd {
  readonly brought: readonly Brought[]
  readonly apart?: readonly [number, number]
}

/** Somebody who shares nearly as much with one of a pair of members as the other of it does. */
interface Brought {
  readonly of: number
  readonly beside: number
  readonly other: number
}

/** How many occasions a pair has in common that is unusual by itself; 0 for any other, and for those of one household. */
type Tied = (a: number, b: number) => number
