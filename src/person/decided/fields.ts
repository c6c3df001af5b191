import { type Fragments, many, one, page, property, value } from '../../graph/index.ts'
import type { Ways } from '../strictness/ways.ts'

/** Pairs of one decision that are shown. */
const MOST_PAIRS = 500

const pairs = `COLLECT { MATCH (x)-[:LAYS_DOWN]->(u) WITH u ORDER BY u.left, u.right LIMIT ${MOST_PAIRS}
    RETURN [u.left, u.right, u.verdict, EXISTS { MATCH (u)-[:BETWEEN]->(l)-[t:CONFIRMED_WITH|REJECTED_WITH]->(r)
      WHERE l.id = u.left AND r.id = u.right AND t.decision = x.number }] }`

type PairRow = readonly [left: string, right: string, verdict: string, inForce: boolean]

const pairOf = ([left, right, verdict, inForce]: PairRow) => ({ left, right, verdict, inForce })

/**
 * Decisions as the API shows them, which identities are one person by these ways.
 * @param identityOf the key that a global id of an identity names; throws Invalid where it names none
 */
export const decisionFragments = (ways: Ways, identityOf: (id: string) => string): Fragments => ({
  types: [
    {
      name: 'Decision',
      find: 'MATCH (y:Decision {id: key})',
      fields: {
        number: property('number'),
        kind: property('kind'),
        by: property('by'),
        purpose: property('purpose'),
        at: property('at'),
        note: property('note'),
        stands: value('NOT EXISTS { (x)<-[:UNDOES]-() }'),
        undoes: one('Decision', 'MATCH (x)-[:UNDOES]->(y:Decision)'),
        undoneBy: one('Decision', 'MATCH (x)<-[:UNDOES]-(y:Decision)'),
        identities: many('Identity', 'MATCH (x)-[:CONCERNS]->(y:Identity)', []),
        persons: many('Person', `${ways.personsBy('(x)-[:CONCERNS]->', 'i', 'y')} WITH DISTINCT x, y`, []),
        pairs: value(pairs, (rows: readonly PairRow[]) => rows.map(pairOf)),
        pairCount: value('COUNT { (x)-[:LAYS_DOWN]->() }'),
      },
    },
  ],
  additions: {
    Person: {
      history: many('Decision', `${ways.identitiesOf('x', 'i', '<-[:CONCERNS]-(y:Decision)')} WITH DISTINCT x, y`, [
        'y.number DESC',
      ]),
    },
  },
  lists: {
    decisions: page('Decision', 'MATCH (y:Decision)', {
      filters: {
        by: { condition: 'y.by = $filter.by' },
        from: { condition: 'y.at >= $filter.from' },
        to: { condition: 'y.at < $filter.to' },
        standing: { condition: 'EXISTS { (y)<-[:UNDOES]-() } <> $filter.standing' },
        identity: {
          condition: 'EXISTS { (y)-[:CONCERNS]->(i) WHERE i.id = $filter.identity }',
          match: 'MATCH (:Identity|RetiredIdentity {id: $filter.identity})<-[:CONCERNS]-(y:Decision)',
          decode: identityOf,
        },
      },
      orders: {
        AT_DESC: { by: ['y.number'], descending: true },
        AT_ASC: { by: ['y.number'] },
      },
    }),
  },
})
