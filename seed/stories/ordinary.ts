import { dayOf, season, weekday } from '../base/calendar.ts'
import type { Random } from '../base/random.ts'
import type { Booking, DocumentKey } from '../base/records.ts'
import { type Person, papers } from '../people/person.ts'
import { type Run, trainsOf } from '../rail/timetable.ts'
import { freshFrtd } from './frtd.ts'
import { BAN, FIRST_DAY, LAST_DAY, type World } from './world.ts'

/** The week of a story in which nobody else leaves. */
const QUIET = [dayOf('2023-10-07'), dayOf('2023-10-16')] as const

const REGULARS = 20
const FRIDAY_CROWD = 6
/** An agency's phone stands on every ninth booking. */
const AGENCY = { kind: 'PHONE', value: '+74012555010' } as const

/** Trips of a household in two years, by type: once a year, visitor, student, carer. */
const TYPES = [
  [1, 3],
  [2, 5],
  [4, 6],
  [6, 9],
] as const
const TYPE_WEIGHTS = [0.42, 0.4, 0.1, 0.08]

interface Trip {
  readonly party: readonly Person[]
  readonly out: Run
  readonly back: Run
  readonly booking: Booking
}

/** The journeys of everybody who is in no story, and the permits of all. */
export function ordinaryLife(world: World): void {
  const random = world.random('ordinary')
  statePapers(world)
  const free = world.persons.filter(person => !world.cast.has(person))
  const crowd = regulars(world, free, random)
  for (const household of Map.groupBy(free, person => person.household).values())
    householdTrips(
      world,
      household.filter(person => !crowd.has(person)),
      random,
    )
}

function statePapers(world: World): void {
  const random = world.random('papers')
  for (const person of world.persons) {
    const { paper, passport, basis } = person
    if (!paper) continue
    const years = basis === 'FTD' || basis === 'LONG_STAY_VISA' || basis === 'SHORT_STAY_VISA' ? 3 : 5
    // Good for all of 2023 and 2024: who shows an expired paper is a story.
    const year = random.between(years === 3 ? 2022 : 2021, 2022)
    const month = String(random.between(1, 12)).padStart(2, '0')
    world.document(paper, person, {
      issuedOn: `${year}-${month}-11`,
      expiresOn: `${year + years}-${month}-10`,
      authority: paper.type.startsWith('RESIDENCE') ? `Migration office ${paper.issuer}` : 'Embassy Moscow',
      issuedFor: passport,
      ...(paper.type === 'RESIDENCE_PERMIT'
        ? { permitType: random.pick(['WORK', 'FAMILY', 'STUDY', 'PERMANENT']) }
        : {}),
      ...(paper.type === 'FTD' ? { transitHours: 24 } : {}),
    })
  }
}

/** One in twenty travels on a fixed weekday and train; six of them on Fridays out and Sundays back. */
function regulars(world: World, free: readonly Person[], random: Random): Set<Person> {
  const chosen = random
    .shuffled(free.filter(({ basis, identity }) => basis === 'FRTD' && identity.dateOfBirth < '2004'))
    .slice(0, REGULARS)
  for (const [i, person] of chosen.entries()) {
    const friday = i < FRIDAY_CROWD
    const [train, back] = friday
      ? ['030', '029']
      : random.pick([
          ['030', '029'],
          ['080', '079'],
        ] as const)
    const end = train === '080' ? 'SPB' : 'MOSKVA'
    const day = friday ? 4 : random.pick([1, 3, 5])
    const stay = friday ? 2 : random.pick([2, 4, 5])
    for (let week = random.below(4); week < 104; week += friday ? random.between(4, 6) : random.between(5, 8)) {
      const start = FIRST_DAY + week * 7 + ((day - weekday(FIRST_DAY) + 7) % 7)
      const out = world.next([train], start)
      const home = out && world.next([back], out.day + stay)
      if (out && home && world.reserve(person, out.day, home.day + 1))
        makeTrip(world, { party: [person], out, back: home, booking: bookingOf(world, person, random) }, random, end)
    }
  }
  if (chosen.length >= FRIDAY_CROWD)
    world.plant({
      story: 'Uneven pair',
      decoy: true,
      what: 'A Friday crowd: six who go out on Fridays and come back on Sundays by the same trains',
      patterns: ['REPEAT_CO_TRAVELLERS'],
      persons: chosen.slice(0, FRIDAY_CROWD).map(({ id }) => id),
    })
  return new Set(chosen)
}

function householdTrips(world: World, household: readonly Person[], random: Random): void {
  if (household.length === 0) return
  const [least, most] = TYPES[random.weighted(TYPE_WEIGHTS)] as (typeof TYPES)[number]
  // Who lives in the Union has other ways to travel.
  const wanted = Math.ceil(random.between(least, most) * (household[0]?.region === 'UNION' ? 0.6 : 1))
  let made = 0
  for (let attempt = 0; made < wanted && attempt < 60; attempt++) {
    const party = made === 0 ? household : household.filter(() => random.chance(0.8))
    const head = party[0]
    if (!head) continue
    const trip = planTrip(world, party, head, random)
    if (!trip) continue
    makeTrip(world, trip, random, head.end)
    made++
  }
}

function planTrip(world: World, party: readonly Person[], head: Person, random: Random): Trip | undefined {
  const start = random.between(FIRST_DAY + 1, LAST_DAY - 45)
  if (random.next() * 2.6 > season(start)) return undefined
  // Who lives in the Union goes east from Kena; since the ban, few of them go by rail at all.
  if (head.region === 'UNION' && start > BAN - 30 && random.chance(0.6)) return undefined
  const westFirst = head.region === 'MAINLAND'
  const out = world.next(random.shuffled(trainsOf(head.end, westFirst)), start)
  const back = out && world.next(random.shuffled(trainsOf(head.end, !westFirst)), out.day + random.between(3, 24))
  if (!out || !back || back.day > LAST_DAY - 4) return undefined
  const west = westFirst ? out : back
  if (west.day >= QUIET[0] - 3 && west.day <= QUIET[1] && head.leaves > 0.01) return undefined
  if (!party.every(person => world.reserve(person, out.day - 2, back.day + 3))) return undefined
  return { party, out, back, booking: bookingOf(world, head, random) }
}

function bookingOf(world: World, person: Person, random: Random): Booking {
  if (random.chance(0.11)) return world.booking([AGENCY])
  return random.chance(0.5) ? world.booking([{ kind: 'PHONE', value: phoneOf(person) }]) : world.booking()
}

/** A household's own phone. */
export function phoneOf({ household }: Person): string {
  return `+7906${String(1_000_000 + Number(household.slice(1)) * 7919).slice(-7)}`
}

function makeTrip(world: World, { party, out, back, booking }: Trip, random: Random, end: string): void {
  for (const person of party) {
    const documents: DocumentKey[] = papers(person)
    if (person.basis === 'FRTD') documents.push(freshFrtd(world, person, [out, back]))
    for (const run of [out, back]) {
      const tolerated = run.day < BAN - 3
      const { westbound } = run.plan
      const alights = westbound && tolerated && random.chance(person.leaves)
      const boards = !westbound && tolerated && person.region === 'UNION' && person.leaves > 0.5
      world.travel(person, {
        run,
        booking,
        documents,
        end,
        scripted: false,
        ...(alights ? { alights: 'KENA' as const } : {}),
        ...(boards ? { boards: 'KENA' as const } : {}),
      })
    }
  }
}
