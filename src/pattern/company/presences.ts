import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { journeysOf } from '../terms/units.ts'
import type { Presence } from './habits.ts'

const DAY = 86_400_000
const UNKNOWN = -1

/** How far back habits go. */
export interface Span {
  readonly lastRuns: number
  readonly windowDays: number
}

/** Journeys of a person that count, crew left out, in no order. */
export function* passengerJourneys(projection: Projection, person: number): Iterable<number> {
  const { flags } = projection.journeys.journeys.columns
  for (const identity of projection.people.identitiesOf(person))
    for (const journey of journeysOf(projection, identity)) if (!((flags[journey] as number) & CREW)) yield journey
}

/**
 * The last runs of some journeys within the window that ends at the last of them, in order of time, each once. Of a run that
 * was travelled on several bookings none is known.
 */
export function lastPresences(
  { rail, journeys }: Projection,
  of: Iterable<number>,
  { lastRuns, windowDays }: Span,
): Presence[] {
  const { run, booking } = journeys.journeys.columns
  const { departsAt } = rail.runs.columns
  const bookings = new Map<number, number>()
  for (const journey of of) {
    const on = run[journey] as number
    const own = booking[journey] as number
    bookings.set(on, bookings.has(on) && bookings.get(on) !== own ? UNKNOWN : own)
  }
  const inOrder = [...bookings.keys()].sort(
    (a, b) =>
      (departsAt[a] as number) - (departsAt[b] as number) ||
      ((rail.ids.all[a] as string) < (rail.ids.all[b] as string) ? -1 : 1),
  )
  const since = (departsAt[inOrder.at(-1) ?? 0] as number) - windowDays * DAY
  return inOrder
    .slice(-lastRuns)
    .filter(on => (departsAt[on] as number) > since)
    .map(on => ({ run: on, booking: bookings.get(on) as number }))
}
