import { randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Invalid, startOf } from '../../base/index.ts'

/** Bytes of a file's name; file systems hold 255, of which some go to endings. */
const LONGEST_NAME = 200

/**
 * A private folder under `<home>/uploads` for content that came as a stream: loading reads it twice. It is named after its
 * process, so that what a crash left there is known and taken away by the next that opens one.
 */
export class Spool {
  readonly #folder: string
  #files = 0

  private constructor(folder: string) {
    this.#folder = folder
  }

  static open(home: string): Spool {
    removeLeftSpools(home)
    const folder = join(home, 'uploads', [process.pid, startOf(process.pid), randomUUID()].join('-'))
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return new Spool(folder)
  }

  /**
   * Keeps a content whole under the base name of `name`, each in a folder of its own; returns its path.
   * @throws Invalid where the name is none; whatever the content throws, with the file left for `remove`
   */
  async keep(name: string, content: AsyncIterable<Buffer>): Promise<string> {
    const folder = join(this.#folder, String(++this.#files))
    const path = join(folder, checkedName(name))
    mkdirSync(folder, { mode: 0o700 })
    await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return path
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Removes what processes that run no more have left; that of others, a command line beside a service, stays. */
export function removeLeftSpools(home: string): void {
  const uploads = join(home, 'uploads')
  for (const name of entries(uploads)) {
    const [pid, start] = name.split('-')
    if (startOf(Number(pid)) !== start) rmSync(join(uploads, name), { recursive: true, force: true })
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * The base name of a file as its sender calls it, whatever the sender's system.
 * @throws Invalid where none is left, or it is too long or holds control characters
 */
export function checkedName(name: string): string {
  const base = basename(name.replaceAll('\\', '/'))
  const bytes = Buffer.byteLength(base)
  if (['', '.', '..'].includes(base)) throw new Invalid('File name: expected one such as passenger.csv, got none')
  if (/\p{Cc}/u.test(base)) throw new Invalid('File name: expected one without control characters, got some')
  if (bytes > LONGEST_NAME) throw new Invalid(`File name: expected at most ${LONGEST_NAME} bytes, got ${bytes}`)
  return base
}
