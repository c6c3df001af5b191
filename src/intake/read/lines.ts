import type { Readable } from 'node:stream'

/** Lines longer than this are refused: the longest honest record is a few kilobytes. */
export const LONGEST_LINE = 1 << 20

const NEWLINE = 0x0a

export interface TextLine {
  readonly number: number
  /** Undefined: the line is too long; its bytes went to `onOverlong`. */
  readonly text: string | undefined
}

/**
 * The lines of a content, without their ends; blank ones are counted and passed over. At most one line of
 * {@link LONGEST_LINE} bytes is held; the bytes of a longer one go to `onOverlong` piece by piece, ended by null.
 */
export async function* linesOf(
  content: Readable,
  onOverlong: (piece: Buffer | null) => void,
): AsyncGenerator<TextLine[]> {
  let number = 0
  let held: Buffer[] = []
  let size = 0
  let overlong = false
  const take = (piece: Buffer) => {
    if (piece.length === 0) return
    size += piece.length
    if (!overlong && size > LONGEST_LINE) {
      overlong = true
      for (const earlier of held) onOverlong(earlier)
      held = []
    }
    if (overlong) onOverlong(piece)
    else held.push(piece)
  }
  const finish = (): TextLine | undefined => {
    number++
    const whole = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
    const wasOverlong = overlong
    held = []
    size = 0
    overlong = false
    if (wasOverlong) {
      onOverlong(null)
      return { number, text: undefined }
    }
    // Trimming takes a byte order mark along.
    const text = whole.toString('utf8').trim()
    return text === '' ? undefined : { number, text }
  }
  for await (const chunk of content as AsyncIterable<Buffer>) {
    const lines: TextLine[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end))
      const line = finish()
      if (line) lines.push(line)
      start = end + 1
    }
    take(chunk.subarray(start))
    if (lines.length > 0) yield lines
  }
  if (size > 0) {
    const last = finish()
    if (last) yield [last]
  }
}
