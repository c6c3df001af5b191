import { clockAt, type PlannedCall, zoneOf } from '../../rail/index.ts'
import type { Elements } from './segment.ts'

/** The country that a transit list is made for. */
const TRANSIT = 'LTU'

/** How a time by a station's clock is written: of this century in ten digits, else in twelve. */
function writtenTime(qualifier: string, time: string): Elements {
  const digits = time.replaceAll(/\D/g, '')
  return [digits.startsWith('20') ? [qualifier, digits.slice(2), '201'] : [qualifier, digits, '203']]
}

function clockOf({ timeZone, country }: PlannedCall, instant: number | null): string | undefined {
  const zone = zoneOf(timeZone, country)
  return instant === null || zone === undefined ? undefined : clockAt(zone, instant)
}

export interface WrittenStops {
  readonly segments: readonly (readonly [tag: string, elements: Elements])[]
  /** Planned departure from the last station before entry, by its clock; undefined where none is known. */
  readonly departure: string | undefined
  readonly isTimed: boolean
}

/** LOC and DTM of a run: the last call before entry, the first after it, the others. */
export function writtenStops(calls: readonly PlannedCall[]): WrittenStops {
  const entry = calls.findIndex(({ country }, i) => i > 0 && country === TRANSIT && calls[i - 1]?.country !== TRANSIT)
  const at = entry > 0 ? entry : 1
  const [before, after] = [calls[at - 1], calls[at]]
  const departure = before && clockOf(before, before.depart)
  const arrival = after && clockOf(after, after.arrive)
  const segments: [string, Elements][] = []
  if (before) segments.push(['LOC', [['125'], [before.station]]])
  if (departure) segments.push(['DTM', writtenTime('189', departure)])
  if (after) segments.push(['LOC', [['87'], [after.station]]])
  if (arrival) segments.push(['DTM', writtenTime('232', arrival)])
  for (const call of calls) if (call !== before && call !== after) segments.push(['LOC', [['92'], [call.station]]])
  return { segments, departure, isTimed: (departure ?? arrival) !== undefined }
}
