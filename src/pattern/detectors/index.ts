import type { Detector } from '../detection/detector.ts'
import type { Rule } from '../detection/rule.ts'
import type { PatternName } from '../pattern-name.ts'
import { coAlightingGroup } from './co-alighting-group.ts'
import { disembarkationSurge } from './disembarkation-surge.ts'
import { documentNotValid } from './document-not-valid.ts'
import { documentSwitch } from './document-switch.ts'
import { impossiblePresence } from './impossible-presence.ts'
import { multipleIdentities } from './multiple-identities.ts'
import { overCapacity } from './over-capacity.ts'
import { repeatCoTravellers } from './repeat-co-travellers.ts'
import { repeatDisembarker } from './repeat-disembarker.ts'
import { sharedDocument } from './shared-document.ts'
import { sharedDocumentRing } from './shared-document-ring.ts'
import { ticketMismatch } from './ticket-mismatch.ts'
import { transitOverrun } from './transit-overrun.ts'
import { unpermittedAlighting } from './unpermitted-alighting.ts'

/** All detectors, in the order in which they are shown. */
export const DETECTORS = [
  repeatDisembarker,
  sharedDocument,
  unpermittedAlighting,
  ticketMismatch,
  documentNotValid,
  multipleIdentities,
  impossiblePresence,
  documentSwitch,
  repeatCoTravellers,
  coAlightingGroup,
  sharedDocumentRing,
  transitOverrun,
  overCapacity,
  disembarkationSurge,
] as unknown as readonly Detector[]

/** The rules of all of them. */
export const RULES: readonly Rule[] = DETECTORS.map(({ rule }) => rule)

/** Whether what a pattern finds follows from the facts that it cites. */
export const followsFromEvidence = (pattern: PatternName): boolean =>
  DETECTORS.some(({ rule, turnsOnMore }) => rule.pattern === pattern && !turnsOnMore)
