import { expressed, type Fragments, heldAt, many, one, page, property, value } from '../graph/index.ts'
import { linkExpression, linkOf } from './link.ts'
import { nameKey } from './names.ts'
import { assertionsExpression, assertionsOf } from './strictness/assertions.ts'
import { possibleExpression, possibleOf } from './strictness/possible.ts'
import type { Ways } from './strictness/ways.ts'

/** An identity was known when a journey or a check named it, or a document's issuer had. */
export const identityKnown = (i: string) => `(EXISTS { (${i})-[:MADE]->(t) WHERE ${heldAt('t')} }
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

const ON_DOCUMENT = '-[:STATED_ON]->(y:Document)'

/** Persons and identities as the API shows them, which identities are one person by these ways. */
export const personFragments = (ways: Ways): Fragments => ({
  types: [
    {
      name: 'Person',
      // A person's id is that of its smallest identity; the id of any member finds the person too.
      label: ways.label,
      varies: true,
      find: ways.find,
      // Identities are grouped as they are today: which of them were known then decides.
      asKnown: { known: `EXISTS { ${ways.identitiesOf('y', 'i')} WHERE ${identityKnown('i')} }` },
      fields: {
        displayName: expressed(ways.name('x')),
        identities: many('Identity', ways.identitiesOf('x', 'y'), []),
        assertions: value(assertionsExpression(ways), assertionsOf(ways.strictness)),
        documents: page('Document', `${ways.identitiesOf('x', '', ON_DOCUMENT)} WITH DISTINCT x, y`, {
          orders: { KEY_ASC: { by: [] } },
          past: `${ways.identitiesOf('x', 'i', ON_DOCUMENT)} WHERE ${identityKnown('i')} WITH DISTINCT x, y`,
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
        person: one('Person', ways.personOf('x', 'y')),
        link: value(linkExpression, linkOf),
        mayBe: value(possibleExpression(ways), possibleOf),
        documents: many('Document', 'MATCH (x)-[:STATED_ON]->(y:Document)', [], 'MATCH (x)-[:STATED_ON]->(y)'),
      },
    },
  ],
  additions: {
    Document: {
      holders: page(
        'Person',
        `${ways.personsBy('(x)<-[:STATED_ON]-', 'i', 'y')} WITH x, y, collect(DISTINCT i) AS stated`,
        {
          orders: { NAME_ASC: { by: [ways.name('y')] } },
          past: `${ways.personsBy('(n)<-[:STATED_ON]-', 'i', 'y')} WHERE ${identityKnown('i')}
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
    persons: page('Person', ways.all, {
      filters: {
        name: {
          condition: `EXISTS { ${ways.identitiesOf('y', 'i')} WHERE i.nameKey CONTAINS $filter.name }`,
          decode: nameKey,
        },
        dateOfBirth: {
          condition: `EXISTS { ${ways.identitiesOf('y', 'i')} WHERE i.dateOfBirth STARTS WITH $filter.dateOfBirth }`,
          match: `${ways.personsBy('', 'i', 'y')} WHERE i.dateOfBirth STARTS WITH $filter.dateOfBirth
  WITH DISTINCT y`,
        },
        minJourneys: {
          condition: `COUNT { ${ways.identitiesOf('y', '', '-[:MADE]->(:Journey)')} } >= $filter.minJourneys`,
        },
      },
      orders: {
        NAME_ASC: { by: [ways.name('y')] },
        NAME_DESC: { by: [ways.name('y')], descending: true },
      },
    }),
  },
})
