import type { Database } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'
import { findingEvents } from './store.ts'

/** Milliseconds between two looks at what is new, while somebody waits for it. */
const LOOK_EVERY = 1_000

/**
 * Findings as they are raised or opened again, whichever process does it: keys, as the graph keeps them. What was raised
 * before it begins is not told. Whoever has heard enough calls `return`, which ends it at once.
 * @param patterns only these; null: all
 */
export function announcements(
  database: Database,
  patterns: readonly PatternName[] | null,
): AsyncIterableIterator<string> {
  const listening = new AbortController()
  const told = tell(database, patterns, listening.signal)
  return {
    next: () => told.next(),
    // A generator that waits would hear of it when it has something to tell.
    return: async () => {
      listening.abort()
      return told.return(undefined)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function* tell(
  database: Database,
  patterns: readonly PatternName[] | null,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let after = await findingEvents(database)
  while (!signal.aborted) {
    const rows = (await database.read(
      `// announcements
MATCH (e:FindingEvent)-[:IN_LIFE_OF]->(f:Finding)
WHERE e.number > $after AND e.announced AND ($patterns IS NULL OR f.pattern IN $patterns)
RETURN e.number, f.id ORDER BY e.number LIMIT 500`,
      { after, patterns },
    )) as [number, string][]
    for (const [number, finding] of rows) {
      after = number
      yield finding
    }
    if (rows.length === 0) await pause(LOOK_EVERY, signal)
  }
}

/** Waits, not longer than somebody listens. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}
