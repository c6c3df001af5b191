import { instantText, pieces } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { type ExportedThing, NODE_KINDS } from '../link/index.ts'
import type { Bundle } from './bundle.ts'

type Sources = Bundle['things'][number]['earlier']

/** Kinds of things of which a source makes statements, one in place of the other. */
const STATED = ['DOCUMENT', 'JOURNEY', 'TRAIN_RUN', 'STATION', 'CHECK'] as const

const PER_READ = 1_000
/** Earlier statements that are named of one thing, the latest. */
const MOST = 20

/** Where things were stated before by statements that others have taken the place of, by their global ids. */
export async function earlierSources(
  database: Pick<Database, 'read'>,
  things: readonly ExportedThing[],
): Promise<ReadonlyMap<string, Sources>> {
  const found = new Map<string, Sources>()
  for (const kind of STATED) {
    const own = new Map(things.filter(thing => thing.kind === kind).map(({ key, id }) => [key, id]))
    for (const keys of pieces([...own.keys()], PER_READ)) {
      const rows = (await database.read(
        `// earlierSources ${kind}
UNWIND $keys AS key
MATCH (x:${NODE_KINDS[kind]} {id: key})<-[:STATES]-(t:Record)
MATCH (d:Delivery {number: t.delivery})
WITH key, t, d ORDER BY t.delivery DESC, t.line DESC
RETURN key, collect([d.name, d.id, t.line, d.receivedAt])[..${MOST}]`,
        { keys },
      )) as [string, [string, string, number, number][]][]
      for (const [key, sources] of rows)
        found.set(
          own.get(key) as string,
          sources.map(([name, sha256, line, at]) => ({ name, sha256, line, receivedAt: instantText(at) })),
        )
    }
  }
  return found
}
