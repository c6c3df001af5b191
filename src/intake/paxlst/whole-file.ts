import { Invalid } from '../../base/index.ts'
import { Envelope } from './envelope.ts'
import { SegmentReader } from './segment-reader.ts'

/** Whoever is named by more is nobody: an honest passenger's segments are a few hundred characters. */
const LONGEST_PASSENGER = 1 << 20

/** Looks through a file chunk by chunk, before anything of it is recorded: can it be read, and is it whole? */
export class WholeFile {
  readonly #segments = new SegmentReader()
  readonly #envelope = new Envelope()
  #passenger = 0

  /** @throws Invalid saying at which segment something else was expected */
  take(chunk: Buffer): void {
    for (const segment of this.#segments.take(chunk)) {
      this.#envelope.take(segment)
      this.#passenger = segment.tag === 'NAD' || segment.tag === 'UNH' ? 0 : this.#passenger + segment.raw.length
      if (this.#passenger > LONGEST_PASSENGER)
        throw new Invalid(
          `segment ${segment.ordinal}: expected at most ${LONGEST_PASSENGER} characters about one passenger, got more`,
        )
    }
  }

  /** @throws Invalid where the file is truncated */
  end(): void {
    this.#segments.end()
    this.#envelope.end()
  }
}
