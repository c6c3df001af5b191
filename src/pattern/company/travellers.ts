import { type Claim, scoreOf, type Verdict } from '../detection/claim.ts'
import { falseDiscoveryRates, LEVEL, mostOfRate } from '../detection/multiplicity.ts'
import type { Projection } from '../projection/projection.ts'
import { Table } from '../projection/table.ts'
import { byId, pairNumber } from '../terms/persons.ts'
import { personThing } from '../terms/seen.ts'
import type { Circles, Crowd } from './circles.ts'
import { secondSignals } from './second-signal.ts'
import { type Presences, together } from './together.ts'

/** A q-value that is asked about is at most this: a finding stays up to it once it is raised. */
const ASKED = 2 * LEVEL

/** A pair that may pass: unusual enough by itself. */
interface Pair {
  /** Its claim: another one, that says the same, where the pair was tested again. */
  claim: Claim
  readonly persons: readonly [number, number]
  readonly times: number
  /** The judgement that it was among last. */
  seenIn: number
  around: Around | undefined
}

/** What was found around a pair. */
interface Around {
  readonly members: readonly number[]
  /** As of which version each of these was, where they are no crowd: it turns on nobody else having come. */
  readonly versions: readonly number[]
  readonly crowd: Crowd | undefined
  /** Of a group what holds of all its pairs. */
  readonly group: Claim | undefined
  /** The judgement in which it was found, or held last, and as of which update. */
  heldIn: number
  heldAt: number
}

/**
 * Pairs beside each other: those around whom there is a crowd do not pass, nor count among those that do; those who make a
 * group are one claim. What is found around a pair is kept until the company or the ties of those who are looked at are
 * others, so that judging costs a look at each pair, and no more but where something changed.
 */
export class Travellers {
  readonly #circles: Circles
  readonly #presences: Presences
  /** Pairs of so few runs need a second signal. */
  readonly #fewRuns: number
  readonly #pairs = new Map<number, Pair>()
  /** By person. `in`: the judgement in which a tie of theirs came, went or became another. */
  readonly #tied = new Table({ in: Uint32Array })
  #judgement = 0

  constructor(circles: Circles, presences: Presences, fewRuns: number) {
    this.#circles = circles
    this.#presences = presences
    this.#fewRuns = fewRuns
  }

  /** @param tests see `pairOccurrences` */
  judge(claims: readonly Claim[], tests: number): Verdict[] {
    const alone = this.#takeIn(claims, tests)
    const groups = new Map<string, Claim>()
    const crowded: Claim[] = []
    for (const pair of this.#pairs.values()) {
      const claim = this.#standingOf(pair)
      if (!claim) crowded.push(pair.claim)
      else if (claim === pair.claim) alone.push(claim)
      else groups.set(claim.units.join(), claim)
    }
    const q = falseDiscoveryRates([...alone, ...groups.values()].map(pOf), tests)
    const judged = (claim: Claim, nth: number) => {
      const rate = q[nth] as number
      return { claim, q: rate, tests, passes: rate <= LEVEL }
    }
    return [
      ...alone.map(judged),
      ...[...groups.values()].map((claim, i) => ({ ...judged(claim, alone.length + i), isJoint: true as const })),
      ...crowded.map(claim => ({ claim, q: 1, tests, passes: false })),
    ]
  }

  /** Takes in which pairs may pass now, and hands out the claims that may not. */
  #takeIn(claims: readonly Claim[], tests: number): Claim[] {
    this.#judgement++
    const most = mostOfRate(ASKED, claims.map(pOf), tests)
    const others: Claim[] = []
    for (const claim of claims)
      if (pOf(claim) > most) others.push(claim)
      else this.#enter(claim)
    for (const [number, pair] of this.#pairs)
      if (pair.seenIn !== this.#judgement) {
        this.#pairs.delete(number)
        this.#tieAnew(pair.persons)
      }
    return others
  }

  #enter(claim: Claim): void {
    const persons = claim.units as [number, number]
    const number = pairNumber(...persons)
    const times = claim.figures.times as number
    const known = this.#pairs.get(number)
    if (known?.times === times) {
      known.claim = claim
      known.seenIn = this.#judgement
      return
    }
    this.#pairs.set(number, { claim, persons, times, seenIn: this.#judgement, around: undefined })
    this.#tieAnew(persons)
  }

  #tieAnew(persons: readonly [number, number]): void {
    this.#tied.reach(Math.max(...persons))
    for (const person of persons) this.#tied.columns.in[person] = this.#judgement
  }

  /** What a pair says, or the group that it is of; undefined where there is a crowd around it, or nothing tells it from chance. */
  #standingOf(pair: Pair): Claim | undefined {
    if (!pair.around || !this.#holds(pair.around)) pair.around = this.#lookAround(pair)
    const { crowd, group } = pair.around
    if (crowd) return undefined
    if (group) return group
    const isFew = pair.times <= this.#fewRuns
    return isFew && secondSignals(this.#presences.projection, ...pair.persons).length === 0 ? undefined : pair.claim
  }

  #holds(around: Around): boolean {
    const { members, versions, crowd } = around
    const tiedIn = this.#tied.columns.in
    const isTiedAnew = members.some(member => (tiedIn[member] as number) > around.heldIn)
    if (!crowd) return !isTiedAnew && members.every((member, i) => this.#circles.versionOf(member) === versions[i])
    const { touches } = this.#presences.projection
    const isTouched = members.some(member => touches.ofPerson(member) > around.heldAt)
    if ((isTiedAnew || isTouched) && !this.#circles.isStill(crowd, this.#timesOf)) return false
    around.heldIn = this.#judgement
    around.heldAt = touches.now
    return true
  }

  readonly #timesOf = (a: number, b: number): number => this.#pairs.get(pairNumber(a, b))?.times ?? 0

  #lookAround({ persons }: Pair): Around {
    const { projection } = this.#presences
    const { members, crowd } = this.#circles.around(...persons, this.#timesOf)
    const isGroup = !crowd && members.length > 2
    return {
      members,
      versions: crowd ? [] : members.map(member => this.#circles.versionOf(member)),
      crowd,
      group: isGroup ? groupClaim(byId(projection, members), this.#presences) : undefined,
      heldIn: this.#judgement,
      heldAt: projection.touches.now,
    }
  }
}

const pOf = ({ p }: Claim) => p as number

/** How many tests there are: pairs of passengers on one run, each counted on each run: Σ load(load − 1)/2. */
export function pairOccurrences({ rail }: Projection): number {
  const { load } = rail.runs.columns
  let pairs = 0
  for (let run = 0; run < rail.runs.length; run++) pairs += ((load[run] as number) * ((load[run] as number) - 1)) / 2
  return pairs
}

function groupClaim(members: readonly number[], presences: Presences): Claim {
  const { p, ...figures } = together(members, presences)
  return {
    subjects: members.map(person => personThing(presences.projection, person)),
    anchor: '',
    units: members,
    score: scoreOf(p),
    p,
    figures,
  }
}
