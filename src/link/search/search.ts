import { Incomplete, Invalid } from '../../base/index.ts'
import type { NodeKind } from '../kinds.ts'
import { findBookings } from './bookings.ts'
import { findContacts } from './contacts.ts'
import { findDocuments } from './documents.ts'
import type { SearchGraph } from './graph.ts'
import { best, type Found, type Hit } from './hit.ts'
import { findPersons } from './persons.ts'
import { findRuns } from './runs.ts'
import { findStations } from './stations.ts'
import { type Asked, readText } from './text.ts'

type Find = (asked: Asked, graph: SearchGraph) => Promise<Found>

/** What is found by a text, in the order in which equally good hits are shown; runs bring the journeys on them along. */
const FINDERS = {
  PERSON: findPersons,
  DOCUMENT: findDocuments,
  TRAIN_RUN: findRuns,
  JOURNEY: findRuns,
  STATION: findStations,
  BOOKING: findBookings,
  CONTACT: findContacts,
} as const satisfies Partial<Record<NodeKind, Find>>

type SearchedKind = keyof typeof FINDERS

const KINDS = Object.keys(FINDERS) as SearchedKind[]

/** Hits of an answer. */
const MOST_HITS = 500

export interface SearchAnswer {
  readonly hits: readonly Hit[]
  /** Why there may be more than the answer holds; null: it is whole. */
  readonly cutBy: 'LIMIT' | 'TIMEOUT' | null
}

/**
 * Finds things by a text: the best first, of equally good ones the rarer surname, then by key.
 * @throws Invalid where the text says nothing, or a kind is not searched
 */
export async function search(
  text: string,
  kinds: readonly NodeKind[] | null,
  graph: SearchGraph,
): Promise<SearchAnswer> {
  const asked = readText(text)
  const wanted = searchedKinds(kinds)
  const finders = new Set<Find>(wanted.map(kind => FINDERS[kind]))
  const found = await Promise.all([...finders].map(find => inTime(find(asked, graph))))
  const all = best(found.flatMap(one => (one === 'TIMEOUT' ? [] : one.hits))).filter(({ kind }) =>
    wanted.includes(kind as SearchedKind),
  )
  const hits = ranked(all)
  const isCut = hits.length > MOST_HITS || found.some(one => one !== 'TIMEOUT' && one.cut)
  return { hits: hits.slice(0, MOST_HITS), cutBy: found.includes('TIMEOUT') ? 'TIMEOUT' : isCut ? 'LIMIT' : null }
}

function searchedKinds(kinds: readonly NodeKind[] | null): SearchedKind[] {
  const other = kinds?.find(kind => !(kind in FINDERS))
  if (other) throw new Invalid(`kinds: expected some of ${KINDS.join(', ')}, got ${other}`)
  return kinds && kinds.length > 0 ? KINDS.filter(kind => kinds.includes(kind)) : KINDS
}

/** What was not found in time is left out and said to be. */
async function inTime(finding: Promise<Found>): Promise<Found | 'TIMEOUT'> {
  try {
    return await finding
  } catch (error) {
    if (error instanceof Incomplete && error.reason === 'TIMEOUT') return 'TIMEOUT'
    throw error
  }
}

const ranked = (hits: readonly Hit[]): Hit[] => {
  const place = (hit: Hit) => KINDS.indexOf(hit.kind as SearchedKind)
  return hits.toSorted(
    (a, b) => b.score - a.score || place(a) - place(b) || a.rank - b.rank || (a.key < b.key ? -1 : 1),
  )
}
