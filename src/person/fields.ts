import { type Fragments, heldAt, many, one, page, property, value } from '../graph/index.ts'
import { linkExpression, linkOf } from './link.ts'
import { nameKey } from './names.ts'

/** An identity was known when a journey or a check named it, or a document's issuer had. */
const identityKnown = (i: string) => `(EXISTS { (${i})-[:MADE]->(t) WHERE ${heldAt('t')} }
    OR EXISTS { (${i})<-[:READ]-(t) WHERE ${heldAt('t')} }
    OR ${i}.holder AND EXISTS { (${i})-[:STATED_ON]->(d) WHERE d.delivery <= $asOf
      OR EXISTS { (d)<-[:STATES]-(t:Record) WHERE t.delivery <= $asOf } })`

/** How often, and when, the stated identities showed the document on journeys. */
const shown = {
  expression: `head(COLLECT { UNWIND stated AS i MATCH (i)-[:MADE]->(j:Journey)-[:PRESENTED]->(x)
    RETURN [count(j), min(j.departsAt), max(j.departsAt)] })`,
  past: `head(COLLECT { UNWIND stated AS i MATCH (i)-[:MADE]->(t)-[:PRESENTED]->(n) WHERE ${heldAt('t')}
    RETURN [count(t), min(t.departsAt), max(t.departsAt)] })`,
}
type Shown = readonly [journeys: number, first: number | null, last: number | null]

/** Persons and identities as the API shows them. */
export const personFragments: Fragments = {
  types: [
    {
      name: 'Person',
      // A person's id is that of its smallest identity; the id of any member finds the person too.
      find: 'MATCH (:Identity {id: key})-[:IS]->(y:Person)',
      // Identities are grouped as they are today: which of them were known then decides.
      asKnown: { known: `EXISTS { (y)<-[:IS]-(i:Identity) WHERE ${identityKnown('i')} }` },
      fields: {
        displayName: property('displayName'),
        identities: many('Identity', 'MATCH (x)<-[:IS]-(y:Identity)', []),
        documents: page('Document', 'MATCH (x)<-[:IS]-(:Identity)-[:STATED_ON]->(y:Document) WITH DISTINCT x, y', {
          orders: { KEY_ASC: { by: [] } },
          past: `MATCH (x)<-[:IS]-(i:Identity)-[:STATED_ON]->(y:Document) WHERE ${identityKnown('i')} WITH DISTINCT x, y`,
        }),
      },
    },
    {
      name: 'Identity',
      find: 'MATCH (y:Identity {id: key})',
      asKnown: { known: identityKnown('y'), retires: true },
      fields: {
        surname: property('surname'),
        givenNames: property('givenNames'),
        surnameCyrillic: property('surnameCyrillic'),
        givenNamesCyrillic: property('givenNamesCyrillic'),
        surnameAtBirth: property('surnameAtBirth'),
        dateOfBirth: property('dateOfBirth'),
        sex: property('sex'),
        nationality: property('nationality'),
        placeOfBirth: property('placeOfBirth'),
        countryOfBirth: property('countryOfBirth'),
        person: one('Person', 'MATCH (x)-[:IS]->(y:Person)'),
        link: value(linkExpression, linkOf),
        documents: many('Document', 'MATCH (x)-[:STATED_ON]->(y:Document)', [], 'MATCH (x)-[:STATED_ON]->(y)'),
      },
    },
  ],
  additions: {
    Document: {
      holders: page(
        'Person',
        'MATCH (x)<-[:STATED_ON]-(i:Identity)-[:IS]->(y:Person) WITH x, y, collect(DISTINCT i) AS stated',
        {
          orders: { NAME_ASC: { by: ['y.displayName'] } },
          past: `MATCH (n)<-[:STATED_ON]-(i:Identity)-[:IS]->(y:Person) WHERE ${identityKnown('i')}
  WITH n, y, collect(DISTINCT i) AS stated`,
          tie: {
            identities: { expression: 'size(stated)' },
            journeys: { ...shown, decode: ([count]: Shown) => count },
            firstSeen: { ...shown, decode: ([, first]: Shown) => first },
            lastSeen: { ...shown, decode: ([, , last]: Shown) => last },
          },
        },
      ),
    },
  },
  lists: {
    persons: page('Person', 'MATCH (y:Person)', {
      filters: {
        name: {
          condition: 'EXISTS { (y)<-[:IS]-(i:Identity) WHERE i.nameKey CONTAINS $filter.name }',
          decode: nameKey,
        },
        dateOfBirth: {
          condition: 'EXISTS { (y)<-[:IS]-(i:Identity) WHERE i.dateOfBirth STARTS WITH $filter.dateOfBirth }',
          match: `MATCH (i:Identity)-[:IS]->(y:Person) WHERE i.dateOfBirth STARTS WITH $filter.dateOfBirth
  WITH DISTINCT y`,
        },
        minJourneys: { condition: 'COUNT { (y)<-[:IS]-(:Identity)-[:MADE]->(:Journey) } >= $filter.minJourneys' },
      },
      orders: {
        NAME_ASC: { by: ['y.displayName'] },
        NAME_DESC: { by: ['y.displayName'], descending: true },
      },
    }),
  },
}
