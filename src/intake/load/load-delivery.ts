import { type Database, Lease } from '../../graph/index.ts'
import { resolveWaiting } from '../../person/index.ts'
import { type DeliveryFile, filesOf } from '../read/index.ts'
import { type LoadContext, loadFile } from './load-file.ts'
import { recordReady } from './record-ready.ts'

/**
 * What became of a delivery's lines. `recorded`: also what had been parked and waits no more; `unchanged`: stated before
 * with the same content; `parked`: names something not known yet, and is recorded by itself when that arrives.
 */
export interface Summary {
  recorded: number
  unchanged: number
  parked: number
  refused: number
  files: number
}

export interface LoadOptions {
  /** Told about every batch: bytes read of all bytes, records recorded so far. */
  readonly progress?: (state: { bytes: number; total: number; recorded: number }) => void
  /** Told in one line what was skipped, refused whole or noticed, and that another load is waited for. */
  readonly say?: (line: string) => void
  /** Told of each file of which nothing was read; `say` then is not. */
  readonly unread?: (file: UnreadFile) => void
  /** How the delivery came in, kept with it: `load` when absent. */
  readonly receivedFrom?: string
  /** Ends the load with its reason once the batch in hand is recorded; the same load again goes on from there. */
  readonly signal?: AbortSignal
}

/** A file of which nothing was read: not of a kind that is loaded (skipped), or unreadable as a whole (refused). */
export interface UnreadFile {
  readonly path: string
  readonly what: 'skipped' | 'refused'
  readonly reason: string
}

/**
 * Loads files, or folders of files, in the order of their names; one load of a graph at a time, others wait. Every batch
 * notes in its own transaction how far it came, so that the same command after a crash goes on where it stopped, and the
 * same file again changes nothing.
 * Refused lines are kept whole under `<home>/refused/`.
 * @throws NotFound where a path is not there; Unavailable where Neo4j goes away
 */
export async function loadDelivery(
  database: Database,
  home: string,
  paths: readonly string[],
  options: LoadOptions = {},
): Promise<Summary> {
  const { files, skipped } = await filesOf(paths)
  for (const { path, reason } of skipped) tellUnread(options, { path, what: 'skipped', reason })
  const lease = await Lease.take(
    database,
    'load',
    () => options.say?.('Waiting: another load of this graph is under way'),
    options.signal,
  )
  try {
    const { receivedFrom = 'load' } = options
    return await loadFiles({ database, home, lease, receivedFrom }, files, options)
  } finally {
    await lease.giveBack()
  }
}

async function loadFiles(context: LoadContext, files: readonly DeliveryFile[], options: LoadOptions): Promise<Summary> {
  const summary: Summary = { recorded: 0, unchanged: 0, parked: 0, refused: 0, files: 0 }
  const parked = new Map<number, number>()
  await resolveWaiting(context.database, tx => context.lease.renewIn(tx))
  await recordReady(context.database, context.lease)
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  let before = 0
  for (const file of files) {
    options.signal?.throwIfAborted()
    const outcome = await loadFile(
      context,
      file,
      (bytes, recorded) => {
        options.progress?.({ bytes: before + bytes, total, recorded: summary.recorded + recorded })
        options.signal?.throwIfAborted()
      },
      text => options.say?.(`${file.name}: ${text}`),
    )
    const { refusedWhole: reason } = outcome
    if (reason) tellUnread(options, { path: file.path, what: 'refused', reason })
    if (outcome.delivery !== undefined) parked.set(outcome.delivery, outcome.parked)
    for (const { delivery, changed } of await recordReady(context.database, context.lease)) {
      summary[changed ? 'recorded' : 'unchanged']++
      const still = parked.get(delivery)
      if (still !== undefined) parked.set(delivery, still - 1)
    }
    summary.recorded += outcome.recorded
    summary.unchanged += outcome.unchanged
    summary.refused += outcome.refused
    summary.files++
    before += file.bytes
  }
  for (const count of parked.values()) summary.parked += Math.max(0, count)
  return summary
}

function tellUnread({ unread, say }: LoadOptions, file: UnreadFile): void {
  if (unread) unread(file)
  else say?.(`${file.what} ${file.path}: ${file.reason}`)
}
