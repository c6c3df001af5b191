import type { Reader } from '../store.ts'

/** A node whose place is named, and the journey that it is, or that it is a check of. */
type Row = readonly [place: number, journey: number | null, run: string | null]

/** The journeys that some facts are or are checks of, by the numbers of their nodes, and the ids of their runs. */
export async function journeysBehind(
  reader: Reader,
  places: readonly number[],
): Promise<{ readonly journeys: ReadonlySet<number>; readonly runs: ReadonlySet<string> }> {
  const rows = (await reader.read(
    `// journeysBehind
UNWIND $places AS place
MATCH (n:Journey|Check|TrainRun) WHERE id(n) = place
OPTIONAL MATCH (n)-[:OF]->(checked:Journey)
WITH place, n, coalesce(checked, CASE WHEN n:Journey THEN n END) AS j
RETURN place, id(j), CASE WHEN n:TrainRun THEN n.id ELSE j.run END`,
    { places },
  )) as unknown as Row[]
  return {
    journeys: new Set(rows.flatMap(([, journey]) => journey ?? [])),
    runs: new Set(rows.flatMap(([, , run]) => run ?? [])),
  }
}
