import type { Database } from '../../graph/index.ts'
import { WAYS, type WhoIsWho } from '../../person/index.ts'
import type { NodeKind, Thing } from '../kinds.ts'
import { findOf } from '../steps.ts'
import type { EventKind, Span, TimelineEvent } from './event.ts'

/** What one kind of thing's events are read by: rows of the thing, the fact's id, when, and words. */
interface Source {
  readonly of: NodeKind
  readonly kind: EventKind
  readonly fact: NodeKind
  /** Clauses that bind `f` and `at` for the thing `x`. */
  readonly match: string
  /** Cypher of what happened. */
  readonly says: string
}

/** The station of a call that is named by its key, `run@station`. */
const stationOf = (call: string) => `last(split(${call}, '@'))`
const CHECK_SAYS = `f.kind + ' check' + coalesce(' at ' + ${stationOf('f.call')}, '') + coalesce(', basis ' + f.basis, '') + coalesce(', exception ' + f.exception, '')`
const JOURNEY_SAYS = `f.run + coalesce(', ticket from ' + ${stationOf('f.ticketedFrom')} + ' to ' + ${stationOf('f.ticketedTo')}, '') + coalesce(', ' + toLower(f.stage), '')`
const day = (property: string) => `datetime(${property}).epochMillis`

function sourcesOf(whoIsWho: WhoIsWho): Source[] {
  const by = (on: string) => WAYS[whoIsWho.strictness].identitiesOf('x', '', on)
  const journeys = by('-[:MADE]->(f:Journey)')
  const ofDocument = (kind: EventKind, property: string, says: string): Source => ({
    of: 'DOCUMENT',
    kind,
    fact: 'DOCUMENT',
    match: `WITH x AS f, ${property === 'statusAt' ? 'x.statusAt' : day(`x.${property}`)} AS at`,
    says,
  })
  return [
    {
      of: 'PERSON',
      kind: 'DEPARTED',
      fact: 'JOURNEY',
      match: `${journeys} WITH f, f.departsAt AS at`,
      says: JOURNEY_SAYS,
    },
    {
      of: 'PERSON',
      kind: 'BOOKED',
      fact: 'BOOKING',
      match: `${by('-[:MADE]->(:Journey)-[:BOOKED_IN]->(f:Booking)')} WITH DISTINCT f, f.purchasedAt AS at`,
      says: "'booking bought' + coalesce(' through ' + f.channel, '')",
    },
    {
      of: 'PERSON',
      kind: 'CHECKED',
      fact: 'CHECK',
      match: `${by('-[:MADE]->(:Journey)<-[:OF]-(f:Check)')} WITH DISTINCT f, f.at AS at`,
      says: CHECK_SAYS,
    },
    {
      of: 'DOCUMENT',
      kind: 'PRESENTED',
      fact: 'JOURNEY',
      match: 'MATCH (x)<-[:PRESENTED]-(f:Journey) WITH f, f.departsAt AS at',
      says: `'on the list of ' + ${JOURNEY_SAYS}`,
    },
    {
      of: 'DOCUMENT',
      kind: 'CHECKED',
      fact: 'CHECK',
      match: 'MATCH (x)<-[:EXAMINED]-(f:Check) WITH f, f.at AS at',
      says: CHECK_SAYS,
    },
    ofDocument('ISSUED', 'issuedOn', "'issued' + coalesce(' by ' + f.authority, '')"),
    ofDocument('VALID_FROM', 'validFrom', "'valid from this day'"),
    ofDocument('EXPIRES', 'expiresOn', "'last day of validity'"),
    ofDocument('STATUS', 'statusAt', "'reported ' + toLower(f.status)"),
  ]
}

/** Events that were read, and the instant before which none is missing. */
export interface Read {
  readonly events: TimelineEvent[]
  readonly wholeUntil: number
}

/** The earliest events of things within a span: of each kind at most so many. */
export async function readEvents(
  database: Database,
  whoIsWho: WhoIsWho,
  things: readonly Thing[],
  { from, to }: Span,
  most: number,
): Promise<Read> {
  const read = await Promise.all(
    sourcesOf(whoIsWho).map(async ({ of, kind, fact, match, says }): Promise<Read> => {
      const keys = things.filter(thing => thing.kind === of).map(({ key }) => key)
      if (keys.length === 0) return { events: [], wholeUntil: to }
      const rows = (await database.read(
        `// timeline ${of} ${kind}
UNWIND $keys AS key
${findOf(WAYS[whoIsWho.strictness], of)}
CALL (x) {
  ${match}
  WHERE at >= $from AND at < $to
  RETURN f, at
}
WITH x, f, at ORDER BY at, f.id LIMIT $most
RETURN x.id, f.id, at, ${says}`,
        { ...whoIsWho.parameters, keys, from, to, most },
      )) as [string, string, number, string][]
      const events = rows.map(([key, id, at, text]) => ({
        kind,
        at,
        until: null,
        of: [{ kind: of, key }],
        fact: { kind: fact, key: id },
        says: text,
        key: `${fact} ${id}${fact === 'DOCUMENT' ? ` ${kind}` : ''}`,
      }))
      return { events, wholeUntil: rows.length < most ? to : (rows.at(-1)?.[2] ?? to) }
    }),
  )
  return {
    events: read.flatMap(({ events }) => events),
    wholeUntil: Math.min(...read.map(({ wholeUntil }) => wholeUntil)),
  }
}
