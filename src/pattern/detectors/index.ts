import type { Detector } from '../detection/detector.ts'
import type { Rule } from '../detection/rule.ts'
import { repeatDisembarker } from './repeat-disembarker.ts'
import { unpermittedAlighting } from './unpermitted-alighting.ts'

/** All detectors. Later ones may rest on what earlier ones say. */
export const DETECTORS = [repeatDisembarker, unpermittedAlighting] as unknown as readonly Detector[]

/** The rules of all of them. */
export const RULES: readonly Rule[] = DETECTORS.map(({ rule }) => rule)
