import { ALIGHTS_AT_KENA } from '../big/journeys.ts'
import type { Traveller } from '../big/population.ts'
import { MOST_ABOARD } from '../big/seats.ts'
import { BAN } from '../big/trips.ts'
import type { Tier } from './case.ts'
import type { Stage } from './stage.ts'

/** So many strangers leave together so many times. */
const TIERS: Readonly<Record<Tier, { persons: number; times: number }>> = {
  limit: { persons: 2, times: 2 },
  real: { persons: 3, times: 3 },
  easy: { persons: 5, times: 4 },
}
const SCHOOL = { persons: 12, times: 2 }
const ATTEMPTS = 1000

/** The same strangers, each on a booking of their own, leave at Kena together, while it is let pass. */
export function coAlightingGroups(stage: Stage): void {
  for (const tier of stage.tiers()) {
    const { persons: size, times } = TIERS[tier]
    const persons = party(stage, size, true)
    if (persons.length < size) continue
    const journeys = leaveTogether(stage, persons, times)
    if (journeys.length < size * times) continue
    stage.tell({ pattern: 'CO_ALIGHTING_GROUP', tier, persons, station: 'KENA', journeys })
    alsoTrue(stage, persons, journeys, times)
  }
  schools(stage)
}

/** Persons who live alone and travel to one end, mostly on papers with which some do leave. */
function party(stage: Stage, size: number, mixes: boolean): Traveller[] {
  const transit = mixes && stage.random.chance(0.2)
  const fits = (one: Traveller) =>
    stage.alone(one) && (transit ? one.basis === 'FRTD' : one.leaves >= 0.08) && stage.rides.of(one).length <= 12
  const persons: Traveller[] = []
  while (persons.length < size) {
    const next = stage.draw(one => fits(one) && !persons.includes(one) && one.end === (persons[0]?.end ?? one.end), {
      mixes,
    })
    if (!next) break
    persons.push(next)
  }
  return persons
}

/** Adds so many trains west that all of them leave at Kena; the journeys on these. */
function leaveTogether(stage: Stage, persons: readonly Traveller[], times: number, booking?: () => number): number[] {
  const { rides, random } = stage
  const journeys: number[] = []
  const west = stage.runsAtKena(0, BAN, run => run.plan.westbound)
  for (let made = 0, attempt = 0; made < times && attempt < ATTEMPTS; attempt++) {
    const r = random.pick(west)
    if (rides.aboard(r) + persons.length > MOST_ABOARD || !persons.every(one => rides.canRide(one, r))) continue
    const own = booking?.()
    const legs = persons.map(one => rides.ride(one, r, random, own === undefined ? {} : { booking: own }))
    for (const both of legs) for (const journey of both ?? []) stage.script(journey)
    for (const both of legs)
      if (both) {
        stage.flag(both[0], ALIGHTS_AT_KENA)
        journeys.push(both[0])
      }
    if (legs.every(both => both)) made++
  }
  return journeys
}

/** Three shared trains are more than chance; two leavings on a transit paper are more than peers have. */
function alsoTrue(stage: Stage, persons: readonly Traveller[], journeys: readonly number[], times: number): void {
  if (times >= 3)
    for (const [i, a] of persons.entries())
      for (const b of persons.slice(i + 1))
        stage.tell({
          pattern: 'REPEAT_CO_TRAVELLERS',
          tier: 'incidental',
          persons: [a, b],
          journeys: of(stage, [a, b], journeys),
        })
  for (const person of persons.filter(({ basis }) => basis === 'FRTD'))
    stage.tell({
      pattern: 'REPEAT_DISEMBARKER',
      tier: 'incidental',
      persons: [person],
      station: 'KENA',
      journeys: of(stage, [person], journeys),
    })
}

const of = (stage: Stage, persons: readonly Traveller[], journeys: readonly number[]) =>
  journeys.filter(journey => persons.includes(stage.traveller(journey)))

/** A school or a tour: a dozen on one booking. */
function schools(stage: Stage): void {
  for (let i = 0; i < Math.max(1, Math.round(stage.perTier / 2)); i++) {
    const persons = party(stage, SCHOOL.persons, false)
    if (persons.length < SCHOOL.persons / 2) return
    const journeys = leaveTogether(stage, persons, SCHOOL.times, () => stage.rides.booking(true))
    const told = { tier: 'decoy', decoy: 'a school group on one booking', persons, journeys } as const
    stage.tell({ ...told, pattern: 'CO_ALIGHTING_GROUP', station: 'KENA' })
    stage.tell({ ...told, pattern: 'REPEAT_CO_TRAVELLERS' })
  }
}
