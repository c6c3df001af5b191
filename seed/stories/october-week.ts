import { dayOf } from '../base/calendar.ts'
import type { Person } from '../people/person.ts'
import { type Run, trainsOf } from '../rail/timetable.ts'
import { FIRST_DAY, LAST_DAY, type World } from './world.ts'

/** Origin dates whose trains reach Kena from 9 to 15 October 2023. */
const MONDAY = dayOf('2023-10-09')
const LEAVERS = 18
const NEVER_RETURN = 3

const NEW_YEAR = dayOf('2024-01-01')
const HOLIDAY_MAKERS = 6

/** In one week eighteen leave at Kena instead of three; three of them are never seen again. */
export function octoberWeek(world: World): void {
  const random = world.random('october')
  const residents = random.shuffled(
    world.persons.filter(person => person.region === 'UNION' && person.leaves > 0.5 && !world.cast.has(person)),
  )
  const chosen: Person[] = []
  const runs = new Set<string>()
  for (const person of residents) {
    if (chosen.length === LEAVERS) break
    const run = world.next(['029'], MONDAY - 1 + random.below(7)) as Run
    const lost = chosen.length < NEVER_RETURN
    // Who never returns has no later journey, whatever the household does.
    const until = lost ? LAST_DAY + 60 : run.day + 40
    if (!world.reserve(person, run.day - 16, until)) continue
    if (lost) {
      const earlier = world.next(trainsOf(person.end, true), FIRST_DAY + 60 + random.below(150)) as Run
      world.travel(person, { run: earlier, booking: world.booking(), alights: 'KENA' })
      world.cast.add(person)
    }
    world.travel(person, { run, booking: world.booking(), alights: 'KENA' })
    if (!lost) {
      const back = world.next(trainsOf(person.end, false), run.day + random.between(8, 24)) as Run
      world.travel(person, { run: back, booking: world.booking(), boards: 'KENA' })
    }
    chosen.push(person)
    runs.add(run.key)
  }
  world.plant({
    story: 'October week',
    decoy: false,
    what: 'From 9 to 15 October 2023 eighteen leave at Kena, where three do in other weeks; the first three are never seen again',
    patterns: ['DISEMBARKATION_SURGE', 'MISSING_EXIT'],
    persons: chosen.map(({ id }) => id),
    runs: [...runs].sort(),
  })
  const holiday = residents.filter(person => !chosen.includes(person))
  newYear(world, holiday)
}

/** After the holidays more go back than usual, and more leave: nothing but the season. */
function newYear(world: World, residents: readonly Person[]): void {
  const random = world.random('new year')
  const party: Person[] = []
  for (const person of residents) {
    if (party.length === HOLIDAY_MAKERS) break
    const out = world.next(trainsOf(person.end, false), NEW_YEAR - 14 + random.below(4)) as Run
    const back = world.next(['029'], NEW_YEAR - 1 + random.below(7)) as Run
    if (!world.reserve(person, out.day - 2, back.day + 3)) continue
    const booking = world.booking()
    world.travel(person, { run: out, booking, boards: 'KENA' })
    world.travel(person, { run: back, booking, alights: 'KENA' })
    party.push(person)
  }
  world.plant({
    story: 'October week',
    decoy: true,
    what: 'The first week of January 2024: more leave at Kena, because more come back from holidays',
    patterns: ['DISEMBARKATION_SURGE'],
    persons: party.map(({ id }) => id),
  })
}
