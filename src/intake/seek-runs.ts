import type { Database } from '../graph/index.ts'
import { findRuns } from './graph/find-runs.ts'
import type { BadLine, GoodLine, ReadLine, SoughtLine } from './read/index.ts'

/** The lines with the runs that they seek, all found by one statement; a line whose run is not found is refused. */
export async function withRunsFound(
  database: Database,
  lines: readonly ReadLine[],
): Promise<readonly (GoodLine | BadLine)[]> {
  const seeking = lines.filter(line => 'sought' in line)
  if (seeking.length === 0) return lines as readonly (GoodLine | BadLine)[]
  const sought = new Map(seeking.map(line => [keyOf(line), line.sought]))
  const runs = await database.write(tx => findRuns(tx, [...sought.values()]))
  const found = new Map([...sought.keys()].map((key, i) => [key, runs[i]]))
  return lines.map(line => {
    if (!('sought' in line)) return line
    const run = found.get(keyOf(line))
    return run === undefined ? withoutRun(line) : line.complete(run)
  })
}

const keyOf = ({ sought: { train, station, localTime } }: SoughtLine) => [train, station, localTime].join('\n')

function withoutRun({ line, raw, sought }: SoughtLine): BadLine {
  const { train, station, localTime } = sought
  const expected =
    'one run that is known and leaves there within 12 h of then (deliver it first, then send this file again)'
  return { line, raw, problems: [{ field: 'run', expected, came: `${train} from ${station} at ${localTime}` }] }
}
