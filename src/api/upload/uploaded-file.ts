import { Invalid } from '../../base/index.ts'

/** A file that came with a request: it lies on the disk, in a private folder, until the answer is sent. */
export class UploadedFile {
  readonly name: string
  readonly path: string
  #taken = false

  constructor(name: string, path: string) {
    this.name = name
    this.path = path
  }

  /**
   * Gives the file away, once: what an operation makes the service read is then no more than what was sent with it.
   * @throws Invalid the second time
   */
  take(): string {
    if (this.#taken) throw new Invalid(`files: expected each file once, got ${this.name} again`)
    this.#taken = true
    return this.path
  }
}
