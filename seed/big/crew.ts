import { makeHouseholds, type Traveller } from './population.ts'

/** Who is grown up in 2023. */
const ADULT = '2004-01-01'

/** People who work on the trains: nobody's neighbours, numbered after the travellers. */
export function crewOf(travellers: number, households: number, count: number, seed: number): Traveller[] {
  return makeHouseholds(count * 2, seed ^ 0x5eed)
    .flat()
    .filter(({ dateOfBirth }) => dateOfBirth < ADULT)
    .slice(0, count)
    .map((one, i) => ({
      ...one,
      index: travellers + i,
      household: households + i,
      type: 'CREW',
      basis: 'FRTD',
      leaves: 0,
    }))
}
