import { Invalid } from '../../base/index.ts'
import { type Decode, decoderOf } from './charset.ts'
import { Segment } from './segment.ts'
import { DEFAULTS, isLineEnd, type Separators, separatorsOf, UNA_LENGTH } from './separators.ts'

/** Longer segments are refused: the longest honest one is a few hundred bytes. */
export const LONGEST_SEGMENT = 1 << 20

const BLANKS = new Set([0x20, 0x09, 0x0d, 0x0a])
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/**
 * Divides the bytes of a file into segments, chunk by chunk. Each interchange has its own separators (UNA) and its own
 * character set (UNB); at most one segment of {@link LONGEST_SEGMENT} bytes is held.
 */
export class SegmentReader {
  #separators: Separators = DEFAULTS
  #decode: Decode | undefined
  #held: Buffer[] = []
  #heldBytes = 0
  /** Bytes that begin an interchange, until they tell UNA from UNB; undefined inside one. */
  #beginning: number[] | undefined = []
  #released = false
  #lineEnds = false
  #ordinal = 0

  /** @throws Invalid for bytes that are no EDIFACT */
  take(chunk: Buffer): Segment[] {
    const found: Segment[] = []
    let start = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number
      if (this.#beginning) {
        this.#begin(this.#beginning, byte)
        start = i + 1
        continue
      }
      const { release, terminator } = this.#separators
      const begun = this.#heldBytes + i - start > 0
      if (byte !== terminator && isLineEnd(byte)) {
        // A wrapped file: also between the release character and what it releases.
        if (begun) this.#lineEnds = true
        else start = i + 1
      } else if (this.#released) this.#released = false
      else if (byte === release) this.#released = true
      else if (byte === terminator) {
        found.push(this.#finish(chunk.subarray(start, i + 1)))
        start = i + 1
      } else if (!begun && BLANKS.has(byte)) start = i + 1
    }
    this.#hold(chunk.subarray(start))
    return found
  }

  /** @throws Invalid where the text ends in a segment */
  end(): void {
    if (this.#heldBytes > 0 || (this.#beginning?.length ?? 0) > 0)
      throw new Invalid(`expected segment ${this.#ordinal + 1} to end, got the end of the file: it is truncated`)
  }

  #begin(beginning: number[], byte: number): void {
    if (beginning.length === 0 ? BLANKS.has(byte) : beginning.length < 3 && isLineEnd(byte)) return
    beginning.push(byte)
    if (this.#ordinal === 0 && beginning.length === 3 && BYTE_ORDER_MARK.every((mark, i) => mark === beginning[i])) {
      this.#beginning = []
      return
    }
    if (beginning.length < 3) return
    const tag = String.fromCharCode(...beginning.slice(0, 3))
    if (tag === 'UNA' && beginning.length < UNA_LENGTH) return
    if (tag === 'UNA') {
      this.#separators = separatorsOf(Uint8Array.from(beginning))
      this.#ordinal++
    } else if (tag === 'UNB') {
      this.#separators = DEFAULTS
      this.#hold(Buffer.from(beginning))
    } else throw new Invalid('expected UNA or UNB at the beginning of an interchange, got something else')
    this.#decode = undefined
    this.#beginning = undefined
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (this.#heldBytes > LONGEST_SEGMENT)
      throw new Invalid(`segment ${this.#ordinal + 1}: expected at most ${LONGEST_SEGMENT} bytes, got more`)
  }

  #finish(last: Buffer): Segment {
    this.#hold(last)
    let bytes = this.#held.length === 1 ? (this.#held[0] as Buffer) : Buffer.concat(this.#held)
    if (this.#lineEnds) bytes = withoutLineEnds(bytes)
    this.#held = []
    this.#heldBytes = 0
    this.#lineEnds = false
    const ordinal = ++this.#ordinal
    this.#decode ??= decoderNamedBy(new Segment(ordinal, bytes.toString('latin1'), this.#separators))
    const raw = this.#decode(bytes)
    if (raw === undefined)
      throw new Invalid(`segment ${ordinal}: expected the character set that UNB names, got bytes that do not fit it`)
    const segment = new Segment(ordinal, raw, this.#separators)
    if (!segment.isWellFormed) throw new Invalid(`segment ${ordinal}: expected a tag such as NAD, got something else`)
    if (segment.tag === 'UNZ') this.#beginning = []
    return segment
  }
}

/** An interchange begins with UNB, whose own first element is ASCII whatever follows. */
function decoderNamedBy(segment: Segment): Decode {
  if (segment.tag === 'UNB') return decoderOf(segment.at(0))
  throw new Invalid(`segment ${segment.ordinal}: expected UNB, got something else`)
}

/** The terminator at the end may be a line end itself. */
function withoutLineEnds(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, -1).filter(byte => !isLineEnd(byte)), bytes.subarray(-1)])
}
