import { Invalid } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import type { WhoIsWho } from '../../person/index.ts'
import { NODE_KINDS, type Thing } from '../kinds.ts'
import { expectSpan, findThings, type NamedBy } from '../opening.ts'
import { EVER } from '../steps.ts'
import { type EventKind, joined, type Span, type TimelineEvent } from './event.ts'
import { readEvents } from './events.ts'
import { type Known, readGaps, readKnown } from './gaps.ts'

export interface TimelineAsked {
  /** Persons and documents, 1 to {@link MOST_THINGS}. */
  readonly things: readonly Thing[]
  /** Epoch milliseconds, from ≤ t < to. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

export interface Timeline {
  readonly events: readonly TimelineEvent[]
  /** Nothing before this instant is missing; null: nothing is. */
  readonly resume: number | null
}

const MOST_THINGS = 50
/** Events of one kind that one answer reads. */
const MOST = 5_000
/** What is seen as it happens; papers are issued and expire wherever their holders are. */
const TRAVEL: ReadonlySet<EventKind> = new Set(['BOOKED', 'DEPARTED', 'PRESENTED', 'CHECKED'])

/**
 * What happened to persons and documents, in order, with the stretches in which silence means nothing. Where neither end of
 * the time is given, gaps are told from the first to the last that was seen of them; with `from` alone for ever after.
 * @throws Invalid, NotFound, Incomplete where the server was too busy
 */
export async function timeline(
  database: Database,
  whoIsWho: WhoIsWho,
  asked: TimelineAsked,
  most = MOST,
): Promise<Timeline> {
  expectAsked(asked)
  expectSpan(asked)
  const { from = -EVER, to = EVER } = asked
  const named = await findThings(
    database,
    whoIsWho,
    asked.things.map((thing, i): NamedBy => [`ids.${i}`, thing]),
  )
  const things = [...new Map(named.map(thing => [`${thing.kind} ${thing.key}`, thing])).values()]
  const { events, wholeUntil } = await readEvents(database, whoIsWho, things, { from, to }, most)
  const whole = joined(events.filter(({ at }) => at < wholeUntil))
  const known = await readKnown(database)
  const told = toldOf(
    asked,
    whole.filter(({ kind }) => TRAVEL.has(kind)),
    known,
  )
  const span = { from: told.from, to: Math.min(told.to, wholeUntil) }
  const gaps = span.from < span.to ? await readGaps(database, known, span, whole) : []
  const all = [...whole, ...gaps.map(one => ({ ...one, of: things }))]
  return {
    events: all.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)),
    resume: wholeUntil < to ? wholeUntil : null,
  }
}

/** Of which time gaps are told; an end that is not given is that of what was seen, or of what is known. */
function toldOf({ from, to }: TimelineAsked, seen: readonly TimelineEvent[], known: Known | null): Span {
  const [first, last] = [seen[0]?.at, seen.at(-1)?.at]
  if (from === undefined && to === undefined) return { from: first ?? 0, to: last === undefined ? 0 : last + 1 }
  return { from: from ?? Math.min(first ?? EVER, known?.first ?? EVER), to: to ?? EVER }
}

function expectAsked({ things }: TimelineAsked): void {
  if (things.length === 0 || things.length > MOST_THINGS)
    throw new Invalid(`ids: expected 1 to ${MOST_THINGS}, got ${things.length}`, { field: 'ids' })
  const strange = things.find(({ kind }) => kind !== 'PERSON' && kind !== 'DOCUMENT')
  if (strange)
    throw new Invalid(`ids: expected persons and documents, got that of a ${NODE_KINDS[strange.kind]}`, {
      field: 'ids',
    })
}
