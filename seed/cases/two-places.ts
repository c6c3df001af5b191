import { MINUTE } from '../base/calendar.ts'
import type { DocumentKey } from '../base/records.ts'
import type { Stage } from './stage.ts'

/** From one border stop to the other, 184 km, at 130 km/h. */
const ALONG = 85 * MINUTE

/**
 * Tells where a document that goes from hand to hand is on two trains so close in time that nobody can have taken it from
 * the one to the other: true, and nobody's plan.
 * @param journeys on which it is shown
 */
export function tellTwoPlaces(stage: Stage, document: DocumentKey, journeys: readonly number[]): void {
  for (const [i, one] of journeys.entries())
    for (const other of journeys.slice(i + 1))
      if (areTooClose(stage, stage.runOf(one), stage.runOf(other)))
        stage.tell({
          pattern: 'IMPOSSIBLE_PRESENCE',
          tier: 'incidental',
          persons: [stage.traveller(one), stage.traveller(other)],
          documents: [document],
          journeys: [one, other],
        })
}

/** Whether two trains are in Lithuania at once, or at its two ends one shortly after the other. */
function areTooClose(stage: Stage, one: number, other: number): boolean {
  if (one === other) return false
  const [left, right] = [one, other].map(r => [stage.came(r, 'KENA'), stage.came(r, 'KYBARTAI')] as const) as [
    readonly [number, number],
    readonly [number, number],
  ]
  const areAtOnce = Math.max(Math.min(...left), Math.min(...right)) < Math.min(Math.max(...left), Math.max(...right))
  return areAtOnce || Math.abs(left[0] - right[1]) < ALONG || Math.abs(left[1] - right[0]) < ALONG
}
