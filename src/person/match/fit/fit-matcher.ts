import type { Portrait } from '../../portrait/portrait.ts'
import type { Field } from '../comparison.ts'
import { COMPARISONS } from '../levels.ts'
import { frequenciesOf, Rarity } from '../rarity.ts'
import type { MatcherVersion, Rates } from '../version.ts'
import { countPatterns, type Pattern, type Patterns } from './patterns.ts'
import { randomPairs } from './random-pairs.ts'

const RANDOM_PAIRS = 300_000
const ROUNDS = 30
/** Where expectation–maximisation starts: the best level of one person's pairs, the others sharing the rest. */
const BEST_AT_FIRST = 0.95
/** Half a pair: what was not met among random pairs may yet be. */
const HALF = 0.5
const UNMET = 1e-6
/** No level is rarer among one person's pairs: what no source has got wrong yet, one will. */
const LEAST_M = 1e-3

const NAMES: ReadonlySet<Field> = new Set(['surname', 'given'])
const SEX = COMPARISONS.findIndex(({ field }) => field === 'sex')

interface Estimate {
  readonly m: readonly (readonly number[])[]
  readonly u: readonly (readonly number[])[]
  readonly lambda: number
}

/**
 * Learns a matcher from identities and their candidate pairs, without being told who is who (Fellegi and Sunter 1969;
 * Winkler 1988, 1989). u, from random pairs, is fixed while m and λ are found by expectation–maximisation. λ is a share
 * of all possible pairs, never of candidates: with a prior free over blocked pairs the estimate runs away.
 *
 * Where persons recur often, random pairs hold some of one person, which would hide how rare a common document is among
 * strangers: so u is taken a second time from random pairs, each as far as the first estimate holds it to be of two.
 */
export function fitMatcher(
  portraits: readonly Portrait[],
  pairs: Iterable<readonly [left: number, right: number]>,
  version: number,
): MatcherVersion {
  const possible = Math.max(1, (portraits.length * (portraits.length - 1)) / 2)
  const frequencies = frequenciesOf(portraits)
  // Strangers who share a name share a frequent one, as a rule: each pair is weighed by how rare its own is.
  const rarity = new Rarity(frequencies, [1, 1], portraits.length)
  const candidates = countPatterns(portraits, pairs, rarity)
  const random = countPatterns(portraits, randomPairs(portraits.length, Math.min(RANDOM_PAIRS, possible)), rarity)
  const start = 1 / Math.max(2, portraits.length)
  const first = maximise(
    candidates,
    strangers(random, () => 1),
    start,
    possible,
  )
  const u = strangers(random, pattern => 1 - posterior(pattern, first))
  const { m, lambda } = maximise(candidates, u, start, possible)
  const rates = Object.fromEntries(
    COMPARISONS.map(({ field }, i): [Field, Rates] => [field, { m: m[i] ?? [], u: u[i] ?? [] }]),
  ) as Record<Field, Rates>
  return { version, rates, lambda, frequencies, identities: portraits.length }
}

/**
 * Shares of levels among random pairs, each pair counting for as much as it is one of strangers. Names tell the sex, so
 * theirs are taken among pairs not of two sexes: else equal surname, given name and sex would say one thing three times.
 */
function strangers(random: Patterns, weight: (pattern: Pattern) => number): number[][] {
  const all = shares(random, weight, HALF)
  const names = shares(
    random.filter(({ levels }) => levels[SEX] !== 1),
    weight,
    HALF,
  )
  return COMPARISONS.map(({ field }, i) => (NAMES.has(field) ? names : all)[i] ?? [])
}

function shares(patterns: Patterns, weight: (pattern: Pattern) => number, unmet: number): number[][] {
  const counts = COMPARISONS.map(({ levels }) => levels.map(() => unmet))
  for (const pattern of patterns) {
    const weighed = pattern.count * weight(pattern)
    for (const [field, level] of pattern.levels.entries()) {
      const row = counts[field]
      if (row && level >= 0) row[level] = (row[level] ?? 0) + weighed
    }
  }
  return counts.map(row => {
    const sum = row.reduce((total, value) => total + value, 0)
    return row.map(value => value / sum)
  })
}

function maximise(candidates: Patterns, u: Estimate['u'], lambda: number, possible: number): Estimate {
  const start = COMPARISONS.map(({ levels }) =>
    levels.map((_, i) => (i === 0 ? BEST_AT_FIRST : (1 - BEST_AT_FIRST) / (levels.length - 1))),
  )
  let estimate: Estimate = { m: start, u, lambda }
  for (let round = 0; round < ROUNDS; round++) {
    const before = estimate
    const m = shares(candidates, pattern => posterior(pattern, before), UNMET)
    const same = candidates.reduce((sum, pattern) => sum + pattern.count * posterior(pattern, before), UNMET)
    estimate = {
      m: m.map(row => row.map(value => Math.max(LEAST_M, value))),
      u,
      lambda: Math.min(0.5, same / possible),
    }
  }
  return estimate
}

/** P that pairs of this pattern are of one person. */
function posterior({ levels, rarity: [surname, given] }: Pattern, { m, u, lambda }: Estimate): number {
  let odds = lambda / (1 - lambda)
  for (const [field, level] of levels.entries()) {
    if (level < 0 || level === COMPARISONS[field]?.neutral) continue
    const own = level === 0 ? [surname, given][field] : undefined
    odds *= (m[field]?.[level] ?? 1) / (own === undefined ? (u[field]?.[level] ?? 1) : 2 ** -own)
  }
  return odds / (1 + odds)
}
