import { keptEpochs } from '../finding/index.ts'
import type { Database } from '../graph/index.ts'
import { RULES } from '../pattern/index.ts'
import { currentMatcher } from '../person/index.ts'
import type { Bundle } from './bundle.ts'
import { hashOf } from './canonical.ts'

/** The rules by which patterns and the matcher judge now. */
export async function rulesInForce(database: Pick<Database, 'read'>): Promise<Bundle['rules']> {
  const epochs = await keptEpochs(database)
  const matcher = await currentMatcher((statement, given) => database.read(statement, given))
  const patterns = RULES.map(({ pattern, version, parameters }) => {
    const kept = epochs.get(pattern)
    return {
      pattern,
      version,
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value])),
      fitted: kept && kept.fitted !== null ? { sha256: hashOf(kept.fitted), journeys: kept.journeys } : null,
    }
  })
  return { patterns, matcher: { version: matcher.version } }
}
