import { type Chain, pull, push } from './chain.ts'
import type { Documents } from './documents.ts'
import type { AnyTable, Part } from './part.ts'
import type { People } from './people.ts'
import type { Rail } from './rail.ts'
import { type Stretch, Table } from './table.ts'

/** Bits of `journeys.flags`. */
export const CREW = 1
/** Some check of it states an exception. */
export const EXCEPTED = 2
/** An ALIGHT or EXIT check says where it ended. */
export const END_SEEN = 4
/** An ALIGHT check is followed by an EXIT or TRANSIT check: a conflict, not a leaving. */
export const CONTRADICTED = 8
export const DECLARED = 16
export const BOARDED = 32
/** No list names it: a check alone saw it. */
export const UNLISTED = 64
/** Its line of a list was read by a machine, from a chip or a machine-readable zone. */
export const MACHINE_READ = 128
/** Some check of it is an ALIGHT check. */
export const SEEN_LEAVING = 256

/** Values of `board` and `alight` that are no call. */
export const UNKNOWN = -1
export const DID_NOT_LEAVE = -2

const NONE = -1

const TABLES = ['journeys', 'checks', 'presentations'] as const
type Block = Readonly<Record<(typeof TABLES)[number], Stretch>>
type Starts = Record<(typeof TABLES)[number], number>

/**
 * Journeys, their checks, and the showings of documents on them. What is of one run lies together, so that a run is read
 * again as a whole; what is of one identity or document is chained. Rows of a run that was read again are left behind.
 */
export class Journeys implements Part<{ readonly dead: number }> {
  /**
   * `place`: number of the node. `board`, `alight`, `from`, `to` (the ticket): places among the run's calls, −1 not known,
   * `alight` −2 known not to have left. `documents`: bit i for `DOCUMENT_TYPES[i]`. Journey j has the checks `checks[j]` up
   * to `checks[j + 1]`, and so its presentations. `next`: the next of its identity.
   */
  readonly journeys = new Table({
    place: Uint32Array,
    run: Uint32Array,
    identity: Int32Array,
    next: Int32Array,
    class: Uint8Array,
    flags: Uint16Array,
    documents: Uint16Array,
    board: Int16Array,
    alight: Int16Array,
    from: Int16Array,
    to: Int16Array,
    booking: Int32Array,
    checks: Uint32Array,
    presentations: Uint32Array,
  })
  /**
   * `place`: number of the node. `journey`: row. `at`: epoch ms. `code`: see CHECK_CODES. `call`: place among the run's
   * calls. `read`: the identity that was read, −1 none; `next`: the next that read it.
   */
  readonly checks = new Table({
    place: Uint32Array,
    journey: Uint32Array,
    at: Float64Array,
    code: Uint16Array,
    call: Int16Array,
    read: Int32Array,
    next: Int32Array,
  })
  /** A document shown on a journey: at a check (its row), or on the list (−1). `next`: the next of the document. */
  readonly presentations = new Table({
    document: Uint32Array,
    journey: Uint32Array,
    check: Int32Array,
    next: Int32Array,
  })
  readonly #rail: Rail
  readonly #people: People
  readonly #documents: Documents
  #dead = 0

  constructor(rail: Rail, people: People, documents: Documents) {
    this.#rail = rail
    this.#people = people
    this.#documents = documents
  }

  /** Chains the journeys of a run, newly written, to their identities and documents, and its checks to whom they read. */
  chain(run: number): void {
    this.#eachLink(run, push, 1)
  }

  /** Lets go of the journeys of a run, before it is read again. */
  drop(run: number): void {
    this.#eachLink(run, pull, -1)
    const [from, until] = this.#of(run)
    this.#dead += until - from
    this.#rail.runs.columns.journeyCount[run] = 0
  }

  /** Puts all rows of a run into the lists that they belong to, or takes them out, and counts them by so many. */
  #eachLink(run: number, act: typeof push, by: 1 | -1): void {
    const [from, until] = this.#of(run)
    const { journeyCount, checkCount } = this.#people.identities.columns
    const { identity } = this.journeys.columns
    for (let j = from; j < until; j++) {
      const maker = identity[j] as number
      if (maker === NONE) continue
      act(this.#made, maker, j)
      journeyCount[maker] = (journeyCount[maker] as number) + by
    }
    const { document } = this.presentations.columns
    const [first, last] = this.#shown(from, until)
    for (let p = first; p < last; p++) act(this.#presented, document[p] as number, p)
    const { read } = this.checks.columns
    const [earliest, latest] = this.#seen(from, until)
    for (let k = earliest; k < latest; k++) {
      const seen = read[k] as number
      if (seen === NONE) continue
      act(this.#readings, seen, k)
      checkCount[seen] = (checkCount[seen] as number) + by
    }
  }

  /** Ends the rows written last: the next journey's checks and presentations begin here. */
  seal(): void {
    const { journeys, checks, presentations } = this
    journeys.columns.checks[journeys.length] = checks.length
    journeys.columns.presentations[journeys.length] = presentations.length
  }

  /** Says of each journey of a run whether it is known not to have ended before the run did. */
  deriveEnds(run: number): void {
    const { alight, flags } = this.journeys.columns
    const complete = this.#rail.runs.columns.complete[run] === 1
    const [from, until] = this.#of(run)
    for (let j = from; j < until; j++)
      if ((alight[j] as number) < 0) alight[j] = complete || (flags[j] as number) & END_SEEN ? DID_NOT_LEAVE : UNKNOWN
  }

  /** How many checks the journeys of a run have. */
  checksOf(run: number): number {
    const [from, until] = this.#blockOf(run).checks
    return until - from
  }

  /** Packs all rows again where a quarter of them belong to no run any more; returns whether it did. */
  compact(): boolean {
    if (4 * this.#dead <= this.journeys.length) return false
    const { runs } = this.#rail
    const blocks = Array.from({ length: runs.length }, (_, run) => this.#blockOf(run))
    for (const name of TABLES) this[name].keep(blocks.map(block => block[name]))
    const at: Starts = { journeys: 0, checks: 0, presentations: 0 }
    for (const [run, block] of blocks.entries()) {
      runs.columns.journeys[run] = at.journeys
      this.#shift(block, at)
      for (const name of TABLES) at[name] += block[name][1] - block[name][0]
    }
    this.seal()
    this.#dead = 0
    const { first, read, journeyCount, checkCount } = this.#people.identities.columns
    for (const none of [first, read]) none.fill(NONE)
    for (const none of [journeyCount, checkCount]) none.fill(0)
    this.#documents.documents.columns.first.fill(NONE)
    for (let run = 0; run < runs.length; run++) this.chain(run)
    return true
  }

  /** The rows of one run in each table. */
  #blockOf(run: number): Block {
    const [from, until] = this.#of(run)
    return { journeys: [from, until], checks: this.#seen(from, until), presentations: this.#shown(from, until) }
  }

  /** Has the rows of a block, which were moved to begin at these places, refer to each other there. */
  #shift(block: Block, at: Starts): void {
    const by = (name: keyof Block) => at[name] - block[name][0]
    const { journeys, checks, presentations } = this
    const size = (name: keyof Block) => block[name][1] - block[name][0]
    for (let j = at.journeys; j < at.journeys + size('journeys'); j++) {
      journeys.columns.checks[j] = (journeys.columns.checks[j] as number) + by('checks')
      journeys.columns.presentations[j] = (journeys.columns.presentations[j] as number) + by('presentations')
    }
    for (let k = at.checks; k < at.checks + size('checks'); k++)
      checks.columns.journey[k] = (checks.columns.journey[k] as number) + by('journeys')
    const { check, journey } = presentations.columns
    for (let p = at.presentations; p < at.presentations + size('presentations'); p++) {
      if ((check[p] as number) !== NONE) check[p] = (check[p] as number) + by('checks')
      journey[p] = (journey[p] as number) + by('journeys')
    }
  }

  get tables(): Record<string, AnyTable> {
    return { journeys: this.journeys, checks: this.checks, presentations: this.presentations }
  }

  readonly names = {}

  get rest() {
    return { dead: this.#dead }
  }

  set rest({ dead }) {
    this.#dead = dead
  }

  #of(run: number): Stretch {
    const { journeys, journeyCount } = this.#rail.runs.columns
    const first = journeys[run] as number
    return [first, first + (journeyCount[run] as number)]
  }

  #seen(from: number, until: number): Stretch {
    const { checks } = this.journeys.columns
    return from === until ? [0, 0] : [checks[from] as number, checks[until] as number]
  }

  #shown(from: number, until: number): Stretch {
    const { presentations } = this.journeys.columns
    return from === until ? [0, 0] : [presentations[from] as number, presentations[until] as number]
  }

  get #made(): Chain {
    return { first: this.#people.identities.columns.first, next: this.journeys.columns.next }
  }

  get #readings(): Chain {
    return { first: this.#people.identities.columns.read, next: this.checks.columns.next }
  }

  get #presented(): Chain {
    return { first: this.#documents.documents.columns.first, next: this.presentations.columns.next }
  }
}
