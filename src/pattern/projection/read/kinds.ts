import { DOCUMENT_TYPES } from '../../../document/index.ts'
import { COMPARED } from '../../../person/index.ts'
import { CONTACT_KINDS, codesOf, STATUSES } from '../codes.ts'
import type { Kinds, LineOf } from './lines.ts'

/** Links that count. */
export const COUNTS = "['AUTO', 'CONFIRMED']"

const word = (expression: string) => `coalesce(${expression}, '') + '\\t'`

/** Told apart from what else is compared of an identity. */
const APART = ['surname', 'givenNames', 'dateOfBirth'] as const
const REST = COMPARED.filter(name => !APART.some(apart => apart === name))

/** What an identity states: three fields, and all else that is compared as one word. Names are single lines without tabs. */
const stated = (i: string) =>
  [
    ...APART.map(name => word(`${i}.${name}`)),
    `${REST.map(name => `coalesce(${i}.${name}, '')`).join(" + '\\u001f' + ")} + '\\t'`,
  ].join(' + ')

/** An identity on the line of its person. */
export const identityOn = (i: string) => `id(${i}) + '\\t' + ${stated(i)}`

/** A person's line, with a list of its identities as {@link identityOn} has them. */
export const personLine = (p: string, identities: string) =>
  `id(${p}) + '\\t' + ${p}.id + '\\t' + reduce(all = '', i IN ${identities} | all + i) + '\\n'`

/** A person: number, id, of each of its identities the number and what it states. */
export const PERSON: LineOf = {
  label: 'Person',
  line: personLine('x', `[(x)<-[l:IS]-(i) WHERE l.status IN ${COUNTS} | ${identityOn('i')}]`),
}

/** An identity: number, the number of its person, what it states. */
export const IDENTITY: LineOf = {
  label: 'Identity',
  line: `id(x) + '\\t' + coalesce('' + head([(x)-[l:IS]->(p) WHERE l.status IN ${COUNTS} | id(p)]), '') + '\\t' + ${stated('x')} + '\\n'`,
}

/** The line of a document x of which `v` bears what its issuer states. Of its holders `i` those count of whom this holds. */
export const documentLine = (
  v: string,
  holds = 'i.holder',
) => `id(x) + '\\t' + ($types[x.type] - 1) + '\\t' + x.id + '\\t' + ${word(`${v}.expiresOn`)}
  + CASE WHEN ${v}.digest IS NULL THEN '' ELSE ${word(`${v}.issuedOn`)} + ${word(`${v}.validFrom`)}
    + coalesce($statuses[${v}.status], 0) + '\\t' + ${word(`'' + ${v}.statusAt`)} + ${word(`${v}.authority`)}
    + ${word(`'' + ${v}.transitHours`)} + ${word(`'' + head([(${v})-[:ISSUED_FOR]->(o) | id(o)])`)}
    + ${word(`'' + head([(${v})-[:REPLACES]->(o) | id(o)])`)}
    + ${word(`head(COLLECT { MATCH (x)<-[:STATED_ON]-(i) WHERE ${holds} RETURN i.dateOfBirth AS birth ORDER BY birth LIMIT 1 })`)}
    + CASE ${v}.biometric WHEN true THEN 2 WHEN false THEN 1 ELSE 0 END + '\\t'
    + ${word(`reduce(text = '', line IN ${v}.mrz | text + line + ' ')`)}
    + reduce(runs = '', run IN [(${v})-[:AUTHORISES]->(r) | r.id] | runs + run + '\\t') END + '\\n'`

/** A document: number, type, id, last day; what follows only where its issuer has stated it. */
export const DOCUMENT: LineOf = {
  label: 'Document',
  line: documentLine('x'),
  parameters: { types: codesOf(DOCUMENT_TYPES), statuses: codesOf(STATUSES) },
}

/** A booking: number, then of each contact the number and the code of its kind. */
export const BOOKING: LineOf = {
  label: 'Booking',
  line: `id(x) + '\\t' + reduce(all = '', c IN [(x)-[:GAVE]->(c) | id(c) + '\\t' + $contacts[c.kind] + '\\t'] | all + c) + '\\n'`,
  parameters: { contacts: codesOf(CONTACT_KINDS) },
}

/** What is read line by line, as it is now. */
export const KINDS: Kinds = { documents: [DOCUMENT], persons: [PERSON], bookings: [BOOKING] }
