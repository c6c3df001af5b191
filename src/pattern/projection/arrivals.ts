import type { Projection } from './projection.ts'
import type { Arrivals } from './touches.ts'

/** Of whom an update says more than that journeys came to them. */
interface Otherwise {
  /** Identities that were on the touched runs before. */
  readonly before: ReadonlySet<number>
  /** Persons whose identities are others now. */
  readonly regrouped: ReadonlySet<number>
}

/** The journeys on these runs, by persons who were not touched otherwise. O(journeys and checks of the runs). */
export function arrivalsIn(
  { rail, people, journeys }: Projection,
  runs: Iterable<number>,
  { before, regrouped }: Otherwise,
): Arrivals {
  const { person } = people.identities.columns
  const { identity, checks } = journeys.journeys.columns
  const { read, journey: checked } = journeys.checks.columns
  const whose = (row: number) => (row < 0 ? row : (person[row] as number))
  const others = new Set([...regrouped, ...[...before].map(whose)])
  const came = new Map<number, number[]>()
  for (const run of runs) {
    const first = rail.runs.columns.journeys[run] as number
    const end = first + (rail.runs.columns.journeyCount[run] as number)
    if (first === end) continue
    for (let j = first; j < end; j++) {
      const by = whose(identity[j] as number)
      const own = came.get(by)
      if (own) own.push(j)
      else if (by >= 0) came.set(by, [j])
    }
    // Who is read on another's journey is there by more than journeys of their own.
    for (let k = checks[first] as number; k < (checks[end] as number); k++)
      if (read[k] !== identity[checked[k] as number]) others.add(whose(read[k] as number))
  }
  for (const person of others) came.delete(person)
  return came
}

/** Whether all journeys of an identity and all checks that read it are of these runs. O(both). */
export function isOnlyOn({ people, journeys }: Projection, identity: number, runs: ReadonlySet<number>): boolean {
  const { first, read } = people.identities.columns
  const { run, next } = journeys.journeys.columns
  const { journey: checked, next: nextRead } = journeys.checks.columns
  for (let j = first[identity] as number; j >= 0; j = next[j] as number) if (!runs.has(run[j] as number)) return false
  for (let k = read[identity] as number; k >= 0; k = nextRead[k] as number)
    if (!runs.has(run[checked[k] as number] as number)) return false
  return true
}
