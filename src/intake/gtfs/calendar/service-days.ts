import { isDate } from '../../../base/index.ts'
import type { Refusals } from '../refusals.ts'
import { type Row, rowsOf } from '../row.ts'
import type { Feed } from '../source/feed.ts'

/** Days of the calendar as whole numbers: days since 1970-01-01. */

const DAY = 86_400_000
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4

/** Three years, leap day and some weeks included: no railway plans further ahead. */
export const MOST_DAYS = 1_100

export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The day that eight digits name; undefined where they name none. */
function dayOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  return isDate(date) ? Date.parse(date) / DAY : undefined
}

/** The stretch of days that a feed speaks of. */
export class Horizon {
  #first: number | undefined
  #last = 0
  /** The earliest day that can still come. */
  base = 0

  /** Takes the day in; false where the feed would then span too many. */
  admits(day: number): boolean {
    if (this.#first === undefined) {
      this.#first = day
      this.#last = day
      this.base = day - MOST_DAYS
    }
    const first = Math.min(this.#first, day)
    const last = Math.max(this.#last, day)
    if (last - first >= MOST_DAYS) return false
    this.#first = first
    this.#last = last
    return true
  }
}

/** A set of days within a horizon, one bit each: a feed may have as many of them as trains. */
export class Days {
  readonly #horizon: Horizon
  readonly #bits = new Uint8Array(Math.ceil((2 * MOST_DAYS) / 8))
  size = 0

  constructor(horizon: Horizon) {
    this.#horizon = horizon
  }

  has(day: number): boolean {
    const at = day - this.#horizon.base
    return ((this.#bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0
  }

  put(day: number, present = true): void {
    if (this.has(day) === present) return
    const at = day - this.#horizon.base
    this.#bits[at >> 3] = (this.#bits[at >> 3] ?? 0) ^ (1 << (at & 7))
    this.size += present ? 1 : -1
  }

  *[Symbol.iterator](): Generator<number> {
    const { base } = this.#horizon
    for (let day = base; day < base + 2 * MOST_DAYS; day++) if (this.has(day)) yield day
  }
}

export interface Services {
  readonly horizon: Horizon
  /** Null: its row was refused. */
  readonly byId: ReadonlyMap<string, Days | null>
}

/** On which days each service runs: the weekly calendar, then its exceptions. */
export async function readServices(feed: Feed, refusals: Refusals): Promise<Services> {
  const horizon = new Horizon()
  const byId = new Map<string, Days | null>()
  for await (const row of rowsOf(feed, 'calendar.txt', refusals)) {
    const id = row.cell('service_id')
    if (byId.has(id)) refusals.add(row, 'service_id', 'each service once')
    else byId.set(id, weekly(row, horizon, refusals))
  }
  for await (const row of rowsOf(feed, 'calendar_dates.txt', refusals)) {
    const exception = exceptionOf(row, horizon, refusals)
    if (exception) daysOf(row, byId, horizon, refusals)?.put(exception.day, exception.added)
  }
  return { horizon, byId }
}

const MOST_SERVICES = 20_000

/** The days of a row's service; one that has exceptions only begins without any. */
function daysOf(row: Row, byId: Map<string, Days | null>, horizon: Horizon, refusals: Refusals): Days | null {
  const id = row.cell('service_id')
  const known = byId.get(id)
  if (known !== undefined) return known
  if (byId.size >= MOST_SERVICES) {
    refusals.add(row, 'service_id', `at most ${MOST_SERVICES} services`)
    return null
  }
  const days = new Days(horizon)
  byId.set(id, days)
  return days
}

function weekly(row: Row, horizon: Horizon, refusals: Refusals): Days | null {
  const odd = WEEKDAYS.find(name => !/^[01]$/.test(row.cell(name)))
  const [first, last] = [dayOf(row.cell('start_date')), dayOf(row.cell('end_date'))]
  if (odd) refusals.add(row, odd, '0 or 1')
  else if (first === undefined) refusals.add(row, 'start_date', DATE)
  else if (last === undefined) refusals.add(row, 'end_date', DATE)
  else if (last < first) refusals.add(row, 'end_date', 'a day at or after start_date')
  else if (last - first >= MOST_DAYS || !(horizon.admits(first) && horizon.admits(last)))
    refusals.add(row, 'end_date', SPAN)
  else {
    const days = new Days(horizon)
    const runs = WEEKDAYS.map(name => row.cell(name) === '1')
    for (let day = first; day <= last; day++) if (runs[(((day + EPOCH_WEEKDAY) % 7) + 7) % 7]) days.put(day)
    return days
  }
  return null
}

const DATE = 'a day of the calendar such as 20230501'
const SPAN = `at most ${MOST_DAYS} days from the first day of the feed to its last`

function exceptionOf(row: Row, horizon: Horizon, refusals: Refusals): { day: number; added: boolean } | undefined {
  const day = dayOf(row.cell('date'))
  const type = row.cell('exception_type')
  if (row.cell('service_id') === '') refusals.add(row, 'service_id', 'the id of a service')
  else if (day === undefined) refusals.add(row, 'date', DATE)
  else if (type !== '1' && type !== '2') refusals.add(row, 'exception_type', '1 (added) or 2 (removed)')
  else if (!horizon.admits(day)) refusals.add(row, 'date', SPAN)
  else return { day, added: type === '1' }
  return undefined
}
