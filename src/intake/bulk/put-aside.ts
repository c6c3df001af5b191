import { closeSync, createReadStream, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CheckedRecord } from '../graph/prepare-batch.ts'

const HELD = 1_000

/** Records that named something before it came, kept in a file until they are tried again. */
export class PutAside {
  readonly #path: string
  #descriptor: number | undefined
  #held: string[] = []
  count = 0

  constructor(folder: string, round: number) {
    this.#path = join(folder, `early-${round}`)
  }

  put({ delivery, line, digest, record, fillsIn }: CheckedRecord): void {
    this.count++
    this.#held.push(`${JSON.stringify({ delivery, line, digest, record, fillsIn })}\n`)
    if (this.#held.length >= HELD) this.#flush()
  }

  /** The records, in the order in which they were put; the file is gone afterwards. */
  async *take(): AsyncGenerator<CheckedRecord> {
    if (this.count === 0) return
    this.#flush()
    closeSync(this.#descriptor as number)
    for await (const line of createInterface({ input: createReadStream(this.#path) }))
      yield JSON.parse(line) as CheckedRecord
    rmSync(this.#path)
  }

  #flush(): void {
    this.#descriptor ??= openSync(this.#path, 'wx', 0o600)
    const bytes = Buffer.from(this.#held.join(''))
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
    this.#held = []
  }
}
