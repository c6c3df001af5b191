import type { Detector } from '../detection/detector.ts'
import { overCapacity } from './over-capacity.ts'
import { repeatDisembarker } from './repeat-disembarker.ts'
import { ticketMismatch } from './ticket-mismatch.ts'
import { transitOverrun } from './transit-overrun.ts'
import { unpermittedAlighting } from './unpermitted-alighting.ts'

/** All detectors. Later ones may rest on what earlier ones say. */
export const DETECTORS = [
  repeatDisembarker,
  unpermittedAlighting,
  ticketMismatch,
  transitOverrun,
  overCapacity,
] as unknown as readonly Detector[]
