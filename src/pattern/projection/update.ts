import { changesSince, type Notes, standpoint } from '../../graph/index.ts'
import type { Reader } from '../store.ts'
import { arrivalsIn, isOnlyOn } from './arrivals.ts'
import type { People } from './people.ts'
import { type Few, Projection, readFew } from './projection.ts'
import { BOOKING, DOCUMENT, IDENTITY, PERSON } from './read/kinds.ts'
import { readThese } from './read/lines.ts'
import { type RunRow, readRuns } from './read/runs.ts'
import { namesIn, type Owned, ownersIn, writeBookings, writeDocuments } from './write-lines.ts'
import { writeRun } from './write-run.ts'

/** What an update changed, as rows: what detectors look at again. */
export interface Touched {
  readonly runs: ReadonlySet<number>
  /** Identities that made journeys or were read on these runs, before or now, or whose person is another. */
  readonly identities: ReadonlySet<number>
  /** Those of these that are another person's now than before, or are new. */
  readonly moved: ReadonlySet<number>
  /** Persons of these, before and now. */
  readonly persons: ReadonlySet<number>
  /** Documents that were shown on these runs, before or now, or by those of the moved, or of which something else is stated. */
  readonly documents: ReadonlySet<number>
  /** Those of these documents that more than one showed before (see `CoShown`). */
  readonly coShown: ReadonlySet<number>
  /** Documents of which something else is stated, or nothing any more, whether they were shown or not. */
  readonly stated: ReadonlySet<number>
  readonly kinds: ReadonlySet<string>
}

/** Of how many runs an update is read at most, whatever the number of all, and what share of all; all text of it is held at once. */
const FEW_RUNS = 1_000
const SHARE = 1 / 8

/** Whether so much has changed that a projection of so many runs is read anew. */
export const tooMuch = (notes: Notes, runs: number) => notes.runs.size > Math.max(FEW_RUNS, runs * SHARE)

/**
 * Brings a projection up to what the graph holds now, and says what that touched; reads it anew where there is none, where
 * its changes are not known any more, or where they are too many: all is touched then. What comes of it has the content of
 * one that is read anew. Nothing is written before all is read, so that nobody counts in half of an update.
 */
export async function currentProjection(
  reader: Reader,
  projection: Projection | undefined,
): Promise<{ projection: Projection; touched: Touched | 'all' }> {
  const now = await standpoint(reader)
  const notes = projection && (await changesSince(reader, projection.standpoint, now))
  if (!projection || !notes || tooMuch(notes, projection.rail.runs.length))
    return { projection: await Projection.read(reader, now), touched: 'all' }
  if (notes.size === 0) return { projection, touched: { ...new Tally(), kinds: notes.kinds } }
  const found = await read(reader, projection, notes)
  projection.standpoint = now
  return { projection, touched: write(projection, notes, found) }
}

/** What was read of some facts, not yet written into columns. */
export interface Found extends FoundOwners {
  readonly few: Few
  readonly runs: readonly RunRow[]
  readonly documents: readonly string[]
  readonly bookings: readonly string[]
}

interface FoundOwners {
  /** By the number of the identity's node. */
  readonly owners: ReadonlyMap<number, Owned>
  readonly names: ReadonlyMap<number, string>
}

async function read(reader: Reader, { people }: Projection, notes: Notes): Promise<Found> {
  const [few, runs, documents, bookings, owners] = await Promise.all([
    readFew(reader, notes.kinds),
    readThem(reader, notes.runs),
    readThese(reader, DOCUMENT, notes.documents),
    readThese(reader, BOOKING, notes.bookings),
    readOwners(reader, people, notes),
  ])
  return { few, runs, documents, bookings, ...owners }
}

/** Whose the identities are that were noted, and what persons are called that are not known by it yet. */
export async function readOwners(
  reader: Reader,
  people: People,
  notes: Pick<Notes, 'identities' | 'persons'>,
): Promise<FoundOwners> {
  const owners = ownersIn(await readThese(reader, IDENTITY, notes.identities))
  const unknown = [...owners.values()].flatMap(({ person }) =>
    person !== null && people.findPerson(person) < 0 ? [person] : [],
  )
  const names = namesIn(await readThese(reader, PERSON, new Set([...notes.persons, ...unknown, ...people.uncalled])))
  return { owners, names }
}

async function readThem(reader: Reader, ids: Iterable<string>): Promise<RunRow[]> {
  const rows: RunRow[] = []
  await readRuns(reader, [...ids], row => void rows.push(row))
  return rows
}

/** What an update has touched so far. */
export class Tally {
  readonly runs = new Set<number>()
  readonly identities = new Set<number>()
  readonly moved = new Set<number>()
  readonly persons = new Set<number>()
  readonly documents = new Set<number>()
  readonly coShown = new Set<number>()
  readonly stated = new Set<number>()
}

/** What there is little of and says something of every run. */
const SWEEPING = ['Station', 'Regime', 'Coverage'] as const

function write(projection: Projection, notes: Notes, found: Found): Touched {
  const { rail, documents, bookings, journeys } = projection
  const touched = new Tally()
  // What more than one showed before is asked about; where that was never asked, nobody has gone by it.
  if (projection.coShown.isMadeOut) projection.coShown.catchUp()
  projection.write(found.few)
  const gone = new Set(notes.documents)
  for (const text of found.documents)
    for (const row of writeDocuments(documents, text)) {
      touched.documents.add(row)
      touched.stated.add(row)
      gone.delete(documents.documents.columns.place[row] as number)
    }
  for (const [id] of found.runs) tallyRun(projection, rail.row(id), touched)
  const before = new Set(touched.identities)
  const since = journeys.presentations.length
  for (const row of found.runs) {
    const run = writeRun(projection, row)
    touched.runs.add(run)
    tallyRun(projection, run, touched)
  }
  const { newcomers, regrouped } = assignAll(projection, notes.identities, found, touched)
  for (const place of gone) {
    const row = documents.leave(place)
    if (row >= 0) touched.stated.add(row)
  }
  tallyShown(projection, touched, { newcomers, since })
  const empty = new Set(notes.bookings)
  for (const text of found.bookings) for (const place of writeBookings(bookings, text)) empty.delete(place)
  for (const place of empty) bookings.leave(place)
  const moved = [rail.compact(), journeys.compact(), bookings.compact()].includes(true)
  if (moved) projection.coShown.noteMoved()
  if (moved || SWEEPING.some(kind => notes.kinds.has(kind))) projection.touches.addAll()
  else
    projection.touches.add(
      new Set([...touched.runs, ...runsOf(projection, touched.moved)]),
      touched.persons,
      arrivalsIn(projection, touched.runs, { before, regrouped }),
    )
  return { ...touched, kinds: notes.kinds }
}

/** The runs of journeys that these identities made. */
function* runsOf({ people, journeys }: Projection, identities: Iterable<number>): Iterable<number> {
  const { run, next } = journeys.journeys.columns
  for (const identity of identities)
    for (let j = people.identities.columns.first[identity] as number; j >= 0; j = next[j] as number)
      yield run[j] as number
}

/** What came with an update: identities, and the first row of what was shown. */
interface Came {
  readonly newcomers: ReadonlySet<number>
  readonly since: number
}

const NOTHING_CAME: Came = { newcomers: new Set(), since: 0 }

/** Adds what was shown by whoever is another person's now, and has all of that told anew which more than one showed. */
export function tallyShown(
  { people, journeys, coShown }: Projection,
  touched: Tally,
  { newcomers, since }: Came = NOTHING_CAME,
): void {
  const { first, read } = people.identities.columns
  const { next, presentations } = journeys.journeys.columns
  const { document } = journeys.presentations.columns
  const { next: nextRead, journey: checked } = journeys.checks.columns
  const others = new Set<number>()
  const addShownOn = (journey: number) => {
    for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
      touched.documents.add(document[p] as number)
      others.add(document[p] as number)
    }
  }
  for (const identity of touched.moved) {
    // What newcomers showed was shown on the touched runs.
    if (newcomers.has(identity)) continue
    for (let j = first[identity] as number; j >= 0; j = next[j] as number) addShownOn(j)
    for (let k = read[identity] as number; k >= 0; k = nextRead[k] as number) addShownOn(checked[k] as number)
  }
  if (coShown.isMadeOut) for (const shown of touched.documents) if (coShown.has(shown)) touched.coShown.add(shown)
  for (const shown of touched.documents) coShown.note(shown, others.has(shown) ? 0 : since)
}

interface Assigned {
  /** Identities that were nobody's, and of which nothing is known but what the touched runs say. */
  readonly newcomers: ReadonlySet<number>
  /** Persons of all others, before and now. */
  readonly regrouped: ReadonlySet<number>
}

/** Says whose identities are now. */
export function assignAll(
  projection: Projection,
  identities: Iterable<number>,
  { owners, names }: FoundOwners,
  touched: Tally,
): Assigned {
  const { people } = projection
  const newcomers = new Set<number>()
  const regrouped = new Set<number>()
  for (const place of identities) {
    const owned = owners.get(place)
    const person = owned?.person ?? null
    const row = person === null ? people.find(place) : people.identity(place)
    if (row < 0) continue
    const others = people.identities.columns.person[row] as number
    if (owned) people.state(row, owned.stated)
    tallyPerson(projection, row, touched)
    people.assign(row, person)
    touched.identities.add(row)
    touched.moved.add(row)
    if (others < 0 && isOnlyOn(projection, row, touched.runs)) newcomers.add(row)
    else for (const person of [others, people.identities.columns.person[row] as number]) regrouped.add(person)
  }
  for (const row of touched.identities) tallyPerson(projection, row, touched)
  for (const [place, name] of names) people.call(place, name)
  return { newcomers, regrouped }
}

/** Adds who travelled on a run and what was shown there. */
function tallyRun({ rail, journeys, people }: Projection, run: number, touched: Tally): void {
  const { journeys: firsts, journeyCount } = rail.runs.columns
  const { identity, checks, presentations } = journeys.journeys.columns
  const first = firsts[run] as number
  const end = first + (journeyCount[run] as number)
  if (first === end) return
  const tallyIdentity = (row: number) => {
    if (row < 0) return
    touched.identities.add(row)
    const person = people.identities.columns.person[row] as number
    if (person >= 0) touched.persons.add(person)
  }
  for (let j = first; j < end; j++) tallyIdentity(identity[j] as number)
  for (let k = checks[first] as number; k < (checks[end] as number); k++)
    tallyIdentity(journeys.checks.columns.read[k] as number)
  for (let p = presentations[first] as number; p < (presentations[end] as number); p++)
    touched.documents.add(journeys.presentations.columns.document[p] as number)
}

function tallyPerson({ people }: Projection, identity: number, touched: Tally): void {
  const person = people.identities.columns.person[identity] as number
  if (person >= 0) touched.persons.add(person)
}
