import { Conflict } from '../../base/index.ts'
import { type Database, type ImportFile, Lease } from '../../graph/index.ts'
import { resolveWaiting } from '../../person/index.ts'
import type { Summary } from '../load/load-delivery.ts'
import { loadFile } from '../load/load-file.ts'
import { recordReady } from '../load/record-ready.ts'
import { filesOf } from '../read/index.ts'
import { type Written, writeBulk } from './write-bulk.ts'

/** What a bulk load needs of the server, which whoever puts the parts together has. */
export interface BulkServer {
  /** Whether it has never run: then its graph is empty. */
  readonly isNew: boolean
  /** Opens the graph, with its constraints, for one act. */
  withGraph<T>(act: (database: Database) => Promise<T>): Promise<T>
  /** Fills the stopped server by an import of the rows that are written into the folder. */
  importOffline(
    write: (folder: string) => Promise<readonly ImportFile[]>,
    progress: (done: number) => void,
  ): Promise<void>
}

export interface BulkOptions {
  /** Told the share that is done, 0 to 1, and what is being done. */
  readonly progress?: (done: number, doing: string) => void
  /** Told in one line what was skipped or refused whole. */
  readonly say?: (line: string) => void
}

/** Shares of the time that reading and importing take; the rest is for indexes and what was left over. */
const READING = 0.55
const IMPORTING = 0.25

/**
 * A first load, into an empty graph, through an offline import: what it makes is the graph that `loadDelivery` makes of
 * the same files. What depends on other statements (a fact stated twice, a check that names no passenger, a record that
 * names something unknown) is imported as ready to be recorded, and recorded so when the server is up.
 * Killed at any moment it leaves the graph empty, to be loaded by the same command again, or whole but for such
 * records, which the next load records first.
 * @throws Conflict where the graph is not empty; NotFound where a path is not there; Unavailable where a part is missing
 */
export async function bulkLoad(
  server: BulkServer,
  home: string,
  paths: readonly string[],
  { progress = () => {}, say = () => {} }: BulkOptions = {},
): Promise<Summary> {
  const { files, skipped } = await filesOf(paths)
  for (const { path, reason } of skipped) say(`skipped ${path}: ${reason}`)
  if (!server.isNew && !(await server.withGraph(isEmpty)))
    throw new Conflict('--bulk: expected an empty graph, this one holds data; load without --bulk, or set ALIGHT_HOME')
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let written: Written | undefined
  await server.importOffline(
    async folder => {
      const reading = (bytes: number) => progress((READING * bytes) / Math.max(1, total), 'reading')
      written = await writeBulk(files, { folder, home, progress: reading, say })
      return written.rows
    },
    done => progress(READING + IMPORTING * done, 'importing'),
  )
  progress(READING + IMPORTING, 'indexing')
  const { again, refusedWhole } = written as unknown as Written
  return server.withGraph(async database => {
    progress(0.95, 'recording the rest')
    return recordRest(database, home, again, { refused: refusedWhole, files: files.length })
  })
}

/** Whether a graph holds nothing of anybody. */
async function isEmpty(database: Database): Promise<boolean> {
  const [row] = await database.read(
    '// isEmpty\nRETURN NOT EXISTS { MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Counter }',
    {},
  )
  return row?.[0] === true
}

async function recordRest(
  database: Database,
  home: string,
  again: Written['again'],
  { refused, files }: Pick<Summary, 'refused' | 'files'>,
): Promise<Summary> {
  const lease = await Lease.take(database, 'load')
  try {
    await resolveWaiting(database, tx => lease.renewIn(tx))
    await recordReady(database, lease)
    const summary = { ...(await countsOf(database)), files }
    summary.refused += refused
    for (const file of again) {
      const outcome = await loadFile(
        { database, home, lease, receivedFrom: 'load' },
        file,
        () => {},
        () => {},
      )
      summary.unchanged += outcome.unchanged
      summary.refused += outcome.refused
    }
    return summary
  } finally {
    await lease.giveBack()
  }
}

async function countsOf(database: Database): Promise<Omit<Summary, 'files'>> {
  const [row] = await database.read(
    '// countsOf\nMATCH (d:Delivery) RETURN sum(d.recorded), sum(d.unchanged), sum(d.parked), sum(d.refused)',
    {},
  )
  const [recorded, unchanged, parked, refused] = row as [number, number, number, number]
  return { recorded, unchanged, parked, refused }
}
