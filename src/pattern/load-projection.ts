import type { Grouping } from '../person/index.ts'
import { Completeness } from './completeness.ts'
import { JourneyPage, joined } from './journey-page.ts'
import type { Projection, RunColumns } from './projection.ts'
import {
  coverageRows,
  personPages,
  personRows,
  type Reader,
  type RunRow,
  regimeRows,
  runRows,
  type StationRow,
  stationRows,
} from './store.ts'

const RUNS_PER_PAGE = 1_000
const COVERAGES_PER_PAGE = 5_000
const PERSONS_PER_PAGE = 2_000
/** Statements under way at once: one is decoded here while the next is walked there. */
const AT_ONCE = 2

/**
 * Reads the columns that counting needs, by persons of this grouping, page by page, so that no more than two pages of rows are ever held.
 * Measured with 691,000 journeys and 1.4 million checks on two cores shared with the server, its pages warm: five to
 * seven seconds, of which three and a half decode rows here.
 */
export async function loadProjection(reader: Reader, grouping: Grouping): Promise<Projection> {
  const stations = await stationRows(reader)
  const regimes = (await regimeRows(reader)).filter(([, , , statesAny]) => statesAny)
  const completeness = new Completeness(
    await all(after => coverageRows(reader, after, COVERAGES_PER_PAGE), COVERAGES_PER_PAGE),
  )
  const runs = runColumns(
    await all(after => runRows(reader, after, RUNS_PER_PAGE), RUNS_PER_PAGE),
    stations,
    completeness,
  )
  const index = {
    run: new Map(runs.ids.map((id, i) => [id, i])),
    station: new Map(stations.map(([code], i) => [code, i])),
  }
  const pages: JourneyPage[] = []
  const bounds = await personPages(reader, grouping, PERSONS_PER_PAGE)
  let next = 0
  const readOn = async () => {
    while (next < bounds.length) {
      const place = next++
      const [first, last] = bounds[place] as [string, string]
      pages[place] = new JourneyPage(await personRows(reader, grouping, first, last), index)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readOn))
  return {
    stations: stations.map(([code]) => code),
    regimes: regimes.map(([from, until, touched]) => ({ from, until, stations: touched })),
    runs,
    ...joined(pages),
  }
}

/** All rows of a list that is read by pages, each from the last row's id on. */
async function all<Row extends readonly [string, ...unknown[]]>(
  read: (after: string) => Promise<Row[]>,
  size: number,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let after = ''; ; ) {
    const page = await read(after)
    for (const row of page) rows.push(row)
    const last = page.at(-1)
    if (last === undefined || page.length < size) return rows
    after = last[0]
  }
}

function runColumns(rows: readonly RunRow[], stations: readonly StationRow[], completeness: Completeness): RunColumns {
  const index = new Map(stations.map((row, i) => [row[0], { i, row }]))
  const count = rows.reduce((sum, [, , calls]) => sum + calls.length, 0)
  const columns = {
    ids: rows.map(([id]) => id),
    direction: new Uint8Array(rows.length),
    complete: new Uint8Array(rows.length),
    calls: new Uint32Array(rows.length + 1),
    callStation: new Uint16Array(count),
    callAt: new Float64Array(count),
    callIncomplete: new Uint8Array(count),
  }
  let call = 0
  for (const [r, row] of rows.entries()) {
    const [id, departsAt] = row
    const borders: (boolean | undefined)[] = []
    const longitudes: number[] = []
    for (const { station, at } of inOrder(row)) {
      const known = index.get(station)
      if (known === undefined) continue
      const [, country, longitude, borderCrossing] = known.row
      const said = completeness.ofCall(id, station, at ?? departsAt)
      if (country === 'LTU' && borderCrossing) borders.push(said)
      if (longitude !== null) longitudes.push(longitude)
      columns.callStation[call] = known.i
      columns.callAt[call] = at ?? departsAt
      columns.callIncomplete[call] = said === false ? 1 : 0
      call++
    }
    columns.calls[r + 1] = call
    columns.direction[r] = directionOf(longitudes)
    columns.complete[r] = isComplete(completeness.ofRun(id), borders) ? 1 : 0
  }
  return columns
}

/** Calls as the train makes them: the planned ones by their number, the unplanned ones where their instant puts them. */
function inOrder([, departsAt, calls]: RunRow): { station: string; at: number | null }[] {
  const planned = calls.filter(([, , seq]) => seq !== null).sort((a, b) => (a[2] ?? 0) - (b[2] ?? 0))
  const ordered = planned.map(([station, at]) => ({ station, at }))
  for (const [station, at, seq] of calls) {
    if (seq !== null) continue
    const place = ordered.findLastIndex(call => (call.at ?? departsAt) <= (at ?? departsAt))
    ordered.splice(place + 1, 0, { station, at })
  }
  return ordered
}

/** Index in DIRECTIONS. */
function directionOf(longitudes: readonly number[]): number {
  const first = longitudes[0]
  const last = longitudes.at(-1)
  if (longitudes.length < 2 || first === undefined || last === undefined) return 0
  return first < last ? 1 : 2
}

/** `borders`: what was said of the run's border stops in Lithuania, in order; the first and the last count. */
function isComplete(run: boolean | undefined, borders: readonly (boolean | undefined)[]): boolean {
  const [first, last] = [borders[0], borders.at(-1)]
  if (run === false || first === false || last === false) return false
  return run === true || (first === true && last === true)
}
