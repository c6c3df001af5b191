import { instantText, MINUTE } from '../base/calendar.ts'
import type { DocumentKey, IdentityFields } from '../base/records.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import { passportOf } from './papers.ts'
import type { Traveller } from './population.ts'
import type { LooseCheck } from './script.ts'
import type { Rider, Sighting } from './sightings.ts'

/** Lines of a delivery, put together as text: there are millions of them. */

/** A rider's line of a passenger list; the identity is JSON already. */
export function passengerText(
  run: Run,
  ref: string,
  { traveller, booking }: Rider,
  { identity, shown }: { identity: string; shown: readonly DocumentKey[] },
): string {
  const documents = shown.map(documentText).join(',')
  const contact = booking % 3 === 0 ? '' : `,"contacts":[{"kind":"PHONE","value":"+7907${phone(traveller.household)}"}]`
  return `{"record":"passenger","run":"${run.key}","ref":"${ref}","stage":"BOARDED","identity":${identity},"documents":[${documents}],"ticket":${ticketText(run, traveller)},"booking":{"ref":"${bookingRef(booking)}"${contact}}}`
}

/** The line of somebody who works on the train, or never came. */
export function listedText(run: Run, ref: string, traveller: Traveller, as: 'CREW' | 'DECLARED'): string {
  const said = as === 'CREW' ? '"role":"CREW","stage":"BOARDED"' : '"stage":"DECLARED"'
  return `{"record":"passenger","run":"${run.key}","ref":"${ref}",${said},"identity":${JSON.stringify(identityOf(traveller))},"documents":[${documentText(passportOf(traveller))}],"ticket":${ticketText(run, traveller)}}`
}

/** A check of a line, with this number. */
export function checkText(
  run: Run,
  ref: string,
  { station, kind, basis, document, exception }: Sighting,
  at: number,
  number: number,
): string {
  const capture = kind === 'ENTRY' || kind === 'EXIT' ? 'MRZ' : 'MANUAL'
  const shown = document ? `,"document":${documentText(document)}` : ''
  const why = exception ? `,"exception":"${exception}"` : ''
  return `{"record":"check","id":"k-${number}","at":"${instantText(at)}","run":"${run.key}","station":"${station}","kind":"${kind}","passenger":"${ref}"${shown}${basis ? `,"basis":"${basis}"` : ''}${why},"capture":"${capture}"}`
}

/** A check that names a document and nobody's line. */
export function looseText(run: Run, { station, kind, minute, document }: LooseCheck, number: number): string {
  const at = instantText((callAt(run, station) as { arrive: number }).arrive + minute * MINUTE)
  return `{"record":"check","id":"k-${number}","at":"${at}","run":"${run.key}","station":"${station}","kind":"${kind}","document":${documentText(document)},"capture":"MRZ"}`
}

/** The name as it is rightly written. */
export function identityOf({ surname, givenNames, dateOfBirth, sex, nationality }: Traveller): IdentityFields {
  return { surname, givenNames, dateOfBirth, sex, nationality }
}

function documentText({ type, issuer, number }: DocumentKey): string {
  return `{"type":"${type}","issuer":"${issuer}","number":"${number}"}`
}

function ticketText(run: Run, { end }: Traveller): string {
  const [from, to] = run.plan.westbound ? [end, 'KALININGRAD'] : ['KALININGRAD', end]
  return `{"from":"${from}","to":"${to}"}`
}

const phone = (household: number) => String((household * 7919) % 10_000_000).padStart(7, '0')

/** Six letters and digits for up to two thousand million bookings, no two alike and none in sequence. */
function bookingRef(booking: number): string {
  return (((booking + 1) * 7_368_787) % 2_176_782_336).toString(36).toUpperCase().padStart(6, '0')
}
