import { DAY } from '../base/calendar.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI } from '../big/journeys.ts'
import { BAN } from '../big/trips.ts'
import type { Tier } from './case.ts'
import type { Stage } from './stage.ts'

/** Kybartai going west is one stop before Kaliningrad, Kena two; going east it is the first stop of all. */
const TIERS: Readonly<Record<Tier, { westbound: boolean; flags: number; station: 'KENA' | 'KYBARTAI' }>> = {
  limit: { westbound: true, flags: ALIGHTS_AT_KYBARTAI, station: 'KYBARTAI' },
  real: { westbound: true, flags: ALIGHTS_AT_KENA, station: 'KENA' },
  easy: { westbound: false, flags: ALIGHTS_AT_KYBARTAI, station: 'KYBARTAI' },
}
const SETTLED = BAN + 20 * DAY

/** Leaves before the ticket says, where it is not allowed; in a world of one year, where it is let pass. */
export function ticketMismatches(stage: Stage): void {
  const afterBan = stage.runsAtKena(SETTLED, Number.POSITIVE_INFINITY)
  const all = afterBan.length > 0 ? afterBan : stage.rides.runs.map((_, r) => r)
  for (const tier of stage.tiers()) {
    const { westbound, flags, station } = TIERS[tier]
    const runs = all.filter(r => stage.rides.runAt(r).plan.westbound === westbound)
    const journey = stage.journeyOn(runs, () => true)
    if (journey === undefined) continue
    stage.script(journey)
    stage.flag(journey, flags)
    stage.tell({ pattern: 'TICKET_MISMATCH', tier, persons: [stage.traveller(journey)], station, journeys: [journey] })
  }
  cutShort(stage)
}

/** Trains that end at Kybartai: nearly all aboard leave there, and no exception is recorded. */
function cutShort(stage: Stage): void {
  const { rides } = stage
  for (let i = 0; i < Math.min(3, stage.perTier); i++) {
    const r = stage.random.shuffled(rides.runs.map((_, place) => place)).find(place => {
      const riders = rides.on(place)
      return (
        rides.runAt(place).plan.westbound &&
        riders.length >= 10 &&
        !stage.happenings.isScripted(place) &&
        riders.every(journey => !stage.scripts.has(journey))
      )
    })
    if (r === undefined) continue
    const left = [...rides.on(r)].filter(journey => (stage.flags(journey) & ALIGHTS_AT_KENA) === 0)
    stage.happenings.plan(r, i % 2 === 0 ? { routeChanged: true } : {})
    for (const journey of left) {
      stage.script(journey)
      stage.flag(journey, ALIGHTS_AT_KYBARTAI)
    }
    const decoy = 'the train ended at Kybartai, and all aboard left'
    const persons = left.map(journey => stage.traveller(journey))
    const told = { tier: 'decoy', decoy, persons, station: 'KYBARTAI', journeys: left, runs: [r] } as const
    stage.tell({ ...told, pattern: 'TICKET_MISMATCH' })
    stage.tell({ ...told, pattern: 'UNPERMITTED_ALIGHTING' })
  }
}
