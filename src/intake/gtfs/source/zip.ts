import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Invalid, messageOf } from '../../../base/index.ts'
import { shown } from '../../record/index.ts'
import { type Feed, isTable, requireTables, type Table } from './feed.ts'
import { checkEntries } from './zip-entries.ts'

/** No feed has a hundred files. */
const MOST_ENTRIES = 10_000

/**
 * Opens a feed that lies in a zip, at its top or in one folder that holds everything. Nothing is unpacked to disk, and of
 * the zip's directory no more is trusted than is checked: names, sizes, checksums, that entries do not overlap.
 * @throws Invalid where the file is no sound zip, or holds no feed
 */
export async function openZip(path: string): Promise<Feed> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch(error => {
    throw unsound(error)
  })
  try {
    const entries = await entriesOf(zip)
    checkEntries(entries)
    const tables = tablesOf(entries)
    const sizes = new Map([...tables].map(([table, { uncompressedSize }]) => [table, uncompressedSize]))
    requireTables(sizes)
    return {
      sizes,
      open: async table => Readable.from(contentOf(zip, tables.get(table) as Entry), { objectMode: false }),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  if (zip.entryCount > MOST_ENTRIES)
    throw new Invalid(`expected at most ${MOST_ENTRIES} files in a zip, got ${zip.entryCount}`)
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (error) {
    throw unsound(error)
  }
  // What macOS adds beside every file is none of the feed's.
  return entries.filter(({ fileName }) => !fileName.startsWith('__MACOSX/'))
}

function tablesOf(entries: readonly Entry[]): Map<Table, Entry> {
  const [first, ...others] = new Set(entries.map(({ fileName }) => fileName.split('/')[0] as string))
  const folder = others.length === 0 && first !== undefined && !isTable(first) ? `${first}/` : ''
  const tables = new Map<Table, Entry>()
  for (const entry of entries) {
    const name = entry.fileName.slice(folder.length)
    if (isTable(name)) tables.set(name, entry)
  }
  return tables
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw unsound(error)
  }
  if (sum !== entry.crc32)
    throw new Invalid(`expected a sound zip, got a damaged ${shown(entry.fileName)}: its checksum is another`)
}

/** What the zip's form brings about; a disk that cannot be read is no fault of the zip. */
function unsound(error: unknown): unknown {
  if (error instanceof Error && 'syscall' in error) return error
  return new Invalid(`expected a sound zip that holds a GTFS feed, got: ${messageOf(error).slice(0, 200)}`)
}
