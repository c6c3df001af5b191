import type { Database } from '../graph/index.ts'
import type { WhoIsWho } from '../person/index.ts'
import type { Thing } from './kinds.ts'
import { type Opening, readSteps, type StepReading, stepsOf } from './opening.ts'
import { EVER, type Step } from './steps.ts'
import { gathered, named, TIE_ROW, type Tie, type TieRow, tieOf } from './tie.ts'

/** A tie of the thing that is opened, and what is at its other end. */
export interface OpenedTie extends Tie {
  readonly thing: Thing
  readonly place: TiePlace
}

/** Where a page goes on: behind the tie with these. */
export type TiePlace = readonly [last: number, step: number, key: string]

export interface Page {
  readonly size: number
  readonly after?: TiePlace | undefined
  /** Facts that are read of one kind of tie; absent: {@link READ}. */
  readonly read?: number
}

export interface Expanded {
  readonly ties: readonly OpenedTie[]
  readonly hasMore: boolean
  /** Ties that were read, on this page or another. */
  readonly total: number
  readonly completeness: {
    readonly isComplete: boolean
    readonly reason: 'BUDGET' | null
    /** What was read reaches back to here (epoch milliseconds): go on with `to` at it. Null where it is no stretch of time. */
    readonly resume: number | null
  }
}

/** Facts that are read of one kind of tie for a page. */
const READ = 2_000
/** Stands for the time of a tie that has none: they come last. */
const NEVER = -8.64e15

/** What was read along one step. */
type Answer = readonly [step: number, rows: readonly TieRow[], read: number, things: number, earliest: number | null]

/**
 * Of each step the ties behind the place where the page goes on, newest first: their count, first and last time, and
 * latest facts.
 */
export const PAGE: StepReading = {
  name: 'expand',
  gather: `${gathered('step, key')}
  WITH *, coalesce(last, ${NEVER}) AS newest ORDER BY newest DESC, key
  WITH step, sum(rows) AS read, count(*) AS things, min(first) AS earliest, collect(CASE
    WHEN newest < $asked.last OR newest = $asked.last AND (step > $asked.step OR step = $asked.step AND key > $asked.after)
    THEN ${TIE_ROW} END)[..$asked.limit] AS page
  WITH collect([step, ${named('page')}, read, things, earliest]) AS answer`,
}

/**
 * A page of a thing's ties, those with the latest fact first. Of a kind of tie at most {@link READ} facts are read: a hub
 * is opened by stretches of time, or by a sample that says that it is one.
 * @throws NotFound, Invalid, Incomplete where the server was too busy
 */
export async function expand(
  database: Database,
  whoIsWho: WhoIsWho,
  opening: Opening,
  { size, after = [-NEVER, -1, ''], read = READ }: Page,
): Promise<Expanded> {
  const steps = stepsOf(opening, whoIsWho)
  const [last, step, key] = after
  const page = { budget: read, limit: size + 1, last, step, after: key }
  const answers = await readSteps<Answer[]>(database, whoIsWho, opening, steps, PAGE, page)
  const found = answers.flatMap(answer => opened(steps, answer, read)).sort(byPlace)
  return {
    ties: found.slice(0, size),
    hasMore: found.length > size,
    total: answers.reduce((sum, [, , , things]) => sum + things, 0),
    completeness: completenessOf(steps, answers, read, opening.to),
  }
}

function opened(steps: readonly Step[], [nth, rows, seen]: Answer, read: number): OpenedTie[] {
  const step = steps[nth] as Step
  return rows.map(row => {
    const [key, , , last] = row
    return { ...tieOf(step, row, seen < read), thing: { kind: step.to, key }, place: [last ?? NEVER, nth, key] }
  })
}

function byPlace({ place: a }: OpenedTie, { place: b }: OpenedTie): number {
  return b[0] - a[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)
}

function completenessOf(
  steps: readonly Step[],
  answers: readonly Answer[],
  read: number,
  to = EVER,
): Expanded['completeness'] {
  const cut = answers.flatMap(([nth, , seen, , earliest]) =>
    seen < read ? [] : [steps[nth]?.isInTime && earliest !== null ? earliest : Number.POSITIVE_INFINITY],
  )
  if (cut.length === 0) return { isComplete: true, reason: null, resume: null }
  // Others may have been so at the instant of the last one that was read.
  const resume = Math.max(...cut) + 1
  return { isComplete: false, reason: 'BUDGET', resume: resume < to ? resume : null }
}
