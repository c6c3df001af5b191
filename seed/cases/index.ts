import type { PlantedPattern } from './case.ts'
import { coAlightingGroups } from './co-alighting.ts'
import { coTravellers } from './co-travellers.ts'
import { disembarkationSurges } from './disembarkation-surge.ts'
import { documentsNotValid } from './document-not-valid.ts'
import { documentSwitches } from './document-switch.ts'
import { impossiblePresences } from './impossible-presence.ts'
import { multipleIdentities } from './multiple-identities.ts'
import { overCapacities } from './over-capacity.ts'
import { repeatDisembarkers } from './repeat-disembarker.ts'
import { sharedDocuments } from './shared-document.ts'
import { sharedDocumentRings } from './shared-document-ring.ts'
import type { Stage } from './stage.ts'
import { ticketMismatches } from './ticket-mismatch.ts'
import { transitOverruns } from './transit-overrun.ts'
import { tellTwoPlaces } from './two-places.ts'
import { unpermittedAlightings } from './unpermitted-alighting.ts'

export { type Case, PLANTED_PATTERNS, type PlantedPattern } from './case.ts'
export { CaseFile } from './case-file.ts'
export { Rides } from './rides.ts'
export { Stage } from './stage.ts'

/** Cases of each tier, per person. */
const PREVALENCE = 2.5e-4
/** In a world so small that it would be nobody. */
const LEAST = 2

/**
 * Who plays what, in this order: papers before journeys, what adds journeys before what counts them, and trains are filled
 * up last.
 */
const PLAYS: readonly (readonly [PlantedPattern, (stage: Stage) => void])[] = [
  ['SHARED_DOCUMENT_RING', sharedDocumentRings],
  ['SHARED_DOCUMENT', sharedDocuments],
  ['MULTIPLE_IDENTITIES', multipleIdentities],
  ['DOCUMENT_NOT_VALID', documentsNotValid],
  ['DOCUMENT_SWITCH', documentSwitches],
  ['REPEAT_CO_TRAVELLERS', coTravellers],
  ['CO_ALIGHTING_GROUP', coAlightingGroups],
  ['IMPOSSIBLE_PRESENCE', impossiblePresences],
  ['TRANSIT_OVERRUN', transitOverruns],
  ['REPEAT_DISEMBARKER', repeatDisembarkers],
  ['UNPERMITTED_ALIGHTING', unpermittedAlightings],
  ['TICKET_MISMATCH', ticketMismatches],
  ['DISEMBARKATION_SURGE', disembarkationSurges],
  ['OVER_CAPACITY', overCapacities],
]

/** How many times as many cases of a pattern there are where the world is mis-specified. Frozen before anything was measured on it. */
const OTHER_PREVALENCE: Readonly<Record<PlantedPattern, number>> = {
  REPEAT_DISEMBARKER: 0.6,
  SHARED_DOCUMENT: 1.6,
  UNPERMITTED_ALIGHTING: 0.6,
  TICKET_MISMATCH: 0.6,
  DOCUMENT_NOT_VALID: 1.4,
  MULTIPLE_IDENTITIES: 0.6,
  IMPOSSIBLE_PRESENCE: 0.8,
  DOCUMENT_SWITCH: 1.6,
  REPEAT_CO_TRAVELLERS: 0.8,
  CO_ALIGHTING_GROUP: 1.2,
  SHARED_DOCUMENT_RING: 0.6,
  TRANSIT_OVERRUN: 1.2,
  OVER_CAPACITY: 0.6,
  DISEMBARKATION_SURGE: 0.8,
}

/** Plays cases of these patterns, in three tiers each, and their decoys. */
export function play(stage: Stage, patterns: readonly PlantedPattern[], misspecified: boolean): void {
  for (const [pattern, plays] of PLAYS) {
    if (!patterns.includes(pattern)) continue
    const share = PREVALENCE * (misspecified ? OTHER_PREVALENCE[pattern] : 1)
    stage.enter(pattern, Math.max(LEAST, Math.round(stage.travellers.length * share)))
    plays(stage)
  }
  tellTwoPlaces(stage)
}
