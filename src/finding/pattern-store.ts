import type { Database, Transaction } from '../graph/index.ts'
import { type Detection, defaultsOf, type Epoch, PATTERN_NAMES, type PatternName, RULES } from '../pattern/index.ts'
import { noteFindings } from './store.ts'

/** What a pattern goes by until it is fitted anew, and how much it was fitted to. */
export interface KeptEpoch extends Epoch {
  readonly pattern: PatternName
  readonly version: number
  /** Journeys that there were. */
  readonly journeys: number
  /** When it was fitted, epoch milliseconds: what was fitted again has another. */
  readonly fittedAt: number
}

/** Has every pattern stand in the graph as it is written now; what was fitted is left alone. */
export async function recordPatterns(tx: Transaction): Promise<void> {
  const rows = RULES.map(({ pattern, title, question, standard, version, legalBasis, parameters }) => {
    const rank = PATTERN_NAMES.indexOf(pattern)
    const described = Object.entries(parameters).map(([name, { value, unit, meaning }]) => [name, value, unit, meaning])
    return [pattern, { title, question, standard, version, legalBasis, rank, described: JSON.stringify(described) }]
  })
  await tx.run('// recordPatterns\nUNWIND $rows AS row\nMERGE (p:Pattern {id: row[0]})\nSET p += row[1]', { rows })
}

/**
 * What patterns go by; one that was never fitted, or was fitted to an earlier version of its rule, is left out.
 * @param known what was read before: of what was not fitted again since, which is megabytes, it is handed out once more
 */
export async function keptEpochs(
  database: Pick<Database, 'read'>,
  known: ReadonlyMap<PatternName, KeptEpoch> = new Map(),
): Promise<Map<PatternName, KeptEpoch>> {
  const rows = (await database.read(
    `// keptEpochs
MATCH (p:Pattern) WHERE p.fitted IS NOT NULL
RETURN p.id, p.fittedVersion, CASE WHEN p.fittedAt = $known[p.id] THEN null ELSE p.fitted END, p.fittedJourneys, p.fittedAt`,
    { known: Object.fromEntries([...known].map(([pattern, { fittedAt }]) => [pattern, fittedAt])) },
  )) as [PatternName, number, string | null, number, number][]
  const epochs = rows.flatMap(([pattern, version, fitted, journeys, fittedAt]): [PatternName, KeptEpoch][] => {
    const rule = RULES.find(one => one.pattern === pattern && one.version === version)
    if (!rule) return []
    if (fitted === null) return [[pattern, known.get(pattern) as KeptEpoch]]
    const parameters = defaultsOf(rule)
    return [[pattern, { pattern, version, journeys, fittedAt, parameters, fitted: JSON.parse(fitted) as unknown }]]
  })
  return new Map(epochs)
}

/** Has patterns go by what the graph keeps of them, where they do not yet. */
export function goByKept(detection: Detection, kept: ReadonlyMap<PatternName, Epoch>): void {
  const others = [...kept].filter(([pattern, { fitted }]) => !areAlike(detection.epochs.get(pattern)?.fitted, fitted))
  detection.goBy(new Map(others))
}

/** By what is kept, what is like it: comparing them takes megabytes of text. */
const alike = new WeakMap<object, unknown>()

function areAlike(own: unknown, kept: unknown): boolean {
  if (own === kept) return true
  if (typeof kept !== 'object' || kept === null) return false
  if (alike.get(kept) === own) return true
  const are = JSON.stringify(own) === JSON.stringify(kept)
  if (are) alike.set(kept, own)
  return are
}

/** Keeps what patterns were fitted to go by. */
export async function recordEpochs(
  tx: Transaction,
  epochs: ReadonlyMap<PatternName, Epoch>,
  journeys: number,
): Promise<void> {
  const rows = [...epochs].map(([pattern, { fitted }]) => {
    const version = RULES.find(rule => rule.pattern === pattern)?.version
    return [pattern, { fitted: JSON.stringify(fitted), fittedVersion: version, fittedJourneys: journeys }]
  })
  await tx.run(
    '// recordEpochs\nUNWIND $rows AS row\nMATCH (p:Pattern {id: row[0]})\nSET p += row[1], p.fittedAt = timestamp()',
    { rows },
  )
  await noteFindings(tx)
}
