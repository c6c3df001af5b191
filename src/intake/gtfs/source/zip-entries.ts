import type { Entry } from 'yauzl'
import { Invalid } from '../../../base/index.ts'
import { shown } from '../../record/index.ts'

/** Deflate makes at most 1:1032 of anything, and of timetables 1:10 to 1:60. */
const MOST_RATIO = 200
/** Below this a high ratio is no bomb. */
const RATIO_FROM = 1 << 20

const STORED = 0
const DEFLATED = 8
const LOCAL_HEADER = 30
const FILE_KIND = 0o170000
const LINK = 0o120000

/**
 * Sees that the entries of a zip are plain files that a feed may have. Names that are absolute, lead upwards or have
 * backslashes are refused before, by yauzl.
 * @throws Invalid naming the first entry that is not
 */
export function checkEntries(entries: readonly Entry[]): void {
  const names = new Set<string>()
  for (const entry of entries) {
    const oddity = names.has(entry.fileName) ? 'the same name twice' : oddityOf(entry)
    if (oddity) throw new Invalid(`expected a zip of plain files, got ${oddity}: ${shown(entry.fileName)}`)
    names.add(entry.fileName)
  }
  checkApart(entries)
}

function oddityOf(entry: Entry): string | undefined {
  const { compressedSize, uncompressedSize, compressionMethod } = entry
  if (entry.isEncrypted()) return 'an encrypted file'
  if (((entry.externalFileAttributes >>> 16) & FILE_KIND) === LINK) return 'a link'
  if (entry.fileName.includes('\0')) return 'a name with a NUL byte'
  if (/\.(zip|gz|7z|rar|tar)$/i.test(entry.fileName)) return 'an archive within the archive'
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return 'a compression other than Deflate'
  if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * MOST_RATIO)
    return `a file that unpacks to more than ${MOST_RATIO} times its size`
  return undefined
}

/** One stretch of bytes that stands for many files is how a small zip unpacks to petabytes. */
function checkApart(entries: readonly Entry[]): void {
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const start = entry.relativeOffsetOfLocalHeader
    if (start < end) throw new Invalid(`expected a zip of plain files, got overlapping ones: ${shown(entry.fileName)}`)
    end = start + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize
  }
}
