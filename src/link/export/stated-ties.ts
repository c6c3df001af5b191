import type { NodeKind, TieKind } from '../kinds.ts'
import type { Read } from './read.ts'

/** A time that a tie was seen, and where that is written. */
export type Seen = readonly [delivery: number | null, line: number | null, at: number | null]

/** A tie as it was read, by the keys of its ends. */
export interface ReadTie {
  readonly kind: TieKind
  readonly from: readonly [NodeKind, string]
  readonly to: readonly [NodeKind, string]
  readonly seen: readonly Seen[]
}

/**
 * A stated tie: read from the end `a` that has few of it, looked up by its key, so that a station with thousands of calls
 * is never walked for one of them.
 */
interface Reading {
  readonly kind: TieKind
  readonly few: NodeKind
  readonly many: NodeKind
  /** The tie leads from the many to the few. */
  readonly inward?: true
  /** Finds both ends, `a` by $key. */
  readonly match: string
  /** When it was seen, and by which statements. */
  readonly seen: string
}

const by = (statement: string, at: string) => `[[${statement}.delivery, ${statement}.line, ${at}]]`
const each = (match: string, at: string) => `COLLECT { MATCH ${match} RETURN [s.delivery, s.line, ${at}] LIMIT 1000 }`

/** A journey that a check alone saw is stated by that check. */
const OF_JOURNEY = `CASE WHEN a.delivery IS NULL THEN ${each('(a)<-[:OF]-(s:Check)', 's.at')} ELSE ${by('a', 'a.departsAt')} END`
/** At the instant of the call, as wherever such a tie is told; the check that saw it has its own. */
const ENDED = (kind: 'BOARD' | 'ALIGHT') => each(`(a)<-[:OF]-(s:Check {kind: '${kind}', call: b.id})`, 'b.at')

const STATED: readonly Reading[] = [
  {
    kind: 'STATED_ON',
    few: 'IDENTITY',
    many: 'DOCUMENT',
    match: '(a:Identity {id: key})-[:STATED_ON]->(b:Document)',
    seen: statedOn('a', 'b'),
  },
  ...(['ISSUED_FOR', 'REPLACES'] as const).map(
    (kind): Reading => ({
      kind,
      few: 'DOCUMENT',
      many: 'DOCUMENT',
      match: `(a:Document {id: key})-[:${kind}]->(b:Document)`,
      seen: by('a', 'null'),
    }),
  ),
  {
    kind: 'AUTHORISES',
    few: 'DOCUMENT',
    many: 'TRAIN_RUN',
    match: '(a:Document {id: key})-[:AUTHORISES]->(b:TrainRun)',
    seen: by('a', 'b.departsAt'),
  },
  {
    kind: 'MADE',
    few: 'JOURNEY',
    many: 'IDENTITY',
    inward: true,
    match: '(a:Journey {id: key})<-[:MADE]-(b:Identity)',
    seen: OF_JOURNEY,
  },
  {
    kind: 'ON',
    few: 'JOURNEY',
    many: 'TRAIN_RUN',
    match: '(a:Journey {id: key})-[:ON]->(b:TrainRun)',
    seen: OF_JOURNEY,
  },
  {
    kind: 'HAS_CALL',
    few: 'CALL',
    many: 'TRAIN_RUN',
    inward: true,
    match: '(a:Call {id: key})<-[:HAS_CALL]-(b:TrainRun)',
    seen: by('b', 'a.at'),
  },
  {
    kind: 'AT',
    few: 'CALL',
    many: 'STATION',
    match: '(a:Call {id: key})-[:AT]->(b:Station)',
    seen: each('(a)<-[:HAS_CALL]-(s:TrainRun)', 'a.at'),
  },
  {
    kind: 'PRESENTED',
    few: 'JOURNEY',
    many: 'DOCUMENT',
    match: '(a:Journey {id: key})-[:PRESENTED]->(b:Document)',
    seen: OF_JOURNEY,
  },
  ...(['TICKETED_FROM', 'TICKETED_TO'] as const).map(
    (kind): Reading => ({
      kind,
      few: 'JOURNEY',
      many: 'CALL',
      match: `(a:Journey {id: key})\nMATCH (b:Call {id: a.${kind === 'TICKETED_FROM' ? 'ticketedFrom' : 'ticketedTo'}})`,
      seen: by('a', 'b.at'),
    }),
  ),
  ...(['BOARD', 'ALIGHT'] as const).map(
    (kind): Reading => ({
      kind: `${kind}ED_AT`,
      few: 'JOURNEY',
      many: 'CALL',
      match: `(a:Journey {id: key})-[:${kind}ED_AT]->(b:Call)`,
      seen: ENDED(kind),
    }),
  ),
  {
    kind: 'BOOKED_IN',
    few: 'JOURNEY',
    many: 'BOOKING',
    match: '(a:Journey {id: key})-[:BOOKED_IN]->(b:Booking)',
    seen: OF_JOURNEY,
  },
  {
    kind: 'GAVE',
    few: 'BOOKING',
    many: 'CONTACT',
    match: '(a:Booking {id: key})-[:GAVE]->(b:Contact)',
    seen: each('(a)<-[:BOOKED_IN]-(s:Journey)', 's.departsAt'),
  },
  {
    kind: 'CHECKED',
    few: 'CHECK',
    many: 'JOURNEY',
    match: '(a:Check {id: key})-[:OF]->(b:Journey)',
    seen: by('a', 'a.at'),
  },
  {
    kind: 'SEEN_AT',
    few: 'CHECK',
    many: 'CALL',
    match: '(a:Check {id: key})\nMATCH (b:Call {id: a.call})',
    seen: by('a', 'a.at'),
  },
  {
    kind: 'EXAMINED',
    few: 'CHECK',
    many: 'DOCUMENT',
    match: '(a:Check {id: key})-[:EXAMINED]->(b:Document)',
    seen: by('a', 'a.at'),
  },
  {
    kind: 'READ',
    few: 'CHECK',
    many: 'IDENTITY',
    match: '(a:Check {id: key})-[:READ]->(b:Identity)',
    seen: by('a', 'a.at'),
  },
]

/** When an identity was seen with a document on journeys and at checks, and where its issuer says that it is the holder's. */
export function statedOn(identity: string, document: string): string {
  return [
    each(`(${identity})-[:MADE]->(s:Journey)-[:PRESENTED]->(${document})`, 's.departsAt'),
    each(`(${identity})<-[:READ]-(s:Check)-[:EXAMINED]->(${document})`, 's.at'),
    `CASE WHEN ${identity}.holder THEN ${by(document, 'null')} ELSE [] END`,
  ].join(' + ')
}

type Keys = ReadonlyMap<NodeKind, readonly string[]>

/** The stated ties between things, one statement for each kind of tie. */
export async function readStatedTies(read: Read, keys: Keys): Promise<ReadTie[]> {
  const ties: ReadTie[] = []
  for (const { kind, few, many, inward, match, seen } of STATED) {
    const [from, to] = [keys.get(few) ?? [], keys.get(many) ?? []]
    if (from.length === 0 || to.length === 0) continue
    const rows = await read<[string, string, Seen[]]>(
      `// exportedTies ${kind}
UNWIND $keys AS key
MATCH ${match}
WHERE b.id IN $others
RETURN a.id, b.id, ${seen}`,
      from,
      { others: to },
    )
    for (const [a, b, times] of rows) {
      const [fewEnd, manyEnd] = [[few, a] as const, [many, b] as const]
      ties.push({ kind, from: inward ? manyEnd : fewEnd, to: inward ? fewEnd : manyEnd, seen: times })
    }
  }
  return ties
}
