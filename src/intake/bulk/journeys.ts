import { byHold, CAPTURES, type Sighting } from '../../journey/index.ts'
import { Column } from './column.ts'
import type { ImportRows } from './rows.ts'

const ENDS = { BOARD: 'BOARDED_AT', ALIGHT: 'ALIGHTED_AT' } as const
type End = keyof typeof ENDS

const isEnd = (kind: string): kind is End => kind in ENDS

/** A check as far as it says where a journey began or ended. */
export interface SeenEnd {
  readonly kind: string
  readonly at: number
  readonly capture: Sighting[2]
  /** Node of the call. */
  readonly call: number
}

/** The checks that hold so far for the beginnings, or the ends, of journeys. */
class Holding {
  readonly #call = Column.whole()
  readonly #at = Column.wide()
  readonly #capture = Column.whole()

  holding(journey: number): { call: number; sighting: Sighting } | undefined {
    const call = this.#call.at(journey)
    if (call < 0) return undefined
    const capture = CAPTURES[this.#capture.at(journey)] ?? null
    return { call, sighting: ['', this.#at.at(journey), capture, '', ''] }
  }

  set(journey: number, { call, at, capture }: SeenEnd): void {
    this.#call.set(journey, call)
    this.#at.set(journey, at)
    this.#capture.set(journey, capture === null ? -1 : CAPTURES.indexOf(capture))
  }
}

/** The journeys, counted from 0, with where they began and ended, which is written last. */
export class Journeys {
  readonly #rows: ImportRows
  readonly #nodes = Column.whole()
  #count = 0
  readonly #ends: Readonly<Record<End, Holding>> = { BOARD: new Holding(), ALIGHT: new Holding() }

  constructor(rows: ImportRows) {
    this.#rows = rows
  }

  /** Counts a journey; returns its index. */
  add(node: number): number {
    this.#nodes.set(this.#count, node)
    return this.#count++
  }

  nodeOf(journey: number): number {
    return this.#nodes.at(journey)
  }

  /** Whether only the ids of the two checks could say which holds: ids are not kept here. */
  isTie(journey: number, seen: Omit<SeenEnd, 'call'>): boolean {
    if (!isEnd(seen.kind)) return false
    const held = this.#ends[seen.kind].holding(journey)?.sighting
    return held !== undefined && held[1] === seen.at && held[2] === seen.capture
  }

  see(journey: number, seen: SeenEnd): void {
    if (!isEnd(seen.kind)) return
    const ends = this.#ends[seen.kind]
    const held = ends.holding(journey)
    const sighting: Sighting = ['', seen.at, seen.capture, '', '']
    if (held === undefined || byHold(sighting, held.sighting) < 0) ends.set(journey, seen)
  }

  write(): void {
    for (const [end, type] of Object.entries(ENDS))
      for (let journey = 0; journey < this.#count; journey++) {
        const held = this.#ends[end as End].holding(journey)
        if (held) this.#rows.tie(type, this.nodeOf(journey), held.call)
      }
  }
}
