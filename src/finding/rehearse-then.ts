import type { Database } from '../graph/index.ts'
import type { Detection, PatternName, Patterns } from '../pattern/index.ts'
import { comparePattern, type Settlement } from './compare-pattern.ts'
import type { Kept } from './kept.ts'
import { occasionOf } from './occasion.ts'
import { type SweepChange, told } from './sweep-change.ts'
import { lastReceivedBy } from './sweep-store.ts'
import type { Occasion } from './wording.ts'

type Values = Readonly<Record<string, number>>

/** The patterns that are looked for, with the values that are tried in place of those in force, where any are. */
export type Tried = ReadonlyMap<PatternName, Values | undefined>

/**
 * What would have been found on the facts as they were known at an instant (epoch milliseconds), by detectors that are
 * fitted to these facts alone. By the values in force all of it is raised; where others are tried, they are compared with
 * what those in force would have found, and a finding changes where it rests on something else.
 */
export async function rehearseThen(
  database: Database,
  patterns: Patterns,
  tried: Tried,
  { asKnownAt, since }: { readonly asKnownAt: number; readonly since: number | undefined },
): Promise<SweepChange[]> {
  const { number, receivedAt } = await lastReceivedBy(database, asKnownAt)
  return patterns.asKnown(number, async detection => {
    const changes: SweepChange[] = []
    for (const pattern of detection.patterns.filter(one => tried.has(one))) {
      const others = tried.get(pattern)
      await fitTo(detection, pattern)
      const occasion = occasionOf(pattern, detection, { asOf: receivedAt, since, known: number })
      const found = await compare(database, detection, occasion, new Map())
      if (!others) {
        changes.push(...told(found))
        continue
      }
      await fitTo(detection, pattern, others)
      changes.push(...told(await compare(database, detection, occasion, raisedBy(found)), found))
    }
    return changes
  })
}

/** Has a pattern go by these values, or by those in force, and what is fitted to what it sees. */
async function fitTo(detection: Detection, pattern: PatternName, others?: Values): Promise<void> {
  if (others) detection.goBy(new Map([[pattern, { parameters: others, fitted: null }]]))
  await detection.refit([pattern])
  await detection.settle(undefined, [pattern])
}

const compare = (database: Database, detection: Detection, occasion: Occasion, kept: ReadonlyMap<string, Kept>) =>
  comparePattern(database, detection, kept, new WeakMap(), occasion)

/** What was raised, as it would have been kept. */
function raisedBy({ moves, named }: Settlement): Map<string, Kept> {
  const kept = new Map<string, Kept>()
  for (const { id } of moves) {
    const one = named.get(id)
    if (!one?.wording) continue
    const { verdict, wording } = one
    const { p } = verdict.claim
    kept.set(id, { ...wording, id, state: 'PENDING_REVIEW', p, q: verdict.q, reviewed: null })
  }
  return kept
}
