import type { Database } from '../../src/graph/index.ts'
import { NO_TYPE } from '../../src/pattern/projection/documents.ts'
import type { Projection } from '../../src/pattern/projection/projection.ts'
import type { Table } from '../../src/pattern/projection/table.ts'

/** What stands for the number of a node. */
type Naming = (place: number) => string | number

/** All that a projection says, as lines in one order, whatever rows things have: of two with one content they are equal. */
export function dump(projection: Projection, name: Naming = place => place): string[] {
  return [
    ...rail(projection),
    ...journeys(projection, name),
    ...people(projection, name),
    ...papers(projection, name),
    ...coShown(projection, name),
    ...bookings(projection, name),
  ]
    .map(line => JSON.stringify(line, (_, value) => (Number.isNaN(value) ? 'none' : value)))
    .sort()
}

/** The same, things under their ids: what has gone since may have been made anew under another number. */
export async function dumpNamed(database: Database, projection: Projection): Promise<string[]> {
  const rows = (await database.read('MATCH (n) WHERE n.id IS NOT NULL RETURN id(n), n.id', {})) as [number, string][]
  const ids = new Map(rows)
  return dump(projection, place => ids.get(place) ?? place)
}

const inOrder = <T>(items: readonly T[]) => items.map(item => JSON.stringify(item)).sort()

/** Rows of a table as objects of its columns, these left out. */
function rowOf(table: Table<never>, row: number, ...without: readonly string[]): Record<string, number> {
  const columns = Object.entries(table.columns as Record<string, ArrayLike<number>>)
  return Object.fromEntries(
    columns.filter(([name]) => !without.includes(name)).map(([name, column]) => [name, column[row] as number]),
  )
}

/** Places of the rows that a chain holds. */
function chained(first: number, next: Int32Array, place: (row: number) => unknown): string[] {
  const found: unknown[] = []
  for (let row = first; row >= 0; row = next[row] as number) found.push(place(row))
  return inOrder(found)
}

const upTo = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => first + i)

function* rail({ rail }: Projection): Iterable<unknown> {
  const { stations, about, regimes, spans, runs, calls, movements, ids, trains } = rail
  for (const [s, code] of stations.all.entries()) yield ['station', code, about[s]]
  for (const regime of regimes) yield ['regime', regime]
  for (const { station, ...span } of spans.all) yield ['span', stations.all[station], span]
  for (const [r, id] of ids.all.entries()) {
    const {
      train,
      stratum,
      calls: c,
      callCount,
      movements: m,
      movementCount,
      journeys: _,
      ...row
    } = rowOf(runs as never, r) as never as Record<string, number> & {
      train: number
      stratum: number
      calls: number
      callCount: number
      movements: number
      movementCount: number
    }
    yield [
      'run',
      id,
      trains.all[train],
      stratum - 7 * train,
      row,
      upTo(c, c + callCount).map(call => [
        stations.all[calls.columns.station[call] as number],
        rowOf(calls as never, call, 'station'),
      ]),
      inOrder(upTo(m, m + movementCount).map(movement => rowOf(movements as never, movement))),
    ]
  }
}

function* journeys({ rail, people, documents, bookings, journeys }: Projection, name: Naming): Iterable<unknown> {
  const { journeys: table, checks, presentations } = journeys
  const place = (of: Table<never>, row: number) =>
    row < 0 ? null : name((of.columns as Record<string, Uint32Array>).place?.[row] as number)
  for (const [r, id] of rail.ids.all.entries()) {
    const first = rail.runs.columns.journeys[r] as number
    for (const j of upTo(first, first + (rail.runs.columns.journeyCount[r] as number))) {
      const { identity, booking, run } = rowOf(table as never, j) as { identity: number; booking: number; run: number }
      yield [
        'journey',
        id,
        rail.ids.all[run],
        place(table as never, j),
        rowOf(table as never, j, 'place', 'identity', 'booking', 'run', 'next', 'checks', 'presentations'),
        place(people.identities as never, identity),
        place(bookings.bookings as never, booking),
        inOrder(
          upTo(table.columns.checks[j] as number, table.columns.checks[j + 1] as number).map(k => [
            place(checks as never, k),
            rowOf(checks as never, k, 'place', 'journey', 'read', 'next'),
            place(table as never, checks.columns.journey[k] as number),
            place(people.identities as never, checks.columns.read[k] as number),
          ]),
        ),
        inOrder(
          upTo(table.columns.presentations[j] as number, table.columns.presentations[j + 1] as number).map(p => [
            place(documents.documents as never, presentations.columns.document[p] as number),
            place(table as never, presentations.columns.journey[p] as number),
            (presentations.columns.check[p] as number) < 0
              ? null
              : checks.columns.at[presentations.columns.check[p] as number],
          ]),
        ),
      ]
    }
  }
}

function* people({ people, journeys, grouping }: Projection, name: Naming): Iterable<unknown> {
  const { person, first, read, surname, given, birth, family } = people.identities.columns
  const place = ({ columns }: { columns: { place: Uint32Array } }, row: number) => name(columns.place[row] as number)
  for (const i of upTo(0, people.identities.length)) {
    const made = chained(first[i] as number, journeys.journeys.columns.next, j => place(journeys.journeys, j))
    const readBy = chained(read[i] as number, journeys.checks.columns.next, k => place(journeys.checks, k))
    const whose = (person[i] as number) < 0 ? null : people.ids[person[i] as number]
    if (made.length > 0 || readBy.length > 0 || whose !== null)
      yield [
        'identity',
        place(people.identities, i),
        whose,
        made,
        readBy,
        whose !== null && [surname[i], given[i], birth[i], family[i]],
      ]
  }
  for (const [p, id] of grouping.persons.entries())
    yield [
      'person',
      id,
      inOrder([...grouping.identities.slice(grouping.of[p], grouping.of[p + 1])].map(i => place(people.identities, i))),
    ]
}

function* papers({ documents, journeys }: Projection, name: Naming): Iterable<unknown> {
  const { documents: table, stated, issuers, series, authorities, authorises } = documents
  const { issuer, series: of, stated: by, first } = table.columns
  const place = (row: number | undefined) =>
    row === undefined || row < 0 ? null : name(table.columns.place[row] as number)
  for (const d of upTo(0, table.length)) {
    const row = rowOf(table as never, d, 'place', 'issuer', 'series', 'stated', 'first', 'goWith', 'replacing')
    const { next, journey } = journeys.presentations.columns
    const shown = chained(first[d] as number, next, p =>
      name(journeys.journeys.columns.place[journey[p] as number] as number),
    )
    if (row.type === NO_TYPE && shown.length === 0) continue
    yield [
      'document',
      place(d),
      row,
      issuers.all[issuer[d] as number],
      series.all[of[d] as number],
      authorises.get(d),
      shown,
      ...(['issuedFor', 'replaces'] as const).map(by => inOrder(documents.relatedTo(d, by).map(place))),
    ]
    const s = by[d] as number
    if (s < 0) continue
    const { authority, issuedFor, replaces } = stated.columns
    yield [
      'stated',
      place(d),
      rowOf(stated as never, s, 'authority', 'issuedFor', 'replaces', 'document', 'nextGoing', 'nextReplacing'),
      authorities.all[authority[s] as number],
      place(issuedFor[s]),
      place(replaces[s]),
    ]
  }
}

function* coShown({ documents, people, coShown, grouping }: Projection, name: Naming): Iterable<unknown> {
  const { person } = people.identities.columns
  for (const [p, id] of grouping.persons.entries()) {
    const row = person[grouping.identities[grouping.of[p] as number] as number] as number
    const shown = coShown.shownBy(row).map(d => name(documents.documents.columns.place[d] as number))
    if (shown.length > 0) yield ['co-shown', id, inOrder(shown)]
  }
}

function* bookings({ bookings }: Projection, name: Naming): Iterable<unknown> {
  const { place, first, count } = bookings.bookings.columns
  for (const b of upTo(0, bookings.bookings.length)) {
    const given = upTo(first[b] as number, (first[b] as number) + (count[b] as number)).map(
      g => bookings.given.columns.contact[g] as number,
    )
    if (given.length > 0)
      yield [
        'booking',
        name(place[b] as number),
        inOrder(
          given.map(contact => [
            name(bookings.contacts.columns.place[contact] as number),
            rowOf(bookings.contacts as never, contact, 'place'),
          ]),
        ),
      ]
  }
}
