import type { Traveller } from '../big/population.ts'
import type { Tier } from './case.ts'
import type { Stage } from './stage.ts'

/** How many trains two strangers share. */
const SHARED: Readonly<Record<Tier, number>> = { limit: 4, real: 6, easy: 8 }
const ATTEMPTS = 1000
/** A run with so many aboard has room for a few more. */
const ROOMY = 290
/** Colleagues share so many trips, on one booking each time. */
const TOGETHER = 5
/** Regulars of one train: so many, so many times, of which each misses one in five. */
const CROWD = { persons: 6, times: 12, misses: 0.2 }

/** Two strangers on the same trains again and again, on days that no habit explains, never on one booking. */
export function coTravellers(stage: Stage): void {
  for (const tier of stage.tiers()) {
    const [a, b] = pair(stage, true)
    if (!a || !b) continue
    const journeys = together(stage, [a, b], SHARED[tier])
    if (journeys.length === 2 * SHARED[tier])
      stage.tell({ pattern: 'REPEAT_CO_TRAVELLERS', tier, persons: [a, b], journeys })
  }
  colleagues(stage)
  crowd(stage)
}

const ordinary = (stage: Stage, one: Traveller) => {
  const count = stage.rides.of(one).length
  return stage.alone(one) && count >= 2 && count <= 12
}

/** Two who live alone and travel to one end of the line. */
function pair(stage: Stage, mixes = false): [Traveller | undefined, Traveller | undefined] {
  const a = stage.draw(one => ordinary(stage, one), { mixes })
  const b = a && stage.draw(one => one !== a && one.end === a.end && ordinary(stage, one), { mixes })
  return [a, b]
}

/** Adds so many trains on which all of them ride, each on a booking and with a way back of their own; the shared journeys. */
function together(stage: Stage, persons: readonly Traveller[], times: number): number[] {
  const { rides, random } = stage
  const journeys: number[] = []
  for (let made = 0, attempt = 0; made < times && attempt < ATTEMPTS; attempt++) {
    const r = random.below(rides.runs.length)
    if (rides.aboard(r) > ROOMY || !persons.every(one => rides.canRide(one, r))) continue
    const shared = persons.map(one => rides.ride(one, r, random))
    for (const legs of shared) if (legs) journeys.push(legs[0])
    for (const legs of shared) for (const journey of legs ?? []) stage.script(journey)
    if (shared.every(legs => legs)) made++
  }
  return journeys
}

/** Two of one firm, on one booking each time. */
function colleagues(stage: Stage): void {
  const { rides, random } = stage
  for (let i = 0; i < stage.perTier; i++) {
    const [a, b] = pair(stage)
    if (!a || !b) continue
    const journeys: number[] = []
    for (let made = 0, attempt = 0; made < TOGETHER && attempt < ATTEMPTS; attempt++) {
      const r = random.below(rides.runs.length)
      const booking = rides.booking(true)
      if (rides.aboard(r) > ROOMY || !rides.canRide(b, r)) continue
      const legs = rides.ride(a, r, random, { booking })
      if (!legs) continue
      const same = rides.ride(b, r, random, { booking, other: stage.runOf(legs[1]) })
      journeys.push(...legs, ...(same ?? []))
      if (same) made++
    }
    for (const journey of journeys) stage.script(journey)
    const decoy = 'travel on one booking, as a carer and a patient or two colleagues do'
    stage.tell({ pattern: 'REPEAT_CO_TRAVELLERS', tier: 'decoy', decoy, persons: [a, b], journeys })
  }
}

/** Commuters who know each other by sight: one weekday, one train, every few weeks. */
function crowd(stage: Stage): void {
  const { rides, random } = stage
  for (let i = 0; i < Math.max(1, Math.round(stage.perTier / 2)); i++) {
    const first = stage.draw(one => ordinary(stage, one))
    if (!first) return
    const persons = [first]
    while (persons.length < CROWD.persons) {
      const other = stage.draw(one => one.end === first.end && ordinary(stage, one))
      if (!other) break
      persons.push(other)
    }
    const start = rides.runs.findIndex((run, r) => r > i * 7 && !run.plan.westbound && rides.serves(r, first))
    const { plan, day } = rides.runAt(start)
    const weeks = rides.runs.flatMap((run, r) =>
      run.plan.train === plan.train && (run.day - day) % 7 === 0 ? [r] : [],
    )
    const journeys: number[] = []
    for (let n = 0; n < CROWD.times; n++) {
      const r = weeks[Math.floor((n * weeks.length) / CROWD.times)] as number
      for (const person of persons) {
        const legs = random.chance(CROWD.misses) ? undefined : rides.ride(person, r, random)
        if (legs) journeys.push(...legs)
      }
    }
    for (const journey of journeys) stage.script(journey)
    const decoy = 'regulars of one weekday and train, who all share it'
    stage.tell({ pattern: 'REPEAT_CO_TRAVELLERS', tier: 'decoy', decoy, persons, journeys })
  }
}
