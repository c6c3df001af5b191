import { Invalid } from '../../base/index.ts'
import { type Excerpt, excerptsOf, type RawLine } from '../delivery/excerpt.ts'
import {
  type BadLine,
  type DeliveryFile,
  type GoodLine,
  inspect,
  RefusedLines,
  readRecords,
  type SoughtLine,
} from '../read/index.ts'

/** A well-formed line without its words, which are in an excerpt. */
export type Line = Omit<GoodLine, 'raw' | 'readAs'>

/** What is told of files as they are read. */
export type Told =
  | { readonly what: 'file'; readonly sha256: string; readonly name: string }
  | {
      readonly what: 'lines'
      /** A list of {@link Line} as JSON: a third of the time that a copy of its objects takes. */
      readonly good: string
      readonly bad: readonly Omit<BadLine, 'raw'>[]
      /** Lines whose run must be found first. */
      readonly seeking: readonly SoughtLine[]
      readonly excerpts: readonly Excerpt[]
      /** Bytes read of the file, and its last line so far. */
      readonly bytes: number
      readonly through: number
    }
  /** Something noticed that is no refusal. */
  | { readonly what: 'notice'; readonly text: string }
  /** `same`: as a file before it, byte for byte. `refused`: why it could not be read to its end. */
  | { readonly what: 'end'; readonly index: number; readonly same: boolean; readonly refused: string | undefined }

/** Lines, and characters of them, that are packed at a time. */
const AT_ONCE = { lines: 2_560, length: 1_000_000 }

/** Reads files in their order, keeps what is refused of them under `home`, and tells the rest. */
export async function readFiles(
  files: readonly DeliveryFile[],
  home: string,
  tell: (told: Told) => Promise<void>,
): Promise<void> {
  const known = new Set<string>()
  for (const [index, file] of files.entries()) {
    let same = false
    let refused: string | undefined
    try {
      const sha256 = await inspect(file)
      same = known.has(sha256)
      known.add(sha256)
      if (!same) await readFile(file, sha256, home, tell)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      refused = error.message
    }
    await tell({ what: 'end', index, same, refused })
  }
}

async function readFile(
  file: DeliveryFile,
  sha256: string,
  home: string,
  tell: (told: Told) => Promise<void>,
): Promise<void> {
  await tell({ what: 'file', sha256, name: file.name })
  const refused = new RefusedLines(home, sha256, file.name)
  const words = new Words()
  let bytes = 0
  let through = 0
  const onBytes = (read: number) => {
    bytes = read
  }
  try {
    const notices: string[] = []
    const onNotice = (text: string) => notices.push(text)
    for await (const lines of readRecords(file, { onBytes, onNotice, onOverlong: piece => refused.piece(piece) })) {
      const good: Line[] = []
      const seeking: SoughtLine[] = []
      const bad: Omit<BadLine, 'raw'>[] = []
      for (const line of lines) {
        through = line.line
        if ('problems' in line) {
          const { raw, ...rest } = line
          if (raw === undefined) refused.reason(line.line, line.problems)
          else refused.keep(line.line, raw, line.problems)
          bad.push(rest)
          continue
        }
        words.add(line)
        if ('sought' in line) seeking.push(line)
        else {
          const { raw: _, readAs: __, ...rest } = line
          good.push(rest)
        }
      }
      const excerpts = words.take()
      await tell({ what: 'lines', good: JSON.stringify(good), bad, seeking, excerpts, bytes, through })
    }
    for (const text of notices) await tell({ what: 'notice', text: `${file.name}: ${text}` })
  } finally {
    await tell({ what: 'lines', good: '[]', bad: [], seeking: [], excerpts: words.end(), bytes, through })
    refused.close()
  }
}

/** The words of lines, packed as they become many. */
class Words {
  #held: RawLine[] = []
  #length = 0
  #packed: Excerpt[] = []

  add(line: RawLine): void {
    this.#held.push(line)
    this.#length += line.raw.length
    if (this.#held.length >= AT_ONCE.lines || this.#length >= AT_ONCE.length) this.#pack()
  }

  /** The excerpts that are whole. */
  take(): Excerpt[] {
    const taken = this.#packed
    this.#packed = []
    return taken
  }

  /** The last excerpts. */
  end(): Excerpt[] {
    if (this.#held.length > 0) this.#pack()
    return this.take()
  }

  #pack(): void {
    this.#packed.push(...excerptsOf(this.#held))
    this.#held = []
    this.#length = 0
  }
}
