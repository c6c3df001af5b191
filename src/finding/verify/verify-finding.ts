import { Conflict } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import {
  type Detection,
  type Epoch,
  Excerpt,
  followsFromEvidence,
  type Patterns,
  RULES,
  type Rule,
  roomAt,
  type Verdict,
} from '../../pattern/index.ts'
import { keptEpochs } from '../pattern-store.ts'
import { LET_GO } from '../plan.ts'
import { type Difference, differences, type Retested } from './differences.ts'
import { type CitedFact, type KeptWhole, keptWhole } from './store.ts'

/** Whether a finding falls without one of its witnesses; null where that is not tested. */
export interface WitnessTested {
  readonly label: string
  readonly key: string
  readonly line: string
  readonly falls: boolean | null
}

/** What comes of testing a finding again. */
export interface FindingVerification {
  /** Its key. */
  readonly finding: string
  /** From what it was tested: the facts that it cites alone, or all of the graph. */
  readonly basis: 'EVIDENCE' | 'GRAPH'
  readonly holds: boolean
  /** Cited facts that are not there any more. */
  readonly missing: readonly string[]
  readonly differences: readonly Difference[]
  readonly withdrawn: string | null
  /** Tests it without each witness; not before it is asked for. */
  readonly witnesses: () => Promise<WitnessTested[]>
}

/** A finding, what it is tested by, and how it is tested again; without one of its facts, where that can be done. */
interface Case {
  readonly kept: KeptWhole
  readonly rule: Rule
  readonly epoch: Epoch
  readonly retest: (without?: CitedFact) => Promise<Retested | undefined>
}

/**
 * Tests a finding again, by the rule, parameters and fitted values in force, and says what comes out otherwise than it was
 * kept. Nothing is written. From the facts that it cites alone; where the pattern turns on more, from all of the graph.
 * @returns undefined where there is no such finding
 * @throws Conflict where its pattern has not been fitted since its rule changed
 */
export async function verifyFinding(
  database: Database,
  patterns: Patterns,
  finding: string,
): Promise<FindingVerification | undefined> {
  const kept = await keptWhole(database, finding)
  if (!kept) return undefined
  const { rule, epoch } = await judgedBy(database, kept)
  const alone = followsFromEvidence(kept.pattern)
  const retest = alone ? await fromEvidence(database, kept, epoch) : () => fromGraph(patterns, kept, epoch)
  const now = await retest()
  return {
    finding,
    basis: alone ? 'EVIDENCE' : 'GRAPH',
    holds: now !== undefined && (alone ? isRareEnough(kept, now.verdict) : passes(now.verdict)),
    missing: missingOf(kept),
    differences: await differences(database, kept, now, { rule, epoch, withRate: !alone }),
    withdrawn: kept.withdrawn,
    witnesses: () => testWitnesses({ kept, rule, epoch, retest }, alone),
  }
}

async function judgedBy(database: Database, { pattern }: KeptWhole): Promise<{ rule: Rule; epoch: Epoch }> {
  const rule = RULES.find(one => one.pattern === pattern)
  const epoch = (await keptEpochs(database)).get(pattern)
  if (rule && epoch) return { rule, epoch }
  throw new Conflict(
    `id: expected a finding of a pattern that was swept since its rule changed, got one of ${pattern}, which was not: sweep first`,
    { field: 'id' },
  )
}

async function fromEvidence(database: Database, kept: KeptWhole, epoch: Epoch): Promise<Case['retest']> {
  const excerpt = await Excerpt.read(database, kept.cited)
  return async without => said(await excerpt.detection(kept.pattern, epoch, without), kept)
}

/** By detectors of its own, so that what the service keeps current is left as it is. */
const fromGraph = (patterns: Patterns, kept: KeptWhole, epoch: Epoch) =>
  patterns.beside(async detection => {
    detection.goBy(new Map([[kept.pattern, epoch]]))
    await detection.settle(undefined, [kept.pattern])
    return said(detection, kept)
  })

/** What is said now of the things that a finding is about; its rate is known where all of the pattern was tested. */
function said(detection: Detection, kept: KeptWhole): Retested | undefined {
  const found = detection.verdicts(kept.pattern).find(verdict => isOf(kept, verdict))
  if (!found || (kept.p === null && !found.passes)) return undefined
  const verdict = followsFromEvidence(kept.pattern) ? { ...found, q: kept.q } : found
  return { verdict, explanation: detection.explain(kept.pattern, verdict) }
}

const isOf = ({ anchor, subjects }: KeptWhole, { claim }: Verdict) =>
  claim.anchor === anchor &&
  claim.subjects.length === subjects.length &&
  claim.subjects.every(([label, named]) =>
    subjects.some(one => one.label === label && (one.place === named || one.id === named)),
  )

const passes = ({ passes, q }: Verdict) => passes || (q !== null && q <= LET_GO)

/** Whether a finding would be kept with this p among the tests that there were at the last sweep: q moves as p does. */
function isRareEnough({ p, q }: KeptWhole, { claim }: Verdict): boolean {
  if (p === null || q === null || claim.p === null) return true
  return (q * claim.p) / Math.max(Number.MIN_VALUE, p) <= LET_GO
}

function missingOf({ facts, cited, subjects, subjectCount }: KeptWhole): string[] {
  const there = new Set(cited.map(({ label, id }) => `${label} ${id}`))
  const gone = subjectCount - subjects.length
  return [
    ...new Set(facts.filter(name => !there.has(name))),
    ...(gone > 0 ? [`${gone} of the ${subjectCount} things that it is about`] : []),
  ]
}

async function testWitnesses({ kept, retest }: Case, alone: boolean): Promise<WitnessTested[]> {
  const tested: WitnessTested[] = []
  for (const fact of kept.cited.filter(({ witness }) => witness)) {
    const falls = alone ? fallsIn(kept, await retest(fact)) : null
    tested.push({ label: fact.label, key: fact.id, line: fact.line, falls })
  }
  return tested
}

function fallsIn({ p, q }: KeptWhole, now: Retested | undefined): boolean {
  if (!now) return true
  return p !== null && q !== null && roomAt({ p, q }, now.verdict.claim.p ?? 1) < 0
}
