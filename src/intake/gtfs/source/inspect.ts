import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Invalid } from '../../../base/index.ts'
import { type Feed, MOST_UNPACKED, TABLES } from './feed.ts'
import { openFolder } from './folder.ts'
import { openZip } from './zip.ts'

/**
 * Opens a feed.
 * @throws Invalid where it is none
 */
export async function openFeed(path: string): Promise<Feed> {
  return (await stat(path)).isDirectory() ? openFolder(path) : openZip(path)
}

/** The bytes of a feed as delivered: of the zip, or of the tables in the folder; 0 where it cannot be opened. */
export async function bytesOf(path: string): Promise<number> {
  const there = await stat(path)
  if (!there.isDirectory()) return there.size
  const feed = await openFolder(path).catch(() => undefined)
  return [...(feed?.sizes.values() ?? [])].reduce((sum, size) => sum + size, 0)
}

/**
 * Reads a feed once to its end, before anything of it is recorded. Its SHA-256 is that of the zip, or for a folder of
 * name, length and content of every table in the order of names: what else lies in the folder says nothing to the graph.
 * @throws Invalid where it is no feed, a table is not UTF-8, or the zip is damaged
 */
export async function inspectFeed(path: string): Promise<string> {
  const feed = await openFeed(path)
  try {
    const hash = createHash('sha256')
    for (const table of TABLES) {
      const size = feed.sizes.get(table)
      if (size === undefined) continue
      hash.update(`${table}\0${size}\0`)
      const decoder = new TextDecoder('utf-8', { fatal: true })
      let bytes = 0
      for await (const chunk of (await feed.open(table)) as AsyncIterable<Buffer>) {
        bytes += chunk.length
        if (bytes > MOST_UNPACKED) throw new Invalid(`${table}: expected at most ${MOST_UNPACKED} bytes, got more`)
        hash.update(chunk)
        decode(table, decoder, chunk)
      }
      decode(table, decoder)
    }
    return (await stat(path)).isDirectory() ? hash.digest('hex') : await digestOfFile(path)
  } finally {
    feed.close()
  }
}

function decode(table: string, decoder: TextDecoder, chunk?: Buffer): void {
  try {
    if (chunk) decoder.decode(chunk, { stream: true })
    else decoder.decode()
  } catch {
    throw new Invalid(`${table}: expected UTF-8, got bytes that are none`)
  }
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
