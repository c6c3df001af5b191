import { Invalid } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { type Detection, defaultsOf, type PatternName, type Patterns, RULES } from '../pattern/index.ts'
import { occasionOf } from './occasion.ts'
import { keptEpochs } from './pattern-store.ts'
import type { Move } from './plan.ts'
import { comparePattern, FAMILY_GREW, type Settlement } from './settle-pattern.ts'
import { keptFindings } from './store.ts'
import { lastReceived } from './sweep-store.ts'

/** Another value of a parameter. */
export interface OtherValue {
  readonly pattern: PatternName
  readonly name: string
  readonly value: number
}

/** What a sweep would do with one finding. */
export interface SweepChange {
  readonly pattern: PatternName
  readonly kind: Exclude<Move['kind'], 'RATED'>
  /** Key of the finding. */
  readonly finding: string
  readonly score: number | null
  /** Labels and keys of what it is about; empty where that is no longer known. */
  readonly subjects: readonly (readonly [label: string, key: string])[]
  readonly says: string | null
}

/** Changes of one pattern that are told. */
const MOST_TOLD = 500

/**
 * What a sweep would raise, change and withdraw, with nothing changed: everything is tested by detectors of its own, by
 * other values of parameters where some are given, and compared with the findings of now.
 * @throws Invalid for a parameter that a pattern does not have, or a value out of its bounds
 */
export async function rehearseSweep(
  database: Database,
  patterns: Patterns,
  asked: {
    readonly patterns: readonly PatternName[]
    readonly since?: number | undefined
    readonly parameters: readonly OtherValue[]
  },
): Promise<SweepChange[]> {
  const values = new Map(asked.patterns.map(pattern => [pattern, valuesOf(pattern, asked.parameters)]))
  const asOf = await lastReceived(database)
  return patterns.beside(async detection => {
    await prepare(database, detection, values)
    await detection.settle(undefined, asked.patterns)
    const changes: SweepChange[] = []
    for (const pattern of detection.patterns.filter(one => values.has(one))) {
      const kept = await keptFindings(database, pattern)
      const occasion = occasionOf(pattern, detection, { asOf, since: asked.since })
      changes.push(...told(await comparePattern(database, detection, kept, new WeakMap(), occasion)))
    }
    return changes
  })
}

/** The values of a pattern's parameters with the others that are given. */
function valuesOf(pattern: PatternName, others: readonly OtherValue[]): Record<string, number> {
  const rule = RULES.find(one => one.pattern === pattern)
  if (!rule) throw new Invalid(`patterns: expected patterns that are looked for, got ${pattern}`, { field: 'patterns' })
  const values: Record<string, number> = { ...defaultsOf(rule) }
  for (const [i, { pattern: whose, name, value }] of others.entries()) {
    if (whose !== pattern) continue
    const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined
    const names = Object.keys(rule.parameters)
    if (!parameter)
      throw new Invalid(`name: expected ${names.length > 0 ? names.join(', ') : 'no parameter at all'}, got another`, {
        field: `parameters.${i}.name`,
      })
    if (!(value >= parameter.from && value <= parameter.to))
      throw new Invalid(`value: expected ${parameter.from} to ${parameter.to} ${parameter.unit}, got ${value}`, {
        field: `parameters.${i}.value`,
      })
    values[name] = value
  }
  return values
}

/** Has detectors go by these values: by what the graph keeps where they are those in force, fitted anew where not. */
async function prepare(
  database: Database,
  detection: Detection,
  values: ReadonlyMap<PatternName, Readonly<Record<string, number>>>,
): Promise<void> {
  const kept = await keptEpochs(database)
  detection.goBy(kept)
  for (const [pattern, parameters] of values) {
    const epoch = kept.get(pattern)
    if (epoch && JSON.stringify(epoch.parameters) === JSON.stringify(parameters)) continue
    detection.goBy(new Map([[pattern, { parameters, fitted: epoch?.fitted ?? null }]]))
    await detection.refit([pattern])
  }
}

function whyOf(move: Move): string | undefined {
  if (move.kind === 'RAISED' || move.kind === 'RATED') return undefined
  if (move.kind !== 'WITHDRAWN') return move.because
  return move.because === 'FAMILY' ? FAMILY_GREW : 'The facts, by these parameters, do not bear it out.'
}

function told({ pattern, moves, named }: Settlement): SweepChange[] {
  return moves.slice(0, MOST_TOLD).flatMap((move): SweepChange[] => {
    if (move.kind === 'RATED') return []
    const one = named.get(move.id)
    const labels = one?.verdict.claim.subjects.map(([label]) => label) ?? []
    return [
      {
        pattern,
        kind: move.kind,
        finding: move.id,
        score: move.kind === 'WITHDRAWN' ? null : (one?.verdict.claim.score ?? null),
        subjects: labels.map((label, i) => [label, one?.subjects[i]?.id as string]),
        says: [one?.wording?.because[0], whyOf(move)].filter(Boolean).join(' ') || null,
      },
    ]
  })
}
