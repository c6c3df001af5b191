import type { World } from './world.ts'

/** Train, origin date, and whether both leave at Kena. */
const TOGETHER = [
  ['029', '2023-02-07', true],
  ['029', '2023-03-23', false],
  ['029', '2023-05-08', true],
  ['079', '2023-07-14', true],
  ['029', '2023-09-06', false],
  ['029', '2023-11-19', true],
] as const

/** Two strangers share six trains on odd days and leave together four times; a couple does so lawfully. */
export function unevenPair(world: World): void {
  const stranger = (sex: string) =>
    world.take(
      ({ basis, region, identity }) => basis === 'RESIDENCE_PERMIT' && region === 'UNION' && identity.sex === sex,
    )
  const pair = [stranger('M'), stranger('F')]
  for (const [train, date, leave] of TOGETHER)
    for (const person of pair)
      world.travel(person, {
        run: world.run(train, date),
        end: train === '079' ? 'SPB' : 'MOSKVA',
        booking: world.booking(),
        ...(leave ? { alights: 'KENA' } : {}),
      })
  for (const [i, date] of ['2023-04-16', '2023-12-21'].entries())
    world.travel(pair[i] as (typeof pair)[0], {
      run: world.run('029', date),
      end: 'MOSKVA',
      booking: world.booking(),
      alights: 'KENA',
    })
  world.plant({
    story: 'Uneven pair',
    decoy: false,
    what: 'Two strangers who share six trains, never a booking, and leave at Kena together four times',
    patterns: ['REPEAT_CO_TRAVELLERS', 'CO_ALIGHTING_GROUP'],
    persons: pair.map(({ id }) => id),
    runs: TOGETHER.map(([train, date]) => `${train}/${date}`),
  })

  const couple = world.takeHousehold(household => household.every(({ basis }) => basis === 'RESIDENCE_PERMIT'), 2)
  const dates = ['2023-01-28', '2023-03-05', '2023-04-19', '2023-06-25', '2023-08-20', '2023-11-03']
  for (const date of dates) {
    const booking = world.booking()
    for (const person of couple)
      world.travel(person, { run: world.run('029', date), end: 'MINSK', booking, alights: 'KENA' })
  }
  world.plant({
    story: 'Uneven pair',
    decoy: true,
    what: 'A couple that travels on one booking and leaves at Kena together six times',
    patterns: ['REPEAT_CO_TRAVELLERS', 'CO_ALIGHTING_GROUP'],
    persons: couple.map(({ id }) => id),
    runs: dates.map(date => `029/${date}`),
  })
}
