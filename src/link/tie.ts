import { kindOfLabel, type NodeKind, type Thing, TIE_KINDS, type TieKind } from './kinds.ts'
import type { Step } from './steps.ts'

/** What ties two things, and what it rests on. */
export interface Tie {
  readonly kind: TieKind
  /** Whether it reads from the other end to the one that it was read from. */
  readonly isBackwards: boolean
  /** When its first and last facts were (epoch milliseconds); null where none has a time. */
  readonly first: number | null
  readonly last: number | null
  /** Facts that make the tie, among those that were read. */
  readonly count: number
  /** Whether all its facts were read: else there may be more, and earlier ones. */
  readonly isExact: boolean
  readonly because: string
  /** The latest of those facts. */
  readonly evidence: readonly Thing[]
}

const EVIDENCE = 5

/**
 * Cypher that gathers rows `key`, `at`, `fact` into ties: `times`, `rows`, `first`, `last`, `facts` by what tells them apart. Where
 * some of a tie's facts have a time, these are counted: what a register states of a holder is no showing more.
 */
export const gathered = (by: 'key' | 'step, key') => `WITH ${by}, at, fact ORDER BY at DESC
WITH ${by}, CASE count(at) WHEN 0 THEN count(DISTINCT fact) ELSE count(DISTINCT CASE WHEN at IS NOT NULL THEN fact END) END AS times, count(*) AS rows, min(at) AS first, max(at) AS last, collect(DISTINCT fact)[..${EVIDENCE}] AS facts`

/** One gathered tie; {@link named} makes of it what {@link tieOf} takes. */
export const TIE_ROW = '[key, times, first, last, facts]'

/** The rows of a list, their facts by label and id: looked up of those alone that are shown. */
export const named = (rows: string) =>
  `[row IN ${rows} | [row[0], row[1], row[2], row[3], [f IN row[4] | [labels(f), f.id]]]]`

export type TieRow = readonly [
  key: string,
  count: number,
  first: number | null,
  last: number | null,
  facts: readonly (readonly [labels: readonly string[], id: string])[],
]

/** @param isWhole whether all facts of the step were read; a tie that is one fact itself is whole in any case */
export function tieOf(step: Step, [, count, first, last, facts]: TieRow, isWhole: boolean): Tie {
  const { tie: kind, isBackwards } = step
  const said = { kind, isBackwards, first, last, count, isExact: isWhole || step.fact === 'y' }
  return { ...said, because: saysOf(said), evidence: facts.map(thingOf) }
}

/** A node as a thing: one that a correction has retired since is still what it was. */
function thingOf([labels, key]: readonly [labels: readonly string[], key: string]): Thing {
  const kind = labels.map(label => kindOfLabel(label.replace(/^Retired/, ''))).find(one => one !== undefined)
  return { kind: kind as NodeKind, key }
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10)

/** A tie in a line: what it says, how often, when. */
function saysOf({ kind, count, first, last, isExact }: Omit<Tie, 'because' | 'evidence'>): string {
  const often = `${isExact ? '' : 'at least '}${count === 1 ? 'once' : `${count} times`}`
  if (first === null || last === null) return `${TIE_KINDS[kind].says} (${often})`
  const when = day(first) === day(last) ? `on ${day(first)}` : `from ${day(first)} to ${day(last)}`
  return `${TIE_KINDS[kind].says} (${often}, ${when})`
}
