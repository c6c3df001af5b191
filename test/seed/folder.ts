import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const emptyFolder = () => mkdtempSync(join(tmpdir(), 'alight-seed-'))

/** Every file of a folder and the digest of its bytes. */
export const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map(name => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  )

/** Every record of a folder, in the order in which it is loaded. */
// biome-ignore lint/suspicious/noExplicitAny: records of every kind, as a source writes them
export const recordsOf = (folder: string): any[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.ndjson'))
    .sort()
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .map(line => JSON.parse(line))
