import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Projection } from '../projection.ts'
import { CHECKSUM, headOf, MAGIC, PIECE, PREFIX } from './layout.ts'

/**
 * Writes a projection to a file, which is put in the place of the one before when it is whole and on the disk. No update
 * waits for it: what an update changed meanwhile makes the file useless, which is then given up.
 * @returns whether it was written; false: an update came
 * @throws what the file system says
 */
export async function writeSnapshot(path: string, projection: Projection): Promise<boolean> {
  const beside = `${path}.new`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    if (!(await writeWhole(beside, projection))) return false
    await rename(beside, path)
    return true
  } finally {
    await rm(beside, { force: true })
  }
}

async function writeWhole(path: string, projection: Projection): Promise<boolean> {
  const begun = projection.standpoint
  const file = await open(path, 'w', 0o600)
  try {
    const head = Buffer.from(JSON.stringify(headOf(projection)))
    const columns = [...projection.tables.values()].flatMap(table => Object.values(table.written))
    await file.appendFile(prefixOf(head))
    await file.appendFile(head)
    let checksum = 0
    for (const column of columns)
      for (const piece of piecesOf(column)) {
        checksum = crc32(piece, checksum)
        await file.appendFile(piece)
        if (projection.standpoint !== begun) return false
      }
    const end = Buffer.alloc(CHECKSUM)
    end.writeUInt32LE(checksum)
    await file.appendFile(end)
    await file.sync()
    return true
  } finally {
    await file.close()
  }
}

function prefixOf(head: Buffer): Buffer {
  const prefix = Buffer.alloc(PREFIX)
  MAGIC.copy(prefix)
  prefix.writeUInt32LE(head.length, MAGIC.length)
  prefix.writeUInt32LE(crc32(head), MAGIC.length + 4)
  return prefix
}

/** The bytes of a column, some megabytes at a time. */
export function* piecesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Iterable<Uint8Array> {
  for (let at = 0; at < byteLength; at += PIECE)
    yield new Uint8Array(buffer, byteOffset + at, Math.min(PIECE, byteLength - at))
}
