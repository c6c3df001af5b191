import { createReadStream } from 'node:fs'
import { lstat, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Invalid } from '../../../base/index.ts'
import { type Feed, requireTables, TABLES, type Table } from './feed.ts'

/** Does this folder hold a feed? Other folders have no files of these names. */
export async function isFeedFolder(path: string): Promise<boolean> {
  const there = await Promise.all(
    ['stops.txt', 'stop_times.txt'].map(name => lstat(join(path, name)).catch(() => null)),
  )
  return there.every(file => file !== null)
}

/**
 * Opens a feed that lies unpacked in a folder.
 * @throws Invalid where a table is missing, is no file, or is a link that leads out of the folder
 */
export async function openFolder(path: string): Promise<Feed> {
  const sizes = new Map<Table, number>()
  for (const table of TABLES) {
    const size = await sizeOf(path, table)
    if (size !== undefined) sizes.set(table, size)
  }
  requireTables(sizes)
  return {
    sizes,
    open: async table => createReadStream(join(path, table), { highWaterMark: 1 << 18 }),
    close: () => {},
  }
}

async function sizeOf(folder: string, table: Table): Promise<number | undefined> {
  const path = join(folder, table)
  const link = await lstat(path).catch(() => undefined)
  if (!link) return undefined
  if (link.isSymbolicLink()) {
    const target = await realpath(path).catch(() => '')
    if (!target.startsWith((await realpath(folder)) + sep))
      throw new Invalid(`${table}: expected a file, got a link that leads out of the folder`)
  }
  const file = await stat(path)
  if (!file.isFile()) throw new Invalid(`${table}: expected a file, got something else of that name`)
  return file.size
}
