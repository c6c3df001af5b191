import type { Projection } from '../projection/projection.ts'
import { Table } from '../projection/table.ts'
import { identityAt } from '../terms/presentations.ts'
import { checksReading, journeysMadeBy } from '../terms/units.ts'
import type { Telling } from './contradictions.ts'
import type { Sighting } from './sightings.ts'
import { leastTravel, longestTravel } from './travel-time.ts'

/** Where somebody was seen on one journey: when its run set out, when and at which stations they were seen first and last. */
interface Span {
  readonly departsAt: number
  firstAt: number
  first: number
  lastAt: number
  last: number
}

/** What nothing contradicts, and how soon one can be elsewhere. */
type Judging = Pick<Telling, 'fastest' | 'allowance'>

/**
 * Whether nothing that a person's sightings say can contradict anything: on no two journeys at once, and from each station to
 * the next in no less time than it takes. It is asked of everybody, and looks at rows alone; where it is not sure, it says no.
 */
export const isPlain = (projection: Projection, person: number, telling: Judging): boolean =>
  lastSeenPlainly(projection, person, telling) !== undefined

/** Where somebody was seen last of whom {@link isPlain} holds. */
function lastSeenPlainly(projection: Projection, person: number, telling: Judging): Seen | undefined {
  const { people, journeys } = projection
  for (const identity of people.identitiesOf(person))
    for (const check of checksReading(projection, identity)) if (makerAt(journeys, check) !== identity) return undefined
  return goneOn(projection, NOWHERE, journeysMadeBy(projection, person), telling)
}

/** Who made the journey that a check is of. */
const makerAt = ({ journeys, checks }: Projection['journeys'], check: number) =>
  journeys.columns.identity[checks.columns.journey[check] as number]

/** Where somebody was seen last who was seen there before, and then on some journeys; undefined where sightings leave it open. */
function goneOn(projection: Projection, seen: Seen, made: readonly number[], telling: Judging): Seen | undefined {
  const spans: Span[] = []
  for (const journey of made) if (!addSpan(projection, journey, spans, telling)) return undefined
  spans.sort((a, b) => a.firstAt - b.firstAt)
  let { lastAt, last, stray } = seen
  for (const span of spans) {
    const took = span.firstAt - lastAt
    if (took < 0 || (last !== NO_STATION && !isReached(projection, last, span.first, took, telling))) return undefined
    lastAt = span.lastAt
    last = span.last
    stray = Math.max(stray, Math.abs(span.firstAt - span.departsAt), Math.abs(span.lastAt - span.departsAt))
  }
  return { lastAt, last, stray }
}

/** When and where somebody was seen last. */
interface Seen extends Pick<Span, 'lastAt' | 'last'> {
  /**
   * How long before or after their run set out the checks were that saw them, at most, milliseconds; infinite where they
   * were seen on journeys that others made.
   */
  readonly stray: number
}

const NO_STATION = -1
const NOWHERE: Seen = { lastAt: Number.NEGATIVE_INFINITY, last: NO_STATION, stray: 0 }

/**
 * Persons of whose sightings nothing was contradicted when they were looked at last: where they were seen last, to which
 * later journeys are added.
 */
export class PlainPersons {
  readonly #telling: Judging
  readonly #longestTravel: number
  /** By person. `at`: as of which update, one more; 0: never, or something was. */
  readonly #persons = new Table({ at: Uint32Array, lastAt: Float64Array, last: Int32Array, stray: Float64Array })

  constructor(telling: Judging) {
    this.#telling = telling
    this.#longestTravel = longestTravel(telling.fastest)
  }

  /** Whether it is plain that nothing is: O(journeys that came), where they are later than all before. */
  has(projection: Projection, person: number): boolean {
    const seen = this.#asNow(projection, person) ?? lastSeenPlainly(projection, person, this.#telling)
    this.#keep(projection, person, seen)
    return seen !== undefined
  }

  /**
   * Takes down that nothing is, after a closer look. What comes later is compared with the last sighting, so that has to be
   * one that can be trusted.
   */
  keep(projection: Projection, person: number, sightings: readonly Sighting[], trusted: readonly Sighting[]): void {
    const last = sightings.at(-1)
    if (last && trusted.at(-1) === last)
      this.#keep(projection, person, { lastAt: last.at, last: last.station, stray: strayOf(projection, sightings) })
  }

  #keep(projection: Projection, person: number, seen: Seen | undefined): void {
    this.#persons.reach(person)
    const { at, lastAt, last, stray } = this.#persons.columns
    at[person] = seen ? projection.touches.now + 1 : 0
    if (!seen) return
    lastAt[person] = seen.lastAt
    last[person] = seen.last
    stray[person] = seen.stray
  }

  #asNow(projection: Projection, person: number): Seen | undefined {
    const { touches } = projection
    const { at: seenAt, lastAt, last, stray } = this.#persons.columns
    const at = (seenAt[person] ?? 0) - 1
    if (at < 0) return undefined
    const seen = { lastAt: lastAt[person] as number, last: last[person] as number, stray: stray[person] as number }
    if (at >= touches.ofPerson(person)) return seen
    const came = touches.cameTo(person, at)
    return came && (goneOn(projection, seen, came, this.#telling) ?? this.#between(projection, person, seen, came))
  }

  /**
   * The same of journeys that came late: only what was seen so shortly before or after them that one may not have got from
   * there to here can contradict them. O(journeys of the person), of which the checks of few are looked at.
   */
  #between(projection: Projection, person: number, seen: Seen, came: readonly number[]): Seen | undefined {
    const spans: Span[] = []
    for (const journey of came) if (!addSpan(projection, journey, spans, this.#telling)) return undefined
    if (seen.stray === Number.POSITIVE_INFINITY) return undefined
    const reach = this.#longestTravel + seen.stray
    const from = Math.min(...spans.map(({ firstAt }) => firstAt)) - reach
    const until = Math.max(...spans.map(({ lastAt }) => lastAt)) + reach
    const near = journeysMadeBy(projection, person).filter(journey => {
      const departsAt = departureOf(projection, journey)
      return (from <= departsAt && departsAt <= until) || came.includes(journey)
    })
    const plain = goneOn(projection, NOWHERE, near, this.#telling)
    if (!plain) return undefined
    const { lastAt, last } = plain.lastAt < seen.lastAt ? seen : plain
    return { lastAt, last, stray: Math.max(seen.stray, plain.stray) }
  }
}

const departureOf = ({ rail, journeys }: Projection, journey: number) =>
  rail.runs.columns.departsAt[journeys.journeys.columns.run[journey] as number] as number

/** See {@link Seen}. */
function strayOf(projection: Projection, sightings: readonly Sighting[]): number {
  const { rail, journeys } = projection
  const strays = sightings.map(({ check, run, at }) => {
    const isOwn = identityAt(projection, check) === makerAt(journeys, check)
    return isOwn ? Math.abs(at - (rail.runs.columns.departsAt[run] as number)) : Number.POSITIVE_INFINITY
  })
  return Math.max(0, ...strays)
}

/** Adds where whoever made a journey was seen on it; false where it was too soon at the next station. */
function addSpan(projection: Projection, journey: number, spans: Span[], telling: Judging): boolean {
  const { rail, journeys } = projection
  const { run, identity } = journeys.journeys.columns
  const { at, call } = journeys.checks.columns
  const { station } = rail.calls.columns
  const calls = rail.runs.columns.calls[run[journey] as number] as number
  const departsAt = rail.runs.columns.departsAt[run[journey] as number] as number
  let span: Span | undefined
  for (const check of inOrder(projection, journey, identity[journey] as number)) {
    const [seenAt, seen] = [at[check] as number, station[calls + (call[check] as number)] as number]
    if (!span) {
      span = { departsAt, firstAt: seenAt, first: seen, lastAt: seenAt, last: seen }
      spans.push(span)
      continue
    }
    if (!isReached(projection, span.last, seen, seenAt - span.lastAt, telling)) return false
    span.lastAt = seenAt
    span.last = seen
  }
  return true
}

/** Rows of the checks that saw an identity at a call of its journey, in order of time: few, and mostly in order. */
function inOrder({ journeys }: Projection, journey: number, identity: number): number[] {
  const { checks } = journeys.journeys.columns
  const { at, call, read } = journeys.checks.columns
  const own: number[] = []
  for (let k = checks[journey] as number; k < (checks[journey + 1] as number); k++) {
    if ((call[k] as number) < 0 || ((read[k] as number) >= 0 && read[k] !== identity)) continue
    let place = own.length
    while (place > 0 && (at[own[place - 1] as number] as number) > (at[k] as number)) place--
    own.splice(place, 0, k)
  }
  return own
}

/** Whether one can be at the second station so much later. Of two at one instant nothing tells which is the earlier. */
function isReached(
  projection: Projection,
  from: number,
  to: number,
  took: number,
  { fastest, allowance }: Judging,
): boolean {
  if (from === to) return true
  if (took === 0) return false
  const least = leastTravel(projection, from, to, fastest)
  return least === undefined || took >= least - allowance
}
