import { type Claim, scoreOf, type Verdict } from '../detection/claim.ts'
import type { Given } from '../detection/detector.ts'
import { falseDiscoveryRates, LEVEL } from '../detection/multiplicity.ts'
import type { Projection } from '../projection/projection.ts'
import { byId, pairNumber } from '../terms/persons.ts'
import { personThing } from '../terms/seen.ts'
import type { Circles } from './circles.ts'
import { secondSignals } from './second-signal.ts'
import { type Presences, together } from './together.ts'

type Names = 'atLeast' | 'crowdBelow' | 'groupAtMost' | 'fewRuns'

/** A q-value that is asked about is at most this: a finding stays up to it once it is raised. */
const ASKED = 2 * LEVEL

/**
 * Pairs beside each other: those around whom there is a crowd do not pass, nor count among those that do; those who make a
 * group are one claim.
 * @param tests see `pairOccurrences`
 */
export function judgeTravellers(
  claims: readonly Claim[],
  tests: number,
  { projection, parameters }: Given<Names>,
  circles: Circles,
  presences: Presences,
): Verdict[] {
  const rates = ratesOf(claims, tests)
  const possible = new Map<number, Claim>()
  for (const [i, claim] of claims.entries())
    if ((rates[i] as number) <= ASKED) possible.set(pairNumber(...(claim.units as [number, number])), claim)
  const tied = (a: number, b: number) => possible.get(pairNumber(a, b))?.figures.times ?? 0
  const standing = new Map<string, Claim>()
  const crowded: Claim[] = []
  for (const claim of possible.values()) {
    const [a, b] = claim.units as [number, number]
    const circle = circles.around(a, b, tied)
    const isFew = (claim.figures.times as number) <= parameters.fewRuns
    if (!circle || (circle.length === 2 && isFew && secondSignals(projection, a, b).length === 0)) crowded.push(claim)
    else if (circle.length === 2) standing.set(claim.units.join(), claim)
    else {
      const members = byId(projection, circle)
      standing.set(members.join(), groupClaim(members, presences))
    }
  }
  const others = claims.filter((_, i) => (rates[i] as number) > ASKED)
  const counted = [...standing.values(), ...others]
  const q = ratesOf(counted, tests)
  return [
    ...counted.map((claim, i) => ({ claim, q: q[i] as number, tests, passes: (q[i] as number) <= LEVEL })),
    ...crowded.map(claim => ({ claim, q: 1, tests, passes: false })),
  ]
}

/** How many tests there are: pairs of passengers on one run, each counted on each run: Σ load(load − 1)/2. */
export function pairOccurrences({ rail }: Projection): number {
  const { load } = rail.runs.columns
  let pairs = 0
  for (let run = 0; run < rail.runs.length; run++) pairs += ((load[run] as number) * ((load[run] as number) - 1)) / 2
  return pairs
}

const ratesOf = (claims: readonly Claim[], tests: number) =>
  falseDiscoveryRates(
    claims.map(({ p }) => p as number),
    tests,
  )

function groupClaim(members: readonly number[], presences: Presences): Claim {
  const { p, times, expected } = together(members, presences)
  return {
    subjects: members.map(person => personThing(presences.projection, person)),
    anchor: '',
    units: members,
    score: scoreOf(p),
    p,
    figures: { times, expected },
  }
}
