import type { CoarseKind, Standpoint } from '../../graph/index.ts'
import type { Grouping } from '../grouping.ts'
import type { Reader } from '../store.ts'
import { Bookings } from './bookings.ts'
import { CoShown } from './co-shown.ts'
import { Documents } from './documents.ts'
import { Journeys } from './journeys.ts'
import type { AnyTable } from './part.ts'
import { People } from './people.ts'
import { Rail } from './rail.ts'
import { readRegimes, readSpans, readStations } from './read/few.ts'
import { KINDS } from './read/kinds.ts'
import { type Kinds, readEach } from './read/lines.ts'
import { type RunRow, readRunIds, readRuns } from './read/runs.ts'
import { kindsThen } from './read/then/kinds.ts'
import { readRunsThen } from './read/then/runs.ts'
import { Spans } from './spans.ts'
import { Touches } from './touches.ts'
import { writeBookings, writeDocuments, writePersons } from './write-lines.ts'
import { type Parts, writeRun } from './write-run.ts'

/** Of what a projection consists. */
export const PARTS = ['rail', 'people', 'documents', 'bookings', 'journeys'] as const

/**
 * The graph as flat columns: what detectors count in. It is read from it once, in the order of runs, and kept current by
 * what is noted of each change (see `update`). Names are where a finding must name a thing without asking; of the rest
 * there are the numbers of nodes.
 */
export class Projection implements Parts {
  readonly rail: Rail
  readonly people: People
  readonly documents: Documents
  readonly bookings: Bookings
  readonly journeys: Journeys
  readonly touches = new Touches()
  readonly coShown: CoShown
  /** The last change that it takes in. */
  standpoint: Standpoint
  /** The number of the last delivery that it takes in, where it is of what was known then; undefined: of what is known now. */
  readonly asOf: number | undefined

  /**
   * @param parts of which it consists; absent: it is empty
   * @param before documents that more than one showed, as it was before people became others
   */
  constructor(standpoint: Standpoint, asOf?: number, parts: Parts = emptyParts(), before?: CoShown) {
    this.standpoint = standpoint
    this.asOf = asOf
    this.rail = parts.rail
    this.people = parts.people
    this.documents = parts.documents
    this.bookings = parts.bookings
    this.journeys = parts.journeys
    this.coShown = new CoShown(parts, before)
  }

  /** One of the same facts and other people. */
  with(people: People): Projection {
    return new Projection(this.standpoint, this.asOf, { ...this, people }, this.coShown)
  }

  /** Reads the whole graph. What is recorded meanwhile may be in it or not; it is brought in by the changes since. */
  static async read(reader: Reader, standpoint: Standpoint): Promise<Projection> {
    const projection = new Projection(standpoint)
    await projection.#read(reader, KINDS, (ids, take) => readRuns(reader, ids, take))
    return projection
  }

  /**
   * Reads what was known when the delivery of this number had been received, and as it was stated then. As today are who is
   * who, the timetable of runs, where checks are placed that name no passenger, contacts of bookings, holders, and to which
   * day somebody showed that a document without a record of its issuer is good. No change is brought into it.
   */
  static async readAsKnown(reader: Reader, standpoint: Standpoint, asOf: number): Promise<Projection> {
    const projection = new Projection(standpoint, asOf)
    await projection.#read(reader, kindsThen(asOf), (ids, take) => readRunsThen(reader, ids, asOf, take))
    return projection
  }

  async #read(reader: Reader, { documents, persons, bookings }: Kinds, readThem: ReadRuns): Promise<void> {
    this.write(await readFew(reader, ['Station', 'Train', 'Regime', 'Coverage'], this.asOf))
    await Promise.all([
      readRunIds(reader).then(ids => readThem(ids, row => void writeRun(this, row))),
      readEach(reader, documents, text => writeDocuments(this.documents, text))
        .then(() => readEach(reader, persons, text => writePersons(this.people, text)))
        .then(() => readEach(reader, bookings, text => writeBookings(this.bookings, text))),
    ])
    for (const table of this.tables.values()) table.trim()
  }

  /** Persons by the links that count. */
  get grouping(): Grouping {
    return this.people.grouping
  }

  /** Takes in what there is little of, and what follows from it for every run. */
  write({ stations, regimes, spans }: Few): void {
    const { rail, journeys } = this
    if (stations)
      rail.describe(
        stations.map(([code, name, country, latitude, longitude, borderCrossing, timeZone]) => [
          code,
          { name: name ?? code, country, latitude, longitude, borderCrossing: borderCrossing === true, timeZone },
        ]),
      )
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

  /** How many journeys are in it. O(runs). */
  get journeyCount(): number {
    const { columns, length } = this.rail.runs
    let count = 0
    for (let run = 0; run < length; run++) count += columns.journeyCount[run] as number
    return count
  }

  /** How much is in it, by label. O(runs + documents). */
  get counts(): Record<'TrainRun' | 'Call' | 'Movement' | 'Journey' | 'Check' | 'Document', number> {
    const { columns, length } = this.rail.runs
    const sum = (column: ArrayLike<number>) => Array.from({ length }, (_, run) => column[run] as number).reduce(add, 0)
    return {
      TrainRun: length,
      Call: sum(columns.callCount),
      Movement: sum(columns.movementCount),
      Journey: this.journeyCount,
      Check: Array.from({ length }, (_, run) => this.journeys.checksOf(run)).reduce(add, 0),
      Document: this.documents.count,
    }
  }

  /** Its tables, by the name of the part and their own. */
  get tables(): ReadonlyMap<string, AnyTable> {
    return new Map(
      PARTS.flatMap(part =>
        Object.entries(this[part].tables).map(([name, table]) => [`${part}.${name}`, table] as const),
      ),
    )
  }

  /** Bytes of its columns; strings, of which there is one a person and a run, are not among them. */
  get bytes(): number {
    return [...this.tables.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

function emptyParts(): Parts {
  const [rail, people, documents] = [new Rail(), new People(), new Documents()]
  return { rail, people, documents, bookings: new Bookings(), journeys: new Journeys(rail, people, documents) }
}

type ReadRuns = (ids: readonly string[], take: (row: RunRow) => void) => Promise<void>

const add = (left: number, right: number) => left + right

type Rows<F extends (reader: Reader, asOf: undefined) => Promise<unknown>> = Awaited<ReturnType<F>> | undefined

/** What there is little of, as far as it was read. */
export interface Few {
  readonly stations: Rows<typeof readStations>
  readonly regimes: Rows<typeof readRegimes>
  readonly spans: Rows<typeof readSpans>
}

/** Reads those kinds of which there is little; `asOf`: as known when the delivery of this number had been received. */
export async function readFew(reader: Reader, kinds: Iterable<CoarseKind>, asOf?: number): Promise<Few> {
  const asked = new Set(kinds)
  const [stations, regimes, spans] = await Promise.all([
    asked.has('Station') ? readStations(reader, asOf) : undefined,
    asked.has('Regime') ? readRegimes(reader, asOf) : undefined,
    asked.has('Coverage') ? readSpans(reader, asOf) : undefined,
  ])
  return { stations, regimes, spans }
}
