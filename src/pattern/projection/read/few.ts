import { statedThen } from '../../../graph/index.ts'
import type { Reader } from '../../store.ts'
import type { Regime } from '../rail.ts'

/** Binds `v`, what is stated of each node of a kind: now, or when the delivery `$asOf` had been received. */
const stated = (label: string, asOf: number | undefined) =>
  asOf === undefined
    ? `MATCH (v:${label})`
    : `MATCH (n:${label})\n${statedThen('n')}\nWITH v WHERE v IS NOT NULL\nWITH *`

const given = (asOf: number | undefined) => (asOf === undefined ? {} : { asOf })

type StationRow = readonly [
  code: string,
  name: string | null,
  country: string | null,
  latitude: number | null,
  longitude: number | null,
  borderCrossing: boolean | null,
  timeZone: string | null,
]

export async function readStations(reader: Reader, asOf: number | undefined): Promise<StationRow[]> {
  const rows = await reader.read(
    `// projectStations
${stated('Station', asOf)}
RETURN v.id, v.nameEn, v.country, v.latitude, v.longitude, v.borderCrossing, v.timeZone ORDER BY v.id`,
    given(asOf),
  )
  return rows as unknown as StationRow[]
}

export async function readRegimes(reader: Reader, asOf: number | undefined): Promise<Regime[]> {
  const rows = (await reader.read(
    `// projectRegimes
${stated('Regime', asOf)}
RETURN v.id, v.from, v.until, v.stations, v.trains, v.boarding, v.alighting, v.capacity, v.documentsRefused ORDER BY v.id`,
    given(asOf),
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
export async function readSpans(reader: Reader, asOf: number | undefined): Promise<SpanRow[]> {
  const rows = await reader.read(
    `// projectSpans
${stated('Coverage', asOf)}
WHERE v.id STARTS WITH '|' AND v.feed = 'CHECKS'
RETURN v.station, v.from, v.until, v.complete ORDER BY v.id`,
    given(asOf),
  )
  return rows as unknown as SpanRow[]
}
