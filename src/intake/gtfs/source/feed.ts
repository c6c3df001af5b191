import type { Readable } from 'node:stream'
import { Invalid } from '../../../base/index.ts'

/** The tables of a feed that are read, in the order of their names. */
export const TABLES = [
  'agency.txt',
  'calendar.txt',
  'calendar_dates.txt',
  'feed_info.txt',
  'frequencies.txt',
  'routes.txt',
  'stop_times.txt',
  'stops.txt',
  'translations.txt',
  'trips.txt',
] as const
export type Table = (typeof TABLES)[number]

const NEEDED: readonly Table[] = ['agency.txt', 'stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt']

/** A timetable feed, packed or not. */
export interface Feed {
  /** Unpacked bytes of each table that is there. */
  readonly sizes: ReadonlyMap<Table, number>
  /** @throws Invalid, as the content does, where it is not what the zip says */
  open(table: Table): Promise<Readable>
  close(): void
}

/** More than ten times the timetable of a whole continent. */
export const MOST_UNPACKED = 16 * 2 ** 30

export const isTable = (name: string): name is Table => (TABLES as readonly string[]).includes(name)

/**
 * Sees that the tables are there without which nothing can be read, and that they are not endless.
 * @throws Invalid naming what is missing
 */
export function requireTables(sizes: ReadonlyMap<Table, number>): void {
  const missing: string[] = NEEDED.filter(table => !sizes.has(table))
  if (!sizes.has('calendar.txt') && !sizes.has('calendar_dates.txt')) missing.push('calendar.txt or calendar_dates.txt')
  if (missing.length > 0)
    throw new Invalid(
      `expected a GTFS feed (${NEEDED.join(', ')}, and calendar.txt or calendar_dates.txt), got one without ` +
        missing.join(', '),
    )
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (total > MOST_UNPACKED)
    throw new Invalid(`expected at most ${MOST_UNPACKED / 2 ** 30} GiB unpacked, got ${Math.ceil(total / 2 ** 30)} GiB`)
}
