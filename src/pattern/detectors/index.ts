import type { Detector } from '../detection/detector.ts'
import { coAlightingGroup } from './co-alighting-group.ts'
import { disembarkationSurge } from './disembarkation-surge.ts'
import { repeatCoTravellers } from './repeat-co-travellers.ts'
import { repeatDisembarker } from './repeat-disembarker.ts'
import { unpermittedAlighting } from './unpermitted-alighting.ts'

/** All detectors. Later ones may rest on what earlier ones say. */
export const DETECTORS = [
  repeatDisembarker,
  unpermittedAlighting,
  repeatCoTravellers,
  coAlightingGroup,
  disembarkationSurge,
] as unknown as readonly Detector[]
