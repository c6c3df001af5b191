import type { Projection } from '../projection/projection.ts'
import { Table } from '../projection/table.ts'
import { checksReading, journeysMadeBy } from '../terms/units.ts'
import type { Telling } from './contradictions.ts'
import { leastTravel } from './travel-time.ts'

/** Where somebody was seen on one journey: when and at which stations first and last. */
interface Span {
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
  const { identity: maker } = journeys.journeys.columns
  for (const identity of people.identitiesOf(person))
    for (const check of checksReading(projection, identity))
      if (maker[journeys.checks.columns.journey[check] as number] !== identity) return undefined
  return goneOn(projection, NOWHERE, journeysMadeBy(projection, person), telling)
}

/** Where somebody was seen last who was seen there before, and then on some journeys; undefined where sightings leave it open. */
function goneOn(projection: Projection, seen: Seen, made: readonly number[], telling: Judging): Seen | undefined {
  const spans: Span[] = []
  for (const journey of made) if (!addSpan(projection, journey, spans, telling)) return undefined
  spans.sort((a, b) => a.firstAt - b.firstAt)
  let { lastAt, last } = seen
  for (const span of spans) {
    const took = span.firstAt - lastAt
    if (took < 0 || (last !== NO_STATION && !isReached(projection, last, span.first, took, telling))) return undefined
    lastAt = span.lastAt
    last = span.last
  }
  return { lastAt, last }
}

/** When and where somebody was seen last. */
type Seen = Pick<Span, 'lastAt' | 'last'>

const NO_STATION = -1
const NOWHERE: Seen = { lastAt: Number.NEGATIVE_INFINITY, last: NO_STATION }

/** Of whom {@link isPlain} held when it was asked last: where they were seen last, to which later journeys are added. */
export class PlainPersons {
  readonly #telling: Judging
  /** By person. `at`: as of which update, one more; 0: never, or it did not hold. */
  readonly #persons = new Table({ at: Uint32Array, lastAt: Float64Array, last: Int32Array })

  constructor(telling: Judging) {
    this.#telling = telling
  }

  /** See {@link isPlain}: O(journeys that came), where they are later than all before. */
  has(projection: Projection, person: number): boolean {
    const seen = this.#asNow(projection, person) ?? lastSeenPlainly(projection, person, this.#telling)
    this.#persons.reach(person)
    const { at, lastAt, last } = this.#persons.columns
    at[person] = seen ? projection.touches.now + 1 : 0
    if (!seen) return false
    lastAt[person] = seen.lastAt
    last[person] = seen.last
    return true
  }

  #asNow(projection: Projection, person: number): Seen | undefined {
    const { touches } = projection
    const { at: seenAt, lastAt, last } = this.#persons.columns
    const at = (seenAt[person] ?? 0) - 1
    if (at < 0) return undefined
    const seen = { lastAt: lastAt[person] as number, last: last[person] as number }
    if (at >= touches.ofPerson(person)) return seen
    const came = touches.cameTo(person, at)
    return came && goneOn(projection, seen, came, this.#telling)
  }
}

/** Adds where whoever made a journey was seen on it; false where it was too soon at the next station. */
function addSpan(projection: Projection, journey: number, spans: Span[], telling: Judging): boolean {
  const { rail, journeys } = projection
  const { run, identity } = journeys.journeys.columns
  const { at, call } = journeys.checks.columns
  const { station } = rail.calls.columns
  const calls = rail.runs.columns.calls[run[journey] as number] as number
  let span: Span | undefined
  for (const check of inOrder(projection, journey, identity[journey] as number)) {
    const [seenAt, seen] = [at[check] as number, station[calls + (call[check] as number)] as number]
    if (!span) {
      span = { firstAt: seenAt, first: seen, lastAt: seenAt, last: seen }
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
