import type { Bookings } from './bookings.ts'
import { Basis, classOfDocuments } from './class.ts'
import { ALIGHT, BOARD, ENTRY, EXIT, isExcepted, JOURNEY_CODES, kindOf, MOVEMENT_KINDS, TRANSIT } from './codes.ts'
import { Cursor } from './cursor.ts'
import type { Documents } from './documents.ts'
import {
  BOARDED,
  CONTRADICTED,
  CREW,
  DECLARED,
  END_SEEN,
  EXCEPTED,
  type Journeys,
  MACHINE_READ,
  SEEN_LEAVING,
  UNKNOWN,
  UNLISTED,
} from './journeys.ts'
import type { People } from './people.ts'
import { ALIGHTING, BOARDING, PLANNED, type Rail } from './rail.ts'
import type { CallRow, RunRow } from './read/runs.ts'
import type { Said } from './spans.ts'

export interface Parts {
  readonly rail: Rail
  readonly people: People
  readonly documents: Documents
  readonly bookings: Bookings
  readonly journeys: Journeys
}

/** Writes a run and all that is theirs, in place of what was known of it; returns its row. */
export function writeRun(parts: Parts, row: RunRow): number {
  const { rail, journeys } = parts
  const [id, , , , , , , , lines] = row
  const run = rail.row(id)
  rail.drop(run)
  journeys.drop(run)
  const stationSaid = writeSaid(rail, run, row)
  writeCalls(rail, run, row, stationSaid)
  writeMovements(rail, run, row)
  const first = journeys.journeys.length
  rail.runs.columns.journeys[run] = first
  let load = 0
  for (const text of lines) {
    const cursor = new Cursor(text)
    while (!cursor.ended) if (!writeJourney(parts, run, cursor)) load++
  }
  journeys.seal()
  rail.runs.columns.journeyCount[run] = journeys.journeys.length - first
  rail.runs.columns.load[run] = load
  journeys.chain(run)
  rail.derive(run)
  journeys.deriveEnds(run)
  return run
}

/** What was said of the run as a whole goes to its row, what was said of its stops is returned by station. */
function writeSaid(rail: Rail, run: number, [, train, originDate, departsAt, capacity, , , said]: RunRow) {
  const { columns } = rail.runs
  columns.train[run] = rail.trains.number(train)
  columns.stratum[run] = 7 * (columns.train[run] as number) + new Date(Date.parse(originDate)).getUTCDay()
  columns.departsAt[run] = departsAt
  columns.capacity[run] = capacity ?? -1
  columns.said[run] = 0
  const byStation = new Map<string, Said>()
  for (const [station, complete] of said) {
    const one = complete ? 1 : 2
    if (station === null) columns.said[run] = Math.max(columns.said[run] as number, one)
    else byStation.set(station, Math.max(byStation.get(station) ?? 0, one) as Said)
  }
  return byStation
}

function writeCalls(rail: Rail, run: number, row: RunRow, said: ReadonlyMap<string, Said>): void {
  const inOrder = callsInOrder(row)
  const first = rail.calls.add(inOrder.length)
  rail.runs.columns.calls[run] = first
  rail.runs.columns.callCount[run] = inOrder.length
  const { columns } = rail.calls
  for (const [i, call] of inOrder.entries()) {
    const [station, seq, at, arrive, depart, arrived, departed, boarding, alighting] = call
    columns.station[first + i] = rail.station(station)
    columns.at[first + i] = at ?? Number.NaN
    columns.arrive[first + i] = arrive ?? Number.NaN
    columns.depart[first + i] = depart ?? Number.NaN
    columns.arrived[first + i] = arrived ?? Number.NaN
    columns.departed[first + i] = departed ?? Number.NaN
    columns.rules[first + i] = (boarding ? BOARDING : 0) + (alighting ? ALIGHTING : 0) + (seq === null ? 0 : PLANNED)
    columns.said[first + i] = said.get(station) ?? 0
  }
}

/** Calls as the train makes them: the planned ones by their number, the unplanned ones where their instant puts them. */
function callsInOrder([, , , departsAt, , calls]: RunRow): CallRow[] {
  const ordered = calls.filter(([, seq]) => seq !== null).sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0))
  const unplanned = calls.filter(([, seq]) => seq === null).sort((a, b) => (a[0] < b[0] ? -1 : 1))
  for (const call of unplanned) {
    const place = ordered.findLastIndex(([, , at]) => (at ?? departsAt) <= (call[2] ?? departsAt))
    ordered.splice(place + 1, 0, call)
  }
  return ordered
}

function writeMovements(rail: Rail, run: number, [, , , , , , movements]: RunRow): void {
  const first = rail.movements.add(movements.length)
  rail.runs.columns.movements[run] = first
  rail.runs.columns.movementCount[run] = movements.length
  const { columns } = rail.movements
  for (const [i, [kind, station, at, until, km]] of movements.entries()) {
    columns.kind[first + i] = MOVEMENT_KINDS.indexOf(kind as (typeof MOVEMENT_KINDS)[number])
    columns.call[first + i] = station === null ? UNKNOWN : rail.callAt(run, station)
    columns.at[first + i] = at
    columns.until[first + i] = until ?? Number.NaN
    columns.km[first + i] = km ?? Number.NaN
  }
}

/** Writes the journey of a line (see JOURNEY of `read/runs.ts`); returns whether it was made as crew. */
function writeJourney({ rail, people, documents, bookings, journeys }: Parts, run: number, cursor: Cursor): boolean {
  const j = journeys.journeys.add()
  const { columns } = journeys.journeys
  columns.place[j] = cursor.number()
  const said = cursor.number()
  columns.run[j] = run
  columns.identity[j] = UNKNOWN
  columns.booking[j] = UNKNOWN
  columns.from[j] = rail.callAt(run, cursor.word())
  columns.to[j] = rail.callAt(run, cursor.word())
  columns.board[j] = UNKNOWN
  columns.alight[j] = UNKNOWN
  columns.checks[j] = journeys.checks.length
  columns.presentations[j] = journeys.presentations.length
  let carried = 0
  let check = UNKNOWN
  while (!cursor.endsLine()) {
    const letter = cursor.letter()
    if (letter === 'k') {
      check = journeys.checks.add()
      journeys.checks.columns.place[check] = cursor.number()
      journeys.checks.columns.at[check] = cursor.number()
      journeys.checks.columns.code[check] = cursor.number()
      journeys.checks.columns.call[check] = rail.callAt(run, cursor.word())
      journeys.checks.columns.journey[check] = j
      journeys.checks.columns.read[check] = UNKNOWN
    } else if (letter === 'i') columns.identity[j] = people.identity(cursor.number())
    else if (letter === 'd') {
      show(journeys, documents.row(cursor.number()), j, UNKNOWN)
      carried |= 1 << cursor.number()
    } else if (letter === 'b') columns.booking[j] = bookings.row(cursor.number())
    else if (letter === 'f') columns.board[j] = rail.callAt(run, cursor.word())
    else if (letter === 't') columns.alight[j] = rail.callAt(run, cursor.word())
    else if (letter === 'e') show(journeys, documents.row(cursor.number()), j, check)
    else journeys.checks.columns.read[check] = people.identity(cursor.number())
  }
  columns.documents[j] = carried
  const { seen, class: travelledOn } = tell(journeys, columns.checks[j] as number)
  columns.class[j] = travelledOn ?? classOfDocuments(carried)
  columns.flags[j] = seen | listed(said)
  return ((columns.flags[j] as number) & CREW) !== 0
}

function show({ presentations }: Journeys, document: number, journey: number, check: number): void {
  const p = presentations.add()
  presentations.columns.document[p] = document
  presentations.columns.journey[p] = journey
  presentations.columns.check[p] = check
}

/** What the checks of a journey, written last and from a row on, say together. */
function tell({ checks }: Journeys, from: number) {
  const { at, code } = checks.columns
  const entry = new Basis()
  const board = new Basis()
  let seen = 0
  let lastAboard = Number.NEGATIVE_INFINITY
  let firstLeft = Number.POSITIVE_INFINITY
  for (let k = from; k < checks.length; k++) {
    const [instant, said] = [at[k] as number, code[k] as number]
    const kind = kindOf(said)
    if (isExcepted(said)) seen |= EXCEPTED
    if (kind === ALIGHT || kind === EXIT) seen |= END_SEEN
    if (kind === ALIGHT) seen |= SEEN_LEAVING
    if (kind === ALIGHT) firstLeft = Math.min(firstLeft, instant)
    if (kind === EXIT || kind === TRANSIT) lastAboard = Math.max(lastAboard, instant)
    if (kind === ENTRY) entry.take(said, instant)
    if (kind === BOARD) board.take(said, instant)
  }
  if (lastAboard > firstLeft) seen |= CONTRADICTED
  return { seen, class: entry.class ?? board.class }
}

/** Flags of what a journey's line of a list says. */
function listed(code: number): number {
  const role = code % 4
  const stage = code % JOURNEY_CODES.unlisted
  const { roles, stages, unlisted, machine } = JOURNEY_CODES
  return (
    (role === roles.CREW ? CREW : 0) |
    (stage - role === stages.DECLARED ? DECLARED : 0) |
    (stage - role === stages.BOARDED ? BOARDED : 0) |
    (code & unlisted ? UNLISTED : 0) |
    (code & machine ? MACHINE_READ : 0)
  )
}
