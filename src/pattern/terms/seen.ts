import type { Thing } from '../detection/claim.ts'
import type { Projection } from '../projection/projection.ts'
import { personOf } from './units.ts'

/** One check as a detector sees it. */
export interface Seen {
  /** Row of the check. */
  readonly check: number
  /** Epoch milliseconds. */
  readonly at: number
  /** See CHECK_CODES. */
  readonly code: number
  /** Row of the call where it was made, −1 where its station is none of the run's. */
  readonly call: number
}

/** The checks of a journey, in the order of their instants, those of one instant and kind by their nodes. */
export function seenOf({ rail, journeys }: Projection, journey: number): Seen[] {
  const { at, code, call, place } = journeys.checks.columns
  const { checks, run } = journeys.journeys.columns
  const calls = rail.runs.columns.calls[run[journey] as number] as number
  const seen: Seen[] = []
  for (let k = checks[journey] as number; k < (checks[journey + 1] as number); k++)
    seen.push({
      check: k,
      at: at[k] as number,
      code: code[k] as number,
      call: (call[k] as number) < 0 ? -1 : calls + (call[k] as number),
    })
  return seen.sort((a, b) => a.at - b.at || a.code - b.code || (place[a.check] as number) - (place[b.check] as number))
}

export const checkThing = ({ journeys }: Projection, check: number): Thing => [
  'Check',
  journeys.checks.columns.place[check] as number,
]

export const journeyThing = ({ journeys }: Projection, journey: number): Thing => [
  'Journey',
  journeys.journeys.columns.place[journey] as number,
]

export const documentThing = ({ documents }: Projection, document: number): Thing => [
  'Document',
  documents.documents.columns.place[document] as number,
]

export const personThing = ({ people }: Projection, person: number): Thing => [
  'Person',
  people.persons.columns.place[person] as number,
]

/** What a finding about one journey is about: the person who made it, and the journey; it alone where nobody is known. */
export function subjectsOfJourney(projection: Projection, journey: number): Thing[] {
  const person = personOf(projection, journey)
  const made = journeyThing(projection, journey)
  return person < 0 ? [made] : [personThing(projection, person), made]
}

/** Rows of the journeys on a run. */
export function* journeysOn({ rail }: Projection, run: number): Iterable<number> {
  const { journeys, journeyCount } = rail.runs.columns
  const first = journeys[run] as number
  for (let j = first; j < first + (journeyCount[run] as number); j++) yield j
}
