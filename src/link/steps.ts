import type { Ways } from '../person/index.ts'
import { NODE_KINDS, type NodeKind, TIE_KINDS, type TieKind } from './kinds.ts'

/**
 * One step from a thing along one kind of tie: which facts of the graph make the tie, and what is at its other end.
 * A tie is as old as its facts, and counts as often.
 */
export interface Step {
  readonly tie: TieKind
  readonly from: NodeKind
  readonly to: NodeKind
  /** Whether the tie is walked against the way in which it reads. */
  readonly isBackwards: boolean
  /** Clauses that bind, for the node `x`, what the expressions below speak of: a row for each fact. */
  readonly match: string
  /** Key of the thing at the other end. */
  readonly key: string
  /** The node that proves the tie. */
  readonly fact: string
  /** When it was so, epoch milliseconds. */
  readonly at: string
  /** The rows come newest first, so that those read before a limit are a whole stretch of time. */
  readonly isInTime: boolean
}

interface Walk {
  readonly match: string
  /** Absent: the id of the node `y`. */
  readonly key?: string
  /** Absent: `y`. */
  readonly fact?: string
  /** Absent: not dated. */
  readonly at?: string
  readonly isInTime?: boolean
  /** Absent: where no tie of the kind reads from here to there. */
  readonly isBackwards?: boolean
}

type Walks = { readonly [From in NodeKind]?: readonly (readonly [TieKind, NodeKind, Walk])[] }

/** Instants beyond all that can be written. */
export const EVER = 8.64e15
/** A stretch of time; null: open at that end. */
export interface StepSpan {
  readonly from: number | null
  readonly to: number | null
}
export const ALWAYS: StepSpan = { from: null, to: null }

/** That a time that is there lies within `$span`, so that an index finds it. */
const within = (at: string) => `${at} >= coalesce($span.from, ${-EVER}) AND ${at} < coalesce($span.to, ${EVER})`

const JOURNEY_TIME = 'f.departsAt'
const OWN_TIME = 'y.departsAt'
/** Numbers under OTHER are no documents of one authority: two of them alike are no tie. */
const ISSUED = "f.type <> 'OTHER'"

function walksOf(ways: Ways): Walks {
  const journeys = (on: string) => ways.identitiesOf('x', '', `-[:MADE]->${on}`)
  const person = ways.personId('o')
  const others = { key: person, fact: 'f' }
  const traveller = { ...others, at: JOURNEY_TIME }
  const end = (tie: string) => `MATCH (y:Journey)-[:${tie}]->(x)`
  const endedAt = (tie: string) => ({
    match: `MATCH (c:Call) WHERE c.station = x.id AND ${within('c.at')}
  WITH c ORDER BY c.at DESC
  MATCH (c)<-[:${tie}]-(f:Journey)<-[:MADE]-(o:Identity)`,
    ...others,
    at: 'c.at',
    isInTime: true,
  })
  const onCall = (tie: string) => ({
    match: `MATCH (x)<-[:${tie}]-(f:Journey)<-[:MADE]-(o:Identity)`,
    ...others,
    at: 'x.at',
  })
  const ticketed = (column: string) => ({
    match: `MATCH (x)<-[:HAS_CALL]-(:TrainRun)<-[:ON]-(y:Journey) WHERE y.${column} = x.id`,
    at: 'x.at',
  })
  return {
    PERSON: [
      ['IS', 'IDENTITY', { match: ways.identitiesOf('x', 'y') }],
      [
        'HELD',
        'DOCUMENT',
        {
          match: `${ways.identitiesOf('x', 'i', '-[:STATED_ON]->(y:Document)')}
  OPTIONAL MATCH (i)-[:MADE]->(f:Journey)-[:PRESENTED]->(y)`,
          fact: 'coalesce(f, i)',
          at: JOURNEY_TIME,
        },
      ],
      ['TRAVELLED', 'JOURNEY', { match: journeys('(y:Journey)'), at: OWN_TIME }],
      ['TRAVELLED', 'TRAIN_RUN', { match: journeys('(f:Journey)-[:ON]->(y:TrainRun)'), fact: 'f', at: JOURNEY_TIME }],
      ...(['BOARDED_AT', 'ALIGHTED_AT'] as const).flatMap(tie => [
        [
          tie,
          'STATION',
          {
            match: journeys(`(f:Journey)-[:${tie}]->(c:Call)-[:AT]->(y:Station)`),
            fact: 'f',
            at: 'c.at',
          },
        ] as const,
        [tie, 'CALL', { match: journeys(`(f:Journey)-[:${tie}]->(y:Call)`), fact: 'f', at: 'y.at' }] as const,
      ]),
      [
        'BOOKED_IN',
        'BOOKING',
        { match: journeys('(f:Journey)-[:BOOKED_IN]->(y:Booking)'), fact: 'f', at: JOURNEY_TIME },
      ],
      [
        'REACHED_BY',
        'CONTACT',
        {
          match: journeys('(j:Journey)-[:BOOKED_IN]->(f:Booking)-[:GAVE]->(y:Contact)'),
          fact: 'f',
          at: 'j.departsAt',
        },
      ],
      [
        'SHARED_DOCUMENT',
        'PERSON',
        {
          match: `${ways.identitiesOf('x', '', '-[:STATED_ON]->(f:Document)<-[:STATED_ON]-(o:Identity)')} WHERE ${ISSUED}`,
          ...others,
        },
      ],
      [
        'SHARED_BOOKING',
        'PERSON',
        {
          match: journeys('(j:Journey)-[:BOOKED_IN]->(f:Booking)<-[:BOOKED_IN]-(:Journey)<-[:MADE]-(o:Identity)'),
          ...others,
          at: 'j.departsAt',
        },
      ],
      [
        'SHARED_CONTACT',
        'PERSON',
        {
          // Each contact once: a regular gives the same one with hundreds of bookings.
          match: `${journeys('(:Journey)-[:BOOKED_IN]->(:Booking)-[:GAVE]->(f:Contact)')} WITH DISTINCT x, f
  MATCH (f)<-[:GAVE]-(:Booking)<-[:BOOKED_IN]-(j:Journey)<-[:MADE]-(o:Identity)`,
          ...others,
          at: 'j.departsAt',
        },
      ],
    ],
    IDENTITY: [
      ['IS', 'PERSON', { match: 'WITH x AS o', key: person, fact: 'o' }],
      ['STATED_ON', 'DOCUMENT', { match: 'MATCH (x)-[:STATED_ON]->(y:Document)' }],
      ['MADE', 'JOURNEY', { match: 'MATCH (x)-[:MADE]->(y:Journey)', at: OWN_TIME }],
      ['READ', 'CHECK', { match: 'MATCH (x)<-[:READ]-(y:Check)', at: 'y.at' }],
    ],
    DOCUMENT: [
      ['STATED_ON', 'IDENTITY', { match: 'MATCH (x)<-[:STATED_ON]-(y:Identity)' }],
      [
        'HELD',
        'PERSON',
        {
          match: `MATCH (x)<-[:STATED_ON]-(o:Identity)
  OPTIONAL MATCH (o)-[:MADE]->(f:Journey)-[:PRESENTED]->(x)`,
          key: person,
          fact: 'coalesce(f, o)',
          at: JOURNEY_TIME,
        },
      ],
      ['PRESENTED', 'JOURNEY', { match: 'MATCH (x)<-[:PRESENTED]-(y:Journey)', at: OWN_TIME }],
      ['EXAMINED', 'CHECK', { match: 'MATCH (x)<-[:EXAMINED]-(y:Check)', at: 'y.at' }],
      ...(['ISSUED_FOR', 'REPLACES'] as const).flatMap(tie => [
        [tie, 'DOCUMENT', { match: `MATCH (x)-[:${tie}]->(y:Document)` }] as const,
        [tie, 'DOCUMENT', { match: `MATCH (x)<-[:${tie}]-(y:Document)`, isBackwards: true }] as const,
      ]),
      ['AUTHORISES', 'TRAIN_RUN', { match: 'MATCH (x)-[:AUTHORISES]->(y:TrainRun)', at: OWN_TIME }],
    ],
    JOURNEY: [
      ['MADE', 'IDENTITY', { match: 'MATCH (x)<-[:MADE]-(y:Identity)', at: 'x.departsAt' }],
      ['TRAVELLED', 'PERSON', { match: 'MATCH (x)<-[:MADE]-(o:Identity)', key: person, fact: 'o', at: 'x.departsAt' }],
      ['ON', 'TRAIN_RUN', { match: 'MATCH (x)-[:ON]->(y:TrainRun)', at: OWN_TIME }],
      ['PRESENTED', 'DOCUMENT', { match: 'MATCH (x)-[:PRESENTED]->(y:Document)', at: 'x.departsAt' }],
      ['TICKETED_FROM', 'CALL', { match: 'MATCH (y:Call {id: x.ticketedFrom})', at: 'y.at' }],
      ['TICKETED_TO', 'CALL', { match: 'MATCH (y:Call {id: x.ticketedTo})', at: 'y.at' }],
      ['BOARDED_AT', 'CALL', { match: 'MATCH (x)-[:BOARDED_AT]->(y:Call)', at: 'y.at' }],
      ['ALIGHTED_AT', 'CALL', { match: 'MATCH (x)-[:ALIGHTED_AT]->(y:Call)', at: 'y.at' }],
      ['BOOKED_IN', 'BOOKING', { match: 'MATCH (x)-[:BOOKED_IN]->(y:Booking)', at: 'x.departsAt' }],
      ['CHECKED', 'CHECK', { match: 'MATCH (x)<-[:OF]-(y:Check)', at: 'y.at' }],
    ],
    TRAIN_RUN: [
      ['ON', 'JOURNEY', { match: 'MATCH (x)<-[:ON]-(y:Journey)', at: OWN_TIME }],
      ['TRAVELLED', 'PERSON', { match: 'MATCH (x)<-[:ON]-(f:Journey)<-[:MADE]-(o:Identity)', ...traveller }],
      ['HAS_CALL', 'CALL', { match: 'MATCH (x)-[:HAS_CALL]->(y:Call)', at: 'y.at' }],
      ['AUTHORISES', 'DOCUMENT', { match: 'MATCH (x)<-[:AUTHORISES]-(y:Document)', at: 'x.departsAt' }],
    ],
    CALL: [
      ['HAS_CALL', 'TRAIN_RUN', { match: 'MATCH (x)<-[:HAS_CALL]-(y:TrainRun)', at: 'x.at' }],
      ['AT', 'STATION', { match: 'MATCH (x)-[:AT]->(y:Station)', at: 'x.at' }],
      ['TICKETED_FROM', 'JOURNEY', ticketed('ticketedFrom')],
      ['TICKETED_TO', 'JOURNEY', ticketed('ticketedTo')],
      ...(['BOARDED_AT', 'ALIGHTED_AT'] as const).flatMap(tie => [
        [tie, 'JOURNEY', { match: end(tie), at: 'x.at' }] as const,
        [tie, 'PERSON', onCall(tie)] as const,
      ]),
      [
        'SEEN_AT',
        'CHECK',
        {
          match: 'MATCH (x)<-[:HAS_CALL]-(:TrainRun)<-[:ON]-(:Journey)<-[:OF]-(y:Check) WHERE y.call = x.id',
          at: 'y.at',
        },
      ],
    ],
    STATION: [
      [
        'AT',
        'CALL',
        {
          match: `MATCH (y:Call) WHERE y.station = x.id AND ${within('y.at')}
  WITH y ORDER BY y.at DESC`,
          at: 'y.at',
          isInTime: true,
        },
      ],
      ['BOARDED_AT', 'PERSON', endedAt('BOARDED_AT')],
      ['ALIGHTED_AT', 'PERSON', endedAt('ALIGHTED_AT')],
    ],
    CHECK: [
      ['CHECKED', 'JOURNEY', { match: 'MATCH (x)-[:OF]->(y:Journey)', at: 'x.at' }],
      ['SEEN_AT', 'CALL', { match: 'MATCH (y:Call {id: x.call})', at: 'x.at' }],
      ['EXAMINED', 'DOCUMENT', { match: 'MATCH (x)-[:EXAMINED]->(y:Document)', at: 'x.at' }],
      ['READ', 'IDENTITY', { match: 'MATCH (x)-[:READ]->(y:Identity)', at: 'x.at' }],
    ],
    BOOKING: [
      ['BOOKED_IN', 'JOURNEY', { match: 'MATCH (x)<-[:BOOKED_IN]-(y:Journey)', at: OWN_TIME }],
      ['BOOKED_IN', 'PERSON', { match: 'MATCH (x)<-[:BOOKED_IN]-(f:Journey)<-[:MADE]-(o:Identity)', ...traveller }],
      ['GAVE', 'CONTACT', { match: 'MATCH (x)-[:GAVE]->(y:Contact)' }],
    ],
    CONTACT: [
      ['GAVE', 'BOOKING', { match: 'MATCH (x)<-[:GAVE]-(y:Booking)' }],
      [
        'REACHED_BY',
        'PERSON',
        {
          match: 'MATCH (x)<-[:GAVE]-(f:Booking)<-[:BOOKED_IN]-(j:Journey)<-[:MADE]-(o:Identity)',
          ...others,
          at: 'j.departsAt',
        },
      ],
    ],
  }
}

const isBackwards = (tie: TieKind, from: NodeKind, to: NodeKind) =>
  !TIE_KINDS[tie].ends.some(([start, end]) => start === from && end === to)

/** All steps from a kind of thing, persons as strictly taken as these ways. */
export function stepsFrom(ways: Ways, from: NodeKind): Step[] {
  return (walksOf(ways)[from] ?? []).map(([tie, to, walk]) => ({
    tie,
    from,
    to,
    isBackwards: walk.isBackwards ?? isBackwards(tie, from, to),
    match: walk.match,
    key: walk.key ?? 'y.id',
    fact: walk.fact ?? 'y',
    at: walk.at ?? 'null',
    isInTime: walk.isInTime ?? false,
  }))
}

/** Finds the node `x` that a key names, for persons the one that stands for its group. */
export const findOf = (ways: Ways, kind: NodeKind): string =>
  kind === 'PERSON' ? `${ways.find}\nWITH key, y AS x` : `MATCH (x:${NODE_KINDS[kind]} {id: key})`

/**
 * The facts of a step from `x` as rows `key`, `at` and `fact`, within `$span`: clauses to which a RETURN is
 * still to be added. Nobody is tied to themselves.
 */
export const reached = ({ match, key, fact, at, from, to }: Step): string => `${match}
  WITH x.id AS own, ${key} AS key, ${at} AS at, ${fact} AS fact
  WHERE key IS NOT NULL AND ($span.from IS NULL OR at >= $span.from) AND ($span.to IS NULL OR at < $span.to)${from === to ? ' AND key <> own' : ''}`
