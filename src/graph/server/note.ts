import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphAddress } from '../../base/index.ts'

/** What `<home>/neo4j.json` says: where the managed server of this home listens, and as which process (0: none). */
export interface Note extends GraphAddress {
  readonly pid: number
  readonly start: string
}

export function readNote(home: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(join(home, 'neo4j.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/** Written beside and renamed, so that a reader never sees half of it; it holds the password, so only its owner reads it. */
export function writeNote(home: string, note: Note): void {
  const file = join(home, 'neo4j.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
