import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import type { Presence } from './habits.ts'

const DAY = 86_400_000
const UNKNOWN = -1

/** How far back habits go. */
export interface Span {
  readonly lastRuns: number
  readonly windowDays: number
}

/** Journeys of a person that count, crew left out, in no order. */
export function passengerJourneys({ people, journeys }: Projection, person: number): number[] {
  const { flags, next } = journeys.journeys.columns
  const { first, next: another } = people.identities.columns
  const found: number[] = []
  for (let i = people.persons.columns.first[person] as number; i >= 0; i = another[i] as number)
    for (let j = first[i] as number; j >= 0; j = next[j] as number) if (!((flags[j] as number) & CREW)) found.push(j)
  return found
}

/**
 * The last runs of some journeys within the window that ends at the last of them, in order of time, each once. Of a run that
 * was travelled on several bookings none is known.
 */
export function lastPresences(
  { rail, journeys }: Projection,
  of: readonly number[],
  { lastRuns, windowDays }: Span,
): Presence[] {
  const { run, booking } = journeys.journeys.columns
  const { departsAt } = rail.runs.columns
  const idOf = (on: number) => rail.ids.all[on] as string
  const inOrder = of
    .map(journey => ({ run: run[journey] as number, booking: booking[journey] as number }))
    .sort(
      (a, b) =>
        (departsAt[a.run] as number) - (departsAt[b.run] as number) ||
        (a.run === b.run ? 0 : idOf(a.run) < idOf(b.run) ? -1 : 1),
    )
  const each: Presence[] = []
  for (const presence of inOrder) {
    const before = each.at(-1)
    if (before?.run !== presence.run) each.push(presence)
    else if (before.booking !== presence.booking) each[each.length - 1] = { run: before.run, booking: UNKNOWN }
  }
  const since = (departsAt[each.at(-1)?.run ?? 0] as number) - windowDays * DAY
  return each.slice(-lastRuns).filter(({ run: on }) => (departsAt[on] as number) > since)
}
