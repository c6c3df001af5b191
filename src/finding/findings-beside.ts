import type { Database, Notes } from '../graph/index.ts'
import type { Claim, Detection, PatternName, Patterns, Reader, Verdict } from '../pattern/index.ts'
import { comparePattern, isNear, personsOf, type Settlement } from './compare-pattern.ts'
import { occasionOf } from './occasion.ts'
import { goByKept, keptEpochs } from './pattern-store.ts'
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
      const isOtherwise = differing(pattern, before, beside)
      if (!isOtherwise) continue
      const compare = async (reader: Reader, detection: Detection) => {
        // Anew by each: what a finding is about may be another node by then.
        const kept = await keptFindings(reader, pattern)
        const occasion = occasionOf(pattern, detection, { asOf })
        return comparePattern(reader, detection, kept, new WeakMap(), occasion, { isAsked: isOtherwise })
      }
      changes.push(...otherwise(await compare(database, before), await compare(after, beside)))
    }
    return changes
  }
}

/**
 * Tells which verdicts of a pattern are not the same on both sides; undefined where all are. Of the thousands of findings
 * that a graph may hold only those that these are about need be put into words.
 */
function differing(
  pattern: PatternName,
  before: Detection,
  beside: Detection,
): ((verdict: Verdict) => boolean) | undefined {
  const [was, is] = [before, beside].map(detection => detection.verdicts(pattern)) as [Verdict[], Verdict[]]
  const standing = new Map(was.map(verdict => [verdict.claim, standingOf(verdict)]))
  const same = new Set<Claim>()
  for (const verdict of is)
    if (standing.get(verdict.claim) === standingOf(verdict) && isOfSame(verdict.claim, before, beside))
      same.add(verdict.claim)
  return same.size === was.length && same.size === is.length ? undefined : ({ claim }) => !same.has(claim)
}

const standingOf = (verdict: Verdict) => (verdict.passes ? 'PASSES' : isNear(verdict) ? 'NEAR' : 'FAR')

const isOfSame = (claim: Claim, before: Detection, beside: Detection) =>
  personsOf(claim, before) === personsOf(claim, beside)

const OTHER_PEOPLE = 'The facts stand; of these people, taken otherwise, they do not bear it out.'

/** What is done in one settlement and not in another: what neither looked at is withdrawn in both. */
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
