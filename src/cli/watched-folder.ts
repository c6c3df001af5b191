import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Milliseconds for which a file must not change to be taken for complete. */
const SETTLE = 2_000

/** Names under which senders write what they rename when it is complete. */
const UNFINISHED = /^\.|\.(part|tmp)$/i

interface Seen {
  /** What tells one content of a name from another without reading it. */
  readonly state: string
  readonly since: number
}

/**
 * A folder into which others put files. It is looked at again and again, because a folder of another machine sends no
 * word of its changes (and chokidar's `awaitWriteFinish` does not wait for files that are there when it starts).
 */
export class WatchedFolder {
  readonly #folder: string
  readonly #seen = new Map<string, Seen>()
  readonly #taken = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Names of the files that are complete and were not taken with this content, in their order; links are passed over. */
  async look(): Promise<string[]> {
    const now = performance.now()
    const names = (await readdir(this.#folder)).filter(name => !UNFINISHED.test(name)).sort()
    for (const gone of this.#seen.keys().filter(name => !names.includes(name))) this.#forget(gone)
    const complete: string[] = []
    for (const name of names) {
      const state = await this.#stateOf(name)
      if (state === undefined) this.#forget(name)
      else if (this.#seen.get(name)?.state !== state) this.#seen.set(name, { state, since: now })
      else if (this.#taken.get(name) !== state && now - (this.#seen.get(name)?.since ?? now) >= SETTLE)
        complete.push(name)
    }
    return complete
  }

  /** Notes that a file was taken as it was when it was last looked at: it comes again when it is replaced. */
  take(name: string): void {
    const seen = this.#seen.get(name)
    if (seen) this.#taken.set(name, seen.state)
  }

  #forget(name: string): void {
    this.#seen.delete(name)
    this.#taken.delete(name)
  }

  /** Undefined for what is no file, and for an empty one: something has still to be written to it. */
  async #stateOf(name: string): Promise<string | undefined> {
    const there = await lstat(join(this.#folder, name), { bigint: true }).catch(() => undefined)
    return there?.isFile() && there.size > 0n ? `${there.ino} ${there.size} ${there.mtimeNs}` : undefined
  }
}
