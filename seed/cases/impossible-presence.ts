import { MINUTE } from '../base/calendar.ts'
import { ALIGHTS_AT_KENA } from '../big/journeys.ts'
import { MOST_ABOARD } from '../big/seats.ts'
import type { Tier } from './case.ts'
import { type Stage, tolerated } from './stage.ts'

/** Minutes between Kena and Kybartai, 184 km: 85 at 130 km/h. */
const GAPS: Readonly<Record<Exclude<Tier, 'easy'>, readonly [number, number]>> = { limit: [43, 47], real: [8, 25] }
/** Minutes after a train has come in which its papers are looked at. */
const OFFICERS = [2, 29] as const

/** For so long at least two trains are in Lithuania at once. */
const TOGETHER = 45 * MINUTE
/** Minutes after which the checks of Kena are sent: shortly before Kybartai. */
const SENT = 190

/** A document that is seen at Kena and, before any train can have come there, at Kybartai; or on two trains at once. */
export function impossiblePresences(stage: Stage): void {
  for (const tier of stage.tiers()) tier === 'easy' ? onTwoTrains(stage) : atTwoStops(stage, tier)
  clocks(stage)
}

/** Whoever bears it, the passport and its papers ride on another train in Lithuania at the same time. */
function onTwoTrains(stage: Stage): void {
  const { rides } = stage
  const inLithuania = (r: number) => {
    const [kena, kybartai] = [stage.came(r, 'KENA'), stage.came(r, 'KYBARTAI')]
    return [Math.min(kena, kybartai), Math.max(kena, kybartai)] as const
  }
  const beside = (r: number) => {
    const [from, until] = inLithuania(r)
    const { day } = rides.runAt(r)
    return rides.between(day - 2, day + 2).find(other => {
      const [start, end] = inLithuania(other)
      return other !== r && Math.min(end, until) - Math.max(start, from) > TOGETHER && rides.aboard(other) < MOST_ABOARD
    })
  }
  const runs = rides.runs.map((_, r) => r).filter(r => beside(r) !== undefined)
  const journey = stage.journeyOn(runs, (person, j) => {
    const other = beside(stage.runOf(j)) as number
    return stage.wallet.onePassport(person) && rides.serves(other, person) && stage.flags(j) === 0
  })
  if (journey === undefined) return
  const person = stage.traveller(journey)
  const { day } = rides.run(journey)
  const passport = stage.wallet.passport(person, day)
  const paper = stage.wallet.paper(person, day, stage.trip(journey))
  const documents = [passport, ...(paper ? [paper] : [])]
  const double = rides.add(person, beside(stage.runOf(journey)) as number, stage.trip(journey))
  for (const shown of [journey, double]) stage.script(shown, { documents, first: passport })
  stage.tell({
    pattern: 'IMPOSSIBLE_PRESENCE',
    tier: 'easy',
    persons: [person],
    documents,
    journeys: [journey, double],
  })
  // Both ways are used up, and there is a third.
  if (paper?.type === 'FRTD')
    stage.tell({
      pattern: 'TRANSIT_OVERRUN',
      tier: 'incidental',
      persons: [person],
      documents: [paper],
      journeys: rides.of(person).filter(own => stage.trip(own) === stage.trip(journey)),
    })
}

/** Leaves at Kena, and the same permit is seen leaving another train at Kybartai a little later or before. */
function atTwoStops(stage: Stage, tier: Exclude<Tier, 'easy'>): void {
  const { rides, random } = stage
  const [least, most] = GAPS[tier]
  const gap = random.between(least, most)
  /** The minutes at which the two checks can be so far apart. */
  const meeting = (west: number, east: number): { at: number; minute: number } | undefined => {
    for (let at = OFFICERS[0]; at <= OFFICERS[1]; at++)
      for (const sign of [1, -1]) {
        const minute = (stage.came(west, 'KENA') - stage.came(east, 'KYBARTAI')) / MINUTE + at + sign * gap
        if (minute >= OFFICERS[0] && minute <= OFFICERS[1]) return { at, minute }
      }
    return undefined
  }
  const runs = rides.runs.map((_, r) => r).filter(r => rides.runAt(r).plan.westbound && tolerated(rides.runAt(r)))
  for (const west of random.shuffled(runs)) {
    const { day } = rides.runAt(west)
    const easts = rides.between(day - 1, day + 3).filter(r => !rides.runAt(r).plan.westbound)
    const east = easts.find(r => meeting(west, r) !== undefined)
    if (east === undefined) continue
    const journey = stage.journeyOn(
      [west],
      ({ basis }) => basis !== 'FRTD' && basis !== 'EU_CITIZEN' && basis !== 'FTD',
    )
    if (journey === undefined) continue
    const person = stage.traveller(journey)
    const document = stage.wallet.paper(person, day, stage.trip(journey))
    const { at, minute } = meeting(west, east) as { at: number; minute: number }
    if (!document) continue
    stage.script(journey, { lastMinute: at, firstMinute: at / 2, last: document })
    stage.flag(journey, ALIGHTS_AT_KENA)
    const late = stage.happenings.late(rides.runAt(east), east).KYBARTAI.arrives
    stage.happenings.plan(east, { loose: [{ station: 'KYBARTAI', kind: 'ALIGHT', minute: minute + late, document }] })
    stage.tell({
      pattern: 'IMPOSSIBLE_PRESENCE',
      tier,
      persons: [person],
      documents: [document],
      journeys: [journey],
      runs: [west, east],
      since: stage.came(east, 'KYBARTAI') + minute * MINUTE,
    })
    return
  }
}

/** A device at Kybartai three hours slow: all seem to come there half an hour after Kena. Or one that sends all checks at once. */
function clocks(stage: Stage): void {
  const { rides } = stage
  const quiet = rides.runs.flatMap((run, r) =>
    run.plan.westbound && !stage.happenings.isScripted(r) && rides.on(r).length >= 5 ? [r] : [],
  )
  for (const [i, r] of stage.random
    .shuffled(quiet)
    .slice(0, Math.min(6, 2 * stage.perTier))
    .entries()) {
    const batch = i % 3 === 2
    stage.happenings.plan(
      r,
      batch ? { batch: { station: 'KENA', minute: SENT } } : { clock: { station: 'KYBARTAI', minutes: -180 } },
    )
    const journeys = [...rides.on(r)].filter(journey => !stage.scripts.has(journey) && stage.flags(journey) === 0)
    stage.tell({
      pattern: 'IMPOSSIBLE_PRESENCE',
      tier: 'decoy',
      decoy: batch ? 'all checks of Kena stamped in one second, when they were sent' : 'a clock three hours slow',
      persons: journeys.map(journey => stage.traveller(journey)),
      asShown: true,
      journeys,
      runs: [r],
    })
  }
}
