import { afterTheBan } from './after-the-ban.ts'
import { longTransit } from './long-transit.ts'
import { octoberWeek } from './october-week.ts'
import { oneCardTwoWomen } from './one-card-two-women.ts'
import { ordinaryLife } from './ordinary.ts'
import { reliefSet } from './relief-set.ts'
import { ring } from './ring.ts'
import { rowOfNumbers } from './row-of-numbers.ts'
import { transitInName } from './transit-in-name.ts'
import { twoPassports } from './two-passports.ts'
import { unevenPair } from './uneven-pair.ts'
import { World } from './world.ts'

export type { Journey, Sighting } from './journey.ts'
export type { Planted } from './world.ts'
export { World } from './world.ts'

/** The ten stories with their decoys; those that change passports come before those that borrow ordinary travellers. */
const STORIES = [
  transitInName,
  oneCardTwoWomen,
  ring,
  unevenPair,
  afterTheBan,
  longTransit,
  twoPassports,
  rowOfNumbers,
  octoberWeek,
  reliefSet,
]

/** The small world: stories first, and the lives of all others around them. */
export function liveThrough(seed: number): World {
  const world = new World(seed)
  for (const story of STORIES) story(world)
  ordinaryLife(world)
  return world
}
