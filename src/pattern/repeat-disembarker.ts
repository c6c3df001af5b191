import { Invalid, NotFound } from '../base/index.ts'
import { DOCUMENT_TYPES, type DocumentType } from '../document/index.ts'
import type { Strictness } from '../person/index.ts'
import { type BetaBinomial, refit, upperTail } from './beta-binomial.ts'
import type { Grouping } from './grouping.ts'
import { nearestCodes } from './nearest-codes.ts'
import { ALIGHT, CLASSES, DIRECTIONS, EXIT, isExcepted, kindOf, TRANSIT } from './projection/codes.ts'
import { CREW, END_SEEN } from './projection/journeys.ts'
import type { Projection } from './projection/projection.ts'
import { regimeChanges, spanOf } from './regime-span.ts'

export interface RepeatDisembarkersInput {
  /** Who is one person; REVIEWED unless told. */
  readonly identity?: Strictness
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
  readonly run: number
  readonly at: number
  /** Instant of the ALIGHT check; undefined: the person stayed aboard. */
  readonly left: number | undefined
}

/** What a journey is counted under: its call at the station, and direction and regime span of its run there. */
interface Question {
  readonly projection: Projection
  readonly grouping: Grouping
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
 * `grouping` says who is one person; by the links that count unless told.
 * @throws NotFound where no such station is known; Invalid for bounds that make no sense
 */
export function repeatDisembarkers(
  projection: Projection,
  input: RepeatDisembarkersInput,
  grouping: Grouping = projection.grouping,
): RepeatDisembarker[] {
  const { atLeast = 2, minRate = 0 } = input
  const question = ask(projection, input, grouping)
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
 * The same of some persons, who may be others than they are taken for now, beside the peers of now.
 * @param among who they are: identities of this projection
 */
export function repeatDisembarkersAmong(
  projection: Projection,
  among: Grouping,
  input: RepeatDisembarkersInput,
): RepeatDisembarker[] {
  const { atLeast = 2 } = input
  const question = ask(projection, input, projection.grouping)
  const own = { ...question, grouping: among }
  const { candidates, histograms: strata } = count(own, atLeast)
  if (candidates.length === 0) return []
  const { histograms } = count(question, atLeast)
  const peers = new Map([...strata.keys()].map(stratum => [stratum, new Peers(histograms.get(stratum) ?? new Map())]))
  return candidates.map(person => judge(own, person, peers))
}

function ask(projection: Projection, input: RepeatDisembarkersInput, grouping: Grouping): Question {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, documentTypes = [] } = input
  const { runs, calls, stations, about, regimes } = projection.rail
  const station = stations.find(input.station)
  if (station < 0 || about[station] === undefined) {
    const nearest = nearestCodes(input.station, stations.all.filter((_, i) => about[i] !== undefined).sort())
    const hint = nearest.length > 0 ? `the nearest known codes are ${nearest.join(', ')}` : 'no station is known yet'
    throw new NotFound(`No station has the code ${input.station}: ${hint}`)
  }
  const changes = regimeChanges(regimes, input.station)
  const call = new Int32Array(runs.length).fill(NO_CALL)
  const stratum = new Uint32Array(runs.length)
  for (let r = 0; r < runs.length; r++) {
    const first = runs.columns.calls[r] as number
    for (let c = first; c < first + (runs.columns.callCount[r] as number); c++) {
      if (calls.columns.station[c] !== station) continue
      const at = instantOf(projection, r, c)
      if (at < from || at >= to) continue
      call[r] = c
      stratum[r] = spanOf(changes, at) * DIRECTIONS.length + (runs.columns.direction[r] as number)
    }
  }
  let documents = 0
  for (const type of documentTypes) {
    const bit = DOCUMENT_TYPES.indexOf(type)
    if (bit < 0) throw new Invalid(`documentTypes: expected some of ${DOCUMENT_TYPES.join(', ')}, got ${type}`)
    documents |= 1 << bit
  }
  return { projection, grouping, station, call, stratum, documents }
}

/** The journeys of a person that count, identity by identity. */
function passages(question: Question, person: number): Passage[] {
  const { of, identities } = question.grouping
  const found: Passage[] = []
  for (let i = of[person] as number; i < (of[person + 1] as number); i++)
    passagesOf(question, identities[i] as number, found)
  return found
}

function passagesOf(question: Question, identity: number, found: Passage[]): void {
  const { projection, call, stratum, documents } = question
  const { people, rail } = projection
  const { run, next, flags, documents: carried, class: travelledOn } = projection.journeys.journeys.columns
  const { complete } = rail.runs.columns
  for (let j = people.identities.columns.first[identity] as number; j >= 0; j = next[j] as number) {
    const r = run[j] as number
    const c = call[r] as number
    const flag = flags[j] as number
    if (c === NO_CALL || flag & CREW) continue
    if (documents !== 0 && !((carried[j] as number) & documents)) continue
    if (!(flag & END_SEEN) && (!complete[r] || rail.calls.columns.incomplete[c])) continue
    const left = flag & END_SEEN ? leavingOf(projection, j, c - (rail.runs.columns.calls[r] as number)) : undefined
    if (left === EXCEPTED) continue
    const group = (stratum[r] as number) * CLASSES.length + (travelledOn[j] as number)
    found.push({ stratum: group, run: r, at: instantOf(projection, r, c), left })
  }
}

const EXCEPTED = Number.NEGATIVE_INFINITY

/**
 * When a journey's first ALIGHT check at a call was that no later EXIT or TRANSIT check contradicts; undefined: there is
 * none; EXCEPTED: it states an exception. `place`: of the call on its run.
 */
function leavingOf({ journeys }: Projection, j: number, place: number): number | undefined {
  const { at, code, call } = journeys.checks.columns
  const { checks } = journeys.journeys.columns
  const end = checks[j + 1] as number
  let lastAboard = Number.NEGATIVE_INFINITY
  for (let k = checks[j] as number; k < end; k++) {
    const kind = kindOf(code[k] as number)
    if (kind === EXIT || kind === TRANSIT) lastAboard = Math.max(lastAboard, at[k] as number)
  }
  let left: number | undefined
  for (let k = checks[j] as number; k < end; k++) {
    if (call[k] !== place || kindOf(code[k] as number) !== ALIGHT) continue
    if (isExcepted(code[k] as number)) return EXCEPTED
    if ((at[k] as number) >= lastAboard) left = Math.min(left ?? Number.POSITIVE_INFINITY, at[k] as number)
  }
  return left
}

/** The planned instant of a call; a run's own where there is none. */
function instantOf({ rail }: Projection, run: number, call: number): number {
  const at = rail.calls.columns.at[call] as number
  return Number.isNaN(at) ? (rail.runs.columns.departsAt[run] as number) : at
}

/** The persons with enough leavings, and by stratum how many persons had x of n, keyed by n and x in one number. */
function count(question: Question, atLeast: number) {
  const candidates: number[] = []
  const histograms = new Map<number, Map<number, number>>()
  for (let person = 0; person < question.grouping.persons.length; person++) {
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
      // In one order whatever came first: sums of fractions depend on it in their last digits.
      [...histogram]
        .sort(([a], [b]) => a - b)
        .map(([key, persons]) => ({ n: Math.floor(key / CELLS), x: key % CELLS, persons })),
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
  const { rail } = question.projection
  const idOf = ({ run }: Passage) => rail.ids.all[run] as string
  const inOrder = passages(question, person).sort((a, b) => a.at - b.at || (idOf(a) < idOf(b) ? -1 : 1))
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
    person: question.grouping.persons[person] as string,
    times: left.length,
    journeys: inOrder.length,
    rate: left.length / inOrder.length,
    shrunkenRate: shrunken / inOrder.length,
    expected,
    pValue: Math.min(1, least * left.length),
    calls: left.map(passage => `${idOf(passage)}@${rail.stations.all[question.station]}`),
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
