import { type Fragments, heldAt, many, one, page, property } from '../graph/index.ts'

/** Whether something said then named a document: a journey, a check, or the record of another. */
export const documentNamed = (y: string) =>
  `EXISTS { (${y})<-[:PRESENTED|EXAMINED|ISSUED_FOR|REPLACES]-(t) WHERE ${heldAt('t')} }`

/** Documents and permits as the API shows them. */
export const documentFragments: Fragments = {
  types: [
    {
      name: 'Document',
      find: 'MATCH (y:Document {id: key})',
      // Known when its issuer had recorded it, or when something else named it.
      asKnown: {
        stated: true,
        retires: true,
        key: ['type', 'issuer', 'number'],
        known: `y.digest IS NOT NULL AND v IS NOT NULL
    OR ${documentNamed('y')}`,
      },
      fields: {
        type: property('type'),
        issuer: property('issuer'),
        number: property('number'),
        series: property('series'),
        issuedOn: property('issuedOn'),
        validFrom: property('validFrom'),
        expiresOn: property('expiresOn'),
        authority: property('authority'),
        biometric: property('biometric'),
        permitType: property('permitType'),
        status: property('status'),
        statusAt: property('statusAt'),
        transitHours: property('transitHours'),
        issuedFor: one('Document', 'MATCH (x)-[:ISSUED_FOR]->(y:Document)', 'MATCH (x)-[:ISSUED_FOR]->(y)'),
        replaces: one('Document', 'MATCH (x)-[:REPLACES]->(y:Document)', 'MATCH (x)-[:REPLACES]->(y)'),
        // A document may be named by several successors (a keying slip): the first by id is shown, `holders` shows the rest.
        replacedBy: one(
          'Document',
          'MATCH (y:Document)-[:REPLACES]->(x) WITH y ORDER BY y.id LIMIT 1',
          `MATCH (t)-[:REPLACES]->(n) WHERE ${heldAt('t')}
  OPTIONAL MATCH (t)-[:STATES]->(f) WITH coalesce(f, t) AS y ORDER BY y.id LIMIT 1`,
        ),
        authorises: many('TrainRun', 'MATCH (x)-[:AUTHORISES]->(y:TrainRun)', ['y.departsAt']),
      },
    },
  ],
  lists: {
    documents: page('Document', 'MATCH (y:Document)', {
      past: 'MATCH (y:Document|RetiredDocument)',
      filters: {
        types: { condition: 'y.type IN $filter.types' },
        issuer: { condition: 'y.issuer = $filter.issuer' },
        numberStartsWith: { condition: 'y.number STARTS WITH $filter.numberStartsWith' },
        statuses: { condition: 'y.status IN $filter.statuses' },
        expiresAfter: { condition: 'y.expiresOn > $filter.expiresAfter' },
        expiresBefore: { condition: 'y.expiresOn < $filter.expiresBefore' },
      },
      orders: {
        KEY_ASC: { by: [] },
        KEY_DESC: { by: [], descending: true },
        NUMBER_ASC: { by: ['y.number'] },
        NUMBER_DESC: { by: ['y.number'], descending: true },
      },
    }),
  },
}
