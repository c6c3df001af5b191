import { weekday } from '../base/calendar.ts'
import type { Run } from './timetable.ts'

/** Persons in two years who fill all trains of the timetable as they are filled on the line, some 200 aboard. */
const FILL = 110_000

/** Weekdays on which a train runs longest when it runs less often, so that westbound and eastbound trains still meet. */
const KEPT: Readonly<Record<string, readonly number[]>> = {
  '029': [4, 0, 2, 6, 5, 1, 3],
  '030': [6, 2, 4, 0, 5, 1, 3],
  '079': [4, 0, 6, 2],
  '080': [5, 1, 6, 3],
  '147': [3, 5, 1],
  '148': [6, 4, 2],
  '359': [3, 6, 0, 4, 2, 5, 1],
  '360': [5, 2, 6, 3, 1, 4, 0],
}

/** The runs of a timetable with fewer weekdays, so that few persons fill their trains as many do. */
export function thinned(runs: readonly Run[], persons: number): Run[] {
  const share = Math.min(1, persons / FILL)
  const kept = new Map(
    Object.entries(KEPT).map(([train, days]) => [train, days.slice(0, Math.ceil(share * days.length))]),
  )
  return runs.filter(({ plan, day }) => kept.get(plan.train)?.includes(weekday(day)))
}
