import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../record/index.ts'

const NEWLINE = Buffer.from('\n')

/**
 * Keeps the refused lines of a file whole: `<home>/refused/<sha256>.ndjson` as they came (rows of a CSV as records, so
 * that the file can be mended and sent again), and the reasons beside in `<sha256>.reasons.ndjson`.
 */
export class RefusedLines {
  readonly #folder: string
  readonly #name: string
  readonly #fileName: string
  #lines: number | undefined
  #reasons: number | undefined

  constructor(home: string, sha256: string, fileName: string) {
    this.#folder = join(home, 'refused')
    this.#name = join(this.#folder, sha256)
    this.#fileName = fileName
  }

  keep(line: number, text: string, problems: readonly Problem[]): void {
    this.piece(Buffer.from(text))
    this.piece(null)
    this.reason(line, problems)
  }

  /** Keeps a line piece by piece; null ends it. */
  piece(piece: Buffer | null): void {
    this.#lines ??= this.#open('ndjson.new')
    writeSync(this.#lines, piece ?? NEWLINE)
  }

  reason(line: number, problems: readonly Problem[]): void {
    this.#reasons ??= this.#open('reasons.ndjson.new')
    for (const problem of problems)
      writeSync(this.#reasons, `${JSON.stringify({ file: this.#fileName, line, ...problem })}\n`)
  }

  /** Puts the kept lines in place of those of an earlier reading of the same file. */
  close(): void {
    for (const [descriptor, ending] of [
      [this.#lines, 'ndjson'],
      [this.#reasons, 'reasons.ndjson'],
    ] as const) {
      if (descriptor === undefined) continue
      closeSync(descriptor)
      renameSync(`${this.#name}.${ending}.new`, `${this.#name}.${ending}`)
    }
  }

  #open(ending: string): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    return openSync(`${this.#name}.${ending}`, 'w', 0o600)
  }
}
