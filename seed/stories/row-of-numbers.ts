import { dayOf, dayText } from '../base/calendar.ts'
import type { DocumentKey } from '../base/records.ts'
import type { Person } from '../people/person.ts'
import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

const OFFICE = 'MVD 390-012'
const NUMBERS = [766120400, 766120402, 766120405, 766120407, 766120411]
const ISSUED = ['2023-01-09', '2023-01-09', '2023-01-10', '2023-01-11', '2023-01-12']
const PHONE = { kind: 'PHONE', value: '+79060000412' } as const
/** For each of the five, journeys west; on the second, Kena is the end. */
const DATES = [
  ['2023-02-28', '2023-05-30', '2023-10-26'],
  ['2023-03-03', '2023-05-30', '2024-02-01'],
  ['2023-03-21', '2023-06-17', '2023-11-12'],
  ['2023-04-08', '2023-06-17', '2024-01-11'],
  ['2023-04-13', '2023-07-27', '2023-12-06'],
]
/** Others with passports of that office, every second week from here on: all before the first journey. */
const NEIGHBOURS = 12
const FIRST_NEIGHBOUR = dayOf('2022-07-25')

const passportOf = (number: number): DocumentKey => ({ type: 'PASSPORT', issuer: 'RUS', number: String(number) })

/** Five strangers with passports within twelve numbers of one office, and one phone, leave at Kena once each. */
export function rowOfNumbers(world: World): void {
  const five = NUMBERS.map((number, i) => {
    const person = world.take(({ basis }) => basis === 'FRTD')
    person.passport = world.document(passportOf(number), person, {
      issuedOn: ISSUED[i] as string,
      expiresOn: (ISSUED[i] as string).replace('2023', '2028'),
      authority: OFFICE,
    })
    for (const date of DATES[i] as string[]) {
      const run = world.run('029', date)
      world.travel(person, {
        run,
        end: 'MOSKVA',
        documents: [person.passport, freshFrtd(world, person, [run])],
        booking: world.booking([PHONE]),
        ...(date === DATES[i]?.[1] ? { alights: 'KENA' } : {}),
      })
    }
    return person
  })
  world.plant({
    story: 'Row of numbers',
    decoy: false,
    what: 'Five passports within twelve numbers from one office in one week, one phone on all bookings; each holder leaves at Kena once',
    patterns: ['SERIAL_NEIGHBOURS', 'ISSUE_COHORT', 'SHARED_CONTACT'],
    persons: five.map(({ id }) => id),
    documents: NUMBERS.map(number => `PASSPORT:RUS:${number}`),
  })
  family(world)
  neighbours(world)
  world.plant({
    story: 'Row of numbers',
    decoy: true,
    what: "An agency's phone, +74012555010, on every ninth booking of unrelated travellers",
    patterns: ['SHARED_CONTACT'],
    persons: [],
  })
}

function family(world: World): void {
  const household = world.takeHousehold(members => members.every(({ basis }) => basis === 'FRTD'), 4)
  for (const [i, person] of household.entries())
    person.passport = world.document(passportOf(751404210 + i), person, {
      issuedOn: '2022-03-15',
      expiresOn: '2027-03-15',
      authority: 'MVD 390-003',
    })
  for (const [out, home] of [
    ['2023-07-02', '2023-07-22'],
    ['2024-07-06', '2024-07-27'],
  ] as const) {
    const runs = [world.run('029', out), world.run('030', home)]
    const booking = world.booking()
    for (const person of household) {
      const documents = [person.passport, freshFrtd(world, person, runs)]
      for (const run of runs) world.travel(person, { run, end: 'MOSKVA', documents, booking })
    }
  }
  world.plant({
    story: 'Row of numbers',
    decoy: true,
    what: 'A family whose four passports were issued on one day with consecutive numbers',
    patterns: ['SERIAL_NEIGHBOURS'],
    persons: household.map(({ id }) => id),
  })
}

/** States passports of the same office, so that the five have somebody to be compared with. */
function neighbours(world: World): void {
  const others = world
    .random('neighbours')
    .shuffled(world.persons)
    .filter(person => person.basis === 'FRTD' && !world.cast.has(person))
    .slice(0, NEIGHBOURS)
  for (const [i, person] of (others as Person[]).entries()) {
    person.passport = passportOf(766118950 + i * 137)
    world.document(person.passport, person, { issuedOn: dayText(FIRST_NEIGHBOUR + i * 14), authority: OFFICE })
  }
}
