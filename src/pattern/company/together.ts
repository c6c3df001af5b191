import type { Projection } from '../projection/projection.ts'
import { sameHousehold } from '../terms/household.ts'
import { pairsOf } from '../terms/persons.ts'
import { type Common, chanceBeyondHabit, chanceOf, type Habits, type Presence } from './habits.ts'

/** Presences of some kind: travelling, or leaving at one stop. */
export interface Presences {
  readonly projection: Projection
  readonly habits: Habits
  /** Fewest occasions in common. */
  readonly atLeast: number
  /**
   * Where given, some persons are together of whom every two have so much in common by such a chance at most, and the two
   * count by whom that is least likely. Without, the two count by whom it is likeliest, their habits not freed of each other
   * where there are more than two: a group makes a crowd, of which a pair knows nothing.
   */
  readonly tiedBelow?: number
  of(person: number): readonly Presence[]
}

/** What some persons have in common: that of the two of them who count. */
export interface Together {
  readonly p: number
  readonly times: number
  readonly expected: number
  /** How often any two of them were together at least. */
  readonly everyTwo: number
}

const NOTHING: Together = { p: 1, times: 0, expected: 0, everyTwo: 0 }

/**
 * What some persons have in common, of every two outside a household.
 * @param without a run to leave out, as if nobody had been on it
 */
export function together(persons: readonly number[], presences: Presences, without?: number): Together {
  const pairs = presences.habits.aside(() => pairsTogether(persons, presences, without))
  const { tiedBelow } = presences
  const unlikely = pairs.toSorted((a, b) => a.p - b.p)
  const counts = tiedBelow === undefined ? unlikely.at(-1) : unlikely[0]
  if (!counts || (tiedBelow !== undefined && pairs.some(({ p }) => p > tiedBelow))) return NOTHING
  return { ...counts, everyTwo: Math.min(...pairs.map(({ times }) => times)) }
}

type Pair = Omit<Together, 'everyTwo'>

function pairsTogether(persons: readonly number[], presences: Presences, without: number | undefined): Pair[] {
  const { habits, projection, atLeast, tiedBelow } = presences
  const rows = new Map(
    persons.map(person => [person, habits.add(presences.of(person).filter(({ run }) => run !== without))]),
  )
  const beyondHabit = persons.length > 2 && tiedBelow === undefined
  return [...pairsOf(persons)].flatMap(([one, other]) => {
    if (sameHousehold(projection, one, other)) return []
    habits.mark(rows.get(one) as number)
    const common = habits.common(rows.get(other) as number)
    return common.occasions < atLeast ? NOTHING : weighed(common, beyondHabit)
  })
}

function weighed(common: Common, beyondHabit: boolean): Pair {
  return {
    p: beyondHabit ? chanceBeyondHabit(common) : chanceOf(common),
    times: common.occasions,
    expected: beyondHabit ? common.expectedOfHabit : common.expected,
  }
}
