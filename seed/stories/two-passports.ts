import { type DocumentKey, type IdentityFields, keyOf } from '../base/records.ts'
import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

/** A passport reported lost is shown after its replacement, which bears another year of birth. */
export function twoPassports(world: World): void {
  const person = world.take(({ basis, identity }) => basis === 'RESIDENCE_PERMIT' && identity.nationality === 'RUS')
  const lost = person.passport
  const permit = person.paper as DocumentKey
  const before: IdentityFields = { ...person.identity, dateOfBirth: '1984-02-01' }
  const after: IdentityFields = { ...person.identity, dateOfBirth: '1991-02-01' }
  person.identity = before
  world.document(lost, person, {
    issuedOn: '2019-04-16',
    expiresOn: '2024-04-16',
    authority: 'MVD 390-007',
    status: 'LOST',
    statusAt: '2023-06-05T09:00:00Z',
  })
  const fresh = world.document(
    { ...lost, number: world.number('7', 8) },
    person,
    { issuedOn: '2023-06-20', expiresOn: '2028-06-20', authority: 'MVD 390-011', replaces: lost },
    after,
  )
  for (const [date, passport, identity] of [
    ['2023-02-15', lost, before],
    ['2023-05-02', lost, before],
    ['2023-07-11', fresh, after],
    ['2023-09-23', lost, before],
    ['2023-12-03', fresh, after],
  ] as const)
    world.travel(person, {
      run: world.run('029', date),
      end: 'MOSKVA',
      identity,
      documents: [passport, permit],
      booking: world.booking(),
      ...(date === '2023-07-11' ? {} : { alights: 'KENA' }),
    })
  world.plant({
    story: 'Two passports',
    decoy: false,
    what: 'A lost passport shown after its replacement, which says another year of birth',
    patterns: ['DOCUMENT_NOT_VALID', 'RAPID_REISSUE', 'MULTIPLE_IDENTITIES'],
    persons: [person.id],
    documents: [lost, fresh].map(keyOf),
  })
  renewal(world)
  swappedDate(world)
}

function renewal(world: World): void {
  const person = world.take(({ basis }) => basis === 'FRTD')
  const old = person.passport
  world.document(old, person, { issuedOn: '2018-11-06', expiresOn: '2023-11-06', authority: 'MVD 390-002' })
  person.passport = world.document({ ...old, number: world.number('7', 8) }, person, {
    issuedOn: '2023-10-10',
    expiresOn: '2033-10-10',
    authority: 'MVD 390-002',
    replaces: old,
  })
  for (const date of ['2023-04-25', '2023-08-14', '2023-12-15']) {
    const run = world.run('029', date)
    const passport = date < '2023-10-10' ? old : person.passport
    const documents = [passport, freshFrtd(world, person, [run], passport)]
    world.travel(person, { run, end: 'MOSKVA', documents, booking: world.booking() })
  }
  world.plant({
    story: 'Two passports',
    decoy: true,
    what: 'An ordinary renewal: the old passport is never shown again',
    patterns: ['DOCUMENT_NOT_VALID', 'RAPID_REISSUE'],
    persons: [person.id],
  })
}

function swappedDate(world: World): void {
  const person = world.take(({ basis }) => basis === 'FRTD')
  person.identity = { ...person.identity, dateOfBirth: '1986-03-07' }
  for (const date of ['2023-03-30', '2023-07-30', '2024-06-20']) {
    const run = world.run('029', date)
    world.travel(person, {
      run,
      end: 'MOSKVA',
      identity: date === '2023-07-30' ? { ...person.identity, dateOfBirth: '1986-07-03' } : person.identity,
      documents: [person.passport, freshFrtd(world, person, [run])],
      booking: world.booking(),
    })
  }
  world.plant({
    story: 'Two passports',
    decoy: true,
    what: 'Day and month of birth swapped on one line',
    patterns: ['MULTIPLE_IDENTITIES'],
    persons: [person.id],
  })
}
