import { basename } from 'node:path'
import { Invalid, Unavailable } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import { loadDelivery, type UnreadFile } from '../../intake/index.ts'
import type { Context } from '../context.ts'
import { LIMITS } from '../limits.ts'
import type { IngestPayload, MutationIngestArgs } from '../schema.generated.ts'
import type { UploadedFile } from './uploaded-file.ts'

/** Loads what was uploaded as `alight load` does. A load goes to its end whether or not its sender waits for it. */
export class Ingestion {
  readonly #database: Database
  readonly #home: string
  readonly #stopping = new AbortController()
  readonly #underWay = new Set<Promise<unknown>>()

  constructor(database: Database, home: string) {
    this.#database = database
    this.#home = home
  }

  /** @throws Invalid where there are no files or too many, or one is given twice; Unavailable where the service stops */
  async ingest(files: readonly UploadedFile[], actor: string): Promise<IngestPayload> {
    if (files.length === 0 || files.length > LIMITS.files)
      throw new Invalid(`input.files: expected 1 to ${LIMITS.files} files, got ${files.length || 'none'}`)
    const load = this.#load(
      files.map(file => file.take()),
      actor,
    )
    this.#underWay.add(load)
    try {
      return await load
    } finally {
      this.#underWay.delete(load)
    }
  }

  async #load(paths: readonly string[], actor: string): Promise<IngestPayload> {
    const unread: UnreadFile[] = []
    const summary = await loadDelivery(this.#database, this.#home, paths, {
      receivedFrom: `upload by ${actor}`,
      unread: file => unread.push(file),
      signal: this.#stopping.signal,
    })
    return {
      ...summary,
      messages: unread.map(sentence),
      userErrors: unread.map(file => ({
        message: sentence(file),
        field: `input.files.${paths.findIndex(path => file.path.startsWith(path))}`,
        code: 'BAD_USER_INPUT',
      })),
    }
  }

  /** Ends what is under way once the batch in hand is recorded; the same files again go on from there. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Unavailable('The service is stopping: send the same files again, and the load goes on'))
    await Promise.allSettled(this.#underWay)
  }
}

const sentence = ({ path, what, reason }: UnreadFile) => `${basename(path)} was ${what}: ${reason}`

export const mutations = {
  ingest: (_: unknown, { input }: MutationIngestArgs, { ingestion, actor }: Context) =>
    ingestion.ingest(input.files, actor),
}
