import { Invalid } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { type Detection, defaultsOf, type PatternName, type Patterns, RULES } from '../pattern/index.ts'
import { comparePattern } from './compare-pattern.ts'
import { occasionOf } from './occasion.ts'
import { keptEpochs } from './pattern-store.ts'
import { rehearseThen, type Tried } from './rehearse-then.ts'
import { keptFindings, keptSubjects } from './store.ts'
import { type SweepChange, told } from './sweep-change.ts'
import { lastReceived } from './sweep-store.ts'

type Values = Readonly<Record<string, number>>

/** Another value of a parameter. */
export interface OtherValue {
  readonly pattern: PatternName
  readonly name: string
  readonly value: number
}

/** What is looked for, and in what light. */
export interface Rehearsal {
  readonly patterns: readonly PatternName[]
  readonly since?: number | undefined
  /** Epoch milliseconds: on the facts as they were known then; absent: on those of now. */
  readonly asKnownAt?: number | undefined
  readonly parameters: readonly OtherValue[]
  /** What is ordinary is learnt anew from the facts of now, as it always is from those of an instant. */
  readonly refit?: boolean | undefined
}

/**
 * What a sweep would raise, change and withdraw, with nothing changed: everything is tested by detectors of its own, by
 * other values of parameters where some are given, and compared with the findings of now; as known at an instant see
 * {@link rehearseThen}.
 * @throws Invalid for a parameter that a pattern does not have, or a value out of its bounds
 */
export async function rehearseSweep(database: Database, patterns: Patterns, asked: Rehearsal): Promise<SweepChange[]> {
  expectOthers(asked.patterns, asked.parameters)
  const values = new Map(asked.patterns.map(pattern => [pattern, valuesOf(pattern, asked.parameters)]))
  const { asKnownAt, since } = asked
  if (asKnownAt !== undefined) return rehearseThen(database, patterns, triedBy(asked, values), { asKnownAt, since })
  const asOf = await lastReceived(database)
  return patterns.beside(async detection => {
    await prepare(database, detection, values, asked.refit)
    await detection.settle(undefined, asked.patterns)
    const changes: SweepChange[] = []
    for (const pattern of detection.patterns.filter(one => values.has(one))) {
      const kept = await keptFindings(database, pattern)
      const occasion = occasionOf(pattern, detection, { asOf, since })
      changes.push(...told(await comparePattern(database, detection, kept, new WeakMap(), occasion)))
    }
    return withSubjects(database, changes)
  })
}

/** What findings are about that are not said any more is told as it was kept of them. */
async function withSubjects(database: Database, changes: readonly SweepChange[]): Promise<SweepChange[]> {
  const unnamed = changes.filter(({ subjects }) => subjects.length === 0).map(({ finding }) => finding)
  const kept = await keptSubjects(database, unnamed)
  return changes.map(change =>
    change.subjects.length === 0 ? { ...change, subjects: kept.get(change.finding) ?? [] } : change,
  )
}

/** The patterns that are looked for as known at an instant: where other values are given, those whose they are. */
function triedBy({ patterns, parameters }: Rehearsal, values: ReadonlyMap<PatternName, Values>): Tried {
  if (parameters.length === 0) return new Map(patterns.map(pattern => [pattern, undefined]))
  return new Map([...values].filter(([one]) => parameters.some(({ pattern }) => pattern === one)))
}

/** Refuses values that could not matter. @throws Invalid */
function expectOthers(patterns: readonly PatternName[], others: readonly OtherValue[]): void {
  for (const [i, { pattern, name }] of others.entries()) {
    if (!patterns.includes(pattern))
      throw new Invalid(`pattern: expected one of the patterns that are asked for, got ${pattern}`, {
        field: `parameters.${i}.pattern`,
      })
    if (others.findIndex(other => other.pattern === pattern && other.name === name) < i)
      throw new Invalid('name: expected each parameter once, got one twice', { field: `parameters.${i}.name` })
  }
}

/** The values of a pattern's parameters with the others that are given. */
function valuesOf(pattern: PatternName, others: readonly OtherValue[]): Values {
  const rule = RULES.find(one => one.pattern === pattern)
  if (!rule) throw new Invalid(`patterns: expected patterns that are looked for, got ${pattern}`, { field: 'patterns' })
  const values: Record<string, number> = { ...defaultsOf(rule) }
  for (const [i, { pattern: whose, name, value }] of others.entries()) {
    if (whose !== pattern) continue
    const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined
    const names = Object.keys(rule.parameters)
    if (!parameter)
      throw new Invalid(
        `name: expected ${names.length > 0 ? names.join(', ') : 'no parameter at all'}, got ${JSON.stringify(name.slice(0, 60))}`,
        { field: `parameters.${i}.name` },
      )
    if (!(value >= parameter.from && value <= parameter.to))
      throw new Invalid(`value: expected ${parameter.from} to ${parameter.to} ${parameter.unit}, got ${value}`, {
        field: `parameters.${i}.value`,
      })
    values[name] = value
  }
  return values
}

/**
 * Has detectors go by these values: by what the graph keeps where they are those in force, fitted anew where not, or where
 * that is asked for.
 */
async function prepare(
  database: Database,
  detection: Detection,
  values: ReadonlyMap<PatternName, Values>,
  refit = false,
): Promise<void> {
  const kept = await keptEpochs(database)
  detection.goBy(kept)
  for (const [pattern, parameters] of values) {
    const epoch = kept.get(pattern)
    if (!refit && epoch && JSON.stringify(epoch.parameters) === JSON.stringify(parameters)) continue
    detection.goBy(new Map([[pattern, { parameters, fitted: epoch?.fitted ?? null }]]))
    await detection.refit([pattern])
  }
}
