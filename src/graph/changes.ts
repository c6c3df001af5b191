import type { ReadOptions, Transaction } from './database.ts'
import type { Place } from './write.ts'

/** What one transaction changed, for those who keep a picture of the graph: what is to be read again, and no more. */
export interface Touched {
  /** Ids of runs: their calls, movements, journeys and checks, and what was said of their completeness. */
  readonly runs?: Iterable<string>
  /** Identities that are new, gone, or another person's now. */
  readonly identities?: Iterable<Place>
  /** Persons that are new or bear another id. */
  readonly persons?: Iterable<Place>
  readonly documents?: Iterable<Place>
  /** Bookings, and what contacts they gave. */
  readonly bookings?: Iterable<Place>
  /** What is read whole: there is little of it. */
  readonly kinds?: Iterable<CoarseKind>
}

/** `Coverage`: what was said of no run in particular. */
export type CoarseKind = 'Station' | 'Train' | 'Regime' | 'Coverage'

/** Where a node is, as a number: the last part of its element id. Like a place, it is of use only until the node goes. */
export const numberOf = (place: Place) => Number(place.slice(place.lastIndexOf(':') + 1))

/** What a transaction has noted so far. */
export class Notes {
  readonly runs = new Set<string>()
  readonly identities = new Set<number>()
  readonly persons = new Set<number>()
  readonly documents = new Set<number>()
  readonly bookings = new Set<number>()
  readonly kinds = new Set<CoarseKind>()

  add({ runs = [], kinds = [], ...places }: Touched): void {
    for (const run of runs) this.runs.add(run)
    for (const kind of kinds) this.kinds.add(kind)
    for (const label of PLACED) for (const place of places[label] ?? []) this[label].add(numberOf(place))
  }

  get size(): number {
    return this.runs.size + this.kinds.size + PLACED.reduce((sum, label) => sum + this[label].size, 0)
  }
}

const PLACED = ['identities', 'persons', 'documents', 'bookings'] as const
const NOTED = ['runs', ...PLACED, 'kinds'] as const

/** Notes what a transaction changes; it leaves all that is noted as one change when it ends (see {@link writeChange}). */
export function noteChange(tx: Transaction, touched: Touched): void {
  tx.notes.add(touched)
}

/**
 * How much is kept, in things noted; whoever is further behind reads the graph anew. It is 90,000 deliveries that note one
 * run each. A list notes its runs once, and what of its identities, persons, documents and bookings is new.
 */
const KEPT = 1_000_000
/** What a change takes by itself, as things noted. */
const OF_ITSELF = 10

/**
 * Leaves what a transaction noted as the next change. It is the last that a transaction does: the counter's lock, held from
 * here to the commit, makes the numbers rise in the order of commits, so that who sees one sees all before it. `history`
 * tells the numbers of one graph from those of another that took its place; `noted` counts things noted up to a change.
 */
export async function writeChange(tx: Transaction): Promise<void> {
  const { notes } = tx
  if (notes.size === 0) return
  // A statement of its own: one that locks and counts may have read the number before it had the lock.
  const locked = tx.run("// lockChanges\nMERGE (c:Counter {name: 'change'})\nSET c.touched = timestamp()")
  const written = tx.run(
    `// writeChange
MATCH (c:Counter {name: 'change'})
SET c.value = coalesce(c.value, 0) + 1, c.history = coalesce(c.history, randomUUID()),
  c.noted = coalesce(c.noted, 0) + $size
CREATE (n:Change {number: c.value, noted: c.noted})
SET n += $lists
WITH c
MATCH (old:Change) WHERE old.noted <= c.noted - $kept
DELETE old`,
    // As a map: lists of their own would have the server plan anew for every set of those that are empty.
    {
      kept: KEPT,
      size: notes.size + OF_ITSELF,
      lists: Object.fromEntries(NOTED.map(name => [name, listOrNull(notes[name])])),
    },
  )
  await Promise.all([locked, written])
}

/** Null for none: a property of null is not stored. */
const listOrNull = (items: ReadonlySet<string | number>) => (items.size > 0 ? [...items] : null)

/** Milliseconds for all changes that are kept. */
const TIMEOUT = 60_000

interface ChangeReader {
  read(statement: string, parameters: Record<string, unknown>, options?: ReadOptions): Promise<unknown[][]>
}

/** How many changes a graph has seen, and in which history. */
export interface Standpoint {
  readonly history: string
  readonly number: number
}

export async function standpoint(reader: ChangeReader): Promise<Standpoint> {
  const [row] = await reader.read(
    `// standpoint
OPTIONAL MATCH (c:Counter {name: 'change'})
RETURN c.history, c.value`,
    {},
  )
  const [history, number] = (row ?? []) as [string | null, number | null]
  return { history: history ?? '', number: number ?? 0 }
}

/** What has changed since a standpoint, put together; undefined where that is not known any more: then all may have. */
export async function changesSince(
  reader: ChangeReader,
  since: Standpoint,
  now: Standpoint,
): Promise<Notes | undefined> {
  const notes = new Notes()
  if (since.history !== now.history || since.number > now.number) return undefined
  if (since.number === now.number) return notes
  const rows = await reader.read(
    `// changesSince
MATCH (n:Change) WHERE n.number > $since AND n.number <= $until
RETURN ${NOTED.map(name => `n.${name}`).join(', ')}`,
    { since: since.number, until: now.number },
    { timeout: TIMEOUT },
  )
  if (rows.length < now.number - since.number) return undefined
  for (const row of rows)
    for (const [i, name] of NOTED.entries())
      for (const item of (row[i] ?? []) as never[]) (notes[name] as Set<unknown>).add(item)
  return notes
}
