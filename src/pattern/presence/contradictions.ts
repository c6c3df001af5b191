import type { Projection } from '../projection/projection.ts'
import { type ClockError, clockError } from './clock-error.ts'
import type { Sighting } from './sightings.ts'
import { type Fastest, leastTravel } from './travel-time.ts'

/** That one cannot have been where these checks say. */
export interface Contradiction {
  /** APART: at two stations sooner than travel allows. ABOARD: on two runs at once. */
  readonly kind: 'APART' | 'ABOARD'
  /** APART: the two. ABOARD: first and last on the run that was seen first, then on the other; one twice where it is both. */
  readonly sightings: readonly Sighting[]
  /** Milliseconds between the two, or for which aboard both. */
  readonly took: number
  /** APART: milliseconds that it takes at least. */
  readonly least: number
  /** Milliseconds beyond what is allowed for. */
  readonly beyond: number
}

export interface Contradicted {
  readonly contradictions: readonly Contradiction[]
  /** Checks that were left out because their instants cannot be trusted, and all others. */
  readonly leftOut: readonly ClockError[]
  readonly trusted: readonly Sighting[]
}

/** By what contradictions are told. */
export interface Telling {
  readonly fastest: Fastest
  /** Milliseconds allowed for clocks and for what planned routes do not know. */
  readonly allowance: number
  /** Two persons only: what contradicts one person is found of that person. */
  readonly ofTwo: boolean
}

/**
 * What sightings of one person or document, in order of time, contradict. A check whose instant cannot be trusted is left
 * out where it would contradict another, and what is left is looked at again.
 */
export function contradictionsOf(
  projection: Projection,
  sightings: readonly Sighting[],
  telling: Telling,
): Contradicted {
  const leftOut: ClockError[] = []
  for (let left = sightings; ; ) {
    const contradictions = [...apart(projection, left, telling), ...aboard(left, telling)]
    const doubtful = new Set<Sighting>()
    for (const sighting of new Set(contradictions.flatMap(({ sightings }) => sightings))) {
      const error = clockError(projection, sighting)
      if (!error) continue
      doubtful.add(sighting)
      leftOut.push(error)
    }
    if (doubtful.size === 0) return { contradictions, leftOut, trusted: left }
    left = left.filter(sighting => !doubtful.has(sighting))
  }
}

const isOfOne = (left: Sighting, right: Sighting) => left.person >= 0 && left.person === right.person

function apart(
  projection: Projection,
  sightings: readonly Sighting[],
  { fastest, allowance, ofTwo }: Telling,
): Contradiction[] {
  return sightings.slice(1).flatMap((later, i): Contradiction[] => {
    const earlier = sightings[i] as Sighting
    if (earlier.station === later.station || (ofTwo && isOfOne(earlier, later))) return []
    const took = later.at - earlier.at
    const least = leastTravel(projection, earlier.station, later.station, fastest)
    if (least === undefined || took >= least - allowance) return []
    return [{ kind: 'APART', sightings: [earlier, later], took, least, beyond: least - allowance - took }]
  })
}

interface Stretch {
  readonly first: Sighting
  readonly last: Sighting
}

/** Stretches aboard two runs that have more time in common than is allowed for; of each with the one before it that ends last. */
function aboard(sightings: readonly Sighting[], { allowance, ofTwo }: Telling): Contradiction[] {
  const stretches = [
    ...Map.groupBy(
      sightings.filter(({ aboard }) => aboard),
      ({ journey, person }) => `${journey} ${person}`,
    ).values(),
  ].map((own): Stretch => ({ first: own[0] as Sighting, last: own.at(-1) as Sighting }))
  const found: Contradiction[] = []
  let ended = Number.NEGATIVE_INFINITY
  for (const [i, later] of stretches.entries()) {
    const isAfterAll = ended - later.first.at <= allowance
    ended = Math.max(ended, later.last.at)
    if (isAfterAll) continue
    const earlier = stretches
      .slice(0, i)
      .filter(({ first }) => first.run !== later.first.run && !(ofTwo && isOfOne(first, later.first)))
      .reduce<Stretch | undefined>((most, one) => (most && most.last.at >= one.last.at ? most : one), undefined)
    if (!earlier) continue
    const took = Math.min(earlier.last.at - later.first.at, later.last.at - earlier.first.at)
    if (took <= allowance) continue
    const ends = [earlier.first, earlier.last, later.first, later.last]
    found.push({ kind: 'ABOARD', sightings: ends, took, least: 0, beyond: took - allowance })
  }
  return found
}
