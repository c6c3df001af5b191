import { Invalid } from '../../base/index.ts'
import { type Problem, shown } from '../record/index.ts'
import type { Row } from './row.ts'

/** Rows that do not go in, and why. */
export interface Refusal {
  readonly problems: readonly Problem[]
  /** The row as JSON shows it. */
  readonly row: object
}

/** A feed with more bad rows than this is none that anybody wants half of. */
const MOST_REFUSALS = 10_000

/** Where a row stands. */
export type RowPlace = Pick<Row, 'table' | 'line'>

/** What is wrong at `stop_times.txt:12 arrival_time`. */
export function problemAt({ table, line }: RowPlace, column: string, expected: string, came: string): Problem {
  return { field: `${table}:${line} ${column}`.trim(), expected, came }
}

/** The refused rows of a feed. What hangs on a refused row (the trips of a route, say) is left out with it. */
export class Refusals {
  readonly list: Refusal[] = []

  /** What came is the cell, unless something else is given. */
  add(row: Row, column: string, expected: string, came = shown(row.cell(column))): void {
    this.take({ problems: [problemAt(row, column, expected, came)], row: row.toJSON() })
  }

  /** @throws Invalid where they are too many */
  take(refusal: Refusal): void {
    this.list.push(refusal)
    if (this.list.length <= MOST_REFUSALS) return
    const { field, expected, came } = (this.list[0] as Refusal).problems[0] as Problem
    throw new Invalid(
      `expected a feed with at most ${MOST_REFUSALS} bad rows, got more; the first: ${field}: expected ${expected}, got ${came}`,
    )
  }
}
