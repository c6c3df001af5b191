import { documentNamed } from '../../../../document/index.ts'
import { heldAt, statedThen } from '../../../../graph/index.ts'
import { identityKnown } from '../../../../person/index.ts'
import { BOOKING, COUNTS, DOCUMENT, documentLine, identityOn, PERSON, personLine } from '../kinds.ts'
import type { Kinds, LineOf } from '../lines.ts'

/** Documents known then, by what their issuers had stated; one that a correction has retired since among them. */
const documentsThen = (label: string): LineOf => ({
  ...DOCUMENT,
  label,
  bind: statedThen('x'),
  line: `CASE WHEN v.digest IS NOT NULL OR ${documentNamed('x')} THEN ${documentLine('v', `i.holder AND ${identityKnown('i')}`)} END`,
})

/** Persons as they are resolved today, of those of their identities that were known then. */
const PERSONS_THEN: LineOf = {
  label: PERSON.label,
  line: personLine(
    'x',
    `COLLECT { MATCH (x)<-[l:IS]-(i) WHERE l.status IN ${COUNTS} AND ${identityKnown('i')} RETURN ${identityOn('i')} }`,
  ),
}

const personBy = (identities: string) => `head([${identities}-[l:IS]->(p) WHERE l.status IN ${COUNTS} | p])`

/**
 * An identity that corrections have retired since is nobody's today: it was that of whoever is stated in its place now, or
 * travels where it was read; the first by id where these are several.
 */
const RETIRED_THEN: LineOf = {
  label: 'RetiredIdentity',
  bind: `CALL (x) {
  OPTIONAL MATCH (x)-[:MADE|READ]-(t:Record)-[:STATES]->(s) WHERE ${heldAt('t')}
  WITH coalesce(${personBy('(s)-[:MADE|READ]-()')}, ${personBy('(s)-[:OF]->()<-[:MADE]-()')}) AS p
  RETURN p ORDER BY p.id LIMIT 1
}`,
  line: `CASE WHEN p IS NOT NULL THEN ${personLine('p', `[${identityOn('x')}]`)} END`,
}

const bookingsThen = (label: string): LineOf => ({
  ...BOOKING,
  label,
  line: `CASE WHEN EXISTS { (x)<-[:BOOKED_IN]-(t) WHERE ${heldAt('t')} } THEN ${BOOKING.line} END`,
})

/** What is read line by line, as known when the delivery of this number had been received. */
export function kindsThen(asOf: number): Kinds {
  const then = (kinds: readonly LineOf[]) => kinds.map(kind => ({ ...kind, parameters: { ...kind.parameters, asOf } }))
  return {
    documents: then([documentsThen('Document'), documentsThen('RetiredDocument')]),
    persons: then([PERSONS_THEN, RETIRED_THEN]),
    bookings: then([bookingsThen('Booking'), bookingsThen('RetiredBooking')]),
  }
}
