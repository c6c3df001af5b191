import { MINUTE } from '../base/calendar.ts'
import { type DocumentKey, keyOf } from '../base/records.ts'
import type { Stage } from './stage.ts'

/** From one border stop to the other, 184 km, at 130 km/h. */
const ALONG = 85 * MINUTE

/**
 * Tells where documents that go from hand to hand are on two trains so close in time that nobody can have taken them from
 * the one to the other: true, and nobody's plan. To be called when all cases are played.
 */
export function tellTwoPlaces(stage: Stage): void {
  const shared = stage.cases.filter(({ pattern, tier }) => pattern === 'SHARED_DOCUMENT' && tier !== 'decoy')
  for (const { documents = [], persons } of shared)
    for (const document of documents) {
      const journeys = persons.flatMap(person => stage.rides.of(person)).filter(one => isShownOn(stage, document, one))
      for (const [i, one] of journeys.entries())
        for (const other of journeys.slice(i + 1))
          if (
            stage.traveller(one) !== stage.traveller(other) &&
            areTooClose(stage, stage.runOf(one), stage.runOf(other))
          )
            stage.tell({
              pattern: 'IMPOSSIBLE_PRESENCE',
              tier: 'incidental',
              persons: [stage.traveller(one), stage.traveller(other)],
              documents: [document],
              journeys: [one, other],
            })
    }
}

function isShownOn(stage: Stage, document: DocumentKey, journey: number): boolean {
  const person = stage.traveller(journey)
  const { day } = stage.rides.run(journey)
  const shown = stage.scripts.get(journey)?.documents ?? [
    stage.wallet.passport(person, day),
    stage.wallet.paper(person, day, stage.trip(journey)),
  ]
  return shown.some(one => one && keyOf(one) === keyOf(document))
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
