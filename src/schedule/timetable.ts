import { Cron } from 'croner'
import { Invalid, messageOf, type SweepTime } from '../base/index.ts'
import { PATTERN_NAMES, type PatternName } from '../pattern/index.ts'

/** A time at which patterns are looked for. */
export interface Due {
  readonly cron: Cron
  readonly patterns: readonly PatternName[]
}

/**
 * The times of the setting ALIGHT_SWEEPS, none of them running yet.
 * @throws Invalid for a time that is none, or a name that is no pattern's
 */
export function timetableOf(times: readonly SweepTime[]): Due[] {
  return times.map(({ cron, patterns = PATTERN_NAMES }) => {
    const unknown = patterns.find(name => !(PATTERN_NAMES as readonly string[]).includes(name))
    if (unknown !== undefined)
      throw new Invalid(`ALIGHT_SWEEPS: expected names of patterns such as ${PATTERN_NAMES[0]}, came ${unknown}`)
    return { cron: timeOf(cron), patterns: patterns as readonly PatternName[] }
  })
}

function timeOf(cron: string): Cron {
  try {
    return new Cron(cron, { paused: true, timezone: 'UTC', mode: '5-part' })
  } catch (error) {
    throw new Invalid(`ALIGHT_SWEEPS: expected five fields of cron, came ${cron}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

/**
 * Milliseconds that the timetable leaves between two looks for a pattern, the longest of the next weeks; undefined: it has
 * no time of its own.
 */
export function periodOf(pattern: PatternName, due: readonly Due[], now: Date): number | undefined {
  const runs = due
    .filter(({ patterns }) => patterns.includes(pattern))
    .flatMap(({ cron }) => cron.nextRuns(LOOKED_AHEAD, now))
    .map(run => run.getTime())
    .sort((a, b) => a - b)
  const gaps = runs.slice(1).map((run, i) => run - (runs[i] as number))
  return gaps.length > 0 ? Math.max(...gaps) : undefined
}

const LOOKED_AHEAD = 20
