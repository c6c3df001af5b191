import { DAY, dayOf } from '../base/calendar.ts'
import type { CheckException } from '../base/records.ts'
import { ALIGHTS_AT_KENA, BOARDS_AT_KENA } from '../big/journeys.ts'
import { BAN } from '../big/trips.ts'
import type { Tier } from './case.ts'
import { type Stage, tolerated } from './stage.ts'

/** Days after the ban; leaving is never allowed since, boarding not from 2024-03-15 on. */
const TIERS: Readonly<Record<Tier, { from: number; until: number }>> = {
  limit: { from: 0, until: 2 },
  real: { from: 14, until: 240 },
  easy: { from: 270, until: 640 },
}
const GRACE = Date.parse('2024-03-14T22:00:00Z')
const BOARDS = 0.25

/** Leaves or boards at Kena after the ban, without an exception. In a world of one year: on nothing but an FRTD. */
export function unpermittedAlightings(stage: Stage): void {
  const beforeTheBan = (stage.rides.runs.at(-1)?.day ?? 0) < dayOf('2024-03-05')
  for (const tier of stage.tiers()) {
    const { from, until } = TIERS[tier]
    const west = stage.random.chance(BOARDS) && tier !== 'limit' ? undefined : true
    const runs = beforeTheBan
      ? stage.runsAtKena(0, BAN, run => run.plan.westbound)
      : stage.runsAtKena(BAN + from * DAY, BAN + until * DAY, run => run.plan.westbound === (west ?? false))
    const journey = stage.journeyOn(runs, ({ basis }) => (basis === 'FRTD') === beforeTheBan)
    if (journey === undefined) continue
    stage.script(journey)
    stage.flag(journey, west || beforeTheBan ? ALIGHTS_AT_KENA : BOARDS_AT_KENA)
    stage.tell({
      pattern: 'UNPERMITTED_ALIGHTING',
      tier,
      persons: [stage.traveller(journey)],
      station: 'KENA',
      journeys: [journey],
    })
  }
  if (!beforeTheBan) {
    excused(stage)
    inGrace(stage)
  }
}

const EXCEPTIONS: readonly CheckException[] = ['HUMANITARIAN', 'MEDICAL', 'MFA_MEDIATION']

function excused(stage: Stage): void {
  const runs = stage.runsAtKena(BAN, Number.POSITIVE_INFINITY, run => run.plan.westbound)
  for (let i = 0; i < 2 * stage.perTier; i++) {
    const journey = stage.journeyOn(runs, ({ basis }) => basis !== 'FRTD')
    if (journey === undefined) continue
    const lately = i % 3 === 0
    stage.script(journey, { exception: stage.random.pick(EXCEPTIONS), lately })
    stage.flag(journey, ALIGHTS_AT_KENA)
    const decoy = lately ? 'left by an exception that was filed later' : 'left by an exception on record'
    const told = { tier: 'decoy', decoy, persons: [stage.traveller(journey)], journeys: [journey] } as const
    stage.tell({ ...told, pattern: 'UNPERMITTED_ALIGHTING', station: 'KENA' })
    stage.tell({ ...told, pattern: 'TICKET_MISMATCH', station: 'KENA' })
  }
}

function inGrace(stage: Stage): void {
  const runs = stage.runsAtKena(BAN, GRACE, run => !run.plan.westbound && !tolerated(run))
  for (let i = 0; i < stage.perTier; i++) {
    const journey = stage.journeyOn(runs, ({ basis }) => basis !== 'FRTD')
    if (journey === undefined) continue
    stage.script(journey)
    stage.flag(journey, BOARDS_AT_KENA)
    stage.tell({
      pattern: 'UNPERMITTED_ALIGHTING',
      tier: 'decoy',
      decoy: 'boarded in the two weeks of grace',
      persons: [stage.traveller(journey)],
      station: 'KENA',
      journeys: [journey],
    })
  }
}
