import type { Database, Transaction } from '../graph/index.ts'
import type { Claim, Detection, Explanation, PatternName, Reader, Verdict } from '../pattern/index.ts'
import type { Kept } from './kept.ts'
import { likelyOthers, likelyText } from './likely-others.ts'
import { nameClaims } from './name-claims.ts'
import { type Move, plan, type Said } from './plan.ts'
import type { FindingState } from './state.ts'
import { type CitedRow, type EventRow, type FindingRow, setFindings, writeEvents, writeFindings } from './store.ts'
import type { Swept } from './sweep-store.ts'
import { findThings, type Known } from './things.ts'
import { reasonsOf } from './withdrawal.ts'
import { type Cited, type Occasion, type Wording, word } from './wording.ts'

/** Beyond this rate nothing that stands may live on, so that nothing is asked of what is there. */
const NEAR = 0.1
const PER_TRANSACTION = 200

/** A claim, its verdict, and its name among findings. */
interface Named {
  readonly id: string
  readonly verdict: Verdict
  /** Not asked for again where nothing is to be written of it. */
  readonly subjects: readonly Known[]
  /** Undefined where it was worded before and not tested since. */
  readonly wording: Wording | undefined
}

/** What is to be done with the findings of a pattern, and what that takes. */
export interface Settlement {
  readonly pattern: PatternName
  readonly moves: readonly Move[]
  readonly named: ReadonlyMap<string, Named>
  readonly kept: ReadonlyMap<string, Kept>
  readonly occasion: Occasion
  readonly tests: number
  readonly passing: number
  readonly skipped: number
  /** What the persons are called that a claim is about. */
  personsOf(claim: Claim): string
}

/**
 * Which claims were worded and written, as which findings and with persons called how, by the claims themselves: a unit that
 * is tested again makes new ones.
 */
export type Written = WeakMap<Claim, { readonly id: string; readonly persons: string }>

/** Compares what a pattern says now with the findings that are kept of it. Nothing is changed. */
export async function comparePattern(
  database: Reader,
  detection: Detection,
  kept: ReadonlyMap<string, Kept>,
  written: Written,
  occasion: Occasion,
): Promise<Settlement> {
  const { pattern } = occasion.rule
  const verdicts = detection.verdicts(pattern)
  const near = verdicts.filter(({ passes, q }) => passes || (q !== null && q <= NEAR))
  const { named, skipped } = await nameAll(near, { database, detection, kept, written, occasion })
  const { since = Number.NEGATIVE_INFINITY } = occasion
  const lastAt = (id: string) => (named.get(id)?.wording ?? kept.get(id))?.lastAt ?? Number.POSITIVE_INFINITY
  const all = plan(kept, [...named.values()].map(saidOf))
  const moves = all.filter(({ id }) => lastAt(id) >= since)
  // What is left as it is, is worded again by the next sweep.
  for (const { id } of all) if (lastAt(id) < since) named.delete(id)
  const passing = near.filter(({ passes }) => passes).length
  return {
    pattern,
    moves,
    named,
    kept,
    occasion,
    tests: verdicts[0]?.tests ?? 0,
    passing,
    skipped,
    personsOf: claim => personsOf(claim, detection),
  }
}

interface Comparing {
  readonly database: Reader
  readonly detection: Detection
  readonly kept: ReadonlyMap<string, Kept>
  readonly written: Written
  readonly occasion: Occasion
}

/** Claims by the names of their findings, those in words that pass and were not written since they were tested. */
async function nameAll(near: readonly Verdict[], { database, detection, kept, written, occasion }: Comparing) {
  const { pattern } = occasion.rule
  const writtenAs = ({ claim }: Verdict) => {
    const before = written.get(claim)
    return before && kept.has(before.id) && before.persons === personsOf(claim, detection) ? before.id : undefined
  }
  const named = new Map<string, Named>()
  const fresh: { verdict: Verdict; explanation: Explanation | undefined }[] = []
  for (const verdict of near) {
    const id = writtenAs(verdict)
    if (id !== undefined) named.set(id, { id, verdict, subjects: [], wording: undefined })
    else fresh.push({ verdict, explanation: verdict.passes ? detection.explain(pattern, verdict) : undefined })
  }
  const asked = fresh.flatMap(({ verdict, explanation }) => [
    ...verdict.claim.subjects,
    ...(explanation?.evidence ?? []).map(({ fact }) => fact),
  ])
  const things = await findThings(database, asked, occasion.known)
  const claims = fresh.map(({ verdict: { claim } }) => ({ claim, subjects: claim.subjects.map(things) }))
  const passing = fresh.filter(({ explanation }) => explanation).map(({ verdict }) => verdict.claim)
  const likely = await likelyOthers(database, passing, things)
  const ids = await nameClaims(database, pattern, claims, { kept, taken: new Set(named.keys()) })
  let skipped = 0
  for (const [i, { verdict, explanation }] of fresh.entries()) {
    const id = ids[i]
    const subjects = claims[i]?.subjects as Known[]
    const doubts = likelyText(
      likely,
      subjects.map(subject => subject?.place ?? -1),
    )
    const wording = explanation && id && word(verdict, explanation, things, { ...occasion, about: subjects, doubts })
    // What names a fact that is being changed is left as it is kept, until it is tested again.
    if (id && (wording || kept.has(id) || !verdict.passes))
      named.set(id, { id, verdict, subjects, wording: wording || undefined })
    if (!id || (explanation && !wording)) skipped++
  }
  return { named, skipped }
}

/** What the persons are called that a claim is about: a decision may have them called otherwise, which tests nothing again. */
const personsOf = ({ subjects }: Claim, detection: Detection) =>
  subjects.map(([label, named]) => (label === 'Person' ? detection.personId(Number(named)) : '')).join()

const saidOf = ({ id, verdict: { claim, q, passes }, wording }: Named): Said => ({
  id,
  p: claim.p,
  q,
  passes,
  worded: wording,
})

/** How a settlement is written. */
interface Settling {
  readonly written: Written
  /** Whether whoever waits for findings is told of what passes now, or hears of it from a sweep of all. */
  tells(verdict: Verdict): boolean
  /** Runs in every transaction. */
  within(tx: Transaction): Promise<void>
}

/** Writes what a settlement says; each transaction leaves findings whole, with what was said of them. */
export async function settle(
  database: Database,
  settlement: Settlement,
  { written, tells, within }: Settling,
): Promise<Omit<Swept, 'took'>> {
  const { moves, named, pattern } = settlement
  const gone = moves.flatMap(move => (move.kind === 'WITHDRAWN' && move.because === 'FACTS' ? [move.id] : []))
  const reasons = await reasonsOf(database, gone)
  for (let i = 0; i < moves.length; i += PER_TRANSACTION) {
    const some = moves.slice(i, i + PER_TRANSACTION)
    await database.write(async tx => {
      await within(tx)
      await writeFindings(
        tx,
        pattern,
        some.flatMap(move => findingRow(move, settlement, tells) ?? []),
      )
      await setFindings(
        tx,
        some.flatMap(move => changedProperties(move, settlement, tells)),
      )
      await writeEvents(
        tx,
        some.flatMap(move => eventRow(move, settlement, { reasons, tells }) ?? []),
      )
    })
  }
  for (const { id, verdict, wording } of named.values())
    if (wording) written.set(verdict.claim, { id, persons: settlement.personsOf(verdict.claim) })
  const count = (kind: Move['kind']) => moves.filter(move => move.kind === kind).length
  const { tests, passing, skipped } = settlement
  return {
    pattern,
    tests,
    passing,
    raised: count('RAISED'),
    changed: count('CHANGED'),
    reopened: count('REOPENED'),
    withdrawn: count('WITHDRAWN'),
    skipped,
  }
}

/** A finding that is written whole. */
function findingRow(
  { id, kind }: Move,
  { pattern, named, kept, occasion }: Settlement,
  tells: Settling['tells'],
): FindingRow | undefined {
  const one = named.get(id)
  if (!one?.wording || kind === 'RATED' || kind === 'WITHDRAWN') return undefined
  const { wording, verdict, subjects } = one
  const { claim } = verdict
  return {
    id,
    properties: {
      pattern,
      anchor: claim.anchor,
      // Of one that only changed, whatever a human says meanwhile stands.
      ...(kind === 'CHANGED' ? {} : { state: 'PENDING_REVIEW', untold: isUntold(verdict, tells) }),
      score: claim.score,
      ...ratedProperties(verdict),
      ...(kept.has(id) ? {} : { raisedAt: occasion.asOf }),
      asOf: occasion.asOf,
      lastAt: wording.lastAt,
      ruleVersion: occasion.rule.version,
      because: wording.because,
      figures: JSON.stringify(claim.figures),
      substance: wording.substance,
      happened: wording.happened,
      holding: wording.holding,
      facts: wording.cited.map(({ label, known }) => `${label} ${known.id}`),
      subjectCount: subjects.length,
    },
    subjects: subjects.map(({ place, id: name }, i) => [place, name, claim.subjects[i]?.[0] as string]),
    cited: wording.cited.map(citedRow),
  }
}

const citedRow = ({ label, known, line, witness, margin }: Cited): CitedRow => [
  known.place,
  known.id,
  label,
  line,
  witness,
  margin,
  known.delivery,
  known.line,
]

function stateAfter(kind: Move['kind'], before: Kept | undefined): FindingState {
  if (kind === 'RAISED' || kind === 'REOPENED' || !before) return 'PENDING_REVIEW'
  return kind === 'WITHDRAWN' ? 'WITHDRAWN' : before.state
}

/** What is information only is never told. */
const isBreach = ({ claim }: Verdict) => claim.score > 0

/** A breach that is yet to be told; null for any other, which is not kept. */
const isUntold = (verdict: Verdict, tells: Settling['tells']) => (isBreach(verdict) && !tells(verdict)) || null

const ratedProperties = ({ claim, q, tests }: Verdict) => ({ pValue: claim.p, qValue: q, tests })

/** What changes of a finding that stays as it is worded. */
function changedProperties(
  move: Move,
  { named, occasion }: Settlement,
  tells: Settling['tells'],
): [string, Record<string, unknown>][] {
  const { id, kind } = move
  const one = named.get(id)
  if (kind === 'WITHDRAWN')
    return [[id, { state: 'WITHDRAWN', untold: null, ...(one ? ratedProperties(one.verdict) : {}) }]]
  if (!one || (one.wording && kind !== 'RATED')) return []
  const reopened = kind === 'REOPENED' ? { state: 'PENDING_REVIEW', untold: isUntold(one.verdict, tells) } : {}
  return [[id, { ...ratedProperties(one.verdict), ...reopened, asOf: occasion.asOf }]]
}

function eventRow(
  move: Move,
  { kept, named }: Settlement,
  { reasons, tells }: Pick<Settling, 'tells'> & { readonly reasons: ReadonlyMap<string, string> },
): EventRow | undefined {
  const { id, kind } = move
  if (kind === 'RATED') return undefined
  const said = { finding: id, kind, state: stateAfter(kind, kept.get(id)), by: null, purpose: null, note: null }
  const verdict = named.get(id)?.verdict
  const isTold = verdict !== undefined && isBreach(verdict) && tells(verdict)
  if (kind === 'RAISED') return { ...said, says: null, announced: isTold }
  if (kind !== 'WITHDRAWN') return { ...said, says: move.because, announced: kind === 'REOPENED' && isTold }
  const because = move.because === 'FAMILY' ? FAMILY_GREW : (reasons.get(id) ?? null)
  return { ...said, says: because, announced: false }
}

/** Why a finding is withdrawn whose own facts stand. */
export const FAMILY_GREW = 'Its own facts stand, but among all tests there are now it is not unusual enough.'
