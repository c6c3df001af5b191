import type { Projection } from './projection/projection.ts'
import { currentProjection, type Touched } from './projection/update.ts'
import type { Reader } from './store.ts'

/** Is told of each update of the projection, and what it touched. */
export type Follower = (projection: Projection, touched: Touched | 'all') => void

/** The projection, made when it is first asked for and brought up to date whenever it is asked for after a change. */
export class Picture {
  readonly #reader: Reader
  readonly #followers = new Set<Follower>()
  #last: Promise<Projection | undefined> = Promise.resolve(undefined)

  constructor(reader: Reader) {
    this.#reader = reader
  }

  /** The projection as the graph is now. One update at a time; where one fails, what was there before is brought on. */
  async now(): Promise<Projection> {
    const before = this.#last
    const updated = before.then(async projection => this.#update(projection))
    this.#last = updated.catch(() => before)
    return updated
  }

  /** Has every update from now on told, before whoever asked for it goes on; returns what ends that. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  async #update(before: Projection | undefined): Promise<Projection> {
    const { projection, touched } = await currentProjection(this.#reader, before)
    for (const follow of this.#followers) follow(projection, touched)
    return projection
  }
}
