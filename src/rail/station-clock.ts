import { tzOffset } from '@date-fns/tz'

/** Where a station states no zone, its country's: that of the railway's timetable. */
const ZONES: Readonly<Record<string, string>> = {
  BLR: 'Europe/Minsk',
  D: 'Europe/Berlin',
  EST: 'Europe/Tallinn',
  FIN: 'Europe/Helsinki',
  LTU: 'Europe/Vilnius',
  LVA: 'Europe/Riga',
  MDA: 'Europe/Chisinau',
  POL: 'Europe/Warsaw',
  RUS: 'Europe/Moscow',
  UKR: 'Europe/Kyiv',
}

const MINUTE = 60_000

/** The IANA zone of a station's clock; undefined where neither station nor country tells. */
export function zoneOf(timeZone: string | null, country: string): string | undefined {
  return timeZone ?? ZONES[country]
}

/**
 * The instant (epoch milliseconds) at which a clock of the zone shows a time (YYYY-MM-DDThh:mm). Of an hour that comes
 * twice the second is meant, and one that summer time leaves out is taken as if the clock had not been put forward yet.
 */
export function instantBy(zone: string, time: string): number {
  const utc = Date.parse(`${time}Z`)
  const guess = utc - offset(zone, utc)
  return utc - offset(zone, guess)
}

/** What a clock of the zone shows at an instant: YYYY-MM-DDThh:mm. */
export function clockAt(zone: string, instant: number): string {
  return new Date(instant + offset(zone, instant)).toISOString().slice(0, 16)
}

const offset = (zone: string, instant: number) => tzOffset(zone, new Date(instant)) * MINUTE
