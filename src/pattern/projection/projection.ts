import { availableParallelism } from 'node:os'
import type { CoarseKind, Standpoint } from '../../graph/index.ts'
import type { Grouping } from '../grouping.ts'
import type { Reader } from '../store.ts'
import { Bookings } from './bookings.ts'
import { Documents } from './documents.ts'
import { Journeys } from './journeys.ts'
import { People } from './people.ts'
import { Rail } from './rail.ts'
import { readRegimes, readSpans, readStations } from './read/few.ts'
import { BOOKING, DOCUMENT, PERSON } from './read/kinds.ts'
import { readAll } from './read/lines.ts'
import { readRunIds, readRuns } from './read/runs.ts'
import { Spans } from './spans.ts'
import { writeBookings, writeDocuments, writePersons } from './write-lines.ts'
import { type Parts, writeRun } from './write-run.ts'

/** Runs that are read as one statement: some 15,000 journeys, two megabytes of text. */
const RUNS_AT_ONCE = 50
/** Statements about runs under way at once: what takes the time is the server's walk, each on a core of its own. */
const LANES = Math.min(8, Math.max(2, availableParallelism()))

/**
 * The graph as flat columns: what detectors count in. It is read from it once, in the order of runs, and kept current by
 * what is noted of each change (see `update`). Names are where a finding must name a thing without asking; of the rest
 * there are the numbers of nodes.
 */
export class Projection implements Parts {
  readonly rail = new Rail()
  readonly people = new People()
  readonly documents = new Documents()
  readonly bookings = new Bookings()
  readonly journeys = new Journeys(this.rail, this.people, this.documents)
  /** The last change that it takes in. */
  standpoint: Standpoint

  private constructor(standpoint: Standpoint) {
    this.standpoint = standpoint
  }

  /** Reads the whole graph. What is recorded meanwhile may be in it or not; it is brought in by the changes since. */
  static async read(reader: Reader, standpoint: Standpoint): Promise<Projection> {
    const projection = new Projection(standpoint)
    projection.write(await readFew(reader, ['Station', 'Train', 'Regime', 'Coverage']))
    const { people, documents, bookings } = projection
    await Promise.all([
      projection.#readRuns(reader),
      readAll(reader, DOCUMENT, text => writeDocuments(documents, text))
        .then(() => readAll(reader, PERSON, text => writePersons(people, text)))
        .then(() => readAll(reader, BOOKING, text => writeBookings(bookings, text))),
    ])
    for (const table of projection.#tables()) table.trim()
    return projection
  }

  #tables(): { trim(): void }[] {
    const { rail, people, documents, bookings, journeys } = this
    return [
      ...[rail.runs, rail.calls, rail.movements, people.identities, people.persons],
      ...[documents.documents, documents.stated],
      ...[bookings.bookings, bookings.given, bookings.contacts],
      ...[journeys.journeys, journeys.checks, journeys.presentations],
    ]
  }

  async #readRuns(reader: Reader): Promise<void> {
    const ids = await readRunIds(reader)
    let next = 0
    const readOn = async () => {
      while (next < ids.length) {
        const some = ids.slice(next, next + RUNS_AT_ONCE)
        next += RUNS_AT_ONCE
        for (const row of await readRuns(reader, some)) writeRun(this, row)
      }
    }
    await Promise.all(Array.from({ length: LANES }, readOn))
  }

  /** Persons by the links that count. */
  get grouping(): Grouping {
    return this.people.grouping
  }

  /** Takes in what there is little of, and what follows from it for every run. */
  write({ stations, regimes, spans }: Few): void {
    const { rail, journeys } = this
    for (const [code, name, country, latitude, longitude, borderCrossing, timeZone] of stations ?? [])
      rail.about[rail.station(code)] = {
        name: name ?? code,
        country,
        latitude,
        longitude,
        borderCrossing: borderCrossing === true,
        timeZone,
      }
    if (regimes) rail.regimes = regimes
    if (spans)
      rail.spans = new Spans(
        spans.map(([station, from, until, complete]) => ({
          station: station === null ? -1 : rail.station(station),
          from: from ?? Number.NEGATIVE_INFINITY,
          until: until ?? Number.POSITIVE_INFINITY,
          said: complete ? 1 : 2,
        })),
      )
    if (!stations && !spans) return
    for (let run = 0; run < rail.runs.length; run++) {
      rail.derive(run)
      journeys.deriveEnds(run)
    }
  }

  /** How much is in it, by label. O(runs + documents). */
  get counts(): Record<'TrainRun' | 'Call' | 'Movement' | 'Journey' | 'Check' | 'Document', number> {
    const { columns, length } = this.rail.runs
    const sum = (column: ArrayLike<number>) => Array.from({ length }, (_, run) => column[run] as number).reduce(add, 0)
    return {
      TrainRun: length,
      Call: sum(columns.callCount),
      Movement: sum(columns.movementCount),
      Journey: sum(columns.journeyCount),
      Check: Array.from({ length }, (_, run) => this.journeys.checksOf(run)).reduce(add, 0),
      Document: this.documents.count,
    }
  }

  /** Bytes of its columns; strings, of which there is one a person and a run, are not among them. */
  get bytes(): number {
    return [this.rail, this.people, this.documents, this.bookings, this.journeys].reduce(
      (sum, { bytes }) => sum + bytes,
      0,
    )
  }
}

const add = (left: number, right: number) => left + right

type Rows<F extends (reader: Reader) => Promise<unknown>> = Awaited<ReturnType<F>> | undefined

/** What there is little of, as far as it was read. */
export interface Few {
  readonly stations: Rows<typeof readStations>
  readonly regimes: Rows<typeof readRegimes>
  readonly spans: Rows<typeof readSpans>
}

/** Reads those kinds of which there is little. */
export async function readFew(reader: Reader, kinds: Iterable<CoarseKind>): Promise<Few> {
  const asked = new Set(kinds)
  const [stations, regimes, spans] = await Promise.all([
    asked.has('Station') ? readStations(reader) : undefined,
    asked.has('Regime') ? readRegimes(reader) : undefined,
    asked.has('Coverage') ? readSpans(reader) : undefined,
  ])
  return { stations, regimes, spans }
}
