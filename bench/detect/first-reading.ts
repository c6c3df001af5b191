import { mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Database, standpoint } from '../../src/graph/index.ts'
import { Projection } from '../../src/pattern/projection/projection.ts'
import { readSnapshot } from '../../src/pattern/projection/snapshot/read-snapshot.ts'
import { writeSnapshot } from '../../src/pattern/projection/snapshot/write-snapshot.ts'
import { markdown } from '../reads/table.ts'
import { memory, timed } from './times.ts'

/**
 * Reads the projection from the graph and leaves its snapshot where the service looks for it in `home`, so that nobody
 * reads the graph a second time.
 */
export async function benchReading(
  database: Database,
  home: string,
  print: (text: string) => void,
): Promise<Projection> {
  const reading = await timed(async () => Projection.read(database, await standpoint(database)))
  const projection = reading.value
  const path = join(home, 'projection', 'snapshot')
  mkdirSync(dirname(path), { recursive: true })
  const writing = await timed(() => writeSnapshot(path, projection))
  const back = await timed(() => readSnapshot(path, async () => {}))
  if (back.value.counts.Journey !== projection.counts.Journey) throw new Error('expected all journeys in the snapshot')
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  print(
    markdown(
      ['projection', 's'],
      [
        ['read from the graph', seconds(reading.took)],
        ['snapshot written', seconds(writing.took)],
        ['snapshot read back', seconds(back.took)],
      ],
    ),
  )
  const { counts, bytes } = projection
  print(
    `${Math.round(bytes / 1e6)} MB of columns, ${Math.round(bytes / counts.Journey)} bytes a journey; ` +
      `${Math.round(statSync(path).size / 1e6)} MB of snapshot; with two projections ${memory()}`,
  )
  return projection
}
