import type { Database } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'
import type { FindingState } from './state.ts'

/** When each pattern was looked for last, epoch milliseconds; null: never. */
export async function lastSwept(database: Pick<Database, 'read'>): Promise<[PatternName, number | null][]> {
  return (await database.read('// lastSwept\nMATCH (p:Pattern) RETURN p.id, p.sweptAt ORDER BY p.rank', {})) as never
}

/** How many findings there are, by pattern and state. */
export async function countFindings(database: Pick<Database, 'read'>): Promise<[PatternName, FindingState, number][]> {
  return (await database.read('// countFindings\nMATCH (f:Finding) RETURN f.pattern, f.state, count(*)', {})) as never
}
