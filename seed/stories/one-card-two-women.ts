import { DAY } from '../base/calendar.ts'
import { type IdentityFields, keyOf } from '../base/records.ts'
import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

/** Train and origin date of twelve journeys; the even ones are the first woman's. */
const USES = [
  ['029', '2023-02-20'],
  ['030', '2023-03-19'],
  ['029', '2023-04-11'],
  ['029', '2023-05-07'],
  ['029', '2023-06-15'],
  ['030', '2023-07-09'],
  ['029', '2023-08-09'],
  ['080', '2023-08-10'],
  ['029', '2023-09-28'],
  ['029', '2023-10-30'],
  ['029', '2023-12-04'],
  ['029', '2024-01-22'],
] as const
const LEFT_AT_KENA = [2, 3, 8, 11]
/** Here the officer noted only the number of the permit. */
const NOTED_BY_NUMBER = 4

/** Two women of different age use one residence permit in turn; once at both ends of Lithuania within 40 minutes. */
export function oneCardTwoWomen(world: World): void {
  const woman = () => world.take(({ basis, identity }) => basis === 'RESIDENCE_PERMIT' && identity.sex === 'F')
  const [holder, other] = [woman(), woman()]
  holder.identity = { ...holder.identity, dateOfBirth: '1979-05-23' }
  other.identity = { ...other.identity, dateOfBirth: '1991-08-14' }
  const permit = holder.paper as NonNullable<typeof holder.paper>
  for (const [i, [train, date]] of USES.entries()) {
    const person = i % 2 === 0 ? holder : other
    const journey = world.travel(person, {
      run: world.run(train, date),
      end: train === '080' ? 'SPB' : 'MOSKVA',
      documents: [person.passport, permit],
      booking: world.booking(),
      ...(LEFT_AT_KENA.includes(i) ? { alights: 'KENA' } : {}),
    })
    if (i === NOTED_BY_NUMBER)
      journey.checks = journey.checks.map(check =>
        check.kind === 'EXIT' ? { ...check, document: permit, loose: true } : check,
      )
  }
  // The second woman has a permit of her own, which she shows once.
  world.travel(other, { run: world.run('029', '2024-05-19'), end: 'MOSKVA', booking: world.booking() })
  world.plant({
    story: 'One card, two women',
    decoy: false,
    what: 'One residence permit shown by two women in turn on twelve journeys, on 10 August 2023 at Kena and at Kybartai within 40 minutes',
    patterns: ['SHARED_DOCUMENT', 'RELAY_USE', 'IMPOSSIBLE_PRESENCE'],
    persons: [holder.id, other.id],
    documents: [keyOf(permit)],
    runs: USES.map(run => run.join('/')),
  })
  renewedSpelling(world)
  wrongClock(world)
}

function renewedSpelling(world: World): void {
  const person = world.take(({ basis, identity }) => basis === 'RESIDENCE_PERMIT' && identity.nationality === 'RUS')
  const now: IdentityFields = { ...person.identity, surname: 'Tsoi' }
  const before: IdentityFields = { ...now, surname: 'Tcoi' }
  const old = person.passport
  person.identity = now
  world.document(old, person, { issuedOn: '2013-10-02', expiresOn: '2023-10-02', authority: 'FMS 390-004' }, before)
  person.passport = world.document({ ...old, number: world.number('7', 8) }, person, {
    issuedOn: '2023-09-11',
    expiresOn: '2033-09-11',
    authority: 'MVD 390-004',
    replaces: old,
  })
  for (const date of ['2023-03-26', '2023-06-28', '2023-11-21', '2024-04-17']) {
    const renewed = date > '2023-09-11'
    world.travel(person, {
      run: world.run('029', date),
      end: 'MOSKVA',
      identity: renewed ? now : before,
      documents: [renewed ? person.passport : old, person.paper as typeof old],
      booking: world.booking(),
      ...(date < '2024' ? { alights: 'KENA' } : {}),
    })
  }
  world.plant({
    story: 'One card, two women',
    decoy: true,
    what: 'One person, Tcoi on the old passport and Tsoi on the new one, with one permit throughout',
    patterns: ['SHARED_DOCUMENT'],
    persons: [person.id],
  })
}

function wrongClock(world: World): void {
  const person = world.take(({ basis }) => basis === 'FRTD')
  const [west, east] = [world.run('029', '2023-09-12'), world.run('030', '2023-09-21')]
  const documents = [person.passport, freshFrtd(world, person, [west, east])]
  const booking = world.booking()
  const there = world.travel(person, { run: west, end: 'MOSKVA', documents, booking })
  // Stamped in a zone three hours off.
  there.checks = there.checks.map(check => (check.kind === 'EXIT' ? { ...check, at: check.at - DAY / 8 } : check))
  world.travel(person, { run: east, end: 'MOSKVA', documents, booking })
  world.plant({
    story: 'One card, two women',
    decoy: true,
    what: 'A clock three hours wrong: seen at Kena and at Kybartai within half an hour',
    patterns: ['IMPOSSIBLE_PRESENCE'],
    persons: [person.id],
    runs: [west.key],
  })
}
