import { PATTERN_NAMES, type PatternName } from '../pattern/index.ts'
import type { Case, Tier } from './cases.ts'
import type { Found } from './found.ts'
import { Matcher } from './match.ts'
import { weekOf } from './weeks.ts'

/** One finding, and what of the truth it says. */
interface Judged {
  readonly score: number
  readonly q: number | null
  readonly said: 'planted' | 'decoy' | 'incidental' | 'nothing'
}

/** What one pattern came to in one world. */
export interface Tally {
  readonly pattern: PatternName
  /** Strongest first; those that say what is true and nobody's plan are left out. */
  readonly findings: readonly Judged[]
  /** Planted cases by tier: how many there are, and how many were found. */
  readonly planted: Readonly<Record<'easy' | 'real' | 'limit', { readonly there: number; readonly found: number }>>
  readonly decoys: { readonly there: number; readonly hit: number }
  readonly journeys: number
  /** Of each planted case that was found, how many weekly deliveries after it could be known; empty where all came at once. */
  readonly delays: readonly number[]
}

const PLANTED = ['easy', 'real', 'limit'] as const
const isPlanted = ({ tier }: Case) => (PLANTED as readonly Tier[]).includes(tier)

/** Compares the findings of a world with its truth, pattern by pattern; `weekRaised`: where it came week by week. */
export function tally(
  cases: readonly Case[],
  found: readonly Found[],
  journeys: number,
  weekRaised?: (found: Found) => number,
): Tally[] {
  const matcher = new Matcher(cases)
  const matched = found.map(one => ({ one, says: matcher.casesOf(one) }))
  return PATTERN_NAMES.map(pattern => {
    const own = matched.filter(({ one }) => one.pattern === pattern)
    const said = new Set(own.flatMap(({ says }) => says))
    // What tells of something true is taken in by no decoy: a paper that is passed on was on trains whose clocks are wrong too.
    const takenIn = new Set(own.flatMap(({ says }) => (whatIsSaid(says) === 'decoy' ? says : [])))
    const there = cases.filter(one => one.pattern === pattern)
    const count = (tier: Tier) => {
      const some = there.filter(one => one.tier === tier)
      return { there: some.length, found: some.filter(one => said.has(one)).length }
    }
    const decoys = there.filter(({ tier }) => tier === 'decoy')
    return {
      pattern,
      findings: own
        .map(({ one, says }) => ({ score: one.score, q: one.q, said: whatIsSaid(says) }))
        .filter(({ said: what }) => what !== 'incidental')
        .sort((a, b) => b.score - a.score),
      planted: { easy: count('easy'), real: count('real'), limit: count('limit') },
      decoys: { there: decoys.length, hit: decoys.filter(one => takenIn.has(one)).length },
      journeys,
      delays: weekRaised ? delaysOf(own, weekRaised) : [],
    }
  })
}

interface Matched {
  readonly one: Found
  readonly says: readonly Case[]
}

/** The earliest finding of a case counts; one before the case could be known at the earliest counts as with it. */
function delaysOf(matched: readonly Matched[], weekRaised: (found: Found) => number): number[] {
  const first = new Map<Case, number>()
  for (const { one, says } of matched)
    for (const planted of says.filter(isPlanted))
      first.set(planted, Math.min(first.get(planted) ?? Number.POSITIVE_INFINITY, weekRaised(one)))
  return [...first].map(([{ knowableAt }, week]) => Math.max(0, week - weekOf(knowableAt)))
}

function whatIsSaid(says: readonly Case[]): Judged['said'] {
  if (says.some(isPlanted)) return 'planted'
  if (says.some(({ tier }) => tier === 'incidental')) return 'incidental'
  return says.length > 0 ? 'decoy' : 'nothing'
}

/** The measures of one pattern over some worlds; null where there is nothing to divide by. */
export interface Measures {
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  readonly recallOf: Readonly<Record<'easy' | 'real' | 'limit', number | null>>
  /** Precision of the strongest 50, 100 and 200 of each world. */
  readonly precisionAt: readonly (number | null)[]
  readonly perTenThousand: number | null
  readonly decoyHits: number | null
  /** Share of false ones among those with q, and their mean q: what was promised. */
  readonly falseShare: number | null
  readonly meanQ: number | null
  /** Weekly deliveries from when a case could be known to when it was found: of half the cases no more, of nine in ten. */
  readonly delay: { readonly median: number; readonly ninth: number } | null
}

/** Sums over worlds before anything is divided: a world without findings says nothing of precision, and much of recall. */
export function measure(worlds: readonly Tally[]): Measures {
  const findings = worlds.flatMap(world => world.findings)
  const right = rightAmong(findings)
  const recallOf = (tier: (typeof PLANTED)[number]) => foundOf(worlds.map(({ planted }) => planted[tier]))
  const precision = share(right, findings.length)
  const recall = foundOf(worlds.flatMap(({ planted }) => Object.values(planted)))
  const rated = findings.filter(({ q }) => q !== null)
  return {
    precision,
    recall,
    f1:
      precision === null || recall === null || precision + recall === 0
        ? null
        : (2 * precision * recall) / (precision + recall),
    recallOf: { easy: recallOf('easy'), real: recallOf('real'), limit: recallOf('limit') },
    precisionAt: [50, 100, 200].map(most => {
      const strongest = worlds.flatMap(world => world.findings.slice(0, most))
      return share(rightAmong(strongest), strongest.length)
    }),
    perTenThousand: share(
      findings.length * 10_000,
      worlds.reduce((sum, { journeys }) => sum + journeys, 0),
    ),
    decoyHits: foundOf(worlds.map(({ decoys }) => ({ there: decoys.there, found: decoys.hit }))),
    falseShare: share(rated.filter(({ said }) => said !== 'planted').length, rated.length),
    meanQ: share(
      rated.reduce((sum, { q }) => sum + (q as number), 0),
      rated.length,
    ),
    delay: delayOf(worlds.flatMap(({ delays }) => delays)),
  }
}

function delayOf(delays: readonly number[]): Measures['delay'] {
  const sorted = [...delays].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number
  return sorted.length === 0 ? null : { median: at(0.5), ninth: at(0.9) }
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

/** How many of some cases there are, and how many were found. */
interface Count {
  readonly there: number
  readonly found: number
}

const sumOf = (some: readonly Count[]): Count => ({
  there: some.reduce((total, { there }) => total + there, 0),
  found: some.reduce((total, { found }) => total + found, 0),
})

function foundOf(some: readonly Count[]): number | null {
  const { there, found } = sumOf(some)
  return share(found, there)
}

const rightAmong = (findings: readonly Judged[]) => findings.filter(({ said }) => said === 'planted').length

const DRAWS = 1_000

/** The shares that are told with bounds. */
type Bounded = 'precision' | 'recall'

/**
 * Between which two values precision or recall lies in 95 of 100 draws of the worlds, with replacement; null where most
 * draws leave it undefined.
 * @param random numbers from 0 to 1
 */
export function interval(
  worlds: readonly Tally[],
  of: Bounded,
  random: () => number,
): readonly [number, number] | null {
  const counts = worlds.map(({ findings, planted }) =>
    of === 'precision' ? { there: findings.length, found: rightAmong(findings) } : sumOf(Object.values(planted)),
  )
  const values: number[] = []
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = counts.map(() => counts[Math.floor(random() * counts.length)] as Count)
    const value = foundOf(drawn)
    if (value !== null) values.push(value)
  }
  if (values.length < DRAWS / 2) return null
  values.sort((a, b) => a - b)
  const at = (share: number) => values[Math.floor(share * (values.length - 1))] as number
  return [at(0.025), at(0.975)]
}
