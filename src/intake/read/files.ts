import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Invalid, messageOf, NotFound } from '../../base/index.ts'
import { bytesOf, inspectFeed, isFeedFolder } from '../gtfs/index.ts'
import { WholeFile } from '../paxlst/index.ts'

export interface DeliveryFile {
  readonly path: string
  readonly name: string
  /** `gtfs`: a zip, or a folder that is one delivery. */
  readonly format: 'ndjson' | 'csv' | 'edi' | 'gtfs'
  readonly gzipped: boolean
  readonly bytes: number
}

export interface Found {
  readonly files: readonly DeliveryFile[]
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
}

const ENDING = /\.(ndjson|csv|edi)(\.gz)?$/

/**
 * The files of a delivery: those named, and those in the folders named, in the order of their names.
 * @throws NotFound where a path is not there
 */
export async function filesOf(paths: readonly string[]): Promise<Found> {
  const files: DeliveryFile[] = []
  const skipped: { path: string; reason: string }[] = []
  for (const path of paths) {
    const there = await stat(path).catch(() => {
      throw new NotFound(`Nothing at ${path}: expected a file or a folder`)
    })
    const candidates = there.isDirectory() ? await inFolder(path) : [path]
    for (const candidate of candidates) {
      const reason = candidate === path ? undefined : await outside(candidate, path)
      const file = reason ? undefined : await deliveryFile(candidate)
      if (file) files.push(file)
      else
        skipped.push({
          path: candidate,
          reason: reason ?? 'expected .ndjson, .csv or .edi, or one of them with .gz, or a GTFS feed',
        })
    }
  }
  return { files, skipped }
}

/** What lies in a folder, by name; a feed stands for its tables. */
async function inFolder(path: string): Promise<string[]> {
  const names = (await readdir(path)).sort()
  if (!(await isFeedFolder(path))) return names.map(name => join(path, name))
  return [path, ...names.filter(name => !name.endsWith('.txt')).map(name => join(path, name))]
}

async function deliveryFile(path: string): Promise<DeliveryFile | undefined> {
  if (path.endsWith('.zip') || (await isFeedFolder(path))) return feedFile(path)
  const name = basename(path)
  const [, format, gz] = ENDING.exec(name) ?? []
  const there = await stat(path).catch(() => undefined)
  if (!format || !there?.isFile()) return undefined
  return { path, name, format: format as DeliveryFile['format'], gzipped: gz !== undefined, bytes: there.size }
}

async function feedFile(path: string): Promise<DeliveryFile | undefined> {
  const there = await stat(path).catch(() => undefined)
  if (!there?.isFile() && !(await isFeedFolder(path))) return undefined
  return { path, name: basename(path), format: 'gtfs', gzipped: false, bytes: await bytesOf(path) }
}

/** A link in a delivered folder must not lead out of it. */
async function outside(path: string, folder: string): Promise<string | undefined> {
  if (!(await lstat(path)).isSymbolicLink()) return undefined
  const target = await realpath(path).catch(() => '')
  return target.startsWith((await realpath(folder)) + sep) ? undefined : 'a link that leads out of the folder'
}

/** A bomb's answer: nobody delivers a passenger list of 64 GiB. */
const MOST_BYTES = 64 * 2 ** 30

/** Records pack to a tenth or a twentieth; what unpacks to hundreds of times its size is made to fill a disk. */
const BOMB = { bytes: 64 * 2 ** 20, ratio: 200 }

/** The file's content, unpacked. */
export function openContent(file: DeliveryFile, onRaw?: (chunk: Buffer) => void): Readable {
  const raw = createReadStream(file.path, { highWaterMark: 1 << 18 })
  if (onRaw) raw.on('data', chunk => onRaw(chunk as Buffer))
  if (!file.gzipped) return raw
  const unpacked = createGunzip()
  raw.on('error', error => unpacked.destroy(error))
  return raw.pipe(unpacked)
}

/**
 * Reads the file once to its end, before anything of it is recorded: its SHA-256 (of the bytes as delivered), and
 * whether it can be read at all.
 * @throws Invalid where it is not UTF-8, its gzip is broken, or a passenger list is truncated
 */
export async function inspect(file: DeliveryFile): Promise<string> {
  if (file.format === 'gtfs') return inspectFeed(file.path)
  const hash = createHash('sha256')
  const content = file.format === 'edi' ? new WholeFile() : utf8()
  let bytes = 0
  try {
    for await (const chunk of openContent(file, raw => hash.update(raw)) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > MOST_BYTES) throw new Invalid(`expected at most ${MOST_BYTES / 2 ** 30} GiB unpacked, got more`)
      if (file.gzipped && bytes > BOMB.bytes && bytes > BOMB.ratio * file.bytes)
        throw new Invalid(`expected at most ${BOMB.ratio} bytes unpacked of each packed one, got more`)
      content.take(chunk)
    }
    content.end()
  } catch (error) {
    if (error instanceof Invalid) throw error
    const code = String((error as { code?: string }).code)
    if (code.startsWith('ERR_ENCODING') || error instanceof TypeError)
      throw new Invalid('expected UTF-8, got bytes that are none')
    if (code.startsWith('Z_'))
      throw new Invalid(`expected a whole gzip file, got one that breaks off or is damaged (${messageOf(error)})`)
    throw error
  }
  return hash.digest('hex')
}

/** Looks whether bytes are UTF-8, chunk by chunk; throws what a decoder throws. */
function utf8() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return { take: (chunk: Buffer) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() }
}
