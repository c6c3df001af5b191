import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { gzipSync, zipSync } from 'fflate'
import { requireTables, TABLES } from '../../src/intake/gtfs/source/feed.ts'
import { filesOf } from '../../src/intake/read/index.ts'
import { scratch } from '../delivery.ts'
import { feedFolder, feedZip, readAll, type Tables, tables, zipEntries } from '../gtfs.ts'

const folder = scratch()
const IS_FEED =
  'expected a GTFS feed (agency.txt, stops.txt, routes.txt, trips.txt, stop_times.txt, and calendar.txt or calendar_dates.txt), got one without '
const EXTRA = Buffer.from('nothing to see')

const local = 0x04034b50
const central = 0x02014b50

/** Where the headers of this kind stand that name this file. */
function headersOf(bytes: Buffer, signature: number, name: string): number[] {
  const nameAt = signature === local ? 30 : 46
  const found: number[] = []
  for (let at = 0; at <= bytes.length - nameAt; at++)
    if (bytes.readUInt32LE(at) === signature && bytes.toString('utf8', at + nameAt, at + nameAt + name.length) === name)
      found.push(at)
  return found
}

/** Changes the headers, local and central, of a file in a zip. */
const spoilHeaders =
  (name: string, spoil: (bytes: Buffer, at: number, isCentral: boolean) => void) =>
  (bytes: Buffer): Buffer => {
    for (const signature of [local, central])
      for (const at of headersOf(bytes, signature, name)) spoil(bytes, at, signature === central)
    return bytes
  }

/** Gives a file in a zip another name of the same length. */
const rename = (from: string, to: string) =>
  spoilHeaders(from, (bytes, at, isCentral) => bytes.write(to, at + (isCentral ? 46 : 30)))

describe('a zip', () => {
  test.each(['', 'feed/', 'žemėlapis/'])(
    'with its tables in the folder %j gives what the folder gives',
    async inside => {
      expect(await readAll(feedZip(folder, zipEntries({}, inside)))).toEqual(await readAll(feedFolder(folder)))
    },
  )

  test('may hold other tables, folders, and what macOS adds', async () => {
    const entries = { ...zipEntries({ 'shapes.txt': 'x' }), '__MACOSX/._stops.txt': EXTRA, 'notes/': new Uint8Array() }
    expect(await readAll(feedZip(folder, entries))).toEqual(await readAll(feedFolder(folder)))
  })

  const hostile: readonly [string, () => string, string][] = [
    [
      'that is no zip',
      () => {
        const path = join(folder, 'text.zip')
        writeFileSync(path, 'PK\u0003\u0004 not at all')
        return path
      },
      'expected a sound zip that holds a GTFS feed, got: ',
    ],
    [
      'that is empty',
      () => {
        const path = join(folder, 'empty.zip')
        writeFileSync(path, '')
        return path
      },
      'expected a sound zip that holds a GTFS feed, got: ',
    ],
    [
      'that breaks off',
      () => feedZip(folder, zipEntries(), bytes => bytes.subarray(0, bytes.length - 40)),
      'expected a sound zip that holds a GTFS feed, got: ',
    ],
    ['of something else', () => feedZip(folder, { 'a.txt': EXTRA }), `${IS_FEED}agency.txt, stops.txt,`],
    [
      'without stop times',
      () => feedZip(folder, zipEntries({ 'stop_times.txt': undefined })),
      `${IS_FEED}stop_times.txt`,
    ],
    [
      'without a calendar',
      () => feedZip(folder, zipEntries({ 'calendar.txt': undefined })),
      `${IS_FEED}calendar.txt or calendar_dates.txt`,
    ],
    ['with its feed two folders deep', () => feedZip(folder, zipEntries({}, 'a/b/')), `${IS_FEED}agency.txt`],
    [
      'with two feeds',
      () => feedZip(folder, { ...zipEntries({}, 'a/'), ...zipEntries({}, 'b/') }),
      `${IS_FEED}agency.txt`,
    ],
    [
      'with a name that leads upwards',
      () => feedZip(folder, { ...zipEntries(), '../evil.txt': EXTRA }),
      'invalid relative path',
    ],
    ['with an absolute name', () => feedZip(folder, { ...zipEntries(), '/etc/evil': EXTRA }), 'absolute path'],
    ['with a drive', () => feedZip(folder, { ...zipEntries(), 'C:/evil': EXTRA }), 'absolute path'],
    [
      'with backslashes',
      () => feedZip(folder, { ...zipEntries(), '..\\evil.txt': EXTRA }),
      'invalid characters in fileName',
    ],
    [
      'with a NUL byte in a name',
      () => feedZip(folder, { ...zipEntries(), 'a\0b': EXTRA }),
      'got a name with a NUL byte: "a\\u0000b"',
    ],
    [
      'with a link',
      () => feedZip(folder, { ...zipEntries(), 'link.txt': [EXTRA, { os: 3, attrs: 0o120777 << 16 }] }),
      'expected a zip of plain files, got a link: "link.txt"',
    ],
    [
      'with a table that is a link',
      () =>
        feedZip(folder, {
          ...zipEntries(),
          'stops.txt': [Buffer.from('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
        }),
      'expected a zip of plain files, got a link: "stops.txt"',
    ],
    [
      'with an encrypted table',
      () =>
        feedZip(
          folder,
          zipEntries(),
          spoilHeaders('stops.txt', (b, at, c) => b.writeUInt16LE(1, at + (c ? 8 : 6))),
        ),
      'expected a zip of plain files, got an encrypted file: "stops.txt"',
    ],
    [
      'with an unknown compression',
      () =>
        feedZip(
          folder,
          zipEntries(),
          spoilHeaders('stops.txt', (b, at, c) => b.writeUInt16LE(14, at + (c ? 10 : 8))),
        ),
      'got a compression other than Deflate: "stops.txt"',
    ],
    [
      'within a zip',
      () => feedZip(folder, { ...zipEntries(), 'more.zip': zipSync({ 'a.txt': EXTRA }) }),
      'got an archive within the archive: "more.zip"',
    ],
    [
      'with a gzipped table',
      () => feedZip(folder, { 'stops.txt.gz': gzipSync(EXTRA) }),
      'got an archive within the archive',
    ],
    [
      'with one name twice',
      () => feedZip(folder, { ...zipEntries(), 'stops.tx_': EXTRA }, rename('stops.tx_', 'stops.txt')),
      'got the same name twice: "stops.txt"',
    ],
    [
      'that unpacks to a thousand times its size',
      () => feedZip(folder, zipEntries({ 'stop_times.txt': Buffer.alloc(50_000_000, 'a') })),
      'got a file that unpacks to more than 200 times its size: "stop_times.txt"',
    ],
    [
      'that says it unpacks to less than it does',
      () =>
        feedZip(
          folder,
          zipEntries({ 'stop_times.txt': Buffer.alloc(50_000_000, 'a') }),
          spoilHeaders('stop_times.txt', (b, at, c) => b.writeUInt32LE(1_000, at + (c ? 24 : 22))),
        ),
      'too many bytes in the stream',
    ],
    [
      'that says it unpacks to more than it does',
      () =>
        feedZip(
          folder,
          zipEntries(),
          spoilHeaders('stops.txt', (b, at, c) => b.writeUInt32LE(9_000, at + (c ? 24 : 22))),
        ),
      'not enough bytes in the stream',
    ],
    [
      'whose entries share their bytes',
      () =>
        feedZip(folder, { ...zipEntries(), 'zz.txt': EXTRA }, bytes => {
          const [target] = headersOf(bytes, local, 'agency.txt')
          const [entry] = headersOf(bytes, central, 'zz.txt')
          bytes.writeUInt32LE(target as number, (entry as number) + 42)
          return bytes
        }),
      'expected a zip of plain files, got overlapping ones',
    ],
    [
      'with a damaged table',
      () =>
        feedZip(
          folder,
          zipEntries(),
          spoilHeaders('stops.txt', (b, at, c) => b.writeUInt32LE(7, at + (c ? 16 : 14))),
        ),
      'expected a sound zip, got a damaged "stops.txt": its checksum is another',
    ],
    [
      'with a table that is not UTF-8',
      () => feedZip(folder, zipEntries({ 'stops.txt': Buffer.from([0xff, 0xfe, 0x41, 0x00]) })),
      'stops.txt: expected UTF-8, got bytes that are none',
    ],
    [
      'with ten thousand and one files',
      () =>
        feedZip(folder, {
          ...zipEntries(),
          ...Object.fromEntries(Array.from({ length: 9_996 }, (_, i) => [`x${i}`, new Uint8Array()])),
        }),
      'expected at most 10000 files in a zip, got 10002',
    ],
  ]
  test.each(hostile)('%s is refused whole', async (_, make, message) => {
    await expect(readAll(make())).rejects.toThrow(message)
  })
})

test('a feed of more than sixteen GiB is refused before it is read', () => {
  const sizes = new Map(TABLES.map(table => [table, 2 * 2 ** 30]))
  expect(() => requireTables(sizes)).toThrow('expected at most 16 GiB unpacked, got 20 GiB')
})

describe('a folder', () => {
  test('that holds stops and stop times is one delivery; what lies beside is looked at too', async () => {
    const feed = feedFolder(folder)
    writeFileSync(join(feed, 'train.csv'), 'number\n029\n')
    writeFileSync(join(feed, 'README.md'), 'read me')
    const { files, skipped } = await filesOf([feed])
    expect(files.map(({ path, format }) => [path, format])).toEqual([
      [feed, 'gtfs'],
      [join(feed, 'train.csv'), 'csv'],
    ])
    expect(skipped.map(({ path }) => path)).toEqual([join(feed, 'README.md')])
  })

  test('of deliveries may hold feeds, packed or not', async () => {
    const all = mkdtempSync(join(folder, 'all-'))
    const feed = feedFolder(all)
    const zip = feedZip(all, zipEntries())
    mkdirSync(join(all, 'other'))
    writeFileSync(join(all, 'other', 'stops.txt'), tables['stops.txt'])
    writeFileSync(join(all, 'train.csv'), 'number\n029\n')
    const { files, skipped } = await filesOf([all])
    expect(files.map(({ path, format }) => [path, format])).toEqual([
      [feed, 'gtfs'],
      [zip, 'gtfs'],
      [join(all, 'train.csv'), 'csv'],
    ])
    expect(skipped.map(({ path }) => path)).toEqual([join(all, 'other')])
  })

  const hostile: readonly [string, Tables, string][] = [
    ['without routes', { 'routes.txt': undefined }, `${IS_FEED}routes.txt`],
    [
      'with a table without a column',
      { 'stops.txt': 'stop_id,stop_lat\ns1,54\n' },
      'stops.txt: expected the columns stop_name, got "stop_id,stop_lat"',
    ],
    [
      'with an empty table',
      { 'trips.txt': '' },
      'trips.txt: expected the columns trip_id, route_id, service_id, got ""',
    ],
    [
      'with a column twice',
      { 'trips.txt': 'trip_id,trip_id\n' },
      'trips.txt: expected each column once, got one twice: "trip_id,trip_id"',
    ],
    [
      'with quotes that do not close',
      { 'stops.txt': `${tables['stops.txt']}"s4,K` },
      'stops.txt: expected CSV, got Quote Not Closed',
    ],
    [
      'with a row without end',
      { 'stops.txt': `${tables['stops.txt']}s4,${'K'.repeat(70_000)}` },
      'stops.txt: expected CSV, got Max Record Size',
    ],
    [
      'in UTF-16',
      { 'stops.txt': Buffer.from(tables['stops.txt'], 'utf16le') },
      'stops.txt: expected the columns stop_id, stop_name',
    ],
    [
      'in Latin-1',
      { 'stops.txt': Buffer.from([...Buffer.from(tables['stops.txt']), 0xe9]) },
      'stops.txt: expected UTF-8',
    ],
  ]
  test.each(hostile)('%s is refused whole', async (_, changed, message) => {
    await expect(readAll(feedFolder(folder, changed))).rejects.toThrow(message)
  })

  test('with a table that is a link out of it, or no file, is refused whole', async () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'alight-outside-')), 'stops.txt')
    writeFileSync(outside, tables['stops.txt'])
    const linked = feedFolder(folder, { 'stops.txt': undefined })
    symlinkSync(outside, join(linked, 'stops.txt'))
    await expect(readAll(linked)).rejects.toThrow('stops.txt: expected a file, got a link that leads out of the folder')
    const dangling = feedFolder(folder, { 'stops.txt': undefined })
    symlinkSync(join(folder, 'nowhere'), join(dangling, 'stops.txt'))
    await expect(readAll(dangling)).rejects.toThrow(
      'stops.txt: expected a file, got a link that leads out of the folder',
    )
    const nested = feedFolder(folder, { 'stops.txt': undefined })
    mkdirSync(join(nested, 'stops.txt'))
    await expect(readAll(nested)).rejects.toThrow('stops.txt: expected a file, got something else of that name')
  })

  test('that is named by a link to it is read', async () => {
    const link = join(folder, 'link-to-feed')
    symlinkSync(feedFolder(folder), link)
    expect(await readAll(link)).toEqual(await readAll(feedFolder(folder)))
  })

  test('that is a link out of a folder of deliveries is skipped', async () => {
    const feed = feedFolder(folder)
    const all = mkdtempSync(join(folder, 'all-'))
    symlinkSync(feed, join(all, 'feed'))
    const { files, skipped } = await filesOf([all])
    expect(files).toEqual([])
    expect(skipped).toEqual([{ path: join(all, 'feed'), reason: 'a link that leads out of the folder' }])
  })
})
