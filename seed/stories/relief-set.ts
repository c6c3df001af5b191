import { instantText, MINUTE } from '../base/calendar.ts'
import type { Person } from '../people/person.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import { freshFrtd } from './frtd.ts'
import type { Journey } from './journey.ts'
import type { World } from './world.ts'

const SEATS = 40

/** Forty-two persons ride in forty seats, a door opens before Kybartai, and one is missing there. */
export function reliefSet(world: World): void {
  const run = world.run('147', '2023-07-13')
  const party = crowd(world, run, 42)
  const journeys = ride(world, run, party)
  world.capacities.set(run.key, SEATS)
  world.complete.set(run.key, true)
  const [missing] = party as [Person]
  const missed = journeys[0] as Journey
  missed.checks = missed.checks.filter(({ kind }) => kind !== 'EXIT')
  stop(world, run, 'DOOR_OPENED', 12, 1)
  world.plant({
    story: 'Relief set',
    decoy: false,
    what: '42 persons in 40 seats; a door opens before Kybartai, where 41 are counted',
    patterns: ['OVER_CAPACITY', 'UNSCHEDULED_STOP', 'HEADCOUNT_GAP'],
    persons: [missing.id],
    runs: [run.key],
  })
  doubledLines(world)
  signalStop(world)
  incompleteChecks(world)
}

function doubledLines(world: World): void {
  const run = world.run('147', '2023-08-10')
  const party = crowd(world, run, 39)
  const journeys = ride(world, run, party)
  for (const { person, documents, booking } of journeys.slice(0, 3))
    world.travel(person, { run, documents, booking, end: 'MOSKVA', without: ['ENTRY', 'EXIT'] })
  world.capacities.set(run.key, SEATS)
  world.complete.set(run.key, true)
  world.plant({
    story: 'Relief set',
    decoy: true,
    what: '42 lines for 39 persons in 40 seats: three stand on the list twice',
    patterns: ['OVER_CAPACITY'],
    persons: party.slice(0, 3).map(({ id }) => id),
    runs: [run.key],
  })
}

function signalStop(world: World): void {
  const run = world.run('029', '2023-09-04')
  const party = crowd(world, run, 8)
  ride(world, run, party)
  world.complete.set(run.key, true)
  stop(world, run, 'UNPLANNED_STOP', 40, 11)
  world.plant({
    story: 'Relief set',
    decoy: true,
    what: 'Stops for 11 minutes at a signal, doors closed; all are counted at Kybartai',
    patterns: ['UNSCHEDULED_STOP', 'HEADCOUNT_GAP'],
    persons: [],
    runs: [run.key],
  })
}

function incompleteChecks(world: World): void {
  const run = world.run('079', '2023-10-20')
  const party = crowd(world, run, 8)
  const [first] = ride(world, run, party) as [Journey]
  first.checks = first.checks.filter(({ kind }) => kind !== 'EXIT')
  world.complete.set(run.key, false)
  world.plant({
    story: 'Relief set',
    decoy: true,
    what: 'One less at Kybartai than at Kena, where checks are known to be incomplete',
    patterns: ['HEADCOUNT_GAP'],
    persons: [(party[0] as Person).id],
    runs: [run.key],
  })
}

/** Travellers on transit papers who are at home then, and for whom the run is kept. */
function crowd(world: World, run: Run, size: number): Person[] {
  world.closed.add(run.key)
  const party: Person[] = []
  for (const person of world.random(run.key).shuffled(world.persons)) {
    if (party.length === size) break
    if (world.cast.has(person) || (person.basis !== 'FRTD' && person.basis !== 'FTD')) continue
    if (world.reserve(person, run.day - 2, run.day + 12)) party.push(person)
  }
  return party
}

/** All go west by the run and come back within ten days. */
function ride(world: World, run: Run, party: readonly Person[]): Journey[] {
  const journeys: Journey[] = []
  for (const [i, person] of party.entries()) {
    const end = run.plan.train === '079' ? 'SPB' : 'MOSKVA'
    const back = world.next([end === 'SPB' ? '080' : '030'], run.day + 3 + (i % 6)) as Run
    const documents = person.paper
      ? [person.passport, person.paper]
      : [person.passport, freshFrtd(world, person, [run, back])]
    const booking = world.booking()
    journeys.push(world.travel(person, { run, end, documents, booking }))
    world.travel(person, { run: back, end, documents, booking })
  }
  return journeys
}

/** What befalls the train a while before it comes to Kybartai. */
function stop(world: World, run: Run, kind: 'DOOR_OPENED' | 'UNPLANNED_STOP', before: number, minutes: number): void {
  const { arrive } = callAt(run, 'KYBARTAI') as { arrive: number }
  world.movements.push({
    record: 'movement',
    run: run.key,
    kind,
    at: instantText(arrive - before * MINUTE),
    until: instantText(arrive - (before - minutes) * MINUTE),
    km: 171,
  })
}
