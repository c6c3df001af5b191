import { Invalid, NotFound } from '../base/index.ts'
import { DOCUMENT_TYPES, type DocumentType } from '../document/index.ts'
import { type BetaBinomial, refit, upperTail } from './beta-binomial.ts'
import { nearestCodes } from './nearest-codes.ts'
import { CLASSES, CONTRADICTED, DIRECTIONS, END_SEEN, EXCEPTED, type Projection } from './projection.ts'
import { regimeChanges, spanOf } from './regime-span.ts'

export interface RepeatDisembarkersInput {
  /** Station code. */
  readonly station: string
  /** Planned instant of the call there, from ≤ t < to, epoch milliseconds. */
  readonly from?: number
  readonly to?: number
  /** Least number of leavings; 2 unless told. */
  readonly atLeast?: number
  /** Only journeys on which a document of one of these types was presented; an empty list is no condition. */
  readonly documentTypes?: readonly DocumentType[]
  /** Least `shrunkenRate`. */
  readonly minRate?: number
}

/** A person who left at the station again and again, beside what is ordinary for such travellers. */
export interface RepeatDisembarker {
  readonly person: string
  /** Journeys on which the person left there. */
  readonly times: number
  /** Journeys past the station whose end is known. */
  readonly journeys: number
  readonly rate: number
  /** The rate drawn towards that of the person's peers, the more the fewer journeys there are: 2 of 2 never leads. */
  readonly shrunkenRate: number
  /** Leavings expected of as many journeys of the person's peers. */
  readonly expected: number
  /** Chance of the person's most unusual year, times the number of years looked at. */
  readonly pValue: number
  /** Calls at which the person left, in order of time. */
  readonly calls: readonly string[]
  /** The first and the last ALIGHT check of these, epoch milliseconds. */
  readonly first: number
  readonly last: number
}

const WINDOW = 365 * 86_400_000
const NO_CALL = -1

/** One journey past the station that counts. */
interface Passage {
  readonly stratum: number
  readonly call: number
  readonly at: number
  /** Instant of the ALIGHT check; undefined: the person stayed aboard. */
  readonly left: number | undefined
}

/** What a journey is counted under: its call at the station, and direction and regime span of its run there. */
interface Question {
  readonly projection: Projection
  readonly station: number
  /** By run: its call at the station, NO_CALL where it has none in the interval. */
  readonly call: Int32Array
  /** By run. */
  readonly stratum: Uint32Array
  /** Bits of the document types asked for; 0: all journeys. */
  readonly documents: number
}

/**
 * Who leaves at a station more often than comparable travellers: REPEAT_DISEMBARKER.
 * Each person's journeys are counted by class × direction × regime span; every such stratum has its own Beta-binomial
 * distribution, fitted without the unusual; the person's p-value is the least tail of the years that end at each
 * leaving, times their number. Sorted by `pValue`, then the greatest `shrunkenRate`, then id. O(journeys).
 * @throws NotFound where no such station is known; Invalid for bounds that make no sense
 */
export function repeatDisembarkers(projection: Projection, input: RepeatDisembarkersInput): RepeatDisembarker[] {
  const { atLeast = 2, minRate = 0 } = input
  const question = ask(projection, input)
  if (!Number.isInteger(atLeast) || atLeast < 1)
    throw new Invalid(`atLeast: expected a whole number from 1, got ${atLeast}`)
  if (!(minRate >= 0 && minRate <= 1)) throw new Invalid(`minRate: expected a number from 0 to 1, got ${minRate}`)
  const { candidates, histograms } = count(question, atLeast)
  const peers = new Map([...histograms].map(([stratum, histogram]) => [stratum, new Peers(histogram)]))
  return candidates
    .map(person => judge(question, person, peers))
    .filter(({ shrunkenRate }) => shrunkenRate >= minRate)
    .sort((a, b) => a.pValue - b.pValue || b.shrunkenRate - a.shrunkenRate || (a.person < b.person ? -1 : 1))
}

/**
 * The same of the persons of another projection with the same runs, beside the peers of this one: who they are may differ
 * from who they are here.
 */
export function repeatDisembarkersAmong(
  projection: Projection,
  among: Projection,
  input: RepeatDisembarkersInput,
): RepeatDisembarker[] {
  const { atLeast = 2 } = input
  const question = ask(projection, input)
  const own = { ...question, projection: among }
  const { candidates, histograms: strata } = count(own, atLeast)
  const { histograms } = count(question, atLeast)
  const peers = new Map([...strata.keys()].map(stratum => [stratum, new Peers(histograms.get(stratum) ?? new Map())]))
  return candidates.map(person => judge(own, person, peers))
}

function ask(projection: Projection, input: RepeatDisembarkersInput): Question {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, documentTypes = [] } = input
  const { runs, stations, regimes } = projection
  const station = stations.indexOf(input.station)
  if (station < 0) {
    const nearest = nearestCodes(input.station, stations)
    const hint = nearest.length > 0 ? `the nearest known codes are ${nearest.join(', ')}` : 'no station is known yet'
    throw new NotFound(`No station has the code ${input.station}: ${hint}`)
  }
  const changes = regimeChanges(regimes, input.station)
  const call = new Int32Array(runs.ids.length).fill(NO_CALL)
  const stratum = new Uint32Array(runs.ids.length)
  for (let r = 0; r < runs.ids.length; r++) {
    for (let c = runs.calls[r] as number; c < (runs.calls[r + 1] as number); c++) {
      const at = runs.callAt[c] as number
      if (runs.callStation[c] !== station || at < from || at >= to) continue
      call[r] = c
      stratum[r] = spanOf(changes, at) * DIRECTIONS.length + (runs.direction[r] as number)
    }
  }
  let documents = 0
  for (const type of documentTypes) {
    const bit = DOCUMENT_TYPES.indexOf(type)
    if (bit < 0) throw new Invalid(`documentTypes: expected some of ${DOCUMENT_TYPES.join(', ')}, got ${type}`)
    documents |= 1 << bit
  }
  return { projection, station, call, stratum, documents }
}

/** The journeys of a person that count, in the order of the projection. */
function passages({ projection, station, call, stratum, documents }: Question, person: number): Passage[] {
  const { of, journeys, alightings, runs } = projection
  const found: Passage[] = []
  for (let j = of[person] as number; j < (of[person + 1] as number); j++) {
    const r = journeys.run[j] as number
    const c = call[r] as number
    const flags = journeys.flags[j] as number
    if (c === NO_CALL) continue
    if (documents !== 0 && !((journeys.documents[j] as number) & documents)) continue
    if (!(flags & END_SEEN) && (!runs.complete[r] || runs.callIncomplete[c])) continue
    let left: number | undefined
    let excepted = false
    for (let a = journeys.alightings[j] as number; a < (journeys.alightings[j + 1] as number); a++) {
      if (alightings.station[a] !== station) continue
      const about = alightings.flags[a] as number
      if (about & EXCEPTED) excepted = true
      else if (!(about & CONTRADICTED)) left = Math.min(left ?? Number.POSITIVE_INFINITY, alightings.at[a] as number)
    }
    if (excepted) continue
    const group = (stratum[r] as number) * CLASSES.length + (journeys.class[j] as number)
    found.push({ stratum: group, call: c, at: runs.callAt[c] as number, left })
  }
  return found
}

/** The persons with enough leavings, and by stratum how many persons had x of n, keyed by n and x in one number. */
function count(question: Question, atLeast: number) {
  const candidates: number[] = []
  const histograms = new Map<number, Map<number, number>>()
  for (let person = 0; person < question.projection.persons.length; person++) {
    const own = new Map<number, { n: number; x: number }>()
    let times = 0
    for (const { stratum, left } of passages(question, person)) {
      const tally = own.get(stratum) ?? { n: 0, x: 0 }
      own.set(stratum, tally)
      tally.n++
      if (left === undefined) continue
      tally.x++
      times++
    }
    for (const [stratum, { n, x }] of own) {
      const histogram = histograms.get(stratum) ?? new Map<number, number>()
      histograms.set(stratum, histogram)
      histogram.set(cell(n, x), (histogram.get(cell(n, x)) ?? 0) + 1)
    }
    if (times >= atLeast) candidates.push(person)
  }
  return { candidates, histograms }
}

const CELLS = 2 ** 20
const cell = (n: number, x: number) => n * CELLS + x

/** The travellers of one stratum: their distribution, and the tails already computed under it. */
class Peers {
  readonly model: BetaBinomial
  readonly mean: number
  readonly #tails = new Map<number, number>()

  constructor(histogram: ReadonlyMap<number, number>) {
    this.model = refit(
      [...histogram].map(([key, persons]) => ({ n: Math.floor(key / CELLS), x: key % CELLS, persons })),
    )
    this.mean = this.model.alpha / (this.model.alpha + this.model.beta)
  }

  tail(x: number, n: number): number {
    const tail = this.#tails.get(cell(n, x)) ?? upperTail(x, n, this.model)
    this.#tails.set(cell(n, x), tail)
    return tail
  }
}

function judge(question: Question, person: number, peers: ReadonlyMap<number, Peers>): RepeatDisembarker {
  const { runs, stations, persons } = question.projection
  const inOrder = passages(question, person).sort((a, b) => a.at - b.at || a.call - b.call)
  const left = inOrder.filter(passage => passage.left !== undefined)
  const checked = left.map(passage => passage.left as number)
  let expected = 0
  let shrunken = 0
  let least = 1
  for (const [stratum, own] of Map.groupBy(inOrder, passage => passage.stratum)) {
    const group = peers.get(stratum) as Peers
    const { alpha, beta } = group.model
    const n = own.length
    const x = own.filter(passage => passage.left !== undefined).length
    expected += n * group.mean
    shrunken += (n * (x + alpha)) / (n + alpha + beta)
    least = Math.min(least, leastTail(own, group))
  }
  return {
    person: persons[person] as string,
    times: left.length,
    journeys: inOrder.length,
    rate: left.length / inOrder.length,
    shrunkenRate: shrunken / inOrder.length,
    expected,
    pValue: Math.min(1, least * left.length),
    calls: left.map(({ call }) => `${runOf(runs, call)}@${stations[question.station]}`),
    first: checked[0] as number,
    last: checked.at(-1) as number,
  }
}

/** The least tail of the years that end at each leaving. One fixed year would miss who has stopped. */
function leastTail(own: readonly Passage[], peers: Peers): number {
  let least = 1
  let start = 0
  let end = 0
  let x = 0
  for (const { at, left } of own) {
    if (left === undefined) continue
    for (; end < own.length && (own[end] as Passage).at <= at; end++) if (own[end]?.left !== undefined) x++
    for (; (own[start] as Passage).at <= at - WINDOW; start++) if (own[start]?.left !== undefined) x--
    least = Math.min(least, peers.tail(x, end - start))
  }
  return least
}

/** The run that a call belongs to, by its place among all calls. */
function runOf(runs: Projection['runs'], call: number): string {
  let low = 0
  let high = runs.ids.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((runs.calls[middle] as number) <= call) low = middle
    else high = middle
  }
  return runs.ids[low] as string
}
