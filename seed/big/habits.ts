import { dayText, season, weekday } from '../base/calendar.ts'

/** How people live and travel, where it is not as in a plain large world. */
export interface Habits {
  /** Share of households with somebody who travels on a fixed weekday and train; the others shrink alike. */
  readonly regulars: number
  /** Of these, those who travel every other week. */
  readonly commuters: number
  /** Of these, those who travel on the same two days every thirty days instead, whatever the weekday. */
  readonly monthly: number
  /** How many set out on a day, against an ordinary one. */
  departures(day: number): number
}

/** Fridays and Sundays are busiest, Tuesdays and Wednesdays quietest (assumed); school holidays on top of the seasons. */
const WEEKDAYS = [1, 0.8, 0.8, 1, 1.35, 1.05, 1.25]
const SCHOOL_HOLIDAYS = [
  ['03-23', '03-31'],
  ['10-28', '11-05'],
] as const

function lively(day: number): number {
  const date = dayText(day).slice(5)
  const school = SCHOOL_HOLIDAYS.some(([from, until]) => date >= from && date <= until) ? 1.4 : 1
  return season(day) * school * (WEEKDAYS[weekday(day)] as number)
}

/** What is taken for usual where cases are planted. */
export const LIVELY: Habits = { regulars: 0.06, commuters: 0.15, monthly: 0, departures: lively }

/** A third of regulars keep a habit that no weekday shows. Frozen before anything was measured on it. */
export const MONTHLY: Habits = { regulars: 0.08, commuters: 0.1, monthly: 1 / 3, departures: lively }
