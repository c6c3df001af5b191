import type { Portrait } from '../../portrait/portrait.ts'
import type { Field, Levels } from '../comparison.ts'
import { COMPARISONS } from '../levels.ts'
import { frequenciesOf, Rarity } from '../rarity.ts'
import type { MatcherVersion, Rates } from '../version.ts'
import { estimate, type Shape } from './estimate.ts'
import { countPatterns } from './patterns.ts'
import { randomPairs } from './random-pairs.ts'

const RANDOM_PAIRS = 300_000

const NAMES: ReadonlySet<Field> = new Set(['surname', 'given'])
const SEX = COMPARISONS.findIndex(({ field }) => field === 'sex')

/** Names tell the sex: among strangers of two, equal surname, given name and sex would say one thing three times. */
const notOfTwoSexes = (levels: Levels) => levels[SEX] !== 1

const SHAPES: readonly Shape[] = COMPARISONS.map(({ field, levels, neutral }) => ({
  levels: levels.length,
  neutral,
  strangers: NAMES.has(field) ? notOfTwoSexes : undefined,
}))

/** Learns a matcher from identities and their candidate pairs, without being told who is who. */
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
  const { m, u, lambda } = estimate(SHAPES, candidates, random, portraits.length)
  const rates = Object.fromEntries(
    COMPARISONS.map(({ field }, i): [Field, Rates] => [field, { m: m[i] ?? [], u: u[i] ?? [] }]),
  ) as Record<Field, Rates>
  return { version, rates, lambda, frequencies, identities: portraits.length }
}
