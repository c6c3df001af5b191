import type { Reader } from '../../store.ts'
import type { Regime } from '../rail.ts'

type StationRow = readonly [
  code: string,
  name: string | null,
  country: string | null,
  latitude: number | null,
  longitude: number | null,
  borderCrossing: boolean | null,
  timeZone: string | null,
]

export async function readStations(reader: Reader): Promise<StationRow[]> {
  const rows = await reader.read(
    `// projectStations
MATCH (s:Station)
RETURN s.id, s.nameEn, s.country, s.latitude, s.longitude, s.borderCrossing, s.timeZone ORDER BY s.id`,
    {},
  )
  return rows as unknown as StationRow[]
}

export async function readRegimes(reader: Reader): Promise<Regime[]> {
  const rows = (await reader.read(
    `// projectRegimes
MATCH (g:Regime)
RETURN g.id, g.from, g.until, g.stations, g.trains, g.boarding, g.alighting, g.capacity, g.documentsRefused ORDER BY g.id`,
    {},
  )) as never[][]
  return rows.map(([id, from, until, stations, trains, boarding, alighting, capacity, refused]) => ({
    id: id as unknown as string,
    from: from as unknown as string,
    until: until ?? null,
    stations: stations ?? null,
    trains: trains ?? null,
    boarding: boarding ?? null,
    alighting: alighting ?? null,
    capacity: capacity ?? null,
    refused: refused ?? null,
  }))
}

export type SpanRow = readonly [station: string | null, from: number | null, until: number | null, complete: boolean]

/** What was said of the completeness of checks of no run in particular. */
export async function readSpans(reader: Reader): Promise<SpanRow[]> {
  const rows = await reader.read(
    `// projectSpans
MATCH (v:Coverage)
WHERE v.id STARTS WITH '|' AND v.feed = 'CHECKS'
RETURN v.station, v.from, v.until, v.complete ORDER BY v.id`,
    {},
  )
  return rows as unknown as SpanRow[]
}
