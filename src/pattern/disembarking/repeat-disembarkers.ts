import { Invalid, NotFound } from '../../base/index.ts'
import { DOCUMENT_TYPES, type DocumentType } from '../../document/index.ts'
import type { Strictness } from '../../person/index.ts'
import type { Grouping } from '../grouping.ts'
import { nearestCodes } from '../nearest-codes.ts'
import { CLASSES, DIRECTIONS } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { instantOf, type Passed, passageOf } from '../terms/leaving.ts'
import { regimeChanges, spanOf } from '../terms/regime-span.ts'
import { mostUnusual } from './most-unusual-year.ts'
import { Histogram, Peers } from './peers.ts'

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

/** Days. */
const WINDOW = 365
const NO_CALL = -1

/** One journey past the station that counts. */
interface Passage extends Passed {
  readonly stratum: number
  readonly run: number
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
  const peers = new Map([...histograms].map(([stratum, histogram]) => [stratum, new Peers(histogram.fit())]))
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
  const peers = new Map(
    [...strata.keys()].map(stratum => [stratum, new Peers((histograms.get(stratum) ?? new Histogram()).fit())]),
  )
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
  const { people } = projection
  const { run, next, documents: carried, class: travelledOn } = projection.journeys.journeys.columns
  for (let j = people.identities.columns.first[identity] as number; j >= 0; j = next[j] as number) {
    const r = run[j] as number
    const c = call[r] as number
    if (c === NO_CALL || (documents !== 0 && !((carried[j] as number) & documents))) continue
    const passing = passageOf(projection, j, c)
    if (!passing) continue
    const group = (stratum[r] as number) * CLASSES.length + (travelledOn[j] as number)
    found.push({ stratum: group, run: r, ...passing })
  }
}

/** The persons with enough leavings, and by stratum how many persons had x of n. */
function count(question: Question, atLeast: number) {
  const candidates: number[] = []
  const histograms = new Map<number, Histogram>()
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
      const histogram = histograms.get(stratum) ?? new Histogram()
      histograms.set(stratum, histogram)
      histogram.add(n, x)
    }
    if (times >= atLeast) candidates.push(person)
  }
  return { candidates, histograms }
}

function judge(question: Question, person: number, peers: ReadonlyMap<number, Peers>): RepeatDisembarker {
  const { rail, journeys } = question.projection
  const { place } = journeys.checks.columns
  const idOf = ({ run }: Passage) => rail.ids.all[run] as string
  const seen = ({ left }: Passage) => (left === undefined ? -1 : (place[left] as number))
  const inOrder = passages(question, person).sort(
    (a, b) => a.at - b.at || (a.run === b.run ? seen(a) - seen(b) : idOf(a) < idOf(b) ? -1 : 1),
  )
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
    least = Math.min(least, mostUnusual(own, group, WINDOW).tail)
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
