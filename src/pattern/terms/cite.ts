import type { Thing } from '../detection/claim.ts'
import type { Evidence, Line } from '../detection/explanation.ts'

/** A fact that a finding rests on, without which it falls or not; `margin` null: that has no measure. */
export const evidence = (line: Line, fact: Thing, witness: boolean, margin: number | null = null): Evidence => ({
  fact,
  line,
  witness,
  margin,
})

/** A fact without which the finding falls. */
export const witness = (line: Line, fact: Thing, margin: number | null = null) => evidence(line, fact, true, margin)

/** A fact that the finding stands without. */
export const cited = (line: Line, fact: Thing, margin: number | null = null) => evidence(line, fact, false, margin)

/** Each fact once for each line that it supports; of several the last. */
export const once = (all: readonly Evidence[]): Evidence[] => [
  ...new Map(all.map(one => [JSON.stringify([one.line, one.fact]), one])).values(),
]
