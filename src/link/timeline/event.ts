import type { Thing } from '../kinds.ts'

/** What can happen to a person or a document; `GAP`: a stretch of which too little is known to say that nothing did. */
export type EventKind =
  | 'BOOKED'
  | 'DEPARTED'
  | 'PRESENTED'
  | 'CHECKED'
  | 'ISSUED'
  | 'VALID_FROM'
  | 'EXPIRES'
  | 'STATUS'
  | 'GAP'

export interface TimelineEvent {
  readonly kind: EventKind
  /** Epoch milliseconds; of what is known by the day, its 00:00Z. */
  readonly at: number
  /** The end of a gap; null of what happened at an instant. */
  readonly until: number | null
  /** Whom of those asked about it concerns; a gap concerns all. */
  readonly of: readonly Thing[]
  /** What proves it; null for a gap. */
  readonly fact: Thing | null
  readonly says: string
  /** Its place among events of one instant. */
  readonly key: string
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** Events of one thing as one, where they concern several of those asked about. */
export function joined(events: readonly TimelineEvent[]): TimelineEvent[] {
  const byKey = Map.groupBy(events, ({ at, key }) => `${at} ${key}`)
  return [...byKey.values()]
    .map(same => ({ ...(same[0] as TimelineEvent), of: same.flatMap(({ of }) => of) }))
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}
