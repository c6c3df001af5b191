import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

/** Somebody leaves at Kena after 1 March 2024; somebody else is granted it, a third boards in the two weeks of grace. */
export function afterTheBan(world: World): void {
  const person = world.take(({ basis }) => basis === 'FRTD')
  const [earlier, run] = [world.run('029', '2023-10-24'), world.run('029', '2024-04-08')]
  for (const ride of [earlier, run])
    world.travel(person, {
      run: ride,
      end: 'MOSKVA',
      documents: [person.passport, freshFrtd(world, person, [ride])],
      booking: world.booking(),
      ...(ride === run ? { alights: 'KENA' } : {}),
    })
  world.plant({
    story: 'After the ban',
    decoy: false,
    what: 'Leaves at Kena on 9 April 2024 with a ticket to Kaliningrad',
    patterns: ['UNPERMITTED_ALIGHTING', 'TICKET_MISMATCH'],
    persons: [person.id],
    runs: [run.key],
  })

  const permitted = world.take(({ basis, region }) => basis === 'RESIDENCE_PERMIT' && region === 'UNION')
  for (const date of ['2023-06-02', '2023-12-08', '2024-05-14'])
    world.travel(permitted, {
      run: world.run('029', date),
      end: 'MINSK',
      booking: world.booking(),
      alights: 'KENA',
      ...(date > '2024-03' ? { exception: 'HUMANITARIAN' } : {}),
    })
  world.plant({
    story: 'After the ban',
    decoy: true,
    what: 'Leaves at Kena on 15 May 2024 by a humanitarian exception of the border guard',
    patterns: ['UNPERMITTED_ALIGHTING'],
    persons: [permitted.id],
    runs: ['029/2024-05-14'],
  })

  const leaving = world.take(({ basis }) => basis === 'LONG_STAY_VISA')
  world.travel(leaving, {
    run: world.run('029', '2023-09-02'),
    end: 'MOSKVA',
    booking: world.booking(),
    alights: 'KENA',
  })
  world.travel(leaving, {
    run: world.run('030', '2024-03-10'),
    end: 'MOSKVA',
    booking: world.booking(),
    boards: 'KENA',
  })
  world.plant({
    story: 'After the ban',
    decoy: true,
    what: 'Boards at Kena on 10 March 2024, within the two weeks of grace',
    patterns: ['UNPERMITTED_ALIGHTING'],
    persons: [leaving.id],
    runs: ['030/2024-03-10'],
  })
}
