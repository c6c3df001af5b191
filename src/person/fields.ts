import { type Fragments, heldAt, many, one, page, property, value } from '../graph/index.ts'
import { linkExpression, linkOf } from './link.ts'
import { nameKey } from './names.ts'

/** An identity was known when a journey or a check named it, or a document's issuer had. */
const identityKnown = (i: string) => `(EXISTS { (${i})-[:MADE]->(t) WHERE ${heldAt('t')} }
    OR EXISTS { (${i})<-[:READ]-(t) WHERE ${heldAt('t')} }
    OR ${i}.holder AND EXISTS { (${i})-[:STATED_ON]->(d) WHERE d.delivery <= $asOf
      OR EXISTS { (d)<-[:STATES]-(t:Record) WHERE t.delivery <= $asOf } })`

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
        `MATCH (x)<-[:STATED_ON]-(i:Identity)-[:IS]->(y:Person)
  OPTIONAL MATCH (i)-[:MADE]->(j:Journey)-[:PRESENTED]->(x)
  WITH x, y, count(DISTINCT i) AS stated, count(j) AS shown, min(j.departsAt) AS firstSeen, max(j.departsAt) AS lastSeen`,
        {
          orders: { NAME_ASC: { by: ['y.displayName'] } },
          past: `MATCH (n)<-[:STATED_ON]-(i:Identity)-[:IS]->(y:Person) WHERE ${identityKnown('i')}
  OPTIONAL MATCH (i)-[:MADE]->(t)-[:PRESENTED]->(n) WHERE ${heldAt('t')}
  WITH n, y, count(DISTINCT i) AS stated, count(t) AS shown, min(t.departsAt) AS firstSeen, max(t.departsAt) AS lastSeen`,
          tie: {
            identities: { expression: 'stated' },
            journeys: { expression: 'shown' },
            firstSeen: { expression: 'firstSeen' },
            lastSeen: { expression: 'lastSeen' },
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
