import { type Field, type Fragments, heldAt, many, one, page, property, value } from '../graph/index.ts'
import type { Ways } from '../person/index.ts'
import { captureRank } from './settle.ts'

const byDeparture = {
  DEPARTS_ASC: { by: ['y.departsAt'] },
  DEPARTS_DESC: { by: ['y.departsAt'], descending: true },
}

const journeyFilters = {
  from: { condition: 'y.departsAt >= $filter.from' },
  to: { condition: 'y.departsAt < $filter.to' },
  run: { condition: 'y.run = $filter.run' },
  alightedAt: { condition: 'EXISTS { (y)-[:ALIGHTED_AT]->(c:Call) WHERE c.station = $filter.alightedAt }' },
}

// A list's journeys sort by id as they do by ref, which spares the sort a second key; those whom a check alone saw come last.
const onPassengerList = { REF_ASC: { by: [] }, REF_DESC: { by: [], descending: true }, ...byDeparture }
const anywhere = {
  ...byDeparture,
  REF_ASC: { by: ['y.ref'] },
  REF_DESC: { by: ['y.ref'], descending: true },
}

/** Facts whose statement of the day led where `match` says; somebody seen by a check alone was known by that check. */
const factsThen = (match: string) => `${match}
  WHERE ${heldAt('t')} OR t.digest IS NULL AND EXISTS { (t)<-[:OF]-(k) WHERE k.delivery <= $asOf }
  OPTIONAL MATCH (t)-[:STATES]->(f)
  WITH DISTINCT n, x, t, coalesce(f, t) AS y`

const onRun: Record<string, Field> = {
  journeys: page('Journey', 'MATCH (x)<-[:ON]-(y:Journey)', {
    filters: journeyFilters,
    orders: onPassengerList,
    past: factsThen('MATCH (n)<-[:ON]-(t)'),
    along: [{ match: 'MATCH (y:Journey {run: x.id})', columns: ['y.run'], orders: ['REF_ASC', 'REF_DESC'] }],
  }),
  // Somebody seen by a check alone was aboard too, so every journey counts but those that a list names and nobody saw board.
  onBoard: value(
    "COUNT { (x)<-[:ON]-(j:Journey) WHERE coalesce(j.stage, 'BOARDED') <> 'DECLARED' OR EXISTS { (j)<-[:OF]-(:Check) } }",
    count => count,
    `COUNT { MATCH (n)<-[:ON]-(t) WHERE (${heldAt('t')} AND coalesce(t.stage, 'BOARDED') <> 'DECLARED')
    OR EXISTS { MATCH (t)<-[:OF]-(k) WHERE k.delivery <= $asOf } RETURN DISTINCT t.id }`,
  ),
}

/** A call may stand on the run no more: a correction took away what alone had put it there. */
const callThen = (id: string) => `MATCH (y:Call|RetiredCall {id: ${id}})`

/** Where the checks known by then saw the journey begin or end. */
const endThen = (kind: 'BOARD' | 'ALIGHT') => `MATCH (n)<-[:OF]-(t) WHERE t.kind = '${kind}' AND ${heldAt('t')}
  WITH t ORDER BY ${captureRank('t.capture')} DESC, t.at DESC, t.id DESC LIMIT 1
  ${callThen('t.call')}`

/** Journeys, checks and bookings as the API shows them, which identities are one person by these ways. */
export const journeyFragments = (ways: Ways): Fragments => ({
  types: [
    {
      name: 'Journey',
      find: 'MATCH (y:Journey {id: key})',
      asKnown: {
        stated: true,
        key: ['ref', 'run', 'departsAt'],
        known: `y.digest IS NOT NULL AND v IS NOT NULL
    OR y.digest IS NULL AND EXISTS { (y)<-[:OF]-(t) WHERE t.delivery <= $asOf }`,
      },
      fields: {
        ref: property('ref'),
        role: property('role'),
        stage: property('stage'),
        coach: property('coach'),
        seat: property('seat'),
        departsAt: property('departsAt'),
        capture: property('capture'),
        run: one('TrainRun', 'MATCH (x)-[:ON]->(y:TrainRun)'),
        identity: one('Identity', 'MATCH (x)<-[:MADE]-(y:Identity)', 'MATCH (x)<-[:MADE]-(y)'),
        person: one('Person', ways.personsBy('(x)<-[:MADE]-', '', 'y')),
        documents: many('Document', 'MATCH (x)-[:PRESENTED]->(y:Document)', [], 'MATCH (x)-[:PRESENTED]->(y)'),
        ticketedFrom: one('Call', 'MATCH (y:Call {id: x.ticketedFrom})', callThen('x.ticketedFrom')),
        ticketedTo: one('Call', 'MATCH (y:Call {id: x.ticketedTo})', callThen('x.ticketedTo')),
        boardedAt: one('Call', 'MATCH (x)-[:BOARDED_AT]->(y:Call)', endThen('BOARD')),
        alightedAt: one('Call', 'MATCH (x)-[:ALIGHTED_AT]->(y:Call)', endThen('ALIGHT')),
        checks: many('Check', 'MATCH (x)<-[:OF]-(y:Check)', ['y.at'], factsThen('MATCH (n)<-[:OF]-(t)')),
        booking: one('Booking', 'MATCH (x)-[:BOOKED_IN]->(y:Booking)', 'MATCH (x)-[:BOOKED_IN]->(y)'),
      },
    },
    {
      name: 'Check',
      find: 'MATCH (y:Check {id: key})',
      asKnown: { stated: true, known: 'v IS NOT NULL' },
      fields: {
        checkId: property('id'),
        at: property('at'),
        kind: property('kind'),
        basis: property('basis'),
        exception: property('exception'),
        authority: property('authority'),
        capture: property('capture'),
        call: one('Call', 'MATCH (y:Call {id: x.call})', callThen('x.call')),
        journey: one('Journey', 'MATCH (x)-[:OF]->(y:Journey)'),
        document: one('Document', 'MATCH (x)-[:EXAMINED]->(y:Document)', 'MATCH (x)-[:EXAMINED]->(y)'),
        identity: one('Identity', 'MATCH (x)-[:READ]->(y:Identity)', 'MATCH (x)-[:READ]->(y)'),
      },
    },
    {
      name: 'Booking',
      find: 'MATCH (y:Booking {id: key})',
      fields: {
        ref: property('id'),
        purchasedAt: property('purchasedAt'),
        channel: property('channel'),
        contacts: many('Contact', 'MATCH (x)-[:GAVE]->(y:Contact)', []),
        journeys: page('Journey', 'MATCH (x)<-[:BOOKED_IN]-(y:Journey)', {
          orders: anywhere,
          past: factsThen('MATCH (n)<-[:BOOKED_IN]-(t)'),
        }),
      },
    },
    {
      name: 'Contact',
      find: 'MATCH (y:Contact {id: key})',
      fields: {
        kind: property('kind'),
        value: property('value'),
        bookings: page('Booking', 'MATCH (x)<-[:GAVE]-(y:Booking)'),
      },
    },
  ],
  additions: {
    TrainRun: onRun,
    Person: {
      journeys: page('Journey', ways.identitiesOf('x', '', '-[:MADE]->(y:Journey)'), {
        filters: journeyFilters,
        orders: anywhere,
        past: factsThen(ways.identitiesOf('n', '', '-[:MADE]->(t)')),
      }),
    },
    Document: {
      presentations: page(
        ['Journey', 'Check'],
        `MATCH (x)<-[:PRESENTED|EXAMINED]-(y:Journey|Check)
  WITH x, y, coalesce(y.departsAt, y.at) AS shownAt`,
        {
          filters: { from: { condition: 'shownAt >= $filter.from' }, to: { condition: 'shownAt < $filter.to' } },
          orders: { AT_ASC: { by: ['shownAt'] }, AT_DESC: { by: ['shownAt'], descending: true } },
          past: `${factsThen('MATCH (n)<-[:PRESENTED|EXAMINED]-(t)')}, coalesce(t.departsAt, t.at) AS shownAt`,
        },
      ),
    },
  },
})
