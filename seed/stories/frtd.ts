import { dayText } from '../base/calendar.ts'
import type { DocumentKey } from '../base/records.ts'
import type { Person } from '../people/person.ts'
import type { Run } from '../rail/timetable.ts'
import type { World } from './world.ts'

/** Consulates that issue FRTDs. */
const CONSULATES = ['Consulate Kaliningrad', 'Consulate St Petersburg', 'Embassy Moscow', 'Consulate Sovetsk']

/** A new FRTD for these runs, stated by its issuer: three months, six hours a transit (Reg. 693/2003 Art 3). */
export function freshFrtd(world: World, person: Person, runs: readonly Run[], passport = person.passport): DocumentKey {
  const key: DocumentKey = { type: 'FRTD', issuer: 'LTU', number: world.number('F', 8) }
  const day = (runs[0] as Run).day
  const date = (offset: number) => dayText(day + offset)
  return world.document(key, person, {
    issuedOn: date(-3 - (day % 12)),
    expiresOn: date(75),
    authority: CONSULATES[day % CONSULATES.length] as string,
    issuedFor: passport,
    authorises: runs.map(({ key: run }) => run),
    transitHours: 6,
  })
}
