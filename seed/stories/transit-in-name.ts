import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

const DATES = ['2023-02-03', '2023-03-14', '2023-04-21', '2023-06-06', '2023-08-02', '2023-09-19', '2023-11-08']
const STAYED_ABOARD = '2023-06-06'

const DECOY_DATES = [
  '2023-01-17',
  '2023-02-12',
  '2023-03-09',
  '2023-04-04',
  '2023-05-16',
  '2023-06-21',
  '2023-07-25',
  '2023-08-30',
  '2023-09-26',
  '2023-11-14',
  '2023-12-12',
]
const DECOY_STAYED = ['2023-05-16', '2023-09-26']

/** Somebody with papers for transit only leaves at Kena on 6 of 7 journeys; a permit holder, as others do, on 9 of 11. */
export function transitInName(world: World): void {
  const person = world.take(({ basis, identity }) => basis === 'FRTD' && identity.sex === 'M')
  for (const date of DATES) {
    const run = world.run('029', date)
    world.travel(person, {
      run,
      end: 'MOSKVA',
      documents: [person.passport, freshFrtd(world, person, [run])],
      booking: world.booking(),
      ...(date === STAYED_ABOARD ? {} : { alights: 'KENA' }),
    })
  }
  world.plant({
    story: 'Transit in name',
    decoy: false,
    what: 'An FRTD holder who leaves at Kena on 6 of 7 journeys in 2023',
    patterns: ['REPEAT_DISEMBARKER', 'UNPERMITTED_ALIGHTING'],
    persons: [person.id],
    runs: DATES.map(date => `029/${date}`),
  })

  const resident = world.take(({ basis, region }) => basis === 'RESIDENCE_PERMIT' && region === 'UNION')
  for (const date of DECOY_DATES)
    world.travel(resident, {
      run: world.run('029', date),
      end: 'MINSK',
      booking: world.booking(),
      ...(DECOY_STAYED.includes(date) ? {} : { alights: 'KENA' }),
    })
  world.plant({
    story: 'Transit in name',
    decoy: true,
    what: 'A permit holder who leaves at Kena on 9 of 11 journeys, which is usual among permit holders',
    patterns: ['REPEAT_DISEMBARKER'],
    persons: [resident.id],
    runs: DECOY_DATES.map(date => `029/${date}`),
  })
}
