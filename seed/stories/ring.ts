import { type DocumentKey, keyOf } from '../base/records.ts'
import type { Person } from '../people/person.ts'
import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

/** Four persons tied by three documents: a permit, an FTD and a visa, each shown by two of them. */
export function ring(world: World): void {
  const a = world.take(({ basis, identity }) => basis === 'RESIDENCE_PERMIT' && identity.sex === 'M')
  const b = world.take(({ basis }) => basis === 'FTD')
  const c = world.take(({ basis, identity }) => basis === 'FRTD' && identity.sex === 'F')
  const d = world.take(({ basis }) => basis === 'LONG_STAY_VISA')
  const [permit, ftd, visa] = [a.paper, b.paper, d.paper] as [DocumentKey, DocumentKey, DocumentKey]
  const uses: readonly (readonly [Person, DocumentKey, train: string, date: string, leaves?: 'KENA'])[] = [
    [a, permit, '029', '2023-04-02', 'KENA'],
    [b, permit, '030', '2023-04-27'],
    [a, permit, '029', '2023-06-13'],
    [b, permit, '029', '2023-07-19', 'KENA'],
    [b, ftd, '029', '2023-08-27'],
    [c, ftd, '029', '2023-08-27'],
    [b, ftd, '030', '2023-09-13'],
    [c, visa, '029', '2023-10-18', 'KENA'],
    [d, visa, '030', '2023-11-05'],
    [d, visa, '029', '2023-12-19', 'KENA'],
    [a, permit, '029', '2024-01-30'],
  ]
  for (const [person, document, train, date, alights] of uses)
    world.travel(person, {
      run: world.run(train, date),
      end: 'MOSKVA',
      basis: document.type as 'FTD',
      documents: [person.passport, document],
      booking: world.booking(),
      ...(alights ? { alights } : {}),
    })
  // Once the visa is not on the list: the officer at Kena sees it in her hand.
  const run = world.run('029', '2024-02-06')
  const seen = world.travel(c, {
    run,
    end: 'MOSKVA',
    documents: [c.passport, freshFrtd(world, c, [run])],
    booking: world.booking(),
    alights: 'KENA',
  })
  seen.checks = seen.checks.map(check => (check.kind === 'ALIGHT' ? { ...check, document: visa } : check))
  world.plant({
    story: 'Ring',
    decoy: false,
    what: 'Four persons tied by three documents; two of them show the FTD on one train, one shows the visa only when leaving',
    patterns: ['SHARED_DOCUMENT_RING', 'SHARED_DOCUMENT'],
    persons: [a, b, c, d].map(person => person.id),
    documents: [permit, ftd, visa].map(keyOf),
  })
  familyPassport(world)
  misreadDigit(world)
}

function familyPassport(world: World): void {
  const [father, mother, child] = world.takeHousehold(
    household =>
      household.every(({ basis }) => basis === 'FRTD') &&
      household[0]?.identity.sex === 'M' &&
      (household[2] as Person).identity.dateOfBirth > '2006',
    3,
  ) as [Person, Person, Person]
  for (const [train, back, date, home, parent] of [
    ['029', '030', '2023-07-05', '2023-07-20', mother],
    ['029', '030', '2024-07-03', '2024-07-18', father],
  ] as const) {
    const runs = [world.run(train, date), world.run(back, home)]
    const booking = world.booking()
    for (const person of [father, mother, child]) {
      const passport = person === child ? parent.passport : person.passport
      const documents = [passport, freshFrtd(world, person, runs, passport)]
      for (const run of runs) world.travel(person, { run, end: 'MOSKVA', documents, booking })
    }
  }
  world.plant({
    story: 'Ring',
    decoy: true,
    what: "A child who travels on the mother's passport in 2023 and on the father's in 2024",
    patterns: ['SHARED_DOCUMENT', 'SHARED_DOCUMENT_RING'],
    persons: [father.id, mother.id, child.id],
    documents: [keyOf(mother.passport), keyOf(father.passport)],
  })
}

function misreadDigit(world: World): void {
  const [owner, other] = [world.take(({ basis }) => basis === 'FRTD'), world.take(({ basis }) => basis === 'FRTD')]
  const digit = Number(owner.passport.number.at(-1))
  other.passport = { ...owner.passport, number: owner.passport.number.slice(0, -1) + ((digit + 5) % 10) }
  for (const [person, date, misread] of [
    [owner, '2023-05-23', false],
    [owner, '2024-06-11', false],
    [other, '2023-08-17', false],
    [other, '2023-11-26', true],
    [other, '2024-08-05', false],
  ] as const) {
    const run = world.run('029', date)
    const passport = misread ? owner.passport : person.passport
    world.travel(person, {
      run,
      end: 'MOSKVA',
      documents: [passport, freshFrtd(world, person, [run])],
      booking: world.booking(),
    })
  }
  world.plant({
    story: 'Ring',
    decoy: true,
    what: "A passport number misread by one digit, which is another traveller's",
    patterns: ['SHARED_DOCUMENT'],
    persons: [owner.id, other.id],
    documents: [keyOf(owner.passport)],
    runs: ['029/2023-11-26'],
  })
}
