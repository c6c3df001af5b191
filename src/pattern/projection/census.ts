import { standpoint } from '../../graph/index.ts'
import type { Reader } from '../store.ts'
import { Projection } from './projection.ts'

/** How many of one label the graph holds, and how many the projection. */
export interface Count {
  readonly label: string
  readonly graph: number
  readonly projection: number
}

export interface Census {
  readonly counts: readonly Count[]
  /** Milliseconds that reading took. */
  readonly took: number
  /** Bytes of columns a journey. */
  readonly bytesPerJourney: number
}

/** Reads a projection of the whole graph and counts both. What is recorded between the two makes them differ too. */
export async function takeCensus(reader: Reader): Promise<Census> {
  const started = performance.now()
  const projection = await Projection.read(reader, await standpoint(reader))
  const took = performance.now() - started
  const counts: Count[] = []
  for (const [label, count] of Object.entries(projection.counts)) {
    const [row] = await reader.read(`// census\nMATCH (n:${label}) RETURN count(n)`, {})
    counts.push({ label, graph: Number(row?.[0]), projection: count })
  }
  return { counts, took, bytesPerJourney: projection.bytes / Math.max(1, projection.counts.Journey) }
}
