import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { journeysMadeBy } from '../terms/units.ts'
import type { Presence } from './habits.ts'

const DAY = 86_400_000
const UNKNOWN = -1

/** How far back habits go. */
export interface Span {
  readonly lastRuns: number
  readonly windowDays: number
}

/** Journeys of a person that count, crew left out, in no order. */
export const passengerJourneys = (projection: Projection, person: number): number[] =>
  asPassenger(projection, journeysMadeBy(projection, person))

/** Those of some journeys that count. */
export function asPassenger({ journeys }: Projection, made: readonly number[]): number[] {
  const { flags } = journeys.journeys.columns
  return made.filter(journey => ((flags[journey] as number) & CREW) === 0)
}

/** Presences of some journeys on their runs. */
export function presencesOn({ journeys }: Projection, of: readonly number[]): Presence[] {
  const { run, booking } = journeys.journeys.columns
  return of.map(journey => ({ run: run[journey] as number, booking: booking[journey] as number }))
}

/** The last runs of some journeys within a window: see {@link lastOf}. */
export const lastPresences = (projection: Projection, of: readonly number[], span: Span): Presence[] =>
  lastOf(projection, presencesOn(projection, of), span)

/**
 * The last runs within the window that ends at the last of them, in order of time, each once. Of a run that was travelled on
 * several bookings none is known.
 */
export function lastOf({ rail }: Projection, of: readonly Presence[], { lastRuns, windowDays }: Span): Presence[] {
  const { departsAt } = rail.runs.columns
  const idOf = (on: number) => rail.ids.all[on] as string
  const inOrder = of.toSorted(
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
