import { MINUTE } from '../base/calendar.ts'
import { ALIGHTS_AT_KYBARTAI } from '../big/journeys.ts'
import { frtdOf } from '../big/papers.ts'
import type { Traveller } from '../big/population.ts'
import type { Script } from '../big/script.ts'
import type { Tier } from './case.ts'
import { atKybartai, type Stage } from './stage.ts'

/** Minutes over the six hours of an FRTD. */
const TIERS: Readonly<Record<Tier, readonly [number, number]>> = { limit: [28, 50], real: [55, 300], easy: [720, 1800] }
const SIX_HOURS = 360
/** Minutes after the train has come at which the actor is seen. */
const SEEN = 5
const OFFICERS = [2, 29] as const
/** Of the realistic cases, those in which an FRTD is used a third time instead. */
const THIRD_USE = 0.4
/** Minutes for which a train is held between Kena and Kybartai. */
const HELD = 190

/** Enters at Kena on an FRTD and is seen to leave at Kybartai from a later train, or rides on an FRTD that was used up. */
export function transitOverruns(stage: Stage): void {
  for (const tier of stage.tiers())
    if (tier === 'real' && stage.random.chance(THIRD_USE)) thirdUse(stage)
    else {
      const journey = leftBehind(stage, TIERS[tier])
      if (journey === undefined) continue
      stage.tell({
        pattern: 'TRANSIT_OVERRUN',
        tier,
        persons: [stage.traveller(journey.journey)],
        documents: [frtdOf(stage.trip(journey.journey))],
        journeys: [journey.journey],
        runs: [stage.runOf(journey.journey), journey.later],
        since: journey.at,
      })
    }
  heldTrains(stage)
  ordered(stage)
}

/** Somebody on an FRTD who is seen again so many minutes over time, by the paper alone, on a later train. */
function leftBehind(
  stage: Stage,
  over: readonly [number, number],
  script: Script = { noEnd: true },
): { journey: number; later: number; at: number } | undefined {
  const { rides, random } = stage
  const west = rides.runs.flatMap((run, r) => (run.plan.westbound ? [r] : []))
  for (const r of random.shuffled(west)) {
    const run = rides.runAt(r)
    const entered = stage.came(r, 'KENA') + SEEN * MINUTE
    const [least, most] = over.map(minutes => entered + (SIX_HOURS + minutes) * MINUTE) as [number, number]
    for (const later of rides.between(run.day - 1, run.day + 3)) {
      const other = rides.runAt(later)
      if (!other.plan.westbound || later === r) continue
      const came = stage.came(later, 'KYBARTAI')
      const [from, until] = [Math.max(least, came + OFFICERS[0] * MINUTE), Math.min(most, came + OFFICERS[1] * MINUTE)]
      if (from > until) continue
      const journey = stage.journeyOn([r], ({ basis }, j) => basis === 'FRTD' && stage.flags(j) === 0)
      if (journey === undefined) continue
      stage.script(journey, { firstMinute: SEEN, ...script })
      const document = frtdOf(stage.trip(journey))
      const minute = Math.ceil((from - atKybartai(other)) / MINUTE)
      stage.happenings.plan(later, { loose: [{ station: 'KYBARTAI', kind: 'EXIT', minute, document }] })
      return { journey, later, at: atKybartai(other) + minute * MINUTE }
    }
  }
  return undefined
}

/** The FRTD of an earlier trip, both ways of which are used, on the next one. */
function thirdUse(stage: Stage): void {
  const trips = (one: Traveller) => {
    const own = stage.untouched(one)
    const [first, second, third] = own
    if (first === undefined || second === undefined || third === undefined) return undefined
    return stage.trip(first) === stage.trip(second) && stage.trip(third) !== stage.trip(first)
      ? own.slice(0, 3)
      : undefined
  }
  const person = stage.draw(one => one.basis === 'FRTD' && stage.wallet.onePassport(one) && trips(one) !== undefined, {
    mixes: true,
  })
  if (!person) return
  const journeys = trips(person) as [number, number, number]
  const used = frtdOf(stage.trip(journeys[0]))
  for (const journey of journeys) stage.script(journey)
  stage.script(journeys[2], { documents: [stage.wallet.passport(person, 0), used] })
  stage.tell({
    pattern: 'TRANSIT_OVERRUN',
    tier: 'real',
    persons: [person],
    documents: [used],
    journeys: [journeys[2]],
  })
}

/** Trains held for hours between the two stops: everybody aboard is over time. */
function heldTrains(stage: Stage): void {
  const { rides, happenings } = stage
  const quiet = rides.runs.flatMap((run, r) =>
    run.plan.westbound && !happenings.isScripted(r) && rides.on(r).length >= 5 ? [r] : [],
  )
  for (const [i, r] of stage.random.shuffled(quiet).slice(0, Math.min(6, stage.perTier)).entries()) {
    const run = rides.runAt(r)
    const late = happenings.late(run, r)
    const held = { arrives: late.KENA.departs + HELD, departs: late.KENA.departs + HELD + 2 }
    happenings.plan(r, { late: { KENA: late.KENA, KYBARTAI: held }, ...(i % 2 === 1 ? { routeChanged: true } : {}) })
    const journeys = [...rides.on(r)].filter(
      journey => stage.traveller(journey).basis === 'FRTD' && stage.flags(journey) === 0,
    )
    stage.tell({
      pattern: 'TRANSIT_OVERRUN',
      tier: 'decoy',
      decoy: i % 2 === 1 ? 'the train was sent another way' : 'the train was held for hours',
      persons: journeys.map(journey => stage.traveller(journey)),
      journeys,
      runs: [r],
    })
  }
}

/** Taken off the train at Kybartai by order, and let go on by a later one. */
function ordered(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const found = leftBehind(stage, [300, 1800], { exception: 'AUTHORITY_ORDER' })
    if (!found) return
    const { journey, later } = found
    stage.flag(journey, ALIGHTS_AT_KYBARTAI)
    const told = {
      tier: 'decoy',
      decoy: 'taken off the train by order',
      persons: [stage.traveller(journey)],
      journeys: [journey],
      runs: [stage.runOf(journey), later],
    } as const
    stage.tell({ ...told, pattern: 'TRANSIT_OVERRUN', documents: [frtdOf(stage.trip(journey))] })
    stage.tell({ ...told, pattern: 'UNPERMITTED_ALIGHTING', station: 'KYBARTAI' })
    stage.tell({ ...told, pattern: 'TICKET_MISMATCH', station: 'KYBARTAI' })
  }
}
