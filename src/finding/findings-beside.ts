import type { Database, Notes } from '../graph/index.ts'
import type { Detection, Patterns, Reader } from '../pattern/index.ts'
import { occasionOf } from './occasion.ts'
import { goByKept, keptEpochs } from './pattern-store.ts'
import { comparePattern, type Settlement } from './settle-pattern.ts'
import { keptFindings } from './store.ts'
import { type SweepChange, told } from './sweep-change.ts'
import { lastReceived } from './sweep-store.ts'

/** What a sweep would do otherwise with findings where a reader, such as a transaction, finds other persons than there are. */
export type FindingsBeside = (
  after: Reader,
  notes: Pick<Notes, 'identities' | 'persons'>,
) => Promise<readonly SweepChange[]>

/**
 * Makes ready to tell what would become of findings if other identities were one person, by what was fitted at the last
 * sweep; all that waits is tested before. Journeys and checks stay as they are placed. Of a graph that was never swept
 * nothing is told.
 */
export async function findingsBeside(database: Database, patterns: Patterns): Promise<FindingsBeside> {
  const epochs = await keptEpochs(database)
  if (epochs.size === 0) return async () => []
  const settled = async () => {
    const detection = await patterns.detection()
    goByKept(detection, epochs)
    await detection.settle()
    return detection
  }
  await settled()
  return async (after, notes) => {
    const before = await settled()
    const beside = await patterns.detectionBeside(after, notes)
    await beside.settle()
    const asOf = await lastReceived(database)
    const changes: SweepChange[] = []
    for (const pattern of epochs.keys()) {
      const compare = async (reader: Reader, detection: Detection) => {
        // Anew by each: what a finding is about may be another node by then.
        const kept = await keptFindings(reader, pattern)
        return comparePattern(reader, detection, kept, new WeakMap(), occasionOf(pattern, detection, { asOf }))
      }
      changes.push(...otherwise(await compare(database, before), await compare(after, beside)))
    }
    return changes
  }
}

const OTHER_PEOPLE = 'The facts stand; of these people, taken otherwise, they do not bear it out.'

/** What is done in one settlement and not in another. */
function otherwise(before: Settlement, after: Settlement): SweepChange[] {
  const done = new Set(before.moves.map(({ kind, id }) => `${kind} ${id}`))
  return told(
    { ...after, moves: after.moves.filter(({ kind, id }) => !done.has(`${kind} ${id}`)) },
    before,
    OTHER_PEOPLE,
  )
}

/** The same without subjects that are persons whom nobody has yet: of a dry run, after which there is none. */
export async function aboutWhomThereIs(reader: Reader, changes: readonly SweepChange[]): Promise<SweepChange[]> {
  const persons = changes.flatMap(({ subjects }) => subjects.flatMap(([label, id]) => (label === 'Person' ? id : [])))
  const rows = await reader.read('// personsThere\nUNWIND $persons AS id\nMATCH (p:Person {id: id})\nRETURN p.id', {
    persons: [...new Set(persons)],
  })
  const there = new Set(rows.map(([id]) => String(id)))
  return changes.map(change => ({
    ...change,
    subjects: change.subjects.filter(([label, id]) => label !== 'Person' || there.has(id)),
  }))
}
