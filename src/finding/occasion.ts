import { type Detection, type PatternName, RULES } from '../pattern/index.ts'
import type { Occasion } from './wording.ts'

/** What all findings have in common that a pattern is compared with now; its detector is settled. */
export function occasionOf(
  pattern: PatternName,
  detection: Detection,
  bounds: Pick<Occasion, 'asOf' | 'since' | 'known'>,
): Occasion {
  const rule = RULES.find(one => one.pattern === pattern)
  const parameters = detection.epochs.get(pattern)?.parameters
  if (!rule || !parameters) throw new Error(`Sweep: ${pattern} was compared before it was settled`)
  return { rule, parameters, ...bounds }
}
