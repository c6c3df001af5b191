import type { Projection } from '../projection/projection.ts'
import { checksReading } from '../terms/units.ts'
import type { Telling } from './contradictions.ts'
import { leastTravel } from './travel-time.ts'

/** Where somebody was seen on one journey: when and at which stations first and last. */
interface Span {
  firstAt: number
  first: number
  lastAt: number
  last: number
}

/**
 * Whether nothing that a person's sightings say can contradict anything: on no two journeys at once, and from each station to
 * the next in no less time than it takes. It is asked of everybody, and looks at rows alone; where it is not sure, it says no.
 */
export function isPlain(
  projection: Projection,
  person: number,
  telling: Pick<Telling, 'fastest' | 'allowance'>,
): boolean {
  const spans = spansOf(projection, person, telling)
  if (!spans) return false
  spans.sort((a, b) => a.firstAt - b.firstAt)
  for (let i = 1; i < spans.length; i++) {
    const [before, after] = [spans[i - 1] as Span, spans[i] as Span]
    const took = after.firstAt - before.lastAt
    if (took < 0 || !isReached(projection, before.last, after.first, took, telling)) return false
  }
  return true
}

/** Undefined where sightings of one journey leave it open. */
function spansOf(
  projection: Projection,
  person: number,
  telling: Pick<Telling, 'fastest' | 'allowance'>,
): Span[] | undefined {
  const { people, journeys } = projection
  const { next, identity: maker } = journeys.journeys.columns
  const { first } = people.identities.columns
  const spans: Span[] = []
  for (const identity of people.identitiesOf(person)) {
    for (let journey = first[identity] as number; journey >= 0; journey = next[journey] as number)
      if (!addSpan(projection, journey, identity, spans, telling)) return undefined
    for (const check of checksReading(projection, identity))
      if (maker[journeys.checks.columns.journey[check] as number] !== identity) return undefined
  }
  return spans
}

/** Adds where an identity was seen on its journey; false where it was too soon at the next station. */
function addSpan(
  projection: Projection,
  journey: number,
  identity: number,
  spans: Span[],
  telling: Pick<Telling, 'fastest' | 'allowance'>,
): boolean {
  const { rail, journeys } = projection
  const { run } = journeys.journeys.columns
  const { at, call } = journeys.checks.columns
  const { station } = rail.calls.columns
  const calls = rail.runs.columns.calls[run[journey] as number] as number
  let span: Span | undefined
  for (const check of inOrder(projection, journey, identity)) {
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
  { fastest, allowance }: Pick<Telling, 'fastest' | 'allowance'>,
): boolean {
  if (from === to) return true
  if (took === 0) return false
  const least = leastTravel(projection, from, to, fastest)
  return least === undefined || took >= least - allowance
}
