import type { Database } from '../../graph/index.ts'
import { findRuns } from '../graph/find-runs.ts'
import { onRun, type ReadLine, type SoughtLine } from '../read/index.ts'

/** The lines with the runs that they seek, all found by one statement; one whose run is not found goes on seeking. */
export async function withRunsFound(database: Database, lines: readonly ReadLine[]): Promise<readonly ReadLine[]> {
  const seeking = lines.filter(line => 'sought' in line)
  if (seeking.length === 0) return lines
  const sought = new Map(seeking.map(line => [keyOf(line), line.sought]))
  const runs = await database.write(tx => findRuns(tx, [...sought.values()]))
  const found = new Map([...sought.keys()].map((key, i) => [key, runs[i]]))
  return lines.map(line => {
    if (!('sought' in line)) return line
    const run = found.get(keyOf(line))
    return run === undefined ? line : onRun(line, run)
  })
}

const keyOf = ({ sought: { train, station, localTime } }: SoughtLine) => [train, station, localTime].join('\n')
