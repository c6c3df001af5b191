import type { Tier } from './case.ts'
import type { Stage } from './stage.ts'

/** Persons aboard where 300 are allowed. */
const ABOARD: Readonly<Record<Tier, readonly [number, number]>> = {
  limit: [301, 302],
  real: [306, 315],
  easy: [328, 332],
}
/** Only trains that are half full by themselves are filled up; at most so many of each kind. */
const LEAST = 120
const MOST = 8
/** Who rides a train that is only listed too full. */
const FULL = [285, 296] as const
const LISTED = { least: 18, most: 30 }
const ATTEMPTS = 20_000

/** Trains on which more persons ride than are allowed. */
export function overCapacities(stage: Stage): void {
  const { rides, random } = stage
  const runs = rides.runs.flatMap((run, r) =>
    run.plan.westbound && rides.aboard(r) >= LEAST && !stage.happenings.isScripted(r) ? [r] : [],
  )
  const busiest = runs.toSorted((a, b) => rides.aboard(b) - rides.aboard(a) || a - b).slice(0, 80)
  const queue = random.shuffled(busiest)
  for (const tier of stage.tiers(Math.min(MOST, stage.perTier))) {
    const r = queue.pop()
    if (r === undefined || !fill(stage, r, random.between(...ABOARD[tier]))) continue
    stage.tell({ pattern: 'OVER_CAPACITY', tier, persons: [], runs: [r] })
  }
  const roomy = runs
    .filter(r => rides.aboard(r) <= FULL[0])
    .toSorted((a, b) => rides.aboard(b) - rides.aboard(a) || a - b)
  const others = random.shuffled(roomy.slice(0, 80))
  for (let i = 0; i < Math.min(MOST, stage.perTier); i++) {
    const r = others.pop()
    if (r === undefined || stage.happenings.isScripted(r) || !fill(stage, r, random.between(...FULL))) continue
    const lines = random.between(LISTED.least, LISTED.most)
    const twice = i % 2 === 0
    const absent = random.shuffled(stage.travellers.filter(one => rides.of(one).length === 0)).slice(0, lines)
    stage.happenings.plan(r, twice ? { twice: lines } : { absent })
    const decoy = twice ? 'part of the list stands on it twice' : 'on the list were some who never came'
    stage.tell({ pattern: 'OVER_CAPACITY', tier: 'decoy', decoy, persons: [], runs: [r] })
  }
}

/** Has so many people ride; those who are added have nothing else to do then. False where nobody more can be found, or too many ride. */
function fill(stage: Stage, r: number, persons: number): boolean {
  const { rides, random } = stage
  if (rides.aboard(r) > persons) return false
  for (let attempt = 0; rides.aboard(r) < persons; attempt++) {
    if (attempt === ATTEMPTS) return false
    const one = random.pick(stage.travellers)
    if (stage.acts(one)) continue
    const legs = rides.ride(one, r, random, { over: true })
    for (const journey of legs ?? []) stage.script(journey)
  }
  return true
}
