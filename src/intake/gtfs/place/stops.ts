import type { Refusals } from '../refusals.ts'
import { type Row, rowsOf } from '../row.ts'
import type { Feed } from '../source/feed.ts'
import { StationDraft } from './station-draft.ts'

/** Where a trip may call: a platform stands for its station. */
export interface Stops {
  readonly stations: readonly StationDraft[]
  /** By id; null: no train calls there (an entrance), or its row was refused. */
  readonly byId: ReadonlyMap<string, StationDraft | null>
}

/** Kinds of places (`location_type`): stop or platform, station, entrance, node of a way, boarding area. */
const STOP = /^0?$/
const STATION = /^1$/
const OTHER = /^[234]$/

export async function readStops(feed: Feed, zone: string | undefined, refusals: Refusals): Promise<Stops> {
  const byId = new Map<string, StationDraft | null>()
  const codes = new Set<string>()
  const platforms: Row[] = []
  for await (const row of rowsOf(feed, 'stops.txt', refusals)) {
    const id = row.cell('stop_id')
    const type = row.cell('location_type')
    if (id === '') refusals.add(row, 'stop_id', 'the id of a stop')
    else if (byId.has(id)) refusals.add(row, 'stop_id', 'each stop once')
    else if (STOP.test(type) && row.cell('parent_station') !== '') {
      byId.set(id, null)
      platforms.push(row)
    } else if (STOP.test(type) || STATION.test(type)) byId.set(id, stationOf(row, zone, codes, refusals))
    else if (OTHER.test(type)) byId.set(id, null)
    else refusals.add(row, 'location_type', 'one of 0, 1, 2, 3, 4')
  }
  const stations = [...byId.values()].filter(station => station !== null)
  for (const row of platforms) {
    const parent = byId.get(row.cell('parent_station'))
    if (parent?.isStation) byId.set(row.cell('stop_id'), parent)
    else refusals.add(row, 'parent_station', 'a station (location_type 1) of stops.txt')
  }
  return { stations, byId }
}

function stationOf(row: Row, zone: string | undefined, codes: Set<string>, refusals: Refusals): StationDraft | null {
  const station = new StationDraft(row, zone)
  if (codes.has(station.code)) {
    refusals.add(row, station.codeColumn, 'a code that no other station of the feed has')
    return null
  }
  codes.add(station.code)
  return station
}
