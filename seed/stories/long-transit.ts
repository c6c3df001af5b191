import { instantText } from '../base/calendar.ts'
import { type DocumentKey, keyOf } from '../base/records.ts'
import { callAt } from '../rail/timetable.ts'
import { freshFrtd } from './frtd.ts'
import type { World } from './world.ts'

/** An FTD holder needs 31 hours from Kena to Kybartai and leaves on another passport; an FRTD holder sits in a late train. */
export function longTransit(world: World): void {
  const person = world.take(({ basis }) => basis === 'FTD')
  const ftd = person.paper as DocumentKey
  const other: DocumentKey = { ...person.passport, number: world.number('7', 8) }
  const [enters, leaves] = [world.run('029', '2023-05-15'), world.run('359', '2023-05-15')]
  const entry = world.travel(person, { run: enters, end: 'MOSKVA', booking: world.booking(), without: ['EXIT'] })
  const exit = world.travel(person, {
    run: leaves,
    end: 'MINSK',
    documents: [other, ftd],
    booking: world.booking(),
    without: ['ENTRY'],
  })
  entry.checks = entry.checks.map(check => ({ ...check, document: person.passport }))
  exit.checks = exit.checks.map(check => ({ ...check, document: other }))
  for (const date of ['2023-10-03', '2024-05-28'])
    world.travel(person, { run: world.run('029', date), end: 'MOSKVA', booking: world.booking() })
  world.plant({
    story: 'Long transit',
    decoy: false,
    what: 'An FTD transit of 31 hours, in on one passport at Kena and out on another at Kybartai the next day',
    patterns: ['TRANSIT_OVERRUN', 'DOCUMENT_SWITCH'],
    persons: [person.id],
    documents: [keyOf(ftd)],
    runs: [enters.key, leaves.key],
  })

  const late = world.take(({ basis }) => basis === 'FRTD')
  const [west, east] = [world.run('079', '2023-08-18'), world.run('080', '2023-08-29')]
  world.delay(west, 'KYBARTAI', 240)
  const kena = callAt(west, 'KENA') as { arrive: number; depart: number }
  world.movements.push(
    { record: 'movement', run: west.key, station: 'KENA', kind: 'ARRIVED', at: instantText(kena.arrive) },
    { record: 'movement', run: west.key, station: 'KENA', kind: 'DEPARTED', at: instantText(kena.depart) },
  )
  const documents = [late.passport, freshFrtd(world, late, [west, east])]
  const booking = world.booking()
  for (const run of [west, east]) world.travel(late, { run, end: 'SPB', documents, booking })
  world.plant({
    story: 'Long transit',
    decoy: true,
    what: 'An FRTD transit of over six hours, in a train that was four hours late',
    patterns: ['TRANSIT_OVERRUN'],
    persons: [late.id],
    runs: [west.key],
  })
}
