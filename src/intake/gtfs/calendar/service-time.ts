import { Temporal } from 'temporal-polyfill'
import { dayText } from './service-days.ts'

/** The longest journey by rail, Moscow to Pyongyang, takes eight days; a feed may count hours through all of them. */
const MOST_HOURS = 240
const TIME = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/

export const EXPECTED_TIME = `H:MM:SS, at most ${MOST_HOURS} hours, such as 07:20:00 or 31:20:00`

/** Seconds from the beginning of a service day: `31:20:00` is 7:20 on the next. Undefined where the text is no such time. */
export function secondsOf(text: string): number | undefined {
  const match = TIME.exec(text)
  if (!match) return undefined
  const seconds = Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3])
  return seconds <= MOST_HOURS * 3_600 ? seconds : undefined
}

/** The text of such seconds: `31:20:00`. */
export function timeText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return [hours, minutes, seconds % 60].map(part => String(part).padStart(2, '0')).join(':')
}

const HALF_DAY = 43_200_000

/**
 * The instant from which the times of a service day count, epoch milliseconds: noon in the agency's zone minus twelve
 * hours. That is midnight, but on the two days a year on which the clocks change: an hour beside it.
 */
function beginningOf(zone: string, day: number): number {
  return Temporal.PlainDateTime.from(`${dayText(day)}T12:00`).toZonedDateTime(zone).epochMilliseconds - HALF_DAY
}

/** Beginnings of service days, each computed once. */
export class ServiceClock {
  readonly #beginnings = new Map<string, number>()

  beginning(zone: string, day: number): number {
    const key = `${zone} ${day}`
    const known = this.#beginnings.get(key)
    if (known !== undefined) return known
    const beginning = beginningOf(zone, day)
    this.#beginnings.set(key, beginning)
    return beginning
  }
}
