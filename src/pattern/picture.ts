import type { Projection } from './projection/projection.ts'
import type { Snapshot } from './projection/snapshot/snapshot.ts'
import { currentProjection } from './projection/update.ts'
import type { Reader } from './store.ts'

/** The projection, made when it is first asked for and brought up to date whenever it is asked for after a change. */
export class Picture {
  readonly #reader: Reader
  readonly #snapshot: Snapshot | undefined
  #last: Promise<Projection | undefined> = Promise.resolve(undefined)

  /** @param snapshot from which it is made, where there is one, and where it is kept */
  constructor(reader: Reader, snapshot: Snapshot | undefined) {
    this.#reader = reader
    this.#snapshot = snapshot
  }

  /** The projection as the graph is now. One update at a time; where one fails, what was there before is brought on. */
  async now(): Promise<Projection> {
    const before = this.#last
    const updated = before.then(projection => this.#bringOn(projection))
    this.#last = updated.catch(() => before)
    return updated
  }

  async #bringOn(before: Projection | undefined): Promise<Projection> {
    const known = before ?? (await this.#snapshot?.restore(this.#reader))
    const { projection } = await currentProjection(this.#reader, known)
    this.#snapshot?.note(projection)
    return projection
  }
}
