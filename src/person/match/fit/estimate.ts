import { type Levels, SILENT } from '../comparison.ts'
import type { Pattern, Patterns } from './patterns.ts'

const ROUNDS = 30
/** Where expectation–maximisation starts: the best level of one person's pairs, the others sharing the rest. */
const BEST_AT_FIRST = 0.95
/** Half a pair: what was not met among random pairs may yet be. */
const HALF = 0.5
const UNMET = 1e-6
/** No level is rarer among one person's pairs: what no source has got wrong yet, one will. */
const LEAST_M = 1e-3

/** A field as far as an estimate needs to know it. */
export interface Shape {
  /** How many levels it has, the best first. */
  readonly levels: number
  /** The level that weighs nothing. */
  readonly neutral?: number | undefined
  /** A level that speaks for no more than another. */
  readonly notAbove?: readonly [level: number, other: number] | undefined
  /** Which random pairs show how alike strangers are in it; all unless told. */
  readonly strangers?: ((levels: Levels) => boolean) | undefined
}

/** Shares of levels by field: among pairs of one, and among pairs of two; and the share of pairs of one among all. */
export interface Estimate {
  readonly m: readonly (readonly number[])[]
  readonly u: readonly (readonly number[])[]
  readonly lambda: number
}

/**
 * Learns from pairs how far levels tell, without being told which are of one (Fellegi and Sunter 1969; Winkler 1988,
 * 1989). u, from random pairs, is fixed while m and λ are found by expectation–maximisation over the candidates. λ is a
 * share of all possible pairs of so many `records`, never of candidates: with a prior free over blocked pairs the
 * estimate runs away.
 *
 * Where records of one recur often, random pairs hold some, which would hide how rare a common document is among
 * strangers: so u is taken a second time from random pairs, each as far as the first estimate holds it to be of two.
 */
export function estimate(shapes: readonly Shape[], candidates: Patterns, random: Patterns, records: number): Estimate {
  const possible = Math.max(1, (records * (records - 1)) / 2)
  const start = 1 / Math.max(2, records)
  const first = maximise(
    shapes,
    candidates,
    strangers(shapes, random, () => 1),
    start,
    possible,
  )
  const u = strangers(shapes, random, pattern => 1 - posterior(shapes, pattern, first))
  return maximise(shapes, candidates, u, start, possible)
}

/** Bits that a level of a field is worth: for one where positive. */
export function bitsOf({ neutral, notAbove }: Shape, m: readonly number[], u: readonly number[]): number[] {
  const bits = m.map((share, level) => (level === neutral ? 0 : Math.log2(share / (u[level] ?? 1))))
  if (!notAbove) return bits
  const [capped, other] = notAbove
  return bits.map((own, level) => (level === capped ? Math.min(own, bits[other] ?? own) : own))
}

/** Shares of levels among random pairs, each pair counting for as much as it is one of strangers. */
function strangers(shapes: readonly Shape[], random: Patterns, weight: (pattern: Pattern) => number): number[][] {
  const bySelection = Map.groupBy(shapes, ({ strangers: selected }) => selected)
  const counted = new Map(
    [...bySelection.keys()].map(selected => {
      const among = selected ? random.filter(({ levels }) => selected(levels)) : random
      return [selected, shares(shapes, among, weight, HALF)] as const
    }),
  )
  return shapes.map(({ strangers: selected }, field) => counted.get(selected)?.[field] ?? [])
}

function shares(
  shapes: readonly Shape[],
  patterns: Patterns,
  weight: (pattern: Pattern) => number,
  unmet: number,
): number[][] {
  const counts = shapes.map(({ levels }) => Array<number>(levels).fill(unmet))
  for (const pattern of patterns) {
    const weighed = pattern.count * weight(pattern)
    for (const [field, level] of pattern.levels.entries()) {
      const row = counts[field]
      if (row && level !== SILENT) row[level] = (row[level] ?? 0) + weighed
    }
  }
  return counts.map(row => {
    const sum = row.reduce((total, value) => total + value, 0)
    return row.map(value => value / sum)
  })
}

function maximise(
  shapes: readonly Shape[],
  candidates: Patterns,
  u: Estimate['u'],
  lambda: number,
  possible: number,
): Estimate {
  const start = shapes.map(({ levels }) =>
    Array.from({ length: levels }, (_, i) => (i === 0 ? BEST_AT_FIRST : (1 - BEST_AT_FIRST) / (levels - 1))),
  )
  let found: Estimate = { m: start, u, lambda }
  for (let round = 0; round < ROUNDS; round++) {
    const before = found
    const m = shares(shapes, candidates, pattern => posterior(shapes, pattern, before), UNMET)
    const same = candidates.reduce((sum, pattern) => sum + pattern.count * posterior(shapes, pattern, before), UNMET)
    found = {
      m: m.map(row => row.map(value => Math.max(LEAST_M, value))),
      u,
      lambda: Math.min(0.5, same / possible),
    }
  }
  return found
}

/** P that pairs of this pattern are of one; equality of a rare value counts as rare as it is. */
function posterior(shapes: readonly Shape[], { levels, rarity }: Pattern, { m, u, lambda }: Estimate): number {
  let odds = lambda / (1 - lambda)
  for (const [field, level] of levels.entries()) {
    if (level === SILENT || level === shapes[field]?.neutral) continue
    const own = level === 0 ? rarity[field] : undefined
    odds *= (m[field]?.[level] ?? 1) / (own === undefined ? (u[field]?.[level] ?? 1) : 2 ** -own)
  }
  return odds / (1 + odds)
}
