import { join } from 'node:path'
import { messageOf } from '../../../base/index.ts'
import { changesSince, type Standpoint, standpoint } from '../../../graph/index.ts'
import type { Reader } from '../../store.ts'
import { type Projection, readFew } from '../projection.ts'
import { tooMuch } from '../update.ts'
import type { Head } from './layout.ts'
import { readSnapshot, Unusable } from './read-snapshot.ts'
import { writeSnapshot } from './write-snapshot.ts'

/** Milliseconds from one writing to the next. */
const EVERY = 300_000
/** Milliseconds until a writing that an update overtook is tried again. */
const AGAIN = 20_000
/** Writings that are tried at the end, should an update still be under way. */
const LAST_TRIES = 3

/** Where it is told what becomes of the snapshot. */
export interface SnapshotLog {
  info(line: string): void
  warn(line: string): void
}

/**
 * The projection in a file, so that a start does not read the whole graph: written after a reading, now and then after
 * updates, and at the end. A file that is of no use is no error: the log says why, and the graph is read anew. It holds
 * numbers of documents and ids of persons, so it is its owner's alone.
 */
export class Snapshot {
  readonly #path: string
  readonly #log: SnapshotLog
  /** What is to be written. */
  #projection: Projection | undefined
  #written: Standpoint | undefined
  #notBefore = 0
  /** Set from when a writing is arranged until it is over: two at once would write into one file. */
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<unknown> = Promise.resolve()

  /** @param home the folder of all that is kept, `ALIGHT_HOME` */
  constructor(home: string, log: SnapshotLog) {
    this.#path = join(home, 'projection', 'snapshot')
    this.#log = log
  }

  /** The projection as it was written last, to be brought up to date; undefined where it cannot be. */
  async restore(reader: Reader): Promise<Projection | undefined> {
    const started = performance.now()
    try {
      const projection = await readSnapshot(this.#path, head => canBeUpdated(reader, head))
      projection.write(await readFew(reader, ['Station', 'Train', 'Regime', 'Coverage']))
      this.#projection = projection
      this.#written = projection.standpoint
      this.#notBefore = Date.now() + EVERY
      this.#log.info(
        `Projection: read back from its snapshot, as of change ${projection.standpoint.number}, in ${seconds(started)} s`,
      )
      return projection
    } catch (error) {
      this.#log.info(`Projection: no snapshot to start from (${messageOf(error)}), the graph is read anew`)
      return undefined
    }
  }

  /** Takes note of what the projection is now; it is written in its time. */
  note(projection: Projection): void {
    this.#projection = projection
    if (this.#isWritten || this.#timer) return
    this.#timer = setTimeout(
      () => {
        this.#writing = this.#write().then(() => {
          this.#timer = undefined
          // An update came meanwhile, or it could not be written.
          this.note(this.#projection as Projection)
        })
      },
      Math.max(0, this.#notBefore - Date.now()),
    )
    this.#timer.unref()
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    await this.#writing
    clearTimeout(this.#timer)
    for (let tries = 0; tries < LAST_TRIES && !this.#isWritten; tries++) if (!(await this.#write())) return
  }

  /** Changes without a history, of a graph that nobody has changed yet, do not tell which graph they are of. */
  get #isWritten(): boolean {
    const standpoint = this.#projection?.standpoint
    return standpoint === undefined || standpoint.history === '' || standpoint === this.#written
  }

  /** Returns false where the file system does not let it write. */
  async #write(): Promise<boolean> {
    const projection = this.#projection as Projection
    const { standpoint } = projection
    const started = performance.now()
    try {
      const written = await writeSnapshot(this.#path, projection)
      this.#notBefore = Date.now() + (written ? EVERY : AGAIN)
      if (!written) return true
      this.#written = standpoint
      this.#log.info(`Projection: snapshot written, as of change ${standpoint.number}, in ${seconds(started)} s`)
      return true
    } catch (error) {
      this.#notBefore = Date.now() + EVERY
      this.#log.warn(
        `Projection: its snapshot cannot be written, the next start will read the graph: ${messageOf(error)}`,
      )
      return false
    }
  }
}

/** @throws Unusable where it is known without the columns that they cannot be brought up to date */
async function canBeUpdated(reader: Reader, { standpoint: since, rows }: Head): Promise<void> {
  const now = await standpoint(reader)
  if (since.history !== now.history) throw new Unusable('it is of another graph')
  const notes = await changesSince(reader, since, now)
  if (!notes || tooMuch(notes, rows['rail.runs'] as number)) throw new Unusable('too much has changed since')
}

const seconds = (started: number) => ((performance.now() - started) / 1_000).toFixed(1)
