import type { Thing } from '../detection/claim.ts'
import type { Evidence, Line } from '../detection/explanation.ts'

/** A fact without which the finding falls. */
export const witness = (line: Line, fact: Thing, margin: number | null = null): Evidence => ({
  fact,
  line,
  witness: true,
  margin,
})

/** A fact that the finding stands without. */
export const cited = (line: Line, fact: Thing, margin: number | null = null): Evidence => ({
  fact,
  line,
  witness: false,
  margin,
})
