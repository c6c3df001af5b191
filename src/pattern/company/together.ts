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
  /** Whether the habits of a group are freed of each other: a group makes a crowd, of which a pair knows nothing. */
  readonly groupsAreFreed: boolean
  of(person: number): readonly Presence[]
}

/** The least unusual of what any two of some persons have in common. */
export interface Together {
  readonly p: number
  readonly times: number
  readonly expected: number
}

const NOTHING: Together = { p: 1, times: 0, expected: 0 }

/**
 * What some persons have in common: of every two outside a household, the least unusual.
 * @param without a run to leave out, as if nobody had been on it
 */
export function together(persons: readonly number[], presences: Presences, without?: number): Together {
  return presences.habits.aside(() => leastUnusual(persons, presences, without))
}

function leastUnusual(persons: readonly number[], presences: Presences, without: number | undefined): Together {
  const { habits, projection, atLeast, groupsAreFreed } = presences
  const rows = new Map(
    persons.map(person => [person, habits.add(presences.of(person).filter(({ run }) => run !== without))]),
  )
  const beyondHabit = persons.length > 2 && !groupsAreFreed
  let least: Together | undefined
  for (const [one, other] of pairsOf(persons)) {
    if (sameHousehold(projection, one, other)) continue
    habits.mark(rows.get(one) as number)
    const common = habits.common(rows.get(other) as number)
    const found = common.occasions < atLeast ? NOTHING : weighed(common, beyondHabit)
    if (!least || found.p > least.p) least = found
  }
  return least ?? NOTHING
}

function weighed(common: Common, beyondHabit: boolean): Together {
  return {
    p: beyondHabit ? chanceBeyondHabit(common) : chanceOf(common),
    times: common.occasions,
    expected: beyondHabit ? common.expectedOfHabit : common.expected,
  }
}
