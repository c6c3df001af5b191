import type { Database } from '../../src/graph/index.ts'
import type { Thing, Verdict } from '../../src/pattern/detection/claim.ts'
import { Detection } from '../../src/pattern/detection/detection.ts'
import type { Explanation } from '../../src/pattern/detection/explanation.ts'
import { DETECTORS } from '../../src/pattern/detectors/index.ts'
import type { PatternName } from '../../src/pattern/pattern-name.ts'
import type { Projection } from '../../src/pattern/projection/projection.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'

/** A claim as a test compares it: its things by label and id. */
export interface Detected {
  readonly subjects: readonly string[]
  readonly anchor: string
  readonly score: number
  readonly p: number | null
  readonly q: number | null
  readonly figures: Readonly<Record<string, number>>
  readonly explanation: Explanation
  /** Facts with their line, `!` behind those without which it falls. */
  readonly evidence: readonly string[]
}

/** What passes of a pattern in the whole graph, read and tested from nothing, sorted by subjects. */
export async function detected(database: Database, pattern: PatternName): Promise<Detected[]> {
  const { projection } = await currentProjection(database, undefined)
  const detection = new Detection(DETECTORS, database)
  detection.touch(projection, 'all')
  await detection.settle()
  return shown(database, detection, pattern)
}

/** A detection that is kept current, for tests of what updates change: `detect` brings it up to now and settles. */
export function keptDetection(database: Database) {
  const detection = new Detection(DETECTORS, database)
  let projection: Projection | undefined
  return async (pattern: PatternName) => {
    const current = await currentProjection(database, projection)
    projection = current.projection
    detection.touch(current.projection, current.touched)
    await detection.settle()
    return shown(database, detection, pattern)
  }
}

async function shown(database: Database, detection: Detection, pattern: PatternName): Promise<Detected[]> {
  const passing = detection.verdicts(pattern).filter(({ passes }) => passes)
  const found = passing.map(verdict => ({ verdict, explanation: detection.explain(pattern, verdict) }))
  const ids = await idsOf(
    database,
    found.flatMap(({ verdict, explanation }) => [
      ...verdict.claim.subjects,
      ...explanation.evidence.map(({ fact }) => fact),
    ]),
  )
  return found.map(({ verdict, explanation }) => asDetected(verdict, explanation, ids)).sort(bySubjects)
}

/** All that all detectors say, what does not pass included: one sorted line for each claim. */
export async function everythingSaid(database: Database, detection: Detection): Promise<string[]> {
  const found = detection.patterns.flatMap(pattern =>
    detection.verdicts(pattern).map(verdict => ({
      pattern,
      verdict,
      explanation: verdict.passes ? detection.explain(pattern, verdict) : undefined,
    })),
  )
  const ids = await idsOf(
    database,
    found.flatMap(({ verdict, explanation }) => [
      ...verdict.claim.subjects,
      ...(explanation?.evidence ?? []).map(({ fact }) => fact),
    ]),
  )
  return found
    .map(({ pattern, verdict: { claim, q, tests, passes }, explanation }) => {
      const { anchor, score, p, figures } = claim
      const evidence = explanation?.evidence.map(({ fact, ...rest }) => [ids(fact), rest])
      const words = explanation && { ...explanation, evidence }
      return `${pattern} ${JSON.stringify([claim.subjects.map(ids), anchor, { score, p, q, tests, passes, figures }, words])}`
    })
    .sort()
}

function asDetected({ claim, q }: Verdict, explanation: Explanation, ids: (thing: Thing) => string): Detected {
  const { anchor, score, p, figures } = claim
  const evidence = explanation.evidence.map(({ fact, line, witness }) => `${line} ${ids(fact)}${witness ? '!' : ''}`)
  return { subjects: claim.subjects.map(ids), anchor, score, p, q, figures, explanation, evidence }
}

const bySubjects = (a: Detected, b: Detected) => {
  const [left, right] = [JSON.stringify([a.subjects, a.anchor]), JSON.stringify([b.subjects, b.anchor])]
  return left < right ? -1 : left > right ? 1 : 0
}

async function idsOf(database: Database, things: readonly Thing[]): Promise<(thing: Thing) => string> {
  const places = things.flatMap(([, named]) => (typeof named === 'number' ? [named] : []))
  const rows = (await database.read('UNWIND $places AS place MATCH (n) WHERE id(n) = place RETURN place, n.id', {
    places,
  })) as [number, string][]
  const ids = new Map(rows)
  return ([label, named]) => {
    const id = typeof named === 'number' ? ids.get(named) : named
    if (id === undefined) throw new Error(`Test: ${label} ${named} names no node of the graph`)
    return `${label} ${id}`
  }
}
