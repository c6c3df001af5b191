import { CHECK_KINDS, kindOf } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { trustedShowings } from '../sharing/holders.ts'
import { identityAt } from '../terms/presentations.ts'
import { checksReading, journeysOf } from '../terms/units.ts'

/** That somebody was seen somewhere: a check. */
export interface Sighting {
  /** Row of the check. */
  readonly check: number
  readonly journey: number
  readonly run: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Row of the call, and of its station. */
  readonly call: number
  readonly station: number
  /** Row of whoever was seen, −1 where that is not known. */
  readonly person: number
  /** Not turned away there: aboard, or about to be. */
  readonly aboard: boolean
}

const REFUSAL = CHECK_KINDS.indexOf('REFUSAL') + 1

/** Where a person was seen, in order of time: on their journeys where no check read another, and where one read them. */
export function sightingsOfPerson(projection: Projection, person: number): Sighting[] {
  const { checks, journeys } = projection.journeys
  const found: number[] = []
  for (const identity of projection.people.identitiesOf(person)) {
    for (const journey of journeysOf(projection, identity)) addChecksOn(projection, journey, identity, found)
    for (const check of checksReading(projection, identity)) {
      const journey = checks.columns.journey[check] as number
      if (journeys.columns.identity[journey] !== identity && isPlaced(projection, check)) found.push(check)
    }
  }
  return inOrder(
    projection,
    found.map(check => sightingAt(projection, check)),
  )
}

/**
 * Where a document was seen, in order of time: at the checks that examined it, and where whoever's list names it was
 * seen on that journey.
 */
export function sightingsOfDocument(projection: Projection, document: number): Sighting[] {
  const found: number[] = []
  for (const { shown } of trustedShowings(projection, document).byPerson)
    for (const { check, journey, identity } of shown) {
      if (check < 0) addChecksOn(projection, journey, identity, found)
      else if (isPlaced(projection, check)) found.push(check)
    }
  return inOrder(
    projection,
    [...new Set(found)].map(check => sightingAt(projection, check)),
  )
}

/** Adds where an identity was seen on a journey. */
function addChecksOn(projection: Projection, journey: number, identity: number, found: number[]): void {
  const { checks, identity: maker } = projection.journeys.journeys.columns
  const { read, call } = projection.journeys.checks.columns
  for (let k = checks[journey] as number; k < (checks[journey + 1] as number); k++) {
    const seen = (read[k] as number) >= 0 ? read[k] : maker[journey]
    if (seen === identity && (call[k] as number) >= 0) found.push(k)
  }
}

/** Whether a check was made at a call of the run: others tell of no place. */
const isPlaced = ({ journeys }: Projection, check: number) => (journeys.checks.columns.call[check] as number) >= 0

function sightingAt(projection: Projection, check: number): Sighting {
  const { rail, people, journeys } = projection
  const { at, call, code, journey } = journeys.checks.columns
  const run = journeys.journeys.columns.run[journey[check] as number] as number
  const row = (rail.runs.columns.calls[run] as number) + (call[check] as number)
  const identity = identityAt(projection, check)
  return {
    check,
    journey: journey[check] as number,
    run,
    at: at[check] as number,
    call: row,
    station: rail.calls.columns.station[row] as number,
    person: identity < 0 ? -1 : (people.identities.columns.person[identity] as number),
    aboard: kindOf(code[check] as number) !== REFUSAL,
  }
}

/** By instant, then by station, run and what the check says, then by the number of its node: rows decide nothing. */
function inOrder({ rail, journeys }: Projection, sightings: Sighting[]): Sighting[] {
  const named = ({ station, run, check }: Sighting) =>
    `${rail.stations.all[station]}\t${rail.ids.all[run]}\t${journeys.checks.columns.code[check]}`
  const { place } = journeys.checks.columns
  return sightings.sort((a, b) => {
    if (a.at !== b.at) return a.at - b.at
    const [left, right] = [named(a), named(b)]
    return left === right ? (place[a.check] as number) - (place[b.check] as number) : left < right ? -1 : 1
  })
}
