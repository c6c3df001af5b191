import { Detection, type Epoch } from '../detection/detection.ts'
import { DETECTORS } from '../detectors/index.ts'
import type { PatternName } from '../pattern-name.ts'
import { Projection, readFew } from '../projection/projection.ts'
import { BOOKING, DOCUMENT, IDENTITY, PERSON } from '../projection/read/kinds.ts'
import { readThese } from '../projection/read/lines.ts'
import { type RunRow, readRuns } from '../projection/read/runs.ts'
import type { Found } from '../projection/update.ts'
import { namesIn, ownersIn, writeBookings, writeDocuments } from '../projection/write-lines.ts'
import { writeRun } from '../projection/write-run.ts'
import type { Reader } from '../store.ts'
import { heldLines, type Letter, namedIn } from './journey-lines.ts'
import { journeysBehind } from './store.ts'

/** A fact of the graph by its label, its id, and the number of its node. */
export interface Fact {
  readonly label: string
  readonly id: string
  readonly place: number
}

/**
 * A few facts, and nothing beside them but what they are written in: the journeys that are cited or of which a check is,
 * each with its ticket and all its checks; the documents, bookings and identities that these or the citations name, and
 * whose the identities are; timetable and movements of the runs; stations, dated rules, and what is said of completeness.
 * No other journey is in it, of nobody.
 */
export class Excerpt {
  readonly #reader: Reader
  /** One line a document or booking. */
  readonly #facts: Found

  private constructor(reader: Reader, facts: Found) {
    this.#reader = reader
    this.#facts = facts
  }

  static async read(reader: Reader, cited: readonly Fact[]): Promise<Excerpt> {
    const behind = await journeysBehind(
      reader,
      cited.map(({ place }) => place),
    )
    const runs: RunRow[] = []
    await readRuns(reader, [...behind.runs], row =>
      runs.push(held(row, (letter, place) => letter !== 'j' || behind.journeys.has(place))),
    )
    const named = (label: string, ...letters: string[]) => placesNamed(runs, cited, label, letters)
    const [few, documents, bookings, owners] = await Promise.all([
      readFew(reader, ['Station', 'Train', 'Regime', 'Coverage']),
      readThese(reader, DOCUMENT, named('Document', 'd', 'e')),
      readThese(reader, BOOKING, named('Booking', 'b')),
      readThese(reader, IDENTITY, named('Identity', 'i', 'r')).then(ownersIn),
    ])
    const persons = new Set([...owners.values()].flatMap(({ person }) => person ?? []))
    const names = namesIn(await readThese(reader, PERSON, persons))
    return new Excerpt(reader, { few, runs, documents: apart(documents), bookings: apart(bookings), owners, names })
  }

  /** What one pattern says of these facts alone, or of those that are left without one of them. */
  async detection(pattern: PatternName, epoch: Epoch, without?: Fact): Promise<Detection> {
    const projection = projected(without ? lacking(this.#facts, without) : this.#facts)
    const detection = new Detection(
      DETECTORS.filter(({ rule }) => rule.pattern === pattern),
      this.#reader,
    )
    detection.touch(projection, 'all')
    detection.goBy(new Map([[pattern, epoch]]))
    await detection.settle()
    return detection
  }
}

const held = (run: RunRow, isHeld: (letter: Letter, place: number) => boolean): RunRow =>
  run.with(-1, heldLines(run[8], isHeld)) as unknown as RunRow

/** Numbers of the nodes of a label that are cited, or that journeys name by these letters. */
function placesNamed(
  runs: readonly RunRow[],
  cited: readonly Fact[],
  label: string,
  letters: readonly string[],
): Set<number> {
  const places = new Set(cited.flatMap(fact => (fact.label === label ? [fact.place] : [])))
  for (const run of runs) for (const [letter, place] of namedIn(run[8])) if (letters.includes(letter)) places.add(place)
  return places
}

const apart = (texts: readonly string[]) => texts.flatMap(text => text.match(/[^\n]*\n/g) ?? [])

const LETTERS: Readonly<Record<string, readonly Letter[]>> = {
  Journey: ['j'],
  Check: ['k'],
  Document: ['d', 'e'],
  Identity: ['i', 'r'],
  Booking: ['b'],
}

/** What is left where one fact is not there: whatever else names it, names it no more. */
function lacking(facts: Found, { label, id, place }: Fact): Found {
  const letters = LETTERS[label] ?? []
  const isHeld = (letter: Letter, other: number) => other !== place || !letters.includes(letter)
  const others = (lines: readonly string[], of: string) =>
    label === of ? lines.filter(line => Number.parseInt(line, 10) !== place) : lines
  const runs = label === 'TrainRun' ? facts.runs.filter(([run]) => run !== id) : facts.runs
  const { regimes = [] } = facts.few
  return {
    few: label === 'Regime' ? { ...facts.few, regimes: regimes.filter(regime => regime.id !== id) } : facts.few,
    runs: letters.length > 0 ? runs.map(run => held(run, isHeld)) : runs,
    documents: others(facts.documents, 'Document'),
    bookings: others(facts.bookings, 'Booking'),
    owners: label === 'Identity' ? new Map([...facts.owners].filter(([identity]) => identity !== place)) : facts.owners,
    names: facts.names,
  }
}

/** In the order in which a whole projection is written: what names others after what it names. */
function projected({ few, runs, documents, bookings, owners, names }: Found): Projection {
  const projection = new Projection({ history: '', number: 0 })
  const { people } = projection
  projection.write(few)
  writeDocuments(projection.documents, documents.join(''))
  for (const run of runs) writeRun(projection, run)
  for (const [place, { person, stated }] of owners) {
    const identity = people.identity(place)
    people.state(identity, stated)
    people.assign(identity, person)
  }
  for (const [place, name] of names) people.call(place, name)
  writeBookings(projection.bookings, bookings.join(''))
  return projection
}
