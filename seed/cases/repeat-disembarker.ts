import { DAY } from '../base/calendar.ts'
import { ALIGHTS_AT_KENA } from '../big/journeys.ts'
import type { Traveller } from '../big/population.ts'
import type { Tier } from './case.ts'
import { type Stage, tolerated } from './stage.ts'

/** Leaves so many times on so many journeys west within a year; one or two more journeys may fall into it. */
const TIERS: Readonly<Record<Tier, { times: number; of: number }>> = {
  limit: { times: 2, of: 6 },
  real: { times: 4, of: 6 },
  easy: { times: 6, of: 7 },
}
const MORE = 2
const WINDOW = 350 * DAY

/** An FRTD holder who leaves at Kena again and again, while it is let pass. */
export function repeatDisembarkers(stage: Stage): void {
  for (const tier of stage.tiers()) {
    const { times, of } = TIERS[tier]
    const person = stage.draw(one => one.basis === 'FRTD' && stretch(stage, one, of) !== undefined, { mixes: true })
    if (!person) continue
    const journeys = stretch(stage, person, of) as number[]
    const left = stage.random.shuffled(journeys).slice(0, times)
    for (const journey of journeys) {
      stage.script(journey)
      stage.flag(journey, left.includes(journey) ? ALIGHTS_AT_KENA : 0)
    }
    stage.tell({ pattern: 'REPEAT_DISEMBARKER', tier, persons: [person], station: 'KENA', journeys: left })
  }
  commuters(stage)
  patients(stage)
}

/** So many journeys west in a row within a year that no case has touched. */
function stretch(stage: Stage, person: Traveller, of: number): number[] | undefined {
  const west = stage.rides.of(person).filter(journey => {
    const run = stage.rides.run(journey)
    return run.plan.westbound && tolerated(run)
  })
  for (let i = 0; i + of <= west.length; i++) {
    const [first, last] = [west[i] as number, west[i + of - 1] as number]
    const from = stage.rides.start(last) - WINDOW
    if (stage.rides.start(first) < from) continue
    const row = west.slice(i, i + of)
    const around = west.filter(j => Math.abs(stage.rides.start(j) - stage.rides.start(last)) < WINDOW).length
    if (around <= of + MORE && row.every(journey => !stage.scripts.has(journey))) return row
  }
  return undefined
}

/** Lives in the Union and goes home. */
function commuters(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const left = (one: Traveller) => stage.untouched(one).filter(journey => stage.flags(journey) & ALIGHTS_AT_KENA)
    const person = stage.draw(one => one.resident && left(one).length >= 4)
    if (!person) continue
    const journeys = left(person)
    for (const journey of journeys) stage.script(journey)
    stage.tell({
      pattern: 'REPEAT_DISEMBARKER',
      tier: 'decoy',
      decoy: 'goes home to the Union on a permit, as its holders do',
      persons: [person],
      station: 'KENA',
      journeys,
    })
  }
}

/** Goes to hospital, by an exception each time. */
function patients(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const person = stage.draw(one => one.basis === 'FRTD' && stretch(stage, one, 5) !== undefined)
    if (!person) continue
    const journeys = (stretch(stage, person, 5) as number[]).slice(0, 4)
    for (const journey of journeys) {
      stage.script(journey, { exception: 'MEDICAL' })
      stage.flag(journey, ALIGHTS_AT_KENA)
    }
    const told = { tier: 'decoy', persons: [person], station: 'KENA', journeys } as const
    stage.tell({ ...told, pattern: 'REPEAT_DISEMBARKER', decoy: 'visits a hospital, by a medical exception each time' })
    for (const journey of journeys)
      for (const pattern of ['UNPERMITTED_ALIGHTING', 'TICKET_MISMATCH'] as const)
        stage.tell({ ...told, pattern, journeys: [journey], decoy: 'left by a medical exception' })
  }
}
