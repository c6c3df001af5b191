import { Invalid, NotFound } from '../../base/index.ts'
import { countTail } from '../chance/count-tail.ts'
import { NO_DAY } from '../projection/documents.ts'
import type { Projection } from '../projection/projection.ts'
import { stretchOf } from '../terms/aboard.ts'
import { sameHousehold } from '../terms/household.ts'
import { type Company, keepCompany } from './company.ts'
import { passengerJourneys } from './presences.ts'
import { documentsShown, type Signal, secondSignals } from './second-signal.ts'
import type { TrafficCounted } from './traffic.ts'

export interface CoTravellersInput {
  /** Key of the person. */
  readonly person: string
  /** Fewest runs in common; 3 unless told. */
  readonly minShared?: number
}

/** Two journeys of one run that were aboard together: numbers of their nodes. */
export type JourneyPair = readonly [own: number, other: number]

/** Somebody who was aboard with a person again and again. */
export interface CoTraveller {
  readonly person: string
  /** Runs on which both were aboard between two calls, of each one's last {@link SPAN} runs. */
  readonly runs: number
  /** How many would be expected of the habits of both, the runs in common left out of them. */
  readonly expected: number
  /** Chance of as many or more (Poisson); out and back on one booking of each count once. */
  readonly pValue: number
  /** Departures of the first and the last of these runs, epoch milliseconds. */
  readonly first: number
  readonly last: number
  /** Of these runs: on one booking, and left at one call. */
  readonly sameBooking: number
  readonly sameStop: number
  /** Whether they are of one household: two bookings in common, or one and a surname of one family. */
  readonly household: boolean
  /** Whether documents of both were issued on one day by one authority. */
  readonly sameIssueDay: boolean
  /** What else ties them. */
  readonly signals: readonly Signal[]
  /** Ids of these runs, the latest first, at most {@link TOLD}. */
  readonly shared: readonly string[]
  /** The journeys of these, in the same order. */
  readonly pairs: readonly JourneyPair[]
}

/** How much of everybody's past is looked at. */
const SPAN = { lastRuns: 250, windowDays: 730 }
const TOLD = 20
const LEAST_SHARED = 2

/** Made once for what ran in a state of the facts: what it holds grows with persons and journeys. */
const companyOf = keepCompany()

/**
 * Who was aboard with a person on at least so many runs, the least explained by habits first: the null is that of
 * REPEAT_CO_TRAVELLERS (see `Habits`), so that a commuter's neighbours are expected and not taken for associates.
 * O(runs × passengers).
 * @param place number of the person's node; undefined where there is none
 * @throws NotFound for nobody, Invalid for a bound that makes no sense
 */
export function coTravellers(
  projection: Projection,
  fitted: TrafficCounted,
  { person: key, minShared = 3 }: CoTravellersInput,
  place: number | undefined,
): CoTraveller[] {
  if (!Number.isInteger(minShared) || minShared < LEAST_SHARED || minShared > SPAN.lastRuns)
    throw new Invalid(`minShared: expected ${LEAST_SHARED} to ${SPAN.lastRuns}, got ${minShared}`, {
      field: 'minShared',
    })
  if (place === undefined)
    throw new NotFound(`person: expected the id of a person that is there, got ${key.slice(0, 60)}`)
  const person = projection.people.findPerson(place)
  if (person < 0) return []
  const company = companyOf({ projection, parameters: SPAN, fitted })
  const row = company.rowOf(person)
  const { persons } = company.fellows(person, minShared)
  company.habits.mark(row)
  return [...persons]
    .map(other => beside(projection, company, person, other))
    .filter(({ runs }) => runs >= minShared)
    .sort((a, b) => a.pValue - b.pValue || b.runs - a.runs || (a.person < b.person ? -1 : 1))
}

function beside(projection: Projection, company: Company, person: number, other: number): CoTraveller {
  const { rail, people } = projection
  const common = company.habits.common(company.rowOf(other))
  const within = new Set(company.habits.runsOf(company.rowOf(other)))
  const ofPerson = new Set([...company.habits.runsOf(company.rowOf(person))].filter(run => within.has(run)))
  const pairs = aboardTogether(projection, person, other, ofPerson)
  const times = pairs.map(({ run }) => rail.runs.columns.departsAt[run] as number)
  return {
    person: people.ids[other] as string,
    runs: pairs.length,
    expected: common.expected,
    pValue: countTail(Math.min(common.occasions, pairs.length), common.expected),
    first: times.at(-1) ?? 0,
    last: times[0] ?? 0,
    sameBooking: pairs.filter(({ sameBooking }) => sameBooking).length,
    sameStop: pairs.filter(({ sameStop }) => sameStop).length,
    household: sameHousehold(projection, person, other),
    sameIssueDay: !issueDays(projection, person).isDisjointFrom(issueDays(projection, other)),
    signals: secondSignals(projection, person, other),
    shared: pairs.slice(0, TOLD).map(({ run }) => rail.ids.all[run] as string),
    pairs: pairs.map(({ places }) => places),
  }
}

interface Together {
  readonly run: number
  readonly places: JourneyPair
  readonly sameBooking: boolean
  readonly sameStop: boolean
}

/** Of some runs those on which both were aboard between two calls, the latest first; where that is not known, on the run. */
function aboardTogether(projection: Projection, person: number, other: number, runs: ReadonlySet<number>): Together[] {
  const { run: on, place, booking, alight } = projection.journeys.journeys.columns
  const { departsAt } = projection.rail.runs.columns
  const own = new Map(passengerJourneys(projection, person).map(journey => [on[journey] as number, journey]))
  const found = new Map<number, Together>()
  for (const theirs of passengerJourneys(projection, other)) {
    const run = on[theirs] as number
    const ours = own.get(run)
    if (ours === undefined || !runs.has(run) || !overlap(projection, ours, theirs)) continue
    found.set(run, {
      run,
      places: [place[ours] as number, place[theirs] as number],
      sameBooking: (booking[ours] as number) >= 0 && booking[ours] === booking[theirs],
      sameStop: (alight[ours] as number) >= 0 && alight[ours] === alight[theirs],
    })
  }
  return [...found.values()].sort(
    (a, b) => (departsAt[b.run] as number) - (departsAt[a.run] as number) || b.run - a.run,
  )
}

function overlap(projection: Projection, ours: number, theirs: number): boolean {
  const [one, other] = [stretchOf(projection, ours), stretchOf(projection, theirs)]
  return !one || !other || (one[0] < other[1] && other[0] < one[1])
}

/** Days and authorities of the documents that a person showed, as far as their issuers state them. */
function issueDays(projection: Projection, person: number): Set<string> {
  const { documents, stated } = projection.documents
  const days = new Set<string>()
  for (const document of documentsShown(projection, person)) {
    const record = documents.columns.stated[document] as number
    const day = record < 0 ? NO_DAY : (stated.columns.issuedOn[record] as number)
    if (day !== NO_DAY) days.add(`${documents.columns.issuer[document]} ${stated.columns.authority[record]} ${day}`)
  }
  return days
}
