import type { Database, Transaction } from '../graph/index.ts'
import type { Verdict } from '../pattern/index.ts'
import type { Settlement, Written } from './compare-pattern.ts'
import type { Kept } from './kept.ts'
import type { Move } from './plan.ts'
import type { FindingState } from './state.ts'
import {
  type CitedRow,
  type EventRow,
  type FindingRow,
  noteFindings,
  setFindings,
  type Untold,
  writeEvents,
  writeFindings,
} from './store.ts'
import type { Swept } from './sweep-store.ts'
import { reasonsOf } from './withdrawal.ts'
import type { Cited } from './wording.ts'

const PER_TRANSACTION = 200

/** How a settlement is written. */
interface Settling {
  readonly written: Written
  /** Whether whoever waits for findings is told of what passes now, or hears of it from a sweep of all. */
  tells(verdict: Verdict): boolean
  /** Runs in every transaction. */
  within(tx: Transaction): Promise<void>
  /** Told of the events that were written, by their numbers. */
  wrote(after: number, upTo: number): void
}

/** Writes what a settlement says; each transaction leaves findings whole, with what was said of them. */
export async function settle(
  database: Database,
  settlement: Settlement,
  { written, tells, within, wrote }: Settling,
): Promise<Omit<Swept, 'took'>> {
  const { moves, named, pattern } = settlement
  const gone = moves.flatMap(move => (move.kind === 'WITHDRAWN' && move.because === 'FACTS' ? [move.id] : []))
  const reasons = await reasonsOf(database, gone)
  for (let i = 0; i < moves.length; i += PER_TRANSACTION) {
    const some = moves.slice(i, i + PER_TRANSACTION)
    const events = await database.write(async tx => {
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
      const events = await writeEvents(
        tx,
        some.flatMap(move => eventRow(move, settlement, { reasons, tells }) ?? []),
      )
      await noteFindings(tx)
      return events
    })
    wrote(...events)
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
      ...(kind === 'CHANGED' ? {} : { state: 'PENDING_REVIEW', untold: untoldAs(kind, verdict, tells) }),
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

/** As what a breach is yet to be told; null for any other: that is not kept. */
const untoldAs = (kind: Untold, verdict: Verdict, tells: Settling['tells']) =>
  isBreach(verdict) && !tells(verdict) ? kind : null

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
  const reopened = kind === 'REOPENED' ? { state: 'PENDING_REVIEW', untold: untoldAs(kind, one.verdict, tells) } : {}
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
