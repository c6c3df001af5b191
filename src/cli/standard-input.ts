import { constants, gunzipSync } from 'node:zlib'
import { Invalid } from '../base/index.ts'
import type { Spool } from '../intake/index.ts'

/** Bytes that tell what a content is: enough for the head of a gzip and what it packs first. */
const ENOUGH = 4096

export interface Received {
  readonly path: string
  /** Does it end within a line? Then its sender may have broken off. */
  readonly cutShort: boolean
}

/**
 * Spools what comes on standard input under `name`, or under a name that its first bytes tell.
 * @throws Invalid where nothing comes, or it cannot be told what it is
 */
export async function receive(input: AsyncIterable<Buffer>, spool: Spool, name: string | undefined): Promise<Received> {
  const chunks = input[Symbol.asyncIterator]()
  const head = await headOf(chunks)
  if (head.length === 0) throw new Invalid('Standard input: expected a delivery, got nothing')
  const told = name ?? nameOf(head)
  let last = head.at(-1)
  const path = await spool.keep(
    told,
    (async function* () {
      yield head
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
        last = next.value.at(-1)
        yield next.value
      }
    })(),
  )
  return { path, cutShort: told.endsWith('.ndjson') && last !== NEWLINE }
}

/** The first bytes, however small the pieces in which they come. */
async function headOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = []
  for (let size = 0; size < ENOUGH; ) {
    const { value, done } = await chunks.next()
    if (done) break
    head.push(value)
    size += value.length
  }
  return Buffer.concat(head)
}

const NEWLINE = 0x0a
const GZIP = Buffer.from([0x1f, 0x8b])

/** What a content is called that came without a name. */
export function nameOf(head: Buffer): string {
  const gzipped = head.subarray(0, 2).equals(GZIP)
  const text = (gzipped ? unpacked(head) : head)
    .toString('latin1', 0, 64)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  const ending = text.startsWith('{') ? 'ndjson' : /^UN[AB]/.test(text) ? 'edi' : undefined
  if (ending) return `stdin.${ending}${gzipped ? '.gz' : ''}`
  if (text.startsWith('PK') && !gzipped) return 'stdin.zip'
  throw new Invalid(
    'Standard input: expected NDJSON, EDIFACT, one of them gzipped, or a zip; say what it is with --name, such as --name passenger.csv',
  )
}

/** What a gzip that goes on behind its head packs first. */
function unpacked(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return Buffer.alloc(0)
  }
}
