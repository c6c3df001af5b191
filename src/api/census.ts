import type { Database } from '../graph/index.ts'

const LABELS = {
  persons: 'Person',
  identities: 'Identity',
  documents: 'Document',
  journeys: 'Journey',
  checks: 'Check',
  runs: 'TrainRun',
  stations: 'Station',
  findings: 'Finding',
} as const

/** How many of each thing: read from the store's own counters, whatever the size of the graph. */
export async function census(database: Database): Promise<Record<string, number>> {
  const counts = Object.entries(LABELS).map(([name, label]) => `COUNT { (:${label}) } AS ${name}`)
  const [row] = await database.read(
    `// census\nRETURN ${counts.join(', ')},
  COUNT { (:ParkedRecord) } AS parked, COLLECT { MATCH (d:Delivery) RETURN coalesce(sum(d.refused), 0) }[0] AS refused`,
    {},
  )
  return Object.fromEntries([...Object.keys(LABELS), 'parked', 'refused'].map((name, i) => [name, Number(row?.[i])]))
}
