import { Invalid } from '../../base/index.ts'
import type { Segment } from './segment.ts'

/** Something that a header opened: what its trailer must repeat and count. */
interface Open {
  readonly reference: string
  count: number
}

/** Where in UNB, UNG and UNH the reference stands that the trailer repeats. */
const REFERENCE_AT: Readonly<Record<string, number>> = { UNB: 4, UNG: 4, UNH: 0 }

/**
 * Follows interchanges, groups and messages through a file. What is cut short or was put together wrongly is found here,
 * before anything of the file is recorded: half a list would make the other half look absent.
 */
export class Envelope {
  #interchange: Open | undefined
  #group: Open | undefined
  #message: Open | undefined
  /** UNZ counts groups where there are any, else messages. */
  #grouped = false
  #interchanges = 0

  /** @throws Invalid for a segment out of place, and a trailer that differs from its header */
  take(segment: Segment): void {
    if (this.#message) this.#message.count++
    if (segment.tag === 'UNB') this.#openInterchange(segment)
    else if (!this.#interchange) throw misplaced(segment, 'UNB')
    else if (segment.tag === 'UNG') this.#openGroup(segment, this.#interchange)
    else if (segment.tag === 'UNH') this.#openMessage(segment, this.#interchange)
    else if (segment.tag === 'UNT') this.#message = closed(segment, this.#message, 'UNH')
    else if (this.#message && isService(segment)) throw misplaced(segment, 'UNT before it')
    else if (segment.tag === 'UNE') this.#group = closed(segment, this.#group, 'UNG')
    else if (segment.tag === 'UNZ') this.#closeInterchange(segment)
    else if (!this.#message) throw misplaced(segment, 'UNH before it')
  }

  /** @throws Invalid where the file ends inside an interchange, or holds none */
  end(): void {
    if (this.#interchange) throw new Invalid('expected UNZ, got the end of the file: it is truncated')
    if (this.#interchanges === 0) throw new Invalid('expected an interchange (UNB to UNZ), got nothing')
  }

  #openInterchange(segment: Segment): void {
    if (this.#interchange) throw misplaced(segment, 'UNZ before it')
    this.#interchange = opened(segment)
    this.#grouped = false
    this.#interchanges++
  }

  #openGroup(segment: Segment, interchange: Open): void {
    if (this.#message || this.#group) throw misplaced(segment, this.#message ? 'UNT before it' : 'UNE before it')
    if (!this.#grouped && interchange.count > 0) throw misplaced(segment, 'no group after messages without one')
    this.#grouped = true
    interchange.count++
    this.#group = opened(segment)
  }

  #openMessage(segment: Segment, interchange: Open): void {
    if (this.#message) throw misplaced(segment, 'UNT before it')
    if (this.#grouped && !this.#group) throw misplaced(segment, 'UNG before it')
    if (this.#group) this.#group.count++
    else interchange.count++
    this.#message = opened(segment)
    this.#message.count = 1
  }

  #closeInterchange(segment: Segment): void {
    if (this.#group) throw misplaced(segment, 'UNE before it')
    this.#interchange = closed(segment, this.#interchange, 'UNB')
  }
}

const isService = ({ tag }: Segment) => tag === 'UNE' || tag === 'UNZ'

function opened(segment: Segment): Open {
  const reference = segment.at(REFERENCE_AT[segment.tag] as number)
  if (reference === '')
    throw new Invalid(`segment ${segment.ordinal}: expected a reference in ${segment.tag}, got none`)
  return { reference, count: 0 }
}

/** A trailer holds the count first, then the reference of its header. */
function closed(segment: Segment, open: Open | undefined, header: string): undefined {
  if (!open) throw misplaced(segment, `${header} before it`)
  const { ordinal, tag } = segment
  const [count, reference] = [segment.at(0), segment.at(1)]
  if (!/^\d{1,10}$/.test(count) || Number(count) !== open.count)
    throw new Invalid(`segment ${ordinal}: expected ${tag} to count ${open.count}, got ${quoted(count)}`)
  if (reference !== open.reference)
    throw new Invalid(
      `segment ${ordinal}: expected the reference ${quoted(open.reference)} of ${header} in ${tag}, got ${quoted(reference)}`,
    )
}

const quoted = (text: string) => JSON.stringify(text.slice(0, 35))

function misplaced({ ordinal, tag }: Segment, expected: string): Invalid {
  return new Invalid(`segment ${ordinal}: expected ${expected}, got ${tag}`)
}
