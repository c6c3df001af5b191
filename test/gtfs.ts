import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { filesOf, inspect, readRecords } from '../src/intake/read/index.ts'
import type { Problem } from '../src/intake/record/index.ts'

/** The tables of a feed: CSV text by name, undefined for one that is not there. */
export type Tables = Readonly<Record<string, string | Uint8Array | undefined>>

const rows = (...lines: string[]) => `${lines.join('\n')}\n`

/** Train 029 over Kena, where nobody may get on or off, on the first three days of May 2023; agency time is Moscow's. */
export const tables = {
  'agency.txt': rows(
    'agency_id,agency_name,agency_url,agency_timezone',
    'SYN,Synthetic,https://example.org,Europe/Moscow',
  ),
  'routes.txt': rows('route_id,agency_id,route_short_name,route_long_name,route_type', 'R,SYN,029,Yantar,2'),
  'stops.txt': rows(
    'stop_id,stop_code,stop_name,stop_lat,stop_lon,stop_timezone',
    's1,MOSKVA,Moskva Belorusskaya,55.777,37.581,Europe/Moscow',
    's2,KENA,Kena,54.647,25.619,Europe/Vilnius',
    's3,KALININGRAD,Kaliningrad,54.694,20.498,Europe/Kaliningrad',
  ),
  'calendar.txt': rows(
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
    'D,1,1,1,1,1,1,1,20230501,20230503',
  ),
  'trips.txt': rows('route_id,service_id,trip_id', 'R,D,T'),
  'stop_times.txt': rows(
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type',
    'T,21:24:00,21:24:00,s1,1,0,1',
    'T,34:20:00,34:50:00,s2,5,1,1',
    'T,40:24:00,40:24:00,s3,9,1,0',
  ),
} as const

/** A table with lines put after those it has. */
export const more = (table: keyof typeof tables, ...lines: string[]) => ({ [table]: tables[table] + rows(...lines) })

/** A table made anew. */
export const only = (table: string, ...lines: string[]) => ({ [table]: rows(...lines) })

let feeds = 0

/** A folder with the usual tables, but those given. */
export function feedFolder(parent: string, changed: Tables = {}): string {
  const folder = join(parent, `feed-${++feeds}`)
  mkdirSync(folder)
  for (const [name, content] of Object.entries({ ...tables, ...changed }))
    if (content !== undefined) writeFileSync(join(folder, name), content)
  return folder
}

/** The entries of a zip with the usual tables, but those given; `folder` lies around all. */
export function zipEntries(changed: Tables = {}, folder = ''): Record<string, Uint8Array> {
  const present = Object.entries({ ...tables, ...changed }).filter(([, content]) => content !== undefined)
  return Object.fromEntries(
    present.map(([name, content]) => [folder + name, typeof content === 'string' ? Buffer.from(content) : content]),
  ) as Record<string, Uint8Array>
}

/** Writes a zip; `spoil` may change its bytes. */
export function feedZip(parent: string, entries: Zippable, spoil: (bytes: Buffer) => Buffer = bytes => bytes): string {
  const path = join(parent, `feed-${++feeds}.zip`)
  writeFileSync(path, spoil(Buffer.from(zipSync(entries))))
  return path
}

export interface Read {
  readonly records: readonly { readonly record: string; readonly [field: string]: unknown }[]
  readonly problems: readonly Problem[]
}

/** All that a delivery says, as it would be written in NDJSON. */
export async function readAll(path: string): Promise<Read> {
  const { files } = await filesOf([path])
  const records: Read['records'][number][] = []
  const problems: Problem[] = []
  let number = 0
  for (const file of files) {
    await inspect(file)
    for await (const lines of readRecords(file, { onOverlong: () => {} }))
      for (const line of lines) {
        if (line.line !== ++number) throw new Error(`expected line ${number}, got ${line.line}`)
        if ('problems' in line) problems.push(...line.problems)
        else records.push(JSON.parse(line.raw))
      }
  }
  return { records, problems }
}

/** The runs that a feed makes, of the usual tables but those given. */
export async function runsOf(parent: string, changed: Tables) {
  const { records, problems } = await readAll(feedFolder(parent, changed))
  const runs = records.filter(({ record }) => record === 'run') as unknown as {
    run: string
    calls: { station: string; arrive?: string; depart?: string; kind: string }[]
  }[]
  return { runs, problems }
}
