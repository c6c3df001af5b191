import { DOCUMENT_TYPES } from '../../../document/index.ts'
import { CONTACT_KINDS, codesOf, STATUSES } from '../codes.ts'
import type { LineOf } from './lines.ts'

/** Links that count. */
const COUNTS = "['AUTO', 'CONFIRMED']"

const word = (expression: string) => `coalesce(${expression}, '') + '\\t'`

/** A person: number, id, of each of its identities the number and the surname. */
export const PERSON: LineOf = {
  label: 'Person',
  line: `id(x) + '\\t' + x.id + '\\t'
  + reduce(all = '', i IN [(x)<-[l:IS]-(i) WHERE l.status IN ${COUNTS} | id(i) + '\\t' + ${word('i.surname')}] | all + i) + '\\n'`,
}

/** An identity: number, the number of its person, the surname. */
export const IDENTITY: LineOf = {
  label: 'Identity',
  line: `id(x) + '\\t' + coalesce('' + head([(x)-[l:IS]->(p) WHERE l.status IN ${COUNTS} | id(p)]), '') + '\\t' + ${word('x.surname')} + '\\n'`,
}

/** A document: number, type, id, last day; what follows only where its issuer has stated it. */
export const DOCUMENT: LineOf = {
  label: 'Document',
  line: `id(x) + '\\t' + ($types[x.type] - 1) + '\\t' + x.id + '\\t' + ${word('x.expiresOn')}
  + CASE WHEN x.digest IS NULL THEN '' ELSE ${word('x.issuedOn')} + ${word('x.validFrom')}
    + coalesce($statuses[x.status], 0) + '\\t' + ${word("'' + x.statusAt")} + ${word('x.authority')}
    + ${word("'' + x.transitHours")} + ${word("'' + head([(x)-[:ISSUED_FOR]->(o:Document) | id(o)])")}
    + ${word("'' + head([(x)-[:REPLACES]->(o:Document) | id(o)])")}
    + ${word(`head(COLLECT { MATCH (x)<-[:STATED_ON]-(i) WHERE i.holder RETURN i.dateOfBirth AS birth ORDER BY birth LIMIT 1 })`)}
    + CASE x.biometric WHEN true THEN 2 WHEN false THEN 1 ELSE 0 END + '\\t'
    + ${word("reduce(text = '', line IN x.mrz | text + line + ' ')")}
    + reduce(runs = '', run IN [(x)-[:AUTHORISES]->(r) | r.id] | runs + run + '\\t') END + '\\n'`,
  parameters: { types: codesOf(DOCUMENT_TYPES), statuses: codesOf(STATUSES) },
}

/** A booking: number, then of each contact the number and the code of its kind. */
export const BOOKING: LineOf = {
  label: 'Booking',
  line: `id(x) + '\\t' + reduce(all = '', c IN [(x)-[:GAVE]->(c) | id(c) + '\\t' + $contacts[c.kind] + '\\t'] | all + c) + '\\n'`,
  parameters: { contacts: codesOf(CONTACT_KINDS) },
}
