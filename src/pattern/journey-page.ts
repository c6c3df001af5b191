import { DOCUMENT_TYPES } from '../document/index.ts'
import {
  type Alightings,
  CLASSES,
  CONTRADICTED,
  END_SEEN,
  EXCEPTED,
  type JourneyColumns,
  type Projection,
} from './projection.ts'
import { type IdentityRow, readCheck, type Tie } from './store.ts'

type Class = (typeof CLASSES)[number]

/** For each of CHECK_BASES its place in CLASSES. */
const CLASS_OF_BASIS = (
  ['RESIDENCE', 'RESIDENCE', 'LONG_STAY', 'SHORT_STAY', 'FTD', 'FRTD', 'EU', 'NONE'] satisfies Class[]
).map(name => CLASSES.indexOf(name))

/** Documents that give a class, the best first; citizenship of the Union is never inferred from a document. */
const CLASS_OF_DOCUMENTS: readonly [bits: number, class_: number][] = (
  [
    [['RESIDENCE_PERMIT', 'RESIDENCE_CARD'], 'RESIDENCE'],
    [['LONG_STAY_VISA'], 'LONG_STAY'],
    [['SHORT_STAY_VISA'], 'SHORT_STAY'],
    [['FTD'], 'FTD'],
    [['FRTD'], 'FRTD'],
  ] as const
).map(([types, name]) => [
  types.reduce((bits, type) => bits | (1 << DOCUMENT_TYPES.indexOf(type)), 0),
  CLASSES.indexOf(name),
])

const NO_CLASS = CLASSES.indexOf('NONE')

export interface Index {
  readonly run: ReadonlyMap<string, number>
  readonly station: ReadonlyMap<string, number>
}

/** The columns that pages give, and each identity's person. */
export type Columns = Pick<Projection, 'identities' | 'of' | 'journeys' | 'alightings'> & {
  readonly persons: readonly (string | null)[]
}

/** What one journey's ties say. */
interface Told {
  documents: number
  class: number
  endSeen: boolean
  alightings: { station: number; at: number; flags: number }[]
}

/** One page of identities, packed as soon as it is read, so that its rows can be let go. */
export class JourneyPage {
  readonly identities: readonly string[]
  readonly persons: readonly (string | null)[]
  readonly of: Uint32Array
  readonly journeys: JourneyColumns
  readonly alightings: Alightings

  constructor(rows: readonly IdentityRow[], index: Index) {
    const count = rows.reduce((sum, [, , runs]) => sum + runs.length, 0)
    this.identities = rows.map(([id]) => id)
    this.persons = rows.map(([, person]) => person)
    this.of = new Uint32Array(rows.length + 1)
    this.journeys = journeyColumns(count)
    const alightings: Told['alightings'] = []
    let j = 0
    for (const [i, [, , runs, ties]] of rows.entries()) {
      for (const [place, id] of runs.entries()) {
        const run = index.run.get(id)
        // A run that came after the runs were read: the next projection has it.
        if (run === undefined) continue
        const told = tell(ties[place] as readonly Tie[], index)
        this.journeys.run[j] = run
        this.journeys.class[j] = told.class
        this.journeys.documents[j] = told.documents
        this.journeys.flags[j] = told.endSeen ? END_SEEN : 0
        for (const alighting of told.alightings) alightings.push(alighting)
        j++
        this.journeys.alightings[j] = alightings.length
      }
      this.of[i + 1] = j
    }
    this.alightings = {
      station: Uint16Array.from(alightings, a => a.station),
      at: Float64Array.from(alightings, a => a.at),
      flags: Uint8Array.from(alightings, a => a.flags),
    }
  }
}

function journeyColumns(count: number): JourneyColumns {
  return {
    run: new Uint32Array(count),
    class: new Uint8Array(count),
    flags: new Uint8Array(count),
    documents: new Uint16Array(count),
    alightings: new Uint32Array(count + 1),
  }
}

function tell(ties: readonly Tie[], index: Index): Told {
  const told: Told = { documents: 0, class: NO_CLASS, endSeen: false, alightings: [] }
  const entry = new Basis()
  const board = new Basis()
  // When the journey was last seen aboard at an EXIT or TRANSIT check.
  let lastAboard = Number.NEGATIVE_INFINITY
  for (const tie of ties) {
    if (tie === null) continue
    if (typeof tie === 'object') {
      const [at, code, exception] = tie
      told.endSeen = true
      const station = index.station.get(code)
      if (station !== undefined) told.alightings.push({ station, at, flags: exception === null ? 0 : EXCEPTED })
    } else if (tie < 0) {
      told.documents |= 1 << (-tie - 1)
    } else {
      const { at, kind, basis, capture } = readCheck(tie)
      if (kind === 'EXIT') told.endSeen = true
      if (kind === 'EXIT' || kind === 'TRANSIT') lastAboard = Math.max(lastAboard, at)
      if (kind === 'ENTRY') entry.take(basis, capture, at)
      if (kind === 'BOARD') board.take(basis, capture, at)
    }
  }
  for (const alighting of told.alightings) if (lastAboard > alighting.at) alighting.flags |= CONTRADICTED
  told.class = entry.class ?? board.class ?? classOfDocuments(told.documents)
  return told
}

/** The class by the basis of checks of one kind. Never of ALIGHT checks: many who leave show nothing there. */
class Basis {
  class: number | undefined
  #capture = -1
  #at = Number.NEGATIVE_INFINITY

  /** Of two checks the better capture, then the later, holds. */
  take(basis: number, capture: number, at: number): void {
    if (basis < 0 || capture < this.#capture || (capture === this.#capture && at < this.#at)) return
    this.class = CLASS_OF_BASIS[basis]
    this.#capture = capture
    this.#at = at
  }
}

function classOfDocuments(documents: number): number {
  return CLASS_OF_DOCUMENTS.find(([bits]) => documents & bits)?.[1] ?? NO_CLASS
}

/** Pages put together in their order. */
export function joined(pages: readonly JourneyPage[]): Columns {
  const total = (count: (page: JourneyPage) => number) => pages.reduce((sum, page) => sum + count(page), 0)
  const journeys = journeyColumns(total(page => page.of.at(-1) ?? 0))
  const alighted = total(page => page.alightings.at.length)
  const alightings = {
    station: new Uint16Array(alighted),
    at: new Float64Array(alighted),
    flags: new Uint8Array(alighted),
  }
  const identities: string[] = []
  const persons: (string | null)[] = []
  const of = new Uint32Array(total(page => page.identities.length) + 1)
  let j = 0
  let a = 0
  for (const page of pages) {
    const count = page.of.at(-1) ?? 0
    for (const name of ['run', 'class', 'flags', 'documents'] as const)
      journeys[name].set(page.journeys[name].subarray(0, count), j)
    for (let k = 1; k <= count; k++) journeys.alightings[j + k] = (page.journeys.alightings[k] ?? 0) + a
    for (let i = 0; i < page.identities.length; i++) {
      identities.push(page.identities[i] as string)
      persons.push(page.persons[i] ?? null)
      of[identities.length] = (page.of[i + 1] ?? 0) + j
    }
    for (const name of ['station', 'at', 'flags'] as const) alightings[name].set(page.alightings[name], a)
    j += count
    a += page.alightings.at.length
  }
  return { identities, persons, of, journeys, alightings }
}
