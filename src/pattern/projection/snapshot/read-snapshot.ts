import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Names } from '../names.ts'
import { PARTS, Projection } from '../projection.ts'
import { CHECKSUM, type Head, LAYOUT, MAGIC, PREFIX } from './layout.ts'
import { piecesOf } from './write-snapshot.ts'

/** A snapshot is of no use; the message says why. */
export class Unusable extends Error {}

/**
 * Reads a projection back from a file, all but what there is little of (see `readFew`). Its columns are read straight to
 * where they lie.
 * @param accept looks at the head before the columns are read, and throws Unusable where they will not do
 * @throws Unusable where the file is not there, torn, something else or of another layout; what the file system says
 */
export async function readSnapshot(path: string, accept: (head: Head) => Promise<void>): Promise<Projection> {
  const file = await openThere(path)
  try {
    const head = await readHead(file)
    if (head.layout !== LAYOUT) throw new Unusable('it is of another version')
    await accept(head)
    return await readBody(file, head)
  } finally {
    await file.close()
  }
}

async function openThere(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Unusable('there is none')
    throw error
  }
}

async function readHead(file: FileHandle): Promise<Head> {
  const prefix = await fill(Buffer.alloc(PREFIX), file)
  if (!prefix.subarray(0, MAGIC.length).equals(MAGIC)) throw new Unusable('it is something else')
  const length = prefix.readUInt32LE(MAGIC.length)
  if (length > (await file.stat()).size) throw new Unusable('it is cut short')
  const head = await fill(Buffer.alloc(length), file)
  if (crc32(head) !== prefix.readUInt32LE(MAGIC.length + 4)) throw new Unusable('it is damaged')
  return JSON.parse(head.toString()) as Head
}

async function readBody(file: FileHandle, { standpoint, rows, parts }: Head): Promise<Projection> {
  const projection = new Projection(standpoint)
  let checksum = 0
  for (const [name, table] of projection.tables)
    for (const column of Object.values(table.refill(rows[name] as number)))
      for (const piece of piecesOf(column)) checksum = crc32(await fill(piece, file), checksum)
  const end = await fill(Buffer.alloc(CHECKSUM), file)
  if (end.readUInt32LE() !== checksum) throw new Unusable('it is damaged')
  for (const part of PARTS) {
    const { names, rest } = parts[part]
    for (const [name, all] of Object.entries<Names>(projection[part].names))
      for (const each of names[name] as readonly string[]) all.number(each)
    projection[part].rest = rest as never
  }
  return projection
}

/** Fills bytes with the next ones of a file. */
async function fill<Bytes extends Uint8Array>(bytes: Bytes, file: FileHandle): Promise<Bytes> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at)
    if (bytesRead === 0) throw new Unusable('it is cut short')
    at += bytesRead
  }
  return bytes
}
