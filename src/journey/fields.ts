import { type Field, type Fragments, many, one, page, property, value } from '../graph/index.ts'

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

const onRun: Record<string, Field> = {
  journeys: page('Journey', 'MATCH (x)<-[:ON]-(y:Journey)', { filters: journeyFilters, orders: onPassengerList }),
  // Somebody seen by a check alone was aboard too, so every journey counts but those that a list names and nobody saw board.
  onBoard: value(
    "COUNT { (x)<-[:ON]-(j:Journey) WHERE coalesce(j.stage, 'BOARDED') <> 'DECLARED' OR EXISTS { (j)<-[:OF]-(:Check) } }",
  ),
}

/** Journeys, checks and bookings as the API shows them. */
export const journeyFragments: Fragments = {
  types: [
    {
      name: 'Journey',
      find: 'MATCH (y:Journey {id: key})',
      fields: {
        ref: property('ref'),
        role: property('role'),
        stage: property('stage'),
        coach: property('coach'),
        seat: property('seat'),
        departsAt: property('departsAt'),
        capture: property('capture'),
        run: one('TrainRun', 'MATCH (x)-[:ON]->(y:TrainRun)'),
        identity: one('Identity', 'MATCH (x)<-[:MADE]-(y:Identity)'),
        person: one('Person', 'MATCH (x)<-[:MADE]-(:Identity)-[:IS]->(y:Person)'),
        documents: many('Document', 'MATCH (x)-[:PRESENTED]->(y:Document)', []),
        ticketedFrom: one('Call', 'MATCH (y:Call {id: x.ticketedFrom})'),
        ticketedTo: one('Call', 'MATCH (y:Call {id: x.ticketedTo})'),
        boardedAt: one('Call', 'MATCH (x)-[:BOARDED_AT]->(y:Call)'),
        alightedAt: one('Call', 'MATCH (x)-[:ALIGHTED_AT]->(y:Call)'),
        checks: many('Check', 'MATCH (x)<-[:OF]-(y:Check)', ['y.at']),
        booking: one('Booking', 'MATCH (x)-[:BOOKED_IN]->(y:Booking)'),
      },
    },
    {
      name: 'Check',
      find: 'MATCH (y:Check {id: key})',
      fields: {
        checkId: property('id'),
        at: property('at'),
        kind: property('kind'),
        basis: property('basis'),
        exception: property('exception'),
        authority: property('authority'),
        capture: property('capture'),
        call: one('Call', 'MATCH (y:Call {id: x.call})'),
        journey: one('Journey', 'MATCH (x)-[:OF]->(y:Journey)'),
        document: one('Document', 'MATCH (x)-[:EXAMINED]->(y:Document)'),
        identity: one('Identity', 'MATCH (x)-[:READ]->(y:Identity)'),
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
        journeys: page('Journey', 'MATCH (x)<-[:BOOKED_IN]-(y:Journey)', { orders: anywhere }),
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
      journeys: page('Journey', 'MATCH (x)<-[:IS]-(:Identity)-[:MADE]->(y:Journey)', {
        filters: journeyFilters,
        orders: anywhere,
      }),
    },
    Document: {
      presentations: page(
        ['Journey', 'Check'],
        `MATCH (x)<-[:PRESENTED|EXAMINED]-(y)
  WITH x, y, coalesce(y.departsAt, y.at) AS shownAt`,
        {
          filters: { from: { condition: 'shownAt >= $filter.from' }, to: { condition: 'shownAt < $filter.to' } },
          orders: { AT_ASC: { by: ['shownAt'] }, AT_DESC: { by: ['shownAt'], descending: true } },
        },
      ),
    },
  },
}
