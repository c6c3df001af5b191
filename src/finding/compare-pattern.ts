import type { Claim, Detection, Explanation, PatternName, Reader, Verdict } from '../pattern/index.ts'
import type { Kept } from './kept.ts'
import { likelyOthers, likelyText } from './likely-others.ts'
import { nameClaims } from './name-claims.ts'
import { type Move, plan, type Said } from './plan.ts'
import { findThings, type Known } from './things.ts'
import { type Occasion, type Wording, word } from './wording.ts'

/** Beyond this rate nothing that stands may live on, so that nothing is asked of what is there. */
const NEAR = 0.1

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

/** Whether a verdict passes, or is so near that a finding may live on by it. */
export const isNear = ({ passes, q }: Verdict): boolean => passes || (q !== null && q <= NEAR)

/** What is looked at of what a pattern says. */
interface Looked {
  /** Of the verdicts for which this does not hold it is as if nothing had been said. */
  isAsked?(verdict: Verdict): boolean
  /** What became of claims since findings followed them all: all others are said as they were. */
  readonly changes?: Changes | undefined
}

type Changes = Exclude<ReturnType<Detection['takeChanges']>, 'all'>

/** Compares what a pattern says now with the findings that are kept of it. Nothing is changed. */
export async function comparePattern(
  database: Reader,
  detection: Detection,
  kept: ReadonlyMap<string, Kept>,
  written: Written,
  occasion: Occasion,
  { isAsked = () => true, changes }: Looked = {},
): Promise<Settlement> {
  const { pattern } = occasion.rule
  const said = changes?.came ?? detection.verdicts(pattern)
  const tests = detection.tests(pattern)
  const near = said.filter(verdict => isNear(verdict) && isAsked(verdict))
  const gone = changes && goneOf(changes, kept, written)
  const { named, skipped } = await nameAll(near, { database, detection, kept, written, occasion, gone })
  const { since = Number.NEGATIVE_INFINITY } = occasion
  const lastAt = (id: string) => (named.get(id)?.wording ?? kept.get(id))?.lastAt ?? Number.POSITIVE_INFINITY
  const all = plan(kept, [...named.values()].map(saidOf), gone?.values())
  const moves = all.filter(({ id }) => lastAt(id) >= since)
  // What is left as it is, is worded again by the next sweep.
  for (const { id } of all) if (lastAt(id) < since) named.delete(id)
  const passing = changes ? detection.size(pattern) : near.filter(({ passes }) => passes).length
  return {
    pattern,
    moves,
    named,
    kept,
    occasion,
    tests,
    passing,
    skipped,
    personsOf: claim => personsOf(claim, detection),
  }
}

/** The findings whose claims went. */
function goneOf({ gone }: Changes, kept: ReadonlyMap<string, Kept>, written: Written): ReadonlyMap<string, Kept> {
  const found = new Map<string, Kept>()
  for (const claim of gone) {
    const own = kept.get(written.get(claim)?.id ?? '')
    if (own) found.set(own.id, own)
  }
  return found
}

interface Comparing {
  readonly database: Reader
  readonly detection: Detection
  readonly kept: ReadonlyMap<string, Kept>
  readonly written: Written
  readonly occasion: Occasion
  /** Findings whose claims went, where all others are said as they were. */
  readonly gone: ReadonlyMap<string, Kept> | undefined
}

/** A claim that was not written since it was tested, and why it passes; undefined where it does not. */
interface Fresh {
  readonly verdict: Verdict
  readonly explanation: Explanation | undefined
}

/** Claims by the names of their findings, those in words that pass and were not written since they were tested. */
async function nameAll(near: readonly Verdict[], comparing: Comparing) {
  const { detection, kept, written, occasion } = comparing
  const writtenAs = ({ claim }: Verdict) => {
    const before = written.get(claim)
    return before && kept.has(before.id) && before.persons === personsOf(claim, detection) ? before.id : undefined
  }
  const named = new Map<string, Named>()
  const fresh: Fresh[] = []
  for (const verdict of near) {
    const id = writtenAs(verdict)
    if (id !== undefined) named.set(id, { id, verdict, subjects: [], wording: undefined })
    else
      fresh.push({
        verdict,
        explanation: verdict.passes ? detection.explain(occasion.rule.pattern, verdict) : undefined,
      })
  }
  return { named, skipped: await wordFresh(fresh, named, comparing) }
}

/** Adds claims in words to those that are named; returns how many were left out, for what they name is being changed. */
async function wordFresh(
  fresh: readonly Fresh[],
  named: Map<string, Named>,
  { database, kept, occasion, gone }: Comparing,
): Promise<number> {
  const asked = fresh.flatMap(({ verdict, explanation }) => [
    ...verdict.claim.subjects,
    ...(explanation?.evidence ?? []).map(({ fact }) => fact),
  ])
  const things = await findThings(database, asked, occasion.known)
  const passing = fresh.filter(({ explanation }) => explanation).map(({ verdict }) => verdict.claim)
  const likely = await likelyOthers(database, passing, things)
  const claims = fresh.map(({ verdict: { claim } }) => ({ claim, subjects: claim.subjects.map(things) }))
  const standing = new Set(named.keys())
  const stays = (id: string) => gone !== undefined && !gone.has(id) && isStanding(kept.get(id))
  const isTaken = (id: string) => standing.has(id) || stays(id)
  const ids = await nameClaims(database, occasion.rule.pattern, claims, { kept, isTaken })
  let skipped = 0
  for (const [i, { verdict, explanation }] of fresh.entries()) {
    const id = ids[i]
    const about = claims[i]?.subjects as Known[]
    const wording =
      explanation && id
        ? word(verdict, explanation, things, { ...occasion, about, doubts: likelyText(likely, about) })
        : undefined
    // What names a fact that is being changed is left as it is kept, until it is tested again.
    if (id && (wording || kept.has(id) || !verdict.passes)) named.set(id, { id, verdict, subjects: about, wording })
    if (!id || (explanation && !wording)) skipped++
  }
  return skipped
}

const isStanding = (kept: Kept | undefined) => kept !== undefined && kept.state !== 'WITHDRAWN'

/** What the persons are called that a claim is about: a decision may have them called otherwise, which tests nothing again. */
export const personsOf = ({ subjects }: Claim, detection: Detection): string =>
  subjects.map(([label, named]) => (label === 'Person' ? detection.personId(Number(named)) : '')).join()

const saidOf = ({ id, verdict: { claim, q, passes }, wording }: Named): Said => ({
  id,
  p: claim.p,
  q,
  passes,
  worded: wording,
})
